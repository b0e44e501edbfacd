"""The slip of a test: what the pupil sees after release, and its preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from exams.models import Result, Seal
from exams.queries.scores import Standing
from exams.rules.grading import FULL
from exams.rules.schemes import WORDS, Scheme, scheme_of
from exams.services.marking import mark_now
from exams.services.scoring import form_slots
from exams.views.question_page import (
    Place,
    Shown,
    add_answer,
    kept_back,
    reveal,
    show,
)
from lms.core.errors import NotFound
from question_bank import api as question_bank


@dataclass(frozen=True)
class SlipLine:
    """One slot of a slip, from a standing or from a released result."""

    position: int
    slot: str
    version_id: int
    keyed_by: int | None
    value: Any
    awarded: Decimal | None
    possible: Decimal
    void: str
    comment: str


@require_GET
@login_required
def own_result(request: HttpRequest, code: str) -> HttpResponse:
    """Show a student her own released result; before release there is nothing."""
    result = (
        Result.objects.current()
        .of(request.user)
        .select_related("sitting__subject", "release", "seal__attempt__form")
        .filter(attempt__code=code)
        .first()
    )
    if result is None:
        raise NotFound("result")
    lines = [_kept_line(row) for row in result.slots]
    scheme = scheme_of(result.scheme)
    orders = _orders(result.seal)
    context = _slip(lines, orders, scheme, result.mark, user=request.user) | {
        "sitting": result.sitting,
        "released_at": result.release.at,
        "revision": result.revision,
        "reason": result.release.reason if result.revision > 1 else "",
        "awarded": result.awarded,
        "possible": result.possible,
        "student": request.user,
    }
    return render(request, "exams/slip.html", context)


def standing_slip(standing: Standing, scheme: Scheme, *, user: Any) -> dict[str, Any]:
    """Return the slip of a paper as it stands scored now. user: who reads it."""
    lines = [
        SlipLine(
            position=line.position,
            slot=line.slot,
            version_id=line.version_id,
            keyed_by=line.keyed_by,
            value=line.value,
            awarded=line.possible if line.void == FULL else line.awarded,
            possible=line.possible,
            void=line.void,
            comment=line.comment,
        )
        for line in standing.lines
    ]
    mark = None if standing.total.missing else mark_now(standing, scheme)
    return _slip(lines, _orders(standing.seal), scheme, mark, user=user) | {
        "sitting": standing.attempt.sitting,
        "awarded": standing.total.awarded,
        "possible": standing.total.possible,
    }


def _slip(
    lines: Sequence[SlipLine],
    orders: dict[str, Any],
    scheme: Scheme,
    mark: Decimal | None,
    *,
    user: Any,
) -> dict[str, Any]:
    in_words = scheme.shows == WORDS
    questions = _questions(lines, orders, user)
    return {
        "questions": questions,
        "mark": None if in_words else mark,
        "in_words": in_words,
        "words": scheme.word_for(mark)[1] if in_words and mark is not None else "",
        "right": sum(question.is_right is True for question in questions),
    }


def _questions(
    lines: Sequence[SlipLine], orders: dict[str, Any], user: Any
) -> list[Shown]:
    hidden = question_bank.hidden_versions(user, [line.version_id for line in lines])
    slots = question_bank.candidate_slots(
        {line.version_id: orders.get(line.slot) for line in lines}
    )
    keys = question_bank.reveal_slots(
        line.keyed_by or line.version_id for line in lines
    )
    return [
        _question(
            line,
            slots[line.version_id],
            keys[line.keyed_by or line.version_id],
            orders.get(line.slot),
        )
        if line.version_id not in hidden
        else _kept_back(line, slots[line.version_id]["kind"])
        for line in lines
    ]


def _question(
    line: SlipLine, slot: dict[str, Any], key: dict[str, Any], order: Any
) -> Shown:
    shown = show(Place(line.position, line.version_id, line.possible, order), slot)
    reveal(shown, slot, key)
    add_answer(shown, slot, line.value)
    shown.awarded, shown.comment, shown.void = line.awarded, line.comment, line.void
    return shown


def _kept_back(line: SlipLine, kind: str) -> Shown:
    shown = kept_back(Place(line.position, line.version_id, line.possible), kind)
    shown.awarded, shown.void = line.awarded, line.void
    return shown


def _orders(seal: Seal) -> dict[str, Any]:
    """Return slot -> option order of the form that was answered."""
    return {slot.slot: slot.option_order for slot in form_slots(seal)}


def _kept_line(row: dict[str, Any]) -> SlipLine:
    awarded = row["awarded"]
    return SlipLine(
        position=row["position"],
        slot=row["slot"],
        version_id=row["version_id"],
        keyed_by=row.get("keyed_by"),
        value=row["value"],
        awarded=None if awarded is None else Decimal(awarded),
        possible=Decimal(row["possible"]),
        void=row["void"],
        comment=row["comment"],
    )
