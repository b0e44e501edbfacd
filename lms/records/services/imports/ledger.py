"""Import of the lesson ledger (commands.md, files.md 3, 8)."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lms.core.clock import database_now
from lms.core.errors import Problem
from lms.core.tables import Row
from lms.people.enums import Role
from lms.records.enums import Source
from lms.records.models import PeriodRecord, PlanPeriod
from lms.records.queries.doors import approved_resources
from lms.records.rules.periods import MODES, online_quarters
from lms.records.services.imports import values
from lms.records.services.imports.intake import TABLES, Notes, take_file
from lms.records.services.imports.places import Places, Writer
from lms.records.services.imports.spool import Entry, Rows

COLUMNS = (
    "school_year", "class_code", "subject_code", "period_no", "date", "mode",
)  # fmt: skip
OPTIONAL = (
    "online_periods", "reason", "confirmed", "resource_code", "completed", "enrolled",
)  # fmt: skip
ROLES = frozenset({Role.SCHOOL_HEAD, Role.SCHOOL_IT, Role.ADMINISTRATOR, Role.TEACHER})
CONTENT = (
    "date", "mode", "online_periods", "reason", "confirmed", "resource_code",
    "completed", "enrolled",
)  # fmt: skip


def import_ledger(path: Path, *, by: Any = None) -> dict[str, Any]:
    """Take in a period ledger: how each planned period was given.

    by: the person acting, None for the system. Returns counts, skipped, warnings.
    """
    notes = Notes(path.name)
    return take_file(path, LedgerReader(notes, by=by), notes, by=by)


class LedgerReader:
    """Rows of a period ledger."""

    kind = "period_ledger"
    table = TABLES["period_ledger"]
    columns: tuple[str, ...] = COLUMNS
    optional: tuple[str, ...] = OPTIONAL

    def __init__(self, notes: Notes, *, by: Any) -> None:
        self.notes, self.by, self.at = notes, by, database_now()
        self.places = Places(Writer(by, roles=ROLES))
        self.material: dict[str, int] = {}  # code -> first row
        self.planned: dict[tuple[int, int, int], int] = {}  # of the batch

    def read(self, row: Row) -> Entry:
        """Return the record a row makes."""
        klass, subject = self.places.find(row)
        period_no = values.whole(row, "period_no")
        mode = values.choice(row, "mode", MODES, "unknown_period_mode")
        periods = values.decimal_or_none(row, "online_periods")
        resource = values.text(row, "resource_code", most=60)
        content = (
            values.day(row, "date").isoformat(),
            mode,
            online_quarters(mode, periods),
            values.text(row, "reason", most=100),
            values.flag(row, "confirmed"),
            resource,
            values.whole_or_none(row, "completed"),
            values.whole_or_none(row, "enrolled"),
        )
        if resource:
            self.material.setdefault(resource, row.number)
        return Entry(row.number, klass.id, (subject, period_no), content)

    def check(self, batch: Rows) -> Rows:
        """Return the entries of planned periods; note the others (files.md 8)."""
        cohorts = {entry.cohort for entry in batch}
        self.planned = {
            (cohort, subject, period_no): period
            for cohort, subject, period_no, period in PlanPeriod.objects.filter(
                cohort_id__in=cohorts
            ).values_list("cohort_id", "subject_id", "period_no", "id")
        }
        kept = []
        for entry in batch:
            if (entry.cohort, *entry.key) in self.planned:
                kept.append(entry)
            else:
                self.notes.skip(entry.row, Problem("no_plan_period"))
        return kept

    def write(self, entries: Rows) -> None:
        """Add new records, supersede changed ones."""
        cohorts = {entry.cohort for entry in entries}
        known = {
            record.period_id: record
            for record in PeriodRecord.objects.current().filter(
                period__cohort_id__in=cohorts
            )
        }
        fresh, replaced = [], []
        for entry in entries:
            period = self.planned[entry.cohort, *entry.key]
            record, old = self._record(period, entry), known.get(period)
            if old is None:
                self.notes.counts.added += 1
            elif says_the_same(record, old):
                self.notes.counts.unchanged += 1
                continue
            else:
                record.revision = old.revision + 1
                replaced.append(old.pk)
                self.notes.counts.changed += 1
            fresh.append(record)
        PeriodRecord.objects.filter(pk__in=replaced).update(current=False)
        PeriodRecord.objects.bulk_create(fresh)

    def close(self) -> None:
        """Warn of material that is unknown or not approved: it does not count."""
        unapproved = set(self.material) - approved_resources(self.material)
        for code in sorted(unapproved):
            self.notes.warn(self.material[code], "resource_not_approved", value=code)

    def _record(self, period: int, entry: Entry) -> PeriodRecord:
        day, mode, quarters, reason, confirmed, resource, done, of = entry.content
        return PeriodRecord(
            period_id=period,
            date=date.fromisoformat(day),
            mode=mode,
            online_periods=Decimal(quarters) / 4,
            reason=reason,
            confirmed=confirmed,
            resource_code=resource,
            completed=done,
            enrolled=of,
            source=Source.FILE,
            by=self.by,
            at=self.at,
        )


def says_the_same(record: PeriodRecord, old: PeriodRecord) -> bool:
    """Return whether two records of a period agree in what they say."""
    return all(getattr(record, name) == getattr(old, name) for name in CONTENT)
