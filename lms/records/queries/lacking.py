"""Which classes lack data in their ledger, of a school or of a whole province."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import overload

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from lms.people.models import Cohort
from lms.records.models import PeriodRecord, PlanPeriod

SILENT_DAYS = 14  # without a record, from which on a class is silent
FEW = 200  # classes: about a commune


@dataclass(frozen=True)
class Lack:
    """A class that lacks data: unconfirmed records, none for long, no plan."""

    cohort: Cohort
    unconfirmed: int
    last_day: date | None
    planned: int

    @property
    def is_silent(self) -> bool:
        """Whether a plan exists but nothing was ever recorded."""
        return bool(self.planned) and self.last_day is None


class Lacking(Sequence[Lack]):
    """The classes that lack data, the worst first; details of those looked at.

    A province has thousands of them, a page shows some.
    """

    def __init__(self, ids: list[int], waiting: dict[int, int], *, day: date) -> None:
        self.ids, self.waiting, self.day = ids, waiting, day

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Lack]:
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> Lack: ...

    @overload
    def __getitem__(self, place: slice) -> list[Lack]: ...

    def __getitem__(self, place: int | slice) -> Lack | list[Lack]:
        if isinstance(place, int):
            return self._read([self.ids[place]])[0]
        return self._read(self.ids[place])

    def _read(self, ids: list[int]) -> list[Lack]:
        """Return some classes with their details: three queries."""
        cohorts = Cohort.objects.select_related("school").in_bulk(ids)
        plans = PlanPeriod.objects.filter(cohort_id__in=ids).order_by()
        planned = dict(plans.values_list("cohort_id").annotate(Count("id")))
        records = (
            PeriodRecord.objects.current()
            .filter(period__cohort_id__in=ids, date__lte=self.day)
            .order_by()
        )
        last = dict(records.values_list("period__cohort_id").annotate(Max("date")))
        return [
            Lack(cohorts[pk], self.waiting.get(pk, 0), last.get(pk), planned.get(pk, 0))
            for pk in ids
        ]


def lacking_classes(
    school_ids: Sequence[int] | frozenset[int],
    *,
    year_id: int,
    day: date,
    at_most: int | None = None,
) -> Lacking:
    """Return the classes of schools that lack data, the worst first.

    Lacking: records wait for confirmation, a plan without any record for two weeks,
    or no plan at all. at_most: so many are enough; then the silent ones, which come
    last, are only looked for where they have a place.
    """
    cohorts = Cohort.objects.filter(school_id__in=school_ids, year_id=year_id)
    codes = dict(cohorts.order_by().values_list("id", "code"))
    waiting = _waiting(codes, day)
    found = set(waiting)
    if at_most is None or len(found) < at_most:
        found |= _silent(cohorts, day)
    order = sorted(found, key=lambda pk: (-waiting.get(pk, 0), codes[pk]))
    return Lacking(order[:at_most], waiting, day=day)


def _waiting(codes: dict[int, str], day: date) -> dict[int, int]:
    """Return {class: records that nobody confirmed}, of the classes named.

    A few classes are gone through; of many only what waits is read, by its index.
    """
    records = PeriodRecord.objects.current().filter(confirmed=False, date__lte=day)
    if len(codes) <= FEW:
        records = records.filter(period__cohort_id__in=codes)
    # Counted here: grouped by class, SQLite goes through all plans class by class.
    found = Counter(records.order_by().values_list("period__cohort_id", flat=True))
    return {cohort: count for cohort, count in found.items() if cohort in codes}


def _silent(cohorts: QuerySet[Cohort], day: date) -> set[int]:
    """Return the classes in which no period was recorded for two weeks."""
    recent = PeriodRecord.objects.current().filter(
        period__cohort_id=OuterRef("pk"),
        date__gte=day - timedelta(days=SILENT_DAYS),
        date__lte=day,
    )
    return set(cohorts.filter(~Exists(recent)).values_list("id", flat=True))
