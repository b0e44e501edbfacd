"""What readers send: events from their devices, answers, "I have read it"."""

import json
import time

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from library.models import FrozenVersion
from library.queries import reading
from library.services import evidence
from lms.core import wording
from lms.core.errors import DomainError, NotFound

MAX_BODY = 256 * 1024
SHOWN = "library.shown"
DAY_S = 86_400


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a batch of events; the same batch again changes nothing."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": {"code": "not_allowed"}}, status=401)
    try:
        reading.require_once_readable(request.user, code)
        number, events = _batch(request)
        version = reading.once_readable_version(request.user, code, number)
        done = evidence.take_events(version, reader=request.user, events=events)
    except DomainError as error:
        status = 404 if isinstance(error, NotFound) else 422
        return JsonResponse({"error": wording.as_json(error)}, status=status)
    return JsonResponse(
        {
            "taken": len(events),
            "fraction": str(done.fraction) if done else "0",
            "seconds": done.seconds if done else 0,
            "completed": bool(done and done.completed_at),
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
    seconds = seconds_open(request.POST.get("shown", ""), version)
    evidence.finish(version, reader=request.user, part=position, seconds=seconds)
    if position < len(version.data["parts"]):
        return redirect(_address(version, position + 1, ""))
    return redirect(f"{_address(version, position, '')}#xong")


def shown_now(version: FrozenVersion) -> str:
    """Return the signed moment at which a page without script was shown."""
    return TimestampSigner(salt=SHOWN).sign(str(version.pk))


def seconds_open(shown: str, version: FrozenVersion) -> int:
    """Return how long ago a page was shown, 0 for what we have not signed."""
    signer = TimestampSigner(salt=SHOWN)
    try:
        if signer.unsign(shown, max_age=DAY_S) != str(version.pk):
            return 0
    except BadSignature:
        return 0
    moment = b62_decode(shown.rsplit(":", 2)[1])
    return max(int(time.time()) - moment, 0)


def _batch(request: HttpRequest) -> tuple[int, list]:
    if len(request.body) > MAX_BODY:
        raise DomainError("too_many_events", limit=evidence.MAX_BATCH)
    try:
        body = json.loads(request.body)
        number, events = int(body["version"]), body["events"]
    except (ValueError, KeyError, TypeError):
        raise DomainError("event_bad") from None
    if not isinstance(events, list):
        raise DomainError("event_bad")
    return number, events


def _address(version: FrozenVersion, position: int, unit: str) -> str:
    if position == 1:
        url = reverse("library:resource", args=[version.code])
    else:
        url = reverse("library:part", args=[version.code, position])
    return f"{url}#b-{unit}" if unit else url
