"""Whether the material of a period was approved (files.md 8; domain.md 2.1, 3.1)."""

from datetime import date

from lms.records.models import PeriodRecord
from lms.records.queries.doors import approved_resources


class Material:
    """The approved resources among those that the ledger names.

    A resource holds if it is approved now, was on the day of the period, or was on
    the as-of date: approval may come late into the system, and withdrawing material
    does not undo a lesson that was given with it.
    """

    def __init__(self, *, as_of: date) -> None:
        codes = (
            PeriodRecord.objects.current()
            .exclude(resource_code="")
            .order_by()
            .values_list("resource_code", flat=True)
            .distinct()
        )
        self._codes = set(codes)
        self._always = approved_resources(self._codes)
        rest = self._codes - self._always
        self._always |= approved_resources(rest, at=as_of)
        self._rest = self._codes - self._always
        self._on_day: dict[date, set[str]] = {}

    def holds(self, code: str, day: date) -> bool:
        """Return whether the material condition holds; empty: none was used."""
        if not code or code in self._always:
            return True
        if day not in self._on_day:
            self._on_day[day] = approved_resources(self._rest, at=day)
        return code in self._on_day[day]
