"""What readers send: events from their devices, answers, "I have read it"."""

import json
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from library.models import FrozenVersion
from library.queries import reading
from library.services import evidence
from library.views.showing import progress_words
from lms.core import wording
from lms.core.errors import DomainError, NotFound

MAX_BODY = 256 * 1024
SHOWN = "library.shown"


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a batch of events; the same batch again changes nothing."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": {"code": "not_allowed"}}, status=401)
    try:
        reading.require_once_readable(request.user, code)
        body = _body(request)
        number = body["version"]
        version = reading.once_readable_version(request.user, code, number)
        batch = evidence.Batch(
            events=body["events"],
            shown=moment_shown(str(body.get("shown", "")), version, request.user),
            sent=str(body.get("sent", "")),
        )
        done = evidence.take_events(version, reader=request.user, batch=batch)
    except DomainError as error:
        status = 404 if isinstance(error, NotFound) else 422
        return JsonResponse({"error": wording.as_json(error)}, status=status)
    return JsonResponse(
        {
            "taken": len(batch.events),
            "fraction": str(done.fraction) if done else "0",
            "seconds": done.seconds if done else 0,
            "completed": bool(done and done.completed_at),
            "words": progress_words(version, done),
        }
    )


@require_POST
@login_required
def answer(request: HttpRequest, code: str) -> HttpResponseBase:
    """Note the answer to a check question and go back to it."""
    version = reading.version_for(request.user, code)
    unit = request.POST.get("unit", "")
    chosen = request.POST.get("option", "")
    if chosen.isdecimal():
        evidence.answer(version, reader=request.user, unit=unit, option=int(chosen[:3]))
    return redirect(_address(version, reading.part_of_unit(version, unit), unit))


@require_POST
@login_required
def finish(request: HttpRequest, code: str) -> HttpResponseBase:
    """Note "I have read this" and go on to the next part, or stay at the end."""
    version = reading.version_for(request.user, code)
    part = request.POST.get("part", "1")
    position = int(part) if part.isdecimal() and len(part) < 6 else 0
    shown = moment_shown(request.POST.get("shown", ""), version, request.user)
    seconds = int((timezone.now() - shown).total_seconds()) if shown else 0
    evidence.finish(version, reader=request.user, part=position, seconds=seconds)
    if position < len(version.data["parts"]):
        return redirect(_address(version, position + 1, ""))
    return redirect(f"{_address(version, position, '')}#xong")


def shown_now(version: FrozenVersion, reader: Any) -> str:
    """Return the signed moment at which a page was shown to a reader."""
    return TimestampSigner(salt=SHOWN).sign(_shown_what(version, reader))


def moment_shown(shown: str, version: FrozenVersion, reader: Any) -> datetime | None:
    """Return when a page was shown to a reader, None for what we have not signed."""
    signer = TimestampSigner(salt=SHOWN)
    try:
        what = signer.unsign(shown, max_age=evidence.OLDEST)
    except BadSignature:
        return None
    if what != _shown_what(version, reader):
        return None
    return datetime.fromtimestamp(b62_decode(shown.rsplit(":", 2)[1]), tz=UTC)


def _shown_what(version: FrozenVersion, reader: Any) -> str:
    return f"{version.pk}.{reader.pk}"


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MAX_BODY:
        raise DomainError("too_many_events", limit=evidence.MAX_BATCH)
    try:
        body = json.loads(request.body)
        body["version"] = int(body["version"])
        is_list = isinstance(body["events"], list)
    except (ValueError, KeyError, TypeError):
        raise DomainError("event_bad") from None
    if not is_list:
        raise DomainError("event_bad")
    return body


def _address(version: FrozenVersion, position: int, unit: str) -> str:
    if position == 1:
        url = reverse("library:resource", args=[version.code])
    else:
        url = reverse("library:part", args=[version.code, position])
    return f"{url}#b-{unit}" if unit else url
