"""Rows of a CSV or Excel file as text, with the row number a spreadsheet shows."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine
from django.conf import settings

from lms.core.books import cells_of, looks_like_book, open_book
from lms.core.columns import Table
from lms.core.errors import DomainError
from lms.core.text import squeeze

MAX_ROWS = 2_000_000
SEPARATORS = (",", ";", "\t")  # the semicolon is Excel's where the comma is decimal
_HEADER_WITHIN = 64 * 2**10


@dataclass(frozen=True)
class Row:
    """One data row. number: header = 1, first data row = 2. Values are NFC text.

    beyond: what a CSV record holds after the last header, mostly the rest of a
    decimal comma that nobody quoted, which moves every cell behind it. titles: our
    column name -> the heading as the file writes it.
    """

    number: int
    values: dict[str, str]
    beyond: str = ""
    titles: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def named(self, error: DomainError) -> DomainError:
        """Return the refusal with its column called as the file calls it."""
        column = error.details.get("column")
        if column in self.titles:
            error.details["column"] = self.titles[column]
        return error

    def check_width(self) -> None:
        """Raises DomainError cells_too_many where cells stand beyond the header."""
        if self.beyond:
            raise DomainError("cells_too_many", value=self.beyond[:40])


def read_table(
    path: Path,
    *,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    known: Table | None = None,
    sheet: int = 0,
) -> Iterator[Row]:
    """Yield the rows of a .csv or .xlsx file, blank ones left out.

    columns: headers that must be there; optional: headers that may be. Header
    names are compared without regard to case and white space; other columns are
    passed over. known: further headings, and words in the cells that stand for our
    codes. Raises DomainError file_missing, file_empty, file_too_big,
    file_unreadable, not_utf8, cell_too_long, columns_missing, columns_repeated,
    too_many_rows, and as open_book does.
    """
    is_book = _is_book(path)
    raw = _xlsx_rows(path, sheet) if is_book else csv_rows(path)
    header = next(raw, None)
    if header is None:
        raise DomainError("file_empty", where=f"file {path.name}")
    known = known or Table(())
    places = _places(header, columns, optional, known, name=path.name)
    titles = {name: squeeze(header[place]) for name, place in places.items()}
    for number, cells in enumerate(raw, start=2):
        if number > MAX_ROWS:
            where = f"file {path.name}, row {number}"
            raise DomainError("too_many_rows", where=where, limit=MAX_ROWS)
        values = {
            name: known.read(name, squeeze(cells[place])) if place < len(cells) else ""
            for name, place in places.items()
        }
        if any(values.values()):
            beyond = "" if is_book else squeeze(" ".join(cells[len(header) :]))
            yield Row(number, values, beyond, titles)


def csv_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of a UTF-8 CSV file (BOM allowed), one list a record.

    The separator is that of the header: comma, semicolon or tab.
    """
    where, number = f"file {path.name}", 0
    separator = _separator(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for cells in csv.reader(stream, delimiter=separator, strict=True):
                number += 1
                if any("\0" in cell for cell in cells):  # no text: UTF-16, a program
                    raise DomainError("not_utf8", where=f"{where}, row {number}")
                yield cells
        except UnicodeDecodeError:
            number = _first_undecodable(path, separator)
            raise DomainError("not_utf8", where=f"{where}, row {number}") from None
        except csv.Error as error:
            where = f"{where}, row {number + 1}"
            if "field limit" in str(error):
                limit = csv.field_size_limit()
                raise DomainError("cell_too_long", where=where, limit=limit) from None
            raise DomainError("file_unreadable", where=where, format="CSV") from None


def _separator(path: Path) -> str:
    """Return what parts the header into most cells; the comma of a single column."""
    with path.open("rb") as stream:
        start = stream.read(_HEADER_WITHIN).decode("utf-8-sig", "replace")
    return max(SEPARATORS, key=lambda separator: _width(start, separator))


def _width(text: str, separator: str) -> int:
    try:
        return len(next(csv.reader(io.StringIO(text), delimiter=separator), []))
    except csv.Error:
        return 0


def _first_undecodable(path: Path, separator: str) -> int:
    """Return the row (header = 1) of the first byte that is no UTF-8."""
    number = 0
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=separator), 1):
                if any("\udc80" <= char <= "\udcff" for char in "".join(cells)):
                    return number
        except csv.Error:
            return number + 1
    return number


def _is_book(path: Path) -> bool:
    """Check that a file may be read; return whether it is an Excel book."""
    where = f"file {path.name}"
    try:
        size = path.stat().st_size if path.is_file() else -1
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError:
        raise DomainError("file_missing", where=where) from None
    if size == 0:
        raise DomainError("file_empty", where=where)
    if size > settings.TABLE_MAX_MB * 2**20:
        limit = f"{settings.TABLE_MAX_MB} MB"
        raise DomainError("file_too_big", where=where, limit=limit)
    if start.startswith(b"%PDF"):
        raise DomainError("format_unknown", where=where)
    return path.suffix.lower() == ".xlsx" or looks_like_book(start)


def xlsx_sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Return name and cells (as text) of every sheet of a book, row 1 first.

    Raises DomainError as read_table does.
    """
    _is_book(path)
    book = open_book(path)
    return [
        (name, list(cells_of(book, place)))
        for place, name in enumerate(book.sheet_names)
    ]


def _xlsx_rows(path: Path, sheet: int) -> Iterator[list[str]]:
    book = open_book(path)
    try:
        yield from cells_of(book, sheet)
    except (python_calamine.CalamineError, IndexError):
        raise DomainError(
            "file_unreadable", where=f"file {path.name}", format="Excel"
        ) from None


def _places(
    header: list[str],
    columns: Sequence[str],
    optional: Sequence[str],
    known: Table,
    *,
    name: str,
) -> dict[str, int]:
    found: dict[str, int] = {}
    repeated = set()
    for place, title in enumerate(header):
        title = _name(squeeze(title).lower(), known, {*columns, *optional})
        if found.setdefault(title, place) != place:
            repeated.add(title)
    missing = [column for column in columns if column.lower() not in found]
    if missing:
        raise DomainError(
            "columns_missing",
            where=f"file {name}",
            columns=", ".join(known.say(column) for column in missing),
        )
    wanted = [*columns, *optional]
    twice = [column for column in wanted if column.lower() in repeated]
    if twice:
        raise DomainError(
            "columns_repeated",
            where=f"file {name}",
            columns=", ".join(known.say(column) for column in twice),
        )
    return {c: found[c.lower()] for c in wanted if c.lower() in found}


def _name(title: str, known: Table, ours: set[str]) -> str:
    """Return our column of a heading; our own names go before those of a profile."""
    if title in {name.lower() for name in ours}:
        return title
    return known.name_of(title).lower()
