"""The desk of a sitting: every candidate with state, time left, last saved."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext

from exams.enums import AttemptState
from exams.models import Attempt, Response, Sitting
from exams.queries import clock
from exams.queries.forms import slots_of
from exams.queries.staff_doors import WHOLE, Share
from exams.rules.times import iso

SILENT_S = 90  # a running attempt not heard of for so long is shown as silent


@dataclass(frozen=True)
class DeskRow:
    """One candidate.

    left_s: seconds to the deadline, None before the start or after the end.
    silent: nothing was heard of the device for a while.
    """

    code: str
    name: str
    student_code: str
    class_code: str
    number: str
    room: str
    form: str
    takeover_code: str
    state: str
    label: str
    left_s: int | None
    deadline: datetime | None
    saved_at: datetime | None
    answered: int
    slots: int
    silent: bool
    finished_at: datetime | None


def desk_rows(
    sitting: Sitting, share: Share = WHOLE, *, now: datetime | None = None
) -> list[DeskRow]:
    """Return the candidates of a sitting by room and name; two queries.

    share: whose candidates; see ``staff_doors``.
    """
    now = now or clock.now()
    attempts = (
        Attempt.objects.filter(share.of("candidate"), sitting=sitting)
        .exclude(state=AttemptState.VOIDED)
        .select_related("candidate__student", "candidate__cohort", "form")
        .defer("form__package", "form__package_key", "form__slots")
        .order_by("candidate__room", "candidate__student__sort_name", "id")
    )
    saved = {
        pk: (at, count)
        for pk, at, count in Response.objects.filter(attempt__sitting=sitting)
        .values("attempt_id")
        .annotate(at=Max("received_at"), n=Count("pk", filter=~Q(value="null")))
        .order_by()
        .values_list("attempt_id", "at", "n")
    }
    is_over = now >= sitting.close_at
    return [_row(row, saved.get(row.pk), now, is_over=is_over) for row in attempts]


def row_as_json(row: DeskRow) -> dict:
    """Return what the desk's script needs of a row."""
    return {
        "code": row.code,
        "state": row.state,
        "label": row.label,
        "left": row.left_s,
        "saved": iso(row.saved_at) if row.saved_at else None,
        "answered": row.answered,
        "silent": row.silent,
    }


def counts_of(rows: list[DeskRow]) -> dict[str, int]:
    """Return how many candidates are in which state."""
    found = dict.fromkeys(("assigned", "in_progress", "suspended", "submitted"), 0)
    for row in rows:
        found[row.state] = found.get(row.state, 0) + 1
    return found | {"silent": sum(row.silent for row in rows), "all": len(rows)}


def _label(state: str, *, is_over: bool) -> str:
    if is_over and state == AttemptState.ASSIGNED:
        return gettext("Absent")
    return str(AttemptState(state).label)


def _row(
    attempt: Attempt, saved: tuple | None, now: datetime, *, is_over: bool
) -> DeskRow:
    candidate, running = attempt.candidate, attempt.state == AttemptState.IN_PROGRESS
    left = None
    if running and attempt.deadline:
        left = max(0, int((attempt.deadline - now).total_seconds()))
    heard = attempt.seen_at or attempt.started_at
    silent = bool(
        running and heard and (now - heard).total_seconds() > SILENT_S and left
    )
    return DeskRow(
        code=attempt.code,
        name=str(candidate.student),
        student_code=candidate.student.code or "",
        class_code=candidate.cohort.code if candidate.cohort else "",
        number=candidate.number,
        room=candidate.room,
        form=attempt.form.code,
        takeover_code=attempt.takeover_code,
        state=attempt.state,
        label=_label(attempt.state, is_over=is_over),
        left_s=left,
        deadline=attempt.deadline,
        saved_at=saved[0] if saved else None,
        answered=saved[1] if saved else 0,
        slots=len(slots_of(attempt.form_id)),
        silent=silent,
        finished_at=attempt.finished_at,
    )
