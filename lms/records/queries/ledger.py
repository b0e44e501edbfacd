"""Reads for the lesson ledger: a week of a teacher, the history of a period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from lms.curriculum.models import Subject
from lms.people.models import Cohort
from lms.records.models import PeriodRecord, PlanPeriod

WEEKS = 35  # of a school year
DAYS = 6  # Monday to Saturday; Sunday is shown where something stands there
Course = tuple[Cohort, Subject]


@dataclass
class Slot:
    """A period in a week: planned only, or with its record."""

    period: PlanPeriod
    record: PeriodRecord | None = None

    @property
    def title(self) -> str:
        """The title, unless it only repeats the number ("Tiết 11")."""
        title = self.period.title
        return "" if title.split(" ")[-1] == str(self.period.period_no) else title


@dataclass
class CourseWeek:
    """One class and subject in a week: recorded periods by day, and what waits."""

    cohort: Cohort
    subject: Subject
    days: list[list[Slot]] = field(default_factory=lambda: [[] for _day in range(7)])
    waiting: list[Slot] = field(default_factory=list)
    planned: int = 0  # of the year

    @property
    def recorded(self) -> int:
        """Periods recorded in this week."""
        return sum(len(slots) for slots in self.days)

    @property
    def is_done(self) -> bool:
        """Whether nothing of this week waits to be recorded or confirmed."""
        open_ = any(
            slot.record and not slot.record.confirmed
            for slots in self.days
            for slot in slots
        )
        return not self.waiting and not open_


def monday_of(day: date) -> date:
    """Return the Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def week_of(
    courses: Sequence[Course], monday: date, *, until: date
) -> list[CourseWeek]:
    """Return the week of some classes and subjects: three queries.

    until: today; periods wait to be recorded only in weeks that have begun.
    """
    weeks = {(c.pk, s.pk): CourseWeek(c, s) for c, s in courses}
    if not weeks:
        return []
    mine = _of_courses(weeks.keys(), "period__")
    records = (
        PeriodRecord.objects.current()
        .filter(mine, date__gte=monday, date__lt=monday + timedelta(days=7))
        .select_related("period")
        .order_by("date", "period__period_no")
    )
    for record in records:
        week = weeks[record.period.cohort_id, record.period.subject_id]
        week.days[record.date.weekday()].append(Slot(record.period, record))
    if monday <= until:
        _add_waiting(weeks)
    return list(weeks.values())


def _add_waiting(weeks: dict[tuple[int, int], CourseWeek]) -> None:
    counts = (
        PlanPeriod.objects.filter(_of_courses(weeks.keys()))
        .order_by()
        .values_list("cohort_id", "subject_id")
        .annotate(Count("id"))
    )
    for cohort, subject, planned in counts:
        weeks[cohort, subject].planned = planned
    recorded = PeriodRecord.objects.current().filter(period=OuterRef("pk"))
    unrecorded = PlanPeriod.objects.filter(
        ~Exists(recorded), _of_courses(weeks.keys())
    ).order_by("period_no")
    for period in unrecorded:
        week = weeks[period.cohort_id, period.subject_id]
        room = -(-week.planned // WEEKS) - week.recorded
        if len(week.waiting) < room:
            week.waiting.append(Slot(period))


def _of_courses(keys: object, prefix: str = "") -> Q:
    found = Q(pk__in=[])
    for cohort, subject in keys:  # type: ignore[attr-defined]
        found |= Q(**{f"{prefix}cohort_id": cohort, f"{prefix}subject_id": subject})
    return found


def history_of(period: PlanPeriod) -> list[PeriodRecord]:
    """Return all revisions of a period's record, newest first."""
    rows = period.records.select_related("by").order_by("-revision")
    return list(rows)
