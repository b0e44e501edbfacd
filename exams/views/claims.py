"""What a logged-in candidate asks of the protocol without a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from exams.errors import Refused
from exams.queries import gate
from exams.services import envelopes, reading
from exams.views.protocol import raw_body, refuse, reply


def candidates(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a stranger with 401, a refusal as JSON, a lost database with 503."""

    @wraps(view)
    def wrapped(request: HttpRequest, code: str) -> HttpResponse:
        try:
            with gate.through_breaker(), gate.guarded():
                user_id = _user_id(request)
            return view(request, code, user_id)
        except Refused as refusal:
            return refuse(refusal)
        except Error:
            return refuse(gate.unavailable())

    return wrapped


@require_GET
@candidates
def status(_request: HttpRequest, code: str, user_id: int) -> HttpResponse:
    """Return state and stored versions to the candidate who is logged in."""
    return reply(reading.status_of_own(code, user_id))


@require_POST
@candidates
def late(request: HttpRequest, code: str, user_id: int) -> HttpResponse:
    """Keep an exported file that the candidate brings."""
    content = raw_body(request, most=envelopes.MOST_BYTES)
    return reply(envelopes.take_own(code, user_id, content))


def _user_id(request: HttpRequest) -> int:
    user: Any = request.user
    if not user.is_authenticated:
        raise Refused(401, "log_in_first")
    return int(user.pk)
