"""One file, one transaction: read all, settle contradictions, write by class."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction

from lms.core import audit
from lms.core.columns import Table, load_tables
from lms.core.errors import DomainError, Problem
from lms.core.reports import Report
from lms.core.tables import Row, read_table
from lms.records.services.imports.spool import Entry, Rows, Spool, settle

DATA = Path(__file__).resolve().parent.parent.parent / "data"
TABLES = load_tables(DATA / "tables.toml")
BATCH = 5_000  # rows written together, always whole classes
MOST_WARNINGS = 1_000
TELL_EVERY = 50_000  # rows between two lines of progress on a terminal


class Reader(Protocol):
    """What is particular to one kind of file."""

    kind: str
    table: Table  # the headings that schools write
    columns: tuple[str, ...]
    optional: tuple[str, ...]

    def read(self, row: Row) -> Entry | None:
        """Return the row's entry, None where it says nothing. Raises DomainError."""

    def check(self, batch: Rows) -> Rows:
        """Return the entries that fit their classes; note the others."""

    def write(self, entries: Rows) -> None:
        """Write entries that contradict nothing: add, supersede, count."""

    def close(self) -> None:
        """Say what is only known at the end."""


class Notes:
    """The report of one file, with its name filled in."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.report = Report()
        self.warnings_left_out = 0

    @property
    def counts(self) -> Any:
        """The three counts."""
        return self.report.counts

    def skip(self, row: int, problem: DomainError | Problem) -> None:
        """Note a row that was not taken."""
        self.report.skip(self.file, row, problem.code, **problem.details)

    def warn(self, row: int, code: str, **details: Any) -> None:
        """Note a row that was taken but should be looked at."""
        if len(self.report.warnings) >= MOST_WARNINGS:
            self.warnings_left_out += 1
            return
        self.report.warn(self.file, row, code, **details)

    def as_json(self) -> dict[str, Any]:
        """Return the counts, the skipped rows in order, and the warnings."""
        self.report.skipped.sort(key=lambda skipped: skipped.row)
        self.report.warnings.sort(key=lambda warning: warning.row)
        outcome = self.report.as_json()
        if self.warnings_left_out:
            outcome["warnings_left_out"] = self.warnings_left_out
        return outcome


def take_file(path: Path, reader: Reader, notes: Notes, *, by: Any) -> dict[str, Any]:
    """Take in a whole file in one transaction and return what the command prints.

    A bad row is skipped and listed, the good ones go on (files.md 1). Raises
    DomainError where the file as a whole cannot be taken; nothing is written then.
    """
    with closing(Spool()) as spool, transaction.atomic():
        for row in _told(
            read_table(
                path,
                columns=reader.columns,
                optional=reader.optional,
                known=reader.table,
            )
        ):
            try:
                row.check_width()
                entry = reader.read(row)
            except DomainError as refusal:
                notes.skip(row.number, row.named(refusal))
                continue
            if entry is not None:
                spool.add(entry)
        for batch in spool.batches(BATCH):
            entries, clashes = settle(reader.check(batch))
            for entry in clashes:
                notes.skip(entry.row, Problem("duplicate_key"))
            reader.write(entries)
        reader.close()
        counts = notes.counts.as_json()
        audit.record(f"import_{reader.kind}", "file", path.name, by=by, **counts)
    return notes.as_json()


def _told(rows: Iterator[Row]) -> Iterator[Row]:
    """Pass the rows on; on a terminal, say now and then how far it is."""
    tells = sys.stderr.isatty()
    for count, row in enumerate(rows, start=1):
        if tells and count % TELL_EVERY == 0:
            sys.stderr.write(f"\r{count:,}")
            sys.stderr.flush()
        yield row
