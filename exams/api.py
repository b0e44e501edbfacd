"""The door to exams: records and the portal enter here."""

from datetime import datetime
from typing import Any

from exams.queries.counted import CountedSitting, counted_sitting
from exams.queries.pages import SittingCard, cards_of
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
]

SOON = {"upcoming", "open", "running", "suspended"}


def upcoming_for_student(user: Any, *, at: datetime) -> list[SittingCard]:
    """Return the tests a student can do now or later, the most urgent first.

    at: aware. Running ones first, then by opening time.
    """
    found = [card for card in cards_of(user, at=at) if card.state in SOON]
    return sorted(found, key=lambda card: (card.deadline is None, card.open_at))
