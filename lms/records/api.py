"""The door to the student record: the portal and the demonstration enter here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse

from lms.core.clock import today
from lms.people.models import Cohort, OrgUnit, SchoolYear, User
from lms.records.queries import access, targets
from lms.records.queries.board import snapshots_covering, unit_board
from lms.records.queries.gradebook import OwnMark, newest_marks, own_marks
from lms.records.queries.lacking import lacking_classes
from lms.records.queries.ledger import monday_of, week_of
from lms.records.queries.tasks import (
    LearningTask,
    PlannedLesson,
    next_lessons,
    tasks_of,
    tasks_of_students,
)
from lms.records.services.snapshots import running_year

__all__ = [
    "ClassLack",
    "Headline",
    "LearningTask",
    "OwnMark",
    "PeriodCard",
    "PlannedLesson",
    "classes_lacking_data",
    "headline_figures",
    "marks_of_student",
    "newest_marks_of",
    "next_lessons",
    "open_periods",
    "record_courses",
    "tasks_of",
    "tasks_of_students",
    "todays_periods",
]


@dataclass(frozen=True)
class PeriodCard:
    """A period of a teacher: recorded today, or next to be recorded.

    state: "waiting" (not recorded), "draft" (recorded, not confirmed), "confirmed",
    "rejected". url: the page where it is recorded.
    """

    cohort_code: str
    subject_name: str
    period_no: int
    title: str
    state: str
    mode: str
    url: str


@dataclass(frozen=True)
class ClassLack:
    """A class that lacks data: how many records wait, when the last one was made.

    url: the page of its figures.
    """

    cohort_id: int
    cohort_code: str
    school_name: str
    url: str
    unconfirmed: int
    last_day: date | None
    planned: int


@dataclass(frozen=True)
class Headline:
    """The online share of a unit at a level, from the newest measurement.

    level: primary, lower_secondary, upper_secondary, secondary or "" = all. Shares
    are exact, None = not defined; l_num is in periods, a_num and a_den in weights.
    """

    level: str
    l_num: Decimal
    l_den: int
    a_num: int
    a_den: int
    lessons: Fraction | None
    marks: Fraction | None
    share: Fraction | None
    flags: tuple[str, ...]
    target: Fraction | None
    reached: bool | None
    classes: int
    classes_confirmed: int
    periodic_missing: int
    as_of: date
    snapshot: str
    url: str


def todays_periods(user: Any, *, day: date | None = None) -> list[PeriodCard]:
    """Return the periods a teacher recorded on a day, and the next ones to record."""
    day = day or today()
    cards = []
    for week in week_of(access.courses_of(user), monday_of(day), until=day):
        slots = [*week.days[day.weekday()], *week.waiting[:1]]
        cards += [_card(week.cohort, str(week.subject), slot) for slot in slots]
    return cards


def open_periods(user: Any) -> int:
    """Return how many periods of this week a teacher still has to record or confirm."""
    day = today()
    weeks = week_of(access.courses_of(user), monday_of(day), until=day)
    drafts = sum(
        slot.record is not None and not slot.record.confirmed
        for week in weeks
        for slots in week.days
        for slot in slots
    )
    return drafts + sum(len(week.waiting) for week in weeks)


def classes_lacking_data(
    user: Any, *, day: date | None = None, limit: int = 50
) -> list[ClassLack]:
    """Return the classes a person oversees whose ledger lacks data, worst first."""
    day = day or today()
    year = running_year(day)
    if year is None:
        return []
    lacks = lacking_classes(
        access.figure_unit_ids(user), year_id=year.pk, day=day, at_most=limit
    )
    return [
        ClassLack(
            cohort_id=lack.cohort.pk,
            cohort_code=lack.cohort.code,
            school_name=lack.cohort.school.name,
            url=reverse("records:cohort", args=[lack.cohort.pk]),
            unconfirmed=lack.unconfirmed,
            last_day=lack.last_day,
            planned=lack.planned,
        )
        for lack in lacks[:]
    ]


def headline_figures(user: Any, *, unit_code: str = "") -> list[Headline]:
    """Return the online share by level of a unit the person oversees.

    unit_code: "" = the widest such unit. Empty list before the first measurement.
    Raises NotFound where the person oversees no such unit.
    """
    unit = (
        access.figure_unit_for(user, unit_code)
        if unit_code
        else access.first_unit(user)
    )
    snapshot = snapshots_covering(unit=unit).first()
    if snapshot is None:
        return []
    aims = targets.aims_for(unit, day=snapshot.as_of)
    board = unit_board(snapshot, unit, level="", aims=aims)
    return [_headline(line, unit) for line in board.levels]


def marks_of_student(
    user: Any, *, student: User | None = None, year: str = ""
) -> list[OwnMark]:
    """Return the marks of oneself, or of a ward (student), in a school year.

    year: "2026-2027", "" = the running one. Primary marks come as words, without the
    number (domain.md 3.3). Raises NotFound for anybody else's marks.
    """
    person = access.ward_for(user, (student or user).code or "")
    found = (
        SchoolYear.objects.filter(code=year).first() if year else running_year(today())
    )
    return own_marks(person, year_id=found.pk) if found else []


def newest_marks_of(
    user: Any, students: Collection[int], *, limit: int
) -> dict[int, list[OwnMark]]:
    """Return the marks given last this year to oneself or to wards, by student id.

    The newest first, at most ``limit`` each. Raises NotFound for anybody else.
    """
    access.wards_for(user, students)
    year = running_year(today())
    if year is None:
        return {student: [] for student in students}
    return newest_marks(students, year_id=year.pk, limit=limit)


def _card(cohort: Cohort, subject: str, slot: Any) -> PeriodCard:
    state, mode = "waiting", slot.period.mode_planned
    if slot.record is not None:
        mode = slot.record.mode
        state = "confirmed" if slot.record.confirmed else "draft"
        state = "rejected" if slot.record.rejected else state
    return PeriodCard(
        cohort_code=cohort.code,
        subject_name=subject,
        period_no=slot.period.period_no,
        title=slot.period.title,
        state=state,
        mode=mode,
        url=reverse("records:period", args=[slot.period.pk]),
    )


def _exact(said: Any) -> Fraction | None:
    if said.value is None:
        return None
    return Fraction(said.numerator) / Fraction(said.denominator)


def _headline(line: Any, unit: OrgUnit) -> Headline:
    figure = line.figure
    return Headline(
        level=figure.level,
        l_num=figure.l_num,
        l_den=figure.l_plan,
        a_num=figure.a_num,
        a_den=figure.a_recorded,
        lessons=_exact(line.lessons),
        marks=_exact(line.marks),
        share=_exact(line.share),
        flags=line.share.flags,
        target=line.aim.value if line.aim else None,
        reached=line.reached,
        classes=figure.cells,
        classes_confirmed=figure.cells_confirmed,
        periodic_missing=figure.periodic_missing,
        as_of=figure.snapshot.as_of,
        snapshot=figure.snapshot.code,
        url=reverse("records:unit", args=[unit.code]),
    )


def record_courses(user: Any) -> Sequence[tuple[Cohort, Any]]:
    """Return the classes and subjects a person keeps ledger and marks of."""
    return access.courses_of(user)
