"""Sheets of a class-list book: which kind each one is, and where its columns are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lms.core.errors import DomainError
from lms.core.tables import xlsx_sheets
from lms.core.text import fold, squeeze
from lms.people.services.roster.profiles import Profile, TableProfile

HEADER_WITHIN = 25  # rows from the top
KINDS = ("students", "teachers", "classes", "units")  # of equals the first wins
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_OTHER = re.compile(r"[^a-z0-9&]+")
_YEAR = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
SHEET_ROWS = 10_000_000  # more than a sheet can have: keeps places apart


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet under the profile's names. number: as a spreadsheet shows."""

    number: int
    place: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


@dataclass
class Sheet:
    """One sheet that was understood. above: cells over the header."""

    name: str
    kind: str
    columns: dict[str, int]  # our name -> place in the row
    labels: dict[str, str]  # our name -> the header as written
    header: int  # its number, 1 at the top
    cells: list[list[str]]
    index: int

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows below the header, blank ones left out."""
        for number, cells in enumerate(self.cells[self.header :], self.header + 1):
            values = {
                name: squeeze(cells[place]) if place < len(cells) else ""
                for name, place in self.columns.items()
            }
            if any(values.values()):
                yield SheetRow(number, self.index * SHEET_ROWS + number, values)

    def stated(self, words: list[str]) -> list[str]:
        """Return what cells above the header say after one of the words."""
        found = []
        for cells in self.cells[: self.header - 1]:
            for place, cell in enumerate(cells):
                label, _colon, value = squeeze(cell).partition(":")
                if plain(label) in words:
                    after = value.strip() or next(filter(None, cells[place + 1 :]), "")
                    found.append(squeeze(after))
        return [text for text in found if text]

    def stated_year(self) -> str:
        """Return a school year that a cell above the header names, else ""."""
        for cells in self.cells[: self.header - 1]:
            for cell in cells:
                if "nam hoc" in fold(cell) and (found := _YEAR.search(cell)):
                    return f"{found[1]}-{found[2]}"
        return ""


def plain(text: str) -> str:
    """Return a header for comparison: "Họ và tên (*)" gives "ho va ten"."""
    return _OTHER.sub(" ", fold(_BRACKETS.sub(" ", text))).strip()


def read_sheets(path: Path, profile: Profile) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that are understood, and the names of the others.

    Raises DomainError roster_sheet_unknown where none is, and as xlsx_sheets does.
    """
    sheets, passed_over = [], []
    for index, (name, cells) in enumerate(xlsx_sheets(path)):
        sheet = _understand(name, cells, index, profile)
        if sheet is not None:
            sheets.append(sheet)
        elif any(any(row) for row in cells):
            passed_over.append(f"{path.name}: {name}")
    if not sheets:
        raise DomainError("roster_sheet_unknown", where=f"file {path.name}")
    return sheets, passed_over


def _understand(
    name: str, cells: list[list[str]], index: int, profile: Profile
) -> Sheet | None:
    best: Sheet | None = None
    for number, row in enumerate(cells[:HEADER_WITHIN], start=1):
        heads = {plain(cell): place for place, cell in reversed(list(enumerate(row)))}
        for kind in KINDS:
            columns = _columns(heads, profile.tables[kind])
            if columns and (best is None or len(columns) > len(best.columns)):
                labels = {name: squeeze(row[place]) for name, place in columns.items()}
                best = Sheet(name, kind, columns, labels, number, cells, index)
    return best


def _columns(heads: dict[str, int], profile: TableProfile) -> dict[str, int]:
    """Return our name -> place; empty where a required column is missing."""
    found: dict[str, int] = {}
    for column, names in profile.columns.items():
        for name in names:
            if (place := heads.get(plain(name))) is not None:
                found[column] = place
                break
    if "name" not in found and {"family", "given"} <= found.keys():
        found["name"] = found["given"]
    if any(column not in found for column in profile.required):
        return {}
    return found
