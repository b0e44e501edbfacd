"""Import of marks (commands.md, files.md 3, 9)."""

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model

from lms.core.clock import database_now
from lms.core.errors import DomainError, Problem
from lms.core.tables import Row
from lms.people.enums import Role
from lms.people.models import Enrolment
from lms.records.enums import MarkKind, Source, Venue
from lms.records.models import Mark
from lms.records.queries.programme import Programme
from lms.records.rules.marks import check_decision, check_kind, check_ordinal, read_mark
from lms.records.services.imports import values
from lms.records.services.imports.intake import TABLES, Notes, take_file
from lms.records.services.imports.places import Places, Writer
from lms.records.services.imports.spool import Entry, Rows

COLUMNS = (
    "school_year", "semester", "class_code", "subject_code", "student_code", "kind",
    "ordinal", "mark",
)  # fmt: skip
OPTIONAL = ("venue", "decision")
ROLES = frozenset({Role.SCHOOL_HEAD, Role.SCHOOL_IT, Role.TEACHER})
KINDS = frozenset(MarkKind.values)
VENUES = frozenset(Venue.values)
NO_VALUE = ()  # an empty cell: the row is checked, nothing is stored


class Known(NamedTuple):
    """A current mark in the database."""

    id: int
    revision: int
    said: tuple[Any, ...]


def import_marks(path: Path, *, by: Any = None) -> dict[str, Any]:
    """Take in marks of a gradebook.

    by: the person acting, None for the system. Returns counts, skipped, warnings.
    """
    notes = Notes(path.name)
    return take_file(path, MarkReader(notes, by=by), notes, by=by)


class MarkReader:
    """Rows of a gradebook."""

    kind = "marks"
    table = TABLES["marks"]
    columns: tuple[str, ...] = COLUMNS
    optional: tuple[str, ...] = OPTIONAL

    def __init__(self, notes: Notes, *, by: Any) -> None:
        self.notes, self.by, self.at = notes, by, database_now()
        self.places = Places(Writer(by, roles=ROLES))
        self.programme = Programme()
        self.pupils: dict[tuple[int, str | None], int] = {}  # of the batch

    def read(self, row: Row) -> Entry:
        """Return the mark a row states; an empty cell is an entry without a value."""
        klass, subject = self.places.find(row)
        semester = values.whole(row, "semester", low=1, high=2)
        kind = values.choice(row, "kind", KINDS, "unknown_mark_kind")
        venue = Venue.PAPER.value
        if row["venue"]:
            venue = values.choice(row, "venue", VENUES, "bad_value")
        ordinal = self._ordinal(row, kind)
        key = (subject, semester, row["student_code"], kind, ordinal)
        taught = self.programme.get(subject, klass.grade)
        if taught is None:
            raise DomainError("unknown_subject", value=row["subject_code"])
        if not row["mark"]:
            return Entry(row.number, klass.id, key, NO_VALUE)
        check_kind(kind, scheme=taught.scheme)
        value = read_mark(
            row["mark"], scheme=taught.scheme, by_comment=taught.by_comment
        )
        decision = values.text(row, "decision", most=120)
        check_decision(kind, venue=venue, decision=decision)
        tenths = None if value.score is None else int(value.score * 10)
        said = (tenths, value.passed, venue, decision)
        return Entry(row.number, klass.id, key, said)

    def check(self, batch: Rows) -> Rows:
        """Return the marks of pupils of the class; note the others (files.md 9)."""
        cohorts = {entry.cohort for entry in batch}
        self.pupils = {
            (cohort, code): student
            for cohort, code, student in Enrolment.objects.filter(
                cohort_id__in=cohorts
            ).values_list("cohort_id", "student__code", "student_id")
        }
        return self._of_the_class(batch)

    def write(self, entries: Rows) -> None:
        """Add new marks, supersede changed ones."""
        known = current_marks({entry.cohort for entry in entries})
        fresh, replaced = [], []
        for entry in entries:
            mark = self._mark(entry, self.pupils[entry.cohort, entry.key[2]])
            old = known.get(key_of(mark))
            if old is None:
                self.notes.counts.added += 1
            elif old.said == entry.content:
                self.notes.counts.unchanged += 1
                continue
            else:
                mark.revision = old.revision + 1
                replaced.append(old.id)
                self.notes.counts.changed += 1
            fresh.append(mark)
        Mark.objects.filter(pk__in=replaced).update(current=False)
        Mark.objects.bulk_create(fresh)

    def close(self) -> None:
        """Nothing is left to say."""

    @staticmethod
    def _ordinal(row: Row, kind: str) -> int:
        if not row["ordinal"] and kind != MarkKind.TX:
            return 1
        ordinal = values.whole(row, "ordinal", low=1, high=200)
        check_ordinal(kind, ordinal)
        return ordinal

    def _of_the_class(self, batch: Rows) -> Rows:
        """Return the entries to store; note those of pupils never in the class."""
        strange = {e.key[2] for e in batch if (e.cohort, e.key[2]) not in self.pupils}
        people = set(
            get_user_model()
            .objects.filter(code__in=strange)
            .values_list("code", flat=True)
        )
        kept = []
        for entry in batch:
            code = entry.key[2]
            if (entry.cohort, code) not in self.pupils:
                problem = "never_enrolled" if code in people else "unknown_person"
                self.notes.skip(entry.row, Problem(problem, details={"value": code}))
            elif entry.content != NO_VALUE:
                kept.append(entry)
        return kept

    def _mark(self, entry: Entry, student: int) -> Mark:
        subject, semester, _code, kind, ordinal = entry.key
        tenths, passed, venue, decision = entry.content
        return Mark(
            cohort_id=entry.cohort,
            subject_id=subject,
            semester=semester,
            student_id=student,
            kind=kind,
            ordinal=ordinal,
            score=None if tenths is None else Decimal(tenths) / 10,
            passed=passed,
            venue=venue,
            decision=decision,
            source=Source.FILE,
            by=self.by,
            at=self.at,
        )


def key_of(mark: Mark) -> tuple[Any, ...]:
    """Return the key of a mark (files.md 3)."""
    return (
        mark.cohort_id, mark.subject_id, mark.semester, mark.student_id, mark.kind,
        mark.ordinal,
    )  # fmt: skip


def current_marks(cohorts: set[int]) -> dict[tuple[Any, ...], Known]:
    """Return the current marks of classes by their key."""
    rows = (
        Mark.objects.current()
        .filter(cohort_id__in=cohorts)
        .values_list(
            "cohort_id", "subject_id", "semester", "student_id", "kind", "ordinal",
            "id", "revision", "score", "passed", "venue", "decision",
        )
    )  # fmt: skip
    known = {}
    for *key, id_, revision, score, passed, venue, decision in rows:
        tenths = None if score is None else int(score * 10)
        known[tuple(key)] = Known(id_, revision, (tenths, passed, venue, decision))
    return known
