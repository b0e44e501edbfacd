"""What one roster import knows and has done so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from lms.core.clock import today
from lms.core.doubles import Doubles, Verdict
from lms.core.errors import DomainError, Problem
from lms.core.reports import Counts, Skipped
from lms.curriculum.models import Subject
from lms.curriculum.queries import SubjectIndex
from lms.people.models import PersonIdentifier, SchoolYear, User
from lms.people.services.roster.rows import RosterRow, Source, words_of
from lms.people.services.roster.scope import Scope

KINDS = ("orgs", "classes", "people", "enrolments")
SHOWN_CHANGES = 20
CHUNK = 2000
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as the other tables need it."""

    pk: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A class as enrolments need it. starts: first day of its term or school year."""

    pk: int
    school_id: int
    year_id: int
    starts: date
    kind: str
    subject_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class CourseCard:
    """What a class may take from its course."""

    grades: str
    session: str
    subject_ids: frozenset[int]


@dataclass
class Run:
    """One import: who runs it, what is known by which id, the report."""

    by: Any
    scope: Scope
    day: date = field(default_factory=today)
    counts: dict[str, Counts] = field(
        default_factory=lambda: {kind: Counts() for kind in KINDS}
    )
    skipped: list[Skipped] = field(default_factory=list)
    named: set[tuple[str, int]] = field(default_factory=set)  # of the skipped
    warnings: list[Skipped] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    index: SubjectIndex = field(default_factory=SubjectIndex)
    units: dict[str, UnitCard] = field(default_factory=dict)  # by source and code
    above: set[str] = field(default_factory=set)  # ids of units above a province
    sessions: dict[str, SchoolYear] = field(default_factory=dict)
    session_starts: dict[str, date] = field(default_factory=dict)
    file_years: list[SchoolYear] = field(default_factory=list)  # of this file
    courses: dict[str, CourseCard] = field(default_factory=dict)
    cohorts: dict[str, CohortCard] = field(default_factory=dict)
    places: dict[tuple[int, int, str], CohortCard] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # what a file calls a column
    guardian_refs: set[str] = field(default_factory=set)
    tell: Callable[[str], None] | None = None  # where progress is said
    done: dict[str, int] = field(default_factory=dict)
    counted: set[int] = field(default_factory=set)  # people added or changed
    unchanged: set[int] = field(default_factory=set)

    def told(self, table: str, rows: int) -> None:
        """Say how far a long table has come."""
        self.done[table] = self.done.get(table, 0) + rows
        if self.tell is not None:
            self.tell(f"{table}: {self.done[table]}")

    def skip(self, row: RosterRow, code: str, **details: Any) -> None:
        """Note that a row is not taken; a row of a book has one reason, the first."""
        if (row.file, row.number) in self.named:
            return
        self.named.add((row.file, row.number))
        if column := details.get("column"):
            details["column"] = self.labels.get(column, column)
        problem = Problem(code, f"row {row.number}", details)
        self.skipped.append(Skipped(row.file, row.number, problem))

    def warn(self, row: RosterRow, code: str, **details: Any) -> None:
        """Note that a row is taken, but a person should look at it."""
        problem = Problem(code, f"row {row.number}", details)
        self.warnings.append(Skipped(row.file, row.number, problem))

    def note_file(self, name: str) -> None:
        """Note that a file is not one of a roster and was not read."""
        self.warnings.append(Skipped(name, 1, Problem("file_passed_over")))

    def changed(self, kind: str, row: RosterRow, label: str, *fields: str) -> None:
        """Count a changed thing; keep the first few for the preview."""
        self.counts[kind].changed += 1
        if len(self.changes) < SHOWN_CHANGES:
            self.changes.append(
                {
                    "file": row.file,
                    "row": row.number,
                    "what": label,
                    "fields": sorted(fields),
                }
            )

    def person_changed(self, row: RosterRow, person_id: int, field_name: str) -> None:
        """Count a person as changed by a second table, unless counted already."""
        if person_id in self.counted:
            return
        self.counted.add(person_id)
        self.changed("people", row, row["user"], field_name)
        if person_id in self.unchanged:
            self.unchanged.discard(person_id)
            self.counts["people"].unchanged -= 1

    def people(self, refs: set[str]) -> dict[str, int]:
        """Return the person of each id of the source system, or code; two queries."""
        found = dict(User.objects.filter(code__in=refs).values_list("code", "pk"))
        by_source = PersonIdentifier.objects.filter(scheme="source", value__in=refs)
        return found | dict(by_source.values_list("value", "person_id"))

    def effective_day(self, row: RosterRow) -> date:
        """Return the day from which a row's change holds.

        That of metadata.validFrom, else of dateLastModified (a time that has not
        come yet counts as today), else today.
        """
        if stated := row.day("valid_from"):
            return stated
        try:
            modified = row.day("changed")
        except DomainError:  # a stamp that nobody reads is no reason to lose a row
            modified = None
        return min(modified, self.day) if modified else self.day

    def subject_ids(self, row: RosterRow, text: str) -> frozenset[int]:
        """Return the subjects of a list of codes or names; warn of unknown ones."""
        found: set[int] = set()
        for word in words_of(text):
            subject: Subject | None = self.index.find(word)
            if subject is None:
                self.warn(row, "unknown_subject", value=word[:60])
            else:
                found.add(subject.pk)
        return frozenset(found)

    def as_json(self) -> dict[str, Any]:
        """Return what the command prints, with the first changes beside it."""
        return {
            **{kind: self.counts[kind].as_json() for kind in KINDS},
            "skipped": [row.as_json() for row in self.skipped],
            "warnings": [row.as_json() for row in self.warnings],
            "changes": self.changes,
        }


def settled(
    run: Run, source: Source, table: str, *, keys: Callable[[RosterRow], list[tuple]]
) -> Iterator[RosterRow]:
    """Yield the rows of a table that speak for themselves (files.md 2).

    Read twice: rows that contradict each other are skipped (duplicate_key), those
    that repeat another one are passed over. keys: what the row speaks of, one or
    more names of the same thing; ("source", id) is the id of its system.
    """
    doubles = Doubles()
    for row in source.rows(table):
        for key in keys(row):
            doubles.note(row.place, key, row.content(key))
    for row in source.rows(table):
        verdicts = {doubles.verdict(row.place, key) for key in keys(row)}
        if Verdict.CONTRADICTS in verdicts:
            run.skip(row, "duplicate_key")
        elif Verdict.REPEATS not in verdicts:
            yield row


def own_keys(row: RosterRow) -> list[tuple]:
    """Return the two names of a unit or person: the id of its system and its code."""
    keys = [("source", row["source"]), ("code", row["identifier"] or row["source"])]
    return [key for key in keys if key[1]]


def parsed(
    run: Run, rows: Iterator[RosterRow], parse: Callable[[Run, RosterRow], Parsed]
) -> Iterator[Parsed]:
    """Yield what the rows mean; those that are refused are skipped with the reason.

    A row of a book that another table has refused is refused as a whole.
    """
    for row in rows:
        if (row.file, row.number) in run.named:
            continue
        try:
            yield parse(run, row)
        except DomainError as error:
            run.skip(row, error.code, **error.details)


def chunks(things: Iterator[Parsed], size: int = CHUNK) -> Iterator[list[Parsed]]:
    """Yield lists of at most ``size`` things, so that memory stays bounded."""
    while chunk := list(islice(things, size)):
        yield chunk


def limited(row: RosterRow, column: str, limit: int, *, needed: bool = False) -> str:
    """Return a cell of at most ``limit`` characters.

    Raises DomainError value_too_long, value_missing.
    """
    text = row[column]
    if needed and not text:
        raise DomainError("value_missing", column=column)
    if len(text) > limit:
        raise DomainError("value_too_long", column=column, limit=limit)
    return text
