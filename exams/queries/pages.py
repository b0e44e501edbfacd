"""What the candidate's pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from exams.enums import AttemptState, SittingState
from exams.models import Attempt
from exams.queries import clock
from lms.core.errors import NotFound


@dataclass(frozen=True)
class SittingCard:
    """One test of a student, as lists show it.

    state: "upcoming", "open" (may be started), "running", "suspended", "handed_in",
    "missed", "cancelled". Times aware; deadline is None before the start.
    """

    code: str
    title: str
    subject_code: str
    subject_name: str
    open_at: datetime
    release_at: datetime
    close_at: datetime
    minutes: int
    deadline: datetime | None
    finished_at: datetime | None
    state: str
    url: str
    is_rehearsal: bool


def cards_of(user: Any, *, at: datetime | None = None) -> list[SittingCard]:
    """Return every test of a student, the newest opening first."""
    return cards_of_students([user.pk], at=at)[user.pk]


def cards_of_students(
    student_ids: Iterable[int], *, at: datetime | None = None
) -> dict[int, list[SittingCard]]:
    """Return the same for some students, by id; one query for all of them."""
    moment = at or clock.now()
    found: dict[int, list[SittingCard]] = {pk: [] for pk in student_ids}
    attempts = (
        Attempt.objects.of_students(found)
        .exclude(state=AttemptState.VOIDED)
        .select_related("sitting__subject", "candidate")
        .order_by("-sitting__open_at", "-id")
    )
    for attempt in attempts:
        found[attempt.candidate.student_id].append(_card(attempt, moment))
    return found


def attempt_for(user: Any, code: str) -> Attempt:
    """Return the candidate's own attempt. Raises NotFound."""
    attempt = (
        Attempt.objects.of(user)
        .select_related("sitting__subject", "candidate__student", "form")
        .defer("form__package", "form__slots", "form__package_key")
        .filter(code=code)
        .first()
    )
    if attempt is None:
        raise NotFound("attempt")
    return attempt


def _card(attempt: Attempt, at: datetime) -> SittingCard:
    sitting = attempt.sitting
    subject = sitting.subject
    return SittingCard(
        code=sitting.code,
        title=sitting.title,
        subject_code=subject.code if subject else "",
        subject_name=str(subject) if subject else "",
        open_at=sitting.open_at,
        release_at=sitting.release_at,
        close_at=sitting.close_at,
        minutes=-(-sitting.duration_s // 60),
        deadline=attempt.deadline,
        finished_at=attempt.finished_at,
        state=_state(attempt, at),
        url=reverse("exams:room", args=[attempt.code]),
        is_rehearsal=sitting.is_rehearsal,
    )


_PLAIN = {
    AttemptState.SUBMITTED: "handed_in",
    AttemptState.SUSPENDED: "suspended",
    AttemptState.IN_PROGRESS: "running",
}


def _state(attempt: Attempt, at: datetime) -> str:
    sitting = attempt.sitting
    if sitting.state == SittingState.CANCELLED:
        return "cancelled"
    plain = _PLAIN.get(AttemptState(attempt.state))
    if plain is not None:
        return plain
    if at < sitting.open_at:
        return "upcoming"
    return "open" if at < sitting.close_at else "missed"
