"""The door to exams: records and the portal enter here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from exams.queries.counted import CountedSitting, counted_sitting
from exams.queries.pages import SittingCard, cards_of_students
from exams.queries.results import (
    ReleasedResult,
    ResultCard,
    Trail,
    TrailSlot,
    released_results,
    result_trail,
    results_for_student,
)
from exams.queries.staff import TeacherSitting, sittings_for_teacher

__all__ = [
    "CountedSitting",
    "ReleasedResult",
    "ResultCard",
    "SittingCard",
    "TeacherSitting",
    "Trail",
    "TrailSlot",
    "counted_sitting",
    "released_results",
    "result_trail",
    "results_for_student",
    "sittings_for_teacher",
    "upcoming_for_student",
    "upcoming_for_students",
]

SOON = {"upcoming", "open", "running", "suspended"}


def upcoming_for_student(user: Any, *, at: datetime) -> list[SittingCard]:
    """Return the tests a student can do now or later, the most urgent first.

    at: aware. Running ones first, then by opening time.
    """
    return upcoming_for_students([user.pk], at=at)[user.pk]


def upcoming_for_students(
    student_ids: Iterable[int], *, at: datetime
) -> dict[int, list[SittingCard]]:
    """Return the same for some students, by id; one query for all of them."""
    return {
        student: sorted(
            (card for card in cards if card.state in SOON),
            key=lambda card: (card.deadline is None, card.open_at),
        )
        for student, cards in cards_of_students(student_ids, at=at).items()
    }
