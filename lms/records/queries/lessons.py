"""Counts of plan and ledger for some classes, by class, subject and semester."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from lms.records.enums import Mode
from lms.records.models import PeriodRecord, PlanPeriod

CellKey = tuple[int, int, int]  # class, subject, semester


class OnlineRecord(NamedTuple):
    """A confirmed record of a period that was not given in person."""

    cohort: int
    subject: int
    semester: int
    date: date
    mode: str
    online_periods: object  # Decimal
    resource_code: str
    completed: int | None
    enrolled: int | None
    rejected: bool


def planned_periods(cohorts: Collection[int]) -> dict[CellKey, int]:
    """Return the planned periods of each cell that has any (files.md 15)."""
    rows = (
        PlanPeriod.objects.filter(cohort_id__in=cohorts)
        .order_by()
        .values_list("cohort_id", "subject_id")
        .annotate(
            first=Count("id", filter=Q(semester=1)),
            second=Count("id", filter=Q(semester=2)),
        )
    )
    found = {}
    for cohort, subject, first, second in rows.iterator():
        found[cohort, subject, 1] = first
        found[cohort, subject, 2] = second
    return found


def record_counts(
    cohorts: Collection[int], *, as_of: date
) -> dict[CellKey, tuple[int, int]]:
    """Return (confirmed, unconfirmed) records dated until as-of (files.md 16, 20)."""
    rows = (
        PeriodRecord.objects.current()
        .filter(period__cohort_id__in=cohorts, date__lte=as_of)
        .order_by()
        .values_list("period__cohort_id", "period__subject_id", "period__semester")
        .annotate(
            confirmed_=Count("id", filter=Q(confirmed=True)),
            open_=Count("id", filter=Q(confirmed=False)),
        )
    )
    return {
        (cohort, subject, semester): (confirmed, unconfirmed)
        for cohort, subject, semester, confirmed, unconfirmed in rows.iterator()
    }


def online_records(cohorts: Collection[int], *, as_of: date) -> Iterator[OnlineRecord]:
    """Yield the confirmed records that may count as online, dated until as-of."""
    rows = (
        PeriodRecord.objects.current()
        .filter(period__cohort_id__in=cohorts, date__lte=as_of, confirmed=True)
        .exclude(mode=Mode.IN_PERSON)
        .order_by()
        .values_list(
            "period__cohort_id", "period__subject_id", "period__semester", "date",
            "mode", "online_periods", "resource_code", "completed", "enrolled",
            "rejected",
        )
    )  # fmt: skip
    for row in rows.iterator(chunk_size=5_000):
        yield OnlineRecord(*row)
