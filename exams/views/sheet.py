"""The plain page: the whole paper as one form, for browsers without script."""

import hashlib
import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from exams.errors import Refused
from exams.models import Attempt
from exams.queries import ledger
from exams.queries.pages import attempt_for
from exams.rules import sheet as rules
from exams.rules.canonical import digest
from exams.rules.messages import ClaimMessage
from exams.services import claiming, reading, sheets
from lms.core import wording


@require_POST
@login_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Claim the attempt for this browser and show the form."""
    attempt = attempt_for(request.user, code)
    message = ClaimMessage(
        _device(request), "form", takeover=True, code=request.POST.get("code", "")
    )
    try:
        claimed = claiming.claim(code, int(request.user.pk or 0), message)
    except Refused as refusal:
        return _refused(request, attempt, refusal)
    if claimed["token"] is None:
        return redirect("exams:room", code=code)
    return _form(request, attempt, claimed["token"], claimed["epoch"])


@require_POST
@login_required
def save(request: HttpRequest, code: str) -> HttpResponse:
    """Save all fields; then show the form again, or ask before handing in."""
    attempt = attempt_for(request.user, code)
    token, epoch = request.POST.get("token", ""), _whole(request.POST.get("epoch"))
    try:
        if "confirm" in request.POST:
            return _hand_in(request, attempt, token, epoch)
        slots = _slots(request, code)
        values = {
            slot["slot"]: rules.read_answer(slot, request.POST)  # type: ignore[arg-type]
            for slot in slots
            if slot["kind"] in rules.KINDS
        }
        reply = sheets.save_sheet(code, token, epoch, values)
    except Refused as refusal:
        return _refused(request, attempt, refusal)
    if reply["state"] != "in_progress":
        return redirect("exams:room", code=code)
    bad = {r["slot"] for r in reply["results"] if r["status"] == "invalid"}
    if reply["epoch"] != epoch:
        return _refused(request, attempt, Refused(409, "epoch_superseded"))
    if "hand_in" in request.POST and not bad:
        return _ask(request, attempt, token, epoch)
    return _form(request, attempt, token, epoch, reply=reply, bad=bad)


def _hand_in(
    request: HttpRequest, attempt: Attempt, token: str, epoch: int
) -> HttpResponse:
    try:
        sheets.hand_in_sheet(
            attempt.code,
            token,
            epoch,
            digest=request.POST.get("digest", ""),
            count=_whole(request.POST.get("count")),
        )
    except Refused as refusal:
        if refusal.code != "digest_mismatch":
            raise
        return _form(request, attempt, token, epoch)
    return redirect("exams:receipt", code=attempt.code)


def _ask(
    request: HttpRequest, attempt: Attempt, token: str, epoch: int
) -> HttpResponse:
    rows = ledger.stored(attempt.pk)
    answered = {row[0] for row in rows if row[4] != "null"}
    slots = _slots(request, attempt.code)
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "token": token,
        "epoch": epoch,
        "digest": digest((row[0], row[1], row[2], row[3]) for row in rows),
        "count": len(rows),
        "open": [n for n, s in enumerate(slots, 1) if s["slot"] not in answered],
    }
    return render(request, "exams/sheet_confirm.html", context)


def _form(
    request: HttpRequest,
    attempt: Attempt,
    token: str,
    epoch: int,
    *,
    reply: dict[str, Any] | None = None,
    bad: set[str] | None = None,
) -> HttpResponse:
    attempt.refresh_from_db()
    try:
        slots = _slots(request, attempt.code)
    except Refused as refusal:
        return _refused(request, attempt, refusal)
    stored = {row[0]: json.loads(row[4]) for row in ledger.stored(attempt.pk)}
    rows = []
    group = None
    for slot in slots:
        is_new = slot.get("group") and slot["group"]["code"] != group
        group = slot["group"]["code"] if slot.get("group") else None
        rows.append(
            {
                "slot": slot,
                "group": slot["group"] if is_new else None,
                "shown": rules.fields(slot, stored.get(slot["slot"])),
                "is_bad": slot["slot"] in (bad or set()),
            }
        )
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "token": token,
        "epoch": epoch,
        "rows": rows,
        "reply": reply,
        "bad": bad,
        "count": sum(value is not None for value in stored.values()),
    }
    return render(request, "exams/sheet.html", context)


def _refused(request: HttpRequest, attempt: Attempt, refusal: Refused) -> HttpResponse:
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "code": refusal.code,
        "sentence": wording.say(refusal.code),
        "wait": refusal.body.get("retry_after_s"),
    }
    status = 200 if refusal.code == "not_released" else refusal.status
    return render(request, "exams/sheet_wait.html", context, status=status)


def _slots(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    paper = json.loads(reading.paper_of_own(code, int(request.user.pk or 0)))
    slots: list[dict[str, Any]] = paper["slots"]
    return slots


def _device(request: HttpRequest) -> str:
    key = request.session.session_key or ""
    return f"form-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
