"""Results of a sitting: how it went, what pupils will see, release."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from exams.models import Result, Sitting, SlotVoid
from exams.queries.analysis import item_rows
from exams.queries.scores import Standing, standing_of, standings
from exams.queries.staff_doors import (
    attempt_for_staff,
    papers_to_see,
    sitting_for_staff,
    sitting_to_run,
)
from exams.rules.analysis import mean, median
from exams.rules.schemes import WORDS, Scheme
from exams.services.marking import lift_void, mark_now, regrade, void_question
from exams.services.releasing import obstacles, release_results, scheme_of_sitting
from exams.services.scoring import score_waiting
from exams.signals import Place, places_asked
from exams.views.charts import bars
from exams.views.slips import standing_slip
from lms.core import wording
from lms.core.errors import DomainError, NotFound


@require_GET
@login_required
def results(request: HttpRequest, code: str) -> HttpResponse:
    """Show the spread of marks, the questions by trouble, and every candidate."""
    sitting = sitting_for_staff(request.user, code)
    score_waiting(sitting=sitting)
    share = papers_to_see(request.user, sitting)
    scheme = scheme_of_sitting(sitting)
    found = standings(sitting, share)
    marks = [mark_now(s, scheme) for s in found if not s.total.missing]
    context = {
        "sitting": sitting,
        "runs": share.is_whole,
        "scheme": scheme,
        "in_words": scheme.shows == WORDS,
        "obstacles": obstacles(sitting),
        "rows": _rows(sitting, found, scheme),
        "items": item_rows(sitting, found, user=request.user),
        "bars": bars(marks) if marks else None,
        "mean": mean(marks),
        "median": median(marks),
        "n": len(marks),
        "words": _word_counts(marks, scheme),
        "places": _places(sitting, request.user),
        "releases": sitting.releases.select_related("by"),
        "voids": sitting.voids.filter(lifted_at=None),
    }
    return render(request, "exams/results.html", context)


@require_GET
@login_required
def result_preview(request: HttpRequest, code: str) -> HttpResponse:
    """Show one candidate's slip as the pupil will see it."""
    attempt = attempt_for_staff(request.user, code)
    papers_to_see(request.user, attempt.sitting)
    seal = attempt.seals.filter(version=attempt.seal_version).first()
    if seal is None:
        raise NotFound("result")
    seal.attempt = attempt
    scheme = scheme_of_sitting(attempt.sitting)
    context = standing_slip(standing_of(seal), scheme, user=request.user)
    context |= {"is_preview": True, "student": attempt.candidate.student}
    return render(request, "exams/slip.html", context)


@login_required
@require_POST
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Release the results."""
    sitting = sitting_to_run(request.user, code)
    try:
        done = release_results(
            sitting, by=request.user, reason=request.POST.get("reason", "")
        )
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
    else:
        text = _("Released: %(added)s new, %(changed)s changed.")
        messages.success(request, text % {"added": done.added, "changed": done.changed})
    return redirect("exams:results", code)


@login_required
@require_POST
def void(request: HttpRequest, code: str) -> HttpResponse:
    """Let a question count for everybody or nobody, or count again."""
    sitting = sitting_to_run(request.user, code)
    version = request.POST.get("version", "")
    try:
        if request.POST.get("lift"):
            lift_void(
                get_object_or_404(
                    SlotVoid, sitting=sitting, version_id=version, lifted_at=None
                ),
                by=request.user,
            )
        else:
            void_question(
                sitting,
                int(version) if version.isdecimal() else 0,
                effect=request.POST.get("effect", ""),
                reason=request.POST.get("reason", ""),
                by=request.user,
            )
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
    else:
        messages.success(
            request, _("Saved. Released results change when you release again.")
        )
    return redirect("exams:results", code)


@login_required
@require_POST
def regrade_now(request: HttpRequest, code: str) -> HttpResponse:
    """Score anew with corrected keys."""
    sitting = sitting_to_run(request.user, code)
    moves = regrade(sitting, scheme=scheme_of_sitting(sitting), by=request.user)
    if moves:
        changed = sum(move.changes_mark for move in moves)
        text = _("%(moved)s papers have other points, %(changed)s another mark.")
        messages.success(request, text % {"moved": len(moves), "changed": changed})
    else:
        messages.info(request, _("No corrected key changes anything."))
    return redirect("exams:results", code)


def _rows(
    sitting: Sitting, found: list[Standing], scheme: Scheme
) -> list[dict[str, Any]]:
    current = {
        result.student_id: result
        for result in Result.objects.current().filter(sitting=sitting).defer("slots")
    }
    return [
        {
            "attempt": standing.attempt,
            "student": standing.attempt.candidate.student,
            "class_code": _class_of(standing),
            "awarded": standing.total.awarded,
            "possible": standing.total.possible,
            "missing": len(standing.total.missing),
            "mark": None if standing.total.missing else mark_now(standing, scheme),
            "released": _released_mark(
                current.get(standing.attempt.candidate.student_id)
            ),
        }
        for standing in found
    ]


def _places(sitting: Sitting, user: Any) -> list[Place]:
    """Return where the marks go in the gradebook, as the one who keeps it says."""
    answers: Any = places_asked.send(
        sender=Sitting, sitting_code=sitting.code, user=user
    )
    return [place for _listener, places in answers for place in places]


def _class_of(standing: Standing) -> str:
    cohort = standing.attempt.candidate.cohort
    return cohort.code if cohort else ""


def _released_mark(result: Result | None) -> Decimal | None:
    return result.mark if result else None


def _word_counts(marks: list[Decimal], scheme: Scheme) -> list[tuple[str, int]]:
    return [
        (sentence, sum(scheme.word_for(mark)[0] == level for mark in marks))
        for _floor, level, sentence in scheme.words
    ]
