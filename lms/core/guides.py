"""What a file should look like: its columns explained, a sample, its first rows."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from lms.core.columns import Table
from lms.core.tables import read_table

FIRST = 10  # rows that a preview shows
WIDTH = 18


@dataclass(frozen=True)
class Guide:
    """One table of a kind of file. title: lazy, the sheet of a book that has several.

    required: columns that must be there; helps: column -> lazy text, what may stand
    in it. own_names: whether our column names may stand as headings as well.
    """

    table: Table
    required: tuple[str, ...]
    helps: Mapping[str, Any] = field(default_factory=dict)
    title: Any = ""
    own_names: bool = True

    def lines(self) -> list[dict[str, Any]]:
        """Return the columns as the upload page lists them."""
        return [
            {
                "name": column.name if self.own_names else "",
                "heading": column.heading,
                "others": column.headings[1:],
                "is_required": column.name in self.required,
                "help": self.helps.get(column.name, ""),
                "words": list(column.shown.values()),
                "sample": next(filter(None, column.sample), ""),
            }
            for column in self.table.columns
        ]


@dataclass(frozen=True)
class Glance:
    """The first rows of a table as they were understood. file: as reports call it."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]  # number as a spreadsheet shows it, cells


def sample_book(
    guides: tuple[Guide, ...], *, own: Mapping[str, str] | None = None
) -> bytes:
    """Return an Excel book with the headings and sample rows of the tables.

    own: what stands in the place of an invented value, e.g. a real school's code.
    """
    own = own or {}
    book = Workbook()
    book.remove(book.worksheets[0])
    for place, guide in enumerate(guides, start=1):
        columns = [column for column in guide.table.columns if column.sample]
        sheet = book.create_sheet(str(guide.title) or _("Table %(n)s") % {"n": place})
        sheet.append([column.heading for column in columns])
        for cells in zip(*(column.sample for column in columns), strict=True):
            sheet.append([own.get(cell, cell) for cell in cells])
        for at, cell in enumerate(sheet[1]):
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = max(
                WIDTH, len(columns[at].heading) + 2
            )
        sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def glance_at(path: Path, guide: Guide) -> Iterator[Glance]:
    """Yield the first rows of a table. Raises DomainError as read_table does."""
    table = guide.table
    names = [column.name for column in table.columns]
    rows = list(
        islice(
            read_table(path, columns=guide.required, optional=names, known=table),
            FIRST,
        )
    )
    shown = [name for name in names if rows and name in rows[0].titles]
    yield Glance(
        path.name,
        [table[name].heading for name in shown],
        [(row.number, [table.show(n, row[n]) for n in shown]) for row in rows],
    )
