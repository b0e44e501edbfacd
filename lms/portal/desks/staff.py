"""Bàn làm việc: what waits for a teacher, a head, an officer."""

from dataclasses import dataclass, field
from typing import Any

from exams import api as exams
from library import api as library
from lms.people.enums import Role
from lms.records import api as records
from question_bank import api as question_bank

MOST_ROWS = 5
REVIEWERS = frozenset(
    {
        Role.GROUP_HEAD,
        Role.SCHOOL_HEAD,
        Role.CURRICULUM_OFFICER,
        Role.PROVINCE_LEADER,
    }
)
MEASURERS = frozenset(
    {
        Role.SCHOOL_HEAD,
        Role.COMMUNE_OFFICER,
        Role.CURRICULUM_OFFICER,
        Role.PROVINCE_LEADER,
    }
)
EXAMINERS = frozenset({Role.TEACHER, Role.EXAM_OFFICER})


@dataclass
class StaffDesk:
    """What a person of the staff sees first; empty parts are not shown."""

    can_make: bool = False
    periods: list[records.PeriodCard] = field(default_factory=list)
    open_periods: int = 0
    sittings: list[exams.TeacherSitting] = field(default_factory=list)
    batches: list[question_bank.OpenBatch] = field(default_factory=list)
    awaiting: list[library.AwaitingCard] = field(default_factory=list)
    items_waiting: int = 0
    reviews: bool = False
    figures: list[records.Headline] = field(default_factory=list)
    measures: bool = False
    lacking: list[records.ClassLack] = field(default_factory=list)

    @property
    def to_mark(self) -> list[exams.TeacherSitting]:
        """Sittings with answers to mark by hand, or results to release."""
        return [s for s in self.sittings if s.waiting or s.state == "closed"]

    @property
    def coming(self) -> list[exams.TeacherSitting]:
        """Sittings that are open or still to come."""
        return [s for s in self.sittings if s.state in {"upcoming", "open", "running"}][
            :MOST_ROWS
        ]


def staff_desk(user: Any, roles: frozenset[str]) -> StaffDesk:
    """Return the desk for the roles a person looks with."""
    desk = StaffDesk()
    if Role.TEACHER in roles:
        desk.can_make = True
        desk.periods = records.todays_periods(user)
        desk.open_periods = records.open_periods(user)
        desk.batches = question_bank.open_batches(user, limit=MOST_ROWS)
    if roles & EXAMINERS:
        desk.sittings = exams.sittings_for_teacher(user)
    if roles & REVIEWERS:
        desk.reviews = True
        desk.awaiting = library.awaiting_review(user, limit=MOST_ROWS)
        desk.items_waiting = question_bank.waiting_for_review(user)
    if roles & MEASURERS:
        desk.measures = True
        desk.figures = records.headline_figures(user)
        desk.lacking = records.classes_lacking_data(user, limit=MOST_ROWS)
    return desk
