"""Rows of a CSV or Excel file as text, with the row number a spreadsheet shows."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path

import python_calamine

from lms.core.errors import DomainError
from lms.core.text import squeeze

MAX_ROWS = 2_000_000
MAX_BYTES = 400 * 2**20
XLSX_MAX_UNPACKED = 1500 * 2**20


@dataclass(frozen=True)
class Row:
    """One data row. number: header = 1, first data row = 2. Values are NFC text.

    beyond: what a CSV record holds after the last header, mostly the rest of a
    decimal comma that nobody quoted, which moves every cell behind it.
    """

    number: int
    values: dict[str, str]
    beyond: str = ""

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def check_width(self) -> None:
        """Raises DomainError cells_too_many where cells stand beyond the header."""
        if self.beyond:
            raise DomainError("cells_too_many", value=self.beyond[:40])


def read_table(
    path: Path,
    *,
    columns: Sequence[str],
    optional: Sequence[str] = (),
    sheet: int = 0,
) -> Iterator[Row]:
    """Yield the rows of a .csv or .xlsx file, blank ones left out.

    columns: headers that must be there; optional: headers that may be. Header
    names are compared without regard to case and white space; other columns are
    passed over. Raises DomainError file_missing, file_empty, file_too_big,
    file_unreadable, file_encrypted, not_utf8, cell_too_long, columns_missing,
    columns_repeated, too_many_rows.
    """
    _check_file(path)
    is_book = path.suffix.lower() == ".xlsx"
    raw = _xlsx_rows(path, sheet) if is_book else csv_rows(path)
    header = next(raw, None)
    if header is None:
        raise DomainError("file_empty", where=f"file {path.name}")
    places = _places(header, columns, optional, name=path.name)
    for number, cells in enumerate(raw, start=2):
        if number > MAX_ROWS:
            raise DomainError("too_many_rows", limit=MAX_ROWS)
        values = {
            name: squeeze(cells[place]) if place < len(cells) else ""
            for name, place in places.items()
        }
        if any(values.values()):
            beyond = "" if is_book else squeeze(" ".join(cells[len(header) :]))
            yield Row(number, values, beyond)


def csv_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of a UTF-8 CSV file (BOM allowed), one list a record."""
    where, number = f"file {path.name}", 0
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for cells in csv.reader(stream, strict=True):
                number += 1
                if any("\0" in cell for cell in cells):  # no text: UTF-16, a program
                    raise DomainError("not_utf8", where=where)
                yield cells
        except UnicodeDecodeError:
            raise DomainError("not_utf8", where=where) from None
        except csv.Error as error:
            where = f"{where}, row {number + 1}"
            if "field limit" in str(error):
                limit = csv.field_size_limit()
                raise DomainError("cell_too_long", where=where, limit=limit) from None
            raise DomainError("file_unreadable", where=where, format="CSV") from None


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise DomainError("file_missing", where=f"file {path.name}") from None
    if not path.is_file():
        raise DomainError("file_missing", where=f"file {path.name}")
    if size == 0:
        raise DomainError("file_empty", where=f"file {path.name}")
    if size > MAX_BYTES:
        raise DomainError("file_too_big", where=f"file {path.name}", limit="400 MB")


def xlsx_sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Return name and cells (as text) of every sheet of a book, row 1 first.

    Raises DomainError as read_table does.
    """
    _check_file(path)
    book = _open_book(path)
    return [
        (name, [[_cell_text(cell) for cell in cells] for cells in _cells(book, place)])
        for place, name in enumerate(book.sheet_names)
    ]


def _xlsx_rows(path: Path, sheet: int) -> Iterator[list[str]]:
    try:
        rows = _cells(_open_book(path), sheet)
    except (python_calamine.CalamineError, IndexError):
        raise DomainError(
            "file_unreadable", where=f"file {path.name}", format="Excel"
        ) from None
    for cells in rows:
        yield [_cell_text(cell) for cell in cells]


def _cells(book: python_calamine.CalamineWorkbook, sheet: int) -> list[list]:
    return book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def _open_book(path: Path) -> python_calamine.CalamineWorkbook:
    where = f"file {path.name}"
    content = path.read_bytes()
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # OLE: old .xls or locked
        raise DomainError("file_encrypted", where=where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > XLSX_MAX_UNPACKED:
            raise DomainError("file_too_big", where=where, limit="1,5 GB")
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (zipfile.BadZipFile, python_calamine.CalamineError, OSError):
        raise DomainError("file_unreadable", where=where, format="Excel") from None


def _cell_text(cell: object) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):  # 15 digits, as Excel shows: 7.8999999999999995 is 7.9
        return str(int(cell)) if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _places(
    header: list[str], columns: Sequence[str], optional: Sequence[str], *, name: str
) -> dict[str, int]:
    found: dict[str, int] = {}
    repeated = set()
    for place, title in enumerate(header):
        title = squeeze(title).lower()
        if found.setdefault(title, place) != place:
            repeated.add(title)
    missing = [column for column in columns if column.lower() not in found]
    if missing:
        raise DomainError(
            "columns_missing", where=f"file {name}", columns=", ".join(missing)
        )
    wanted = [*columns, *optional]
    twice = [column for column in wanted if column.lower() in repeated]
    if twice:
        raise DomainError(
            "columns_repeated", where=f"file {name}", columns=", ".join(twice)
        )
    return {c: found[c.lower()] for c in wanted if c.lower() in found}


def parse_date(text: str) -> date:
    """Return the date of YYYY-MM-DD or dd/mm/yyyy. Raises ValueError otherwise."""
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text[:10] if "T" in text else text)


def parse_decimal(text: str) -> Decimal:
    """Return the decimal of "8.25" or "8,25". Raises ValueError otherwise."""
    if "_" in text:  # Python's own way of writing long numbers
        raise ValueError(text)
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return number
