"""Import of the teaching plan (commands.md, files.md 3, 7)."""

from pathlib import Path
from typing import Any

from lms.core.clock import database_now
from lms.core.tables import Row
from lms.curriculum.models import Node
from lms.people.enums import Role
from lms.records.enums import Mode
from lms.records.models import PlanPeriod, PlanRevision
from lms.records.rules.periods import IN_PERSON, MODES
from lms.records.services.imports import values
from lms.records.services.imports.intake import TABLES, Notes, take_file
from lms.records.services.imports.places import Places, Writer
from lms.records.services.imports.spool import Entry, Rows

COLUMNS = ("school_year", "class_code", "subject_code", "semester", "period_no")
OPTIONAL = ("week", "node_code", "title", "mode_planned")
ROLES = frozenset({Role.SCHOOL_HEAD, Role.SCHOOL_IT, Role.ADMINISTRATOR})
CONTENT = ("semester", "week", "node_code", "title", "mode_planned")


def import_plan(path: Path, *, by: Any = None) -> dict[str, Any]:
    """Take in a teaching plan: one row is one period of a class and subject.

    by: the person acting, None for the system. Returns counts, skipped, warnings.
    """
    notes = Notes(path.name)
    return take_file(path, PlanReader(notes, by=by), notes, by=by)


class PlanReader:
    """Rows of a teaching plan."""

    kind = "teaching_plan"
    table = TABLES["teaching_plan"]
    columns: tuple[str, ...] = COLUMNS
    optional: tuple[str, ...] = OPTIONAL

    def __init__(self, notes: Notes, *, by: Any) -> None:
        self.notes, self.by, self.at = notes, by, database_now()
        self.places = Places(Writer(by, roles=ROLES))
        self.nodes = set(
            Node.objects.current().values_list("code", flat=True).iterator()
        )
        self.without_node: list[int] = []

    def read(self, row: Row) -> Entry:
        """Return the period a row plans."""
        klass, subject = self.places.find(row)
        semester = values.whole(row, "semester", low=1, high=2)
        period_no = values.whole(row, "period_no", low=1)
        content = (
            semester,
            values.whole_or_none(row, "week", high=60),
            self._node(row),
            values.text(row, "title", most=300),
            self._mode(row),
        )
        return Entry(row.number, klass.id, (subject, period_no), content)

    def check(self, batch: Rows) -> Rows:
        """Return the batch: any class may plan any period."""
        return batch

    def write(self, entries: Rows) -> None:
        """Add new periods, keep the old words of changed ones."""
        cohorts = {entry.cohort for entry in entries}
        known = {
            (period.cohort_id, period.subject_id, period.period_no): period
            for period in PlanPeriod.objects.filter(cohort_id__in=cohorts)
        }
        added, changed, kept = [], [], []
        for entry in entries:
            said = dict(zip(CONTENT, entry.content, strict=True))
            period = known.get((entry.cohort, *entry.key))
            if period is None:
                added.append(self._new(entry, said))
            elif any(getattr(period, name) != said[name] for name in CONTENT):
                kept.append(old_words(period))
                changed.append(self._changed(period, said))
            else:
                self.notes.counts.unchanged += 1
        PlanPeriod.objects.bulk_create(added)
        PlanRevision.objects.bulk_create(kept)
        PlanPeriod.objects.bulk_update(
            changed, [*CONTENT, "revision", "by", "at"], batch_size=500
        )
        self.notes.counts.added += len(added)
        self.notes.counts.changed += len(changed)

    def close(self) -> None:
        """Say once how many rows stand without a node."""
        if self.without_node:
            first, count = self.without_node[0], len(self.without_node)
            self.notes.warn(first, "rows_without_node", count=count)

    def _node(self, row: Row) -> str:
        code = row["node_code"]
        if code in self.nodes:
            return code
        if code:
            self.notes.warn(row.number, "unknown_node", value=code)
        else:
            self.without_node.append(row.number)
        return ""

    @staticmethod
    def _mode(row: Row) -> str:
        if not row["mode_planned"]:
            return IN_PERSON
        return values.choice(row, "mode_planned", MODES, "unknown_period_mode")

    def _new(self, entry: Entry, said: dict[str, Any]) -> PlanPeriod:
        subject, period_no = entry.key
        return PlanPeriod(
            cohort_id=entry.cohort,
            subject_id=subject,
            period_no=period_no,
            by=self.by,
            at=self.at,
            **said,
        )

    def _changed(self, period: PlanPeriod, said: dict[str, Any]) -> PlanPeriod:
        for name, value in said.items():
            setattr(period, name, value)
        period.revision += 1
        period.by, period.at = self.by, self.at
        return period


def old_words(period: PlanPeriod) -> PlanRevision:
    """Return the revision row that keeps what a period says now."""
    return PlanRevision(
        period_id=period.pk,
        semester=period.semester,
        week=period.week,
        node_code=period.node_code,
        title=period.title,
        mode_planned=Mode(period.mode_planned),
        revision=period.revision,
        by_id=period.by_id,
        at=period.at,
    )
