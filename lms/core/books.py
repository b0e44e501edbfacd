"""Excel books as text cells, looked through before a row of them is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import python_calamine
from django.conf import settings

from lms.core.cells import cell_text
from lms.core.errors import DomainError
from lms.core.office import OLE_MAGIC, refuse_old_office

MB = 2**20
MOST_UNPACKED = 15  # times the limit of a book: sheets pack about so tightly
MOST_CELLS = 50_000_000  # of a sheet's rectangle, which is laid out whole
_FILLED = re.compile(rb'[<:]c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*[^/<>]>')
_OVERLAP = 400  # bytes: longer than the beginning of a cell
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    python_calamine.CalamineError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def looks_like_book(start: bytes) -> bool:
    """Return whether a file that begins so is an Excel book or another Office file."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE_MAGIC))


def open_book(path: Path) -> python_calamine.CalamineWorkbook:
    """Return a book whose sheets may be laid out.

    Raises DomainError file_too_big, file_unreadable, too_many_cells, zip_encrypted,
    and as refuse_old_office does.
    """
    where = f"file {path.name}"
    if path.stat().st_size > settings.BOOK_MAX_MB * MB:
        limit = f"{settings.BOOK_MAX_MB} MB"
        raise DomainError("file_too_big", where=where, limit=limit)
    content = path.read_bytes()
    refuse_old_office(content, where=where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive, where)
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except _BROKEN:
        raise DomainError("file_unreadable", where=where, format="Excel") from None


def cells_of(book: python_calamine.CalamineWorkbook, sheet: int) -> Iterator[list[str]]:
    """Yield the rows of a sheet as text, row 1 first. Raises CalamineError."""
    for row in book.get_sheet_by_index(sheet).to_python(skip_empty_area=False):
        yield [cell_text(cell) for cell in row]


def _measure(archive: zipfile.ZipFile, where: str) -> None:
    """Unpack every part once, keeping nothing: what its directory says may be a lie."""
    limit = settings.BOOK_MAX_MB * MOST_UNPACKED
    left = limit * MB - sum(info.file_size for info in archive.infolist())
    if left < 0:
        raise DomainError("zip_too_big", where=where, limit=limit)
    for info in archive.infolist():
        if info.flag_bits & 0x1:
            raise DomainError("zip_encrypted", where=f"{where}, entry {info.filename}")
        is_sheet = info.filename.startswith("xl/worksheets/")
        columns, rows, rest = 0, 0, b""
        with archive.open(info) as part:  # ends at the size of the directory
            while chunk := part.read(MB):
                for name, number in _FILLED.findall(rest + chunk) if is_sheet else ():
                    columns = max(columns, _column(name))
                    rows = max(rows, int(number))
                rest = chunk[-_OVERLAP:]
        if columns * rows > MOST_CELLS:
            place = f"{where}, entry {info.filename}"
            raise DomainError("too_many_cells", where=place, limit=MOST_CELLS)


def _column(name: bytes) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number
