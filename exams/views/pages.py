"""The candidate's pages: list of tests, test room, receipt."""

import base64
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_GET

from exams.enums import AttemptState
from exams.models import Attempt, Seal
from exams.queries import clock
from exams.queries.pages import attempt_for, cards_of
from exams.queries.results import results_for_student
from exams.rules import envelopes
from exams.rules.times import iso
from exams.services import closing, replies, sittings
from exams.views import code as player
from exams.views.words import player_words

GROUPS = (
    ("now", {"open", "running", "suspended"}),
    ("soon", {"upcoming"}),
    ("past", {"handed_in", "missed", "cancelled"}),
)


@require_GET
@login_required
def own_tests(request: HttpRequest) -> HttpResponse:
    """List the student's tests: now, later, done."""
    cards = cards_of(request.user)
    groups: dict[str, list[Any]] = {
        name: [c for c in cards if c.state in kinds] for name, kinds in GROUPS
    }
    groups["soon"].reverse()
    results = {
        card.sitting_code: card.url for card in results_for_student(request.user)
    }
    groups["past"] = [(card, results.get(card.code)) for card in groups["past"]]
    return render(request, "exams/own_tests.html", {"groups": groups, "all": cards})


@require_GET
@login_required
def room(request: HttpRequest, code: str) -> HttpResponse:
    """Show the room of one attempt; its script goes on to the paper and the receipt."""
    attempt = _settled(request, code)
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "candidate": attempt.candidate,
        "minutes": -(-attempt.sitting.duration_s // 60),
        "config": _config(request, attempt),
        "words": player_words(),
        "script": player.module_url("room.js"),
    }
    return render(request, "exams/room.html", context)


@require_GET
@login_required
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of a closed attempt, for printing and for keeping."""
    attempt = _settled(request, code)
    if attempt.state != AttemptState.SUBMITTED:
        return redirect("exams:room", code=code)
    seal = Seal.objects.get(attempt=attempt, version=attempt.seal_version)
    context = {
        "attempt": attempt,
        "sitting": attempt.sitting,
        "seal": seal,
        "receipt": replies.receipt_of(seal),
        "receipt_key": sittings.receipt_key(attempt.sitting),
        "result_url": next(
            (
                card.url
                for card in results_for_student(request.user)
                if card.attempt_code == attempt.code
            ),
            "",
        ),
        "late": attempt.journal.filter(status="late", ruling=None).count(),
    }
    return render(request, "exams/receipt.html", context)


def _settled(request: HttpRequest, code: str) -> Attempt:
    attempt = attempt_for(request.user, code)
    if attempt.state in {AttemptState.IN_PROGRESS, AttemptState.SUSPENDED}:
        closing.settle_by_id(attempt.pk)
        attempt.refresh_from_db()
    return attempt


def _config(request: HttpRequest, attempt: Attempt) -> dict[str, Any]:
    sitting = attempt.sitting
    is_closed = attempt.state == AttemptState.SUBMITTED
    seal = attempt.seals.order_by("-version").first() if is_closed else None
    point = envelopes.public_point(bytes(sitting.secret.envelope_key))
    return {
        "code": attempt.code,
        "title": sitting.title,
        "user": salted_hmac("exam device", str(request.user.pk)).hexdigest()[:16],
        "build": player.build(),
        "state": attempt.state,
        "receipt": replies.receipt_of(seal) if seal else None,
        "server_time": iso(clock.now()),
        "open_at": iso(sitting.open_at),
        "release_at": iso(sitting.release_at),
        "close_at": iso(sitting.close_at),
        "deadline": iso(attempt.deadline),
        "outage_ms": getattr(settings, "EXAM_OUTAGE_MS", 30_000),
        "envelope_key": base64.b64encode(point).decode(),
        "csrf": get_token(request),
        "base": f"/bai-kiem-tra/attempts/{attempt.code}",
        "package": f"/bai-kiem-tra/packages/{attempt.form.package_sha256}.bin",
        "receipt_page": reverse("exams:receipt", args=[attempt.code]),
        "log_in": reverse("people:log_in"),
        "worker": reverse("exams:worker"),
        "scope": reverse("exams:own_tests"),
        "files": player.kept_files(),
    }
