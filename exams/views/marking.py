"""Marking by hand: the questions that wait, then one answer after another."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from exams.enums import ScoreBasis
from exams.models import Sitting
from exams.queries.scores import SlotLine, Standing, standings
from exams.queries.staff_doors import Share, papers_to_see, sitting_for_staff
from exams.services.marking import STEP, mark_slot
from exams.services.scoring import score_sitting, score_waiting
from exams.views.question_page import Place, add_answer, reveal, show
from lms.core import wording
from lms.core.cells import parse_decimal
from lms.core.errors import DomainError, NotFound
from question_bank import api as question_bank

Work = tuple[Standing, SlotLine]


@login_required
def marking(request: HttpRequest, code: str) -> HttpResponse:
    """Show the questions that people mark, with how many answers wait."""
    sitting = sitting_for_staff(request.user, code)
    if request.method == "POST":
        score_sitting(sitting)
        return redirect("exams:marking", code)
    score_waiting(sitting=sitting)
    work = _work(sitting, papers_to_see(request.user, sitting))
    hidden = question_bank.hidden_versions(request.user, work)
    texts = question_bank.stem_texts(pk for pk in work if pk not in hidden)
    questions = [
        {
            "version_id": version_id,
            "text": texts.get(version_id, ""),
            "kind": pairs[0][1].kind,
            "all": len(pairs),
            "done": sum(line.awarded is not None for _s, line in pairs),
            "possible": pairs[0][1].possible,
        }
        for version_id, pairs in work.items()
    ]
    context = {
        "sitting": sitting,
        "questions": questions,
        "issues": sitting.issues.filter(resolved_at=None),
    }
    return render(request, "exams/marking.html", context)


@login_required
def mark_one(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Show one answer without its name, take its mark, go on to the next."""
    sitting = sitting_for_staff(request.user, code)
    pairs = _work(sitting, papers_to_see(request.user, sitting)).get(version_id)
    if not pairs:
        raise NotFound("question")
    if question_bank.hidden_versions(request.user, [version_id]):
        raise DomainError("question_is_secret")
    question_bank.note_looks([version_id], by=request.user, sitting=sitting.code)
    number = _number(request, pairs)
    standing, line = pairs[number - 1]
    if request.method == "POST":
        problem = _take(request, standing, line)
        if not problem:
            return redirect(_next(sitting, version_id, pairs, number))
        messages.error(request, problem)
    context = _context(sitting, pairs, number)
    return render(request, "exams/mark_one.html", context)


def _work(sitting: Sitting, share: Share) -> dict[int, list[Work]]:
    """Return version -> the answers that a person marked or must mark."""
    found: dict[int, list[Work]] = {}
    for standing in standings(sitting, share):
        for line in standing.lines:
            by_hand = line.awarded is None or line.basis == ScoreBasis.PERSON
            if by_hand and not line.void:
                found.setdefault(line.version_id, []).append((standing, line))
    # In an order that says nothing about who wrote it.
    return {
        pk: sorted(pairs, key=lambda pair: pair[0].attempt.code)
        for pk, pairs in sorted(found.items())
    }


def _take(request: HttpRequest, standing: Standing, line: SlotLine) -> str:
    """Write the posted mark; the problem in words, "" for none."""
    rubric = _criteria(question_bank.reveal_slot(line.version_id), line.possible)
    given = request.POST.getlist("criterion")
    try:
        if rubric and given:
            marks = [parse_decimal(text) for text in given]
        else:
            rubric, marks = [], [parse_decimal(request.POST.get("mark", ""))]
    except ValueError:
        return _("Please choose a mark.")
    if rubric and not _fits(rubric, marks):
        return _("Please choose a mark for every criterion.")
    parts = {c.title: f"{m:f}" for c, m in zip(rubric, marks, strict=False)}
    try:
        mark_slot(
            standing.attempt,
            line.slot,
            awarded=sum(marks, Decimal(0)),
            by=request.user,
            comment=request.POST.get("comment", ""),
            parts=parts,
        )
    except DomainError as error:
        return wording.say_problem(error)
    return ""


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric with the marks that can be given for it."""

    title: str
    most: Decimal
    steps: list[Decimal]


def _criteria(revealed: dict[str, Any], possible: Decimal) -> list[Criterion]:
    """Return the criteria of a question; none where they do not give its points."""
    rows = (revealed.get("key") or {}).get("rubric", [])
    points = [Decimal(row["points"]) for row in rows]
    if not rows or sum(points) != possible:
        return []
    return [
        Criterion(row["title"], most, _steps(most))
        for row, most in zip(rows, points, strict=True)
    ]


def _fits(rubric: list[Criterion], marks: list[Decimal]) -> bool:
    return len(marks) == len(rubric) and all(
        mark in criterion.steps for criterion, mark in zip(rubric, marks, strict=True)
    )


def _context(sitting: Sitting, pairs: list[Work], number: int) -> dict[str, Any]:
    line = pairs[number - 1][1]
    slot = question_bank.candidate_slot(line.version_id)
    shown = show(Place(line.position, line.version_id, line.possible), slot)
    revealed = question_bank.reveal_slot(line.version_id)
    reveal(shown, slot, revealed)
    add_answer(shown, slot, line.value)
    return {
        "sitting": sitting,
        "question": shown,
        "group": (slot.get("group") or {}).get("html", ""),
        "line": line,
        "number": number,
        "all": len(pairs),
        "done": sum(ln.awarded is not None for _s, ln in pairs),
        "steps": _steps(line.possible),
        "rubric": _criteria(revealed, line.possible),
        "version_id": line.version_id,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < len(pairs) else None,
    }


def _steps(possible: Decimal) -> list[Decimal]:
    found = [STEP * n for n in range(int(possible / STEP) + 1)]
    return found if found[-1] == possible else [*found, possible]


def _number(request: HttpRequest, pairs: list[Work]) -> int:
    text = request.GET.get("bai", "")
    if text.isdecimal() and 1 <= int(text) <= len(pairs):
        return int(text)
    open_now = [n for n, (_s, line) in enumerate(pairs, 1) if line.awarded is None]
    return open_now[0] if open_now else 1


def _next(sitting: Sitting, version_id: int, pairs: list[Work], number: int) -> str:
    """Return the address of the next unmarked answer, of the list where none waits."""
    order = [*range(number + 1, len(pairs) + 1), *range(1, number)]
    for other in order:
        if pairs[other - 1][1].awarded is None:
            url = reverse("exams:mark_one", args=[sitting.code, version_id])
            return f"{url}?bai={other}"
    return reverse("exams:marking", args=[sitting.code])
