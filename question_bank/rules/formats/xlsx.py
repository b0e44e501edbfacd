"""Excel workbooks: our own template, and tables with columns under other names.

Source of the template: files.md 23. Every sheet with a header row is read.
"""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from lms.core.doubles import Doubles, Verdict
from lms.core.errors import DomainError, Problem
from lms.core.office import refuse_old_office
from question_bank.rules.drafts import Draft, DraftItem, DraftNote, DraftSkip
from question_bank.rules.formats.archive import Archive, check_size
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.sheet_columns import Cell, Header, find_header
from question_bank.rules.formats.sheet_rows import RowFault, read_row
from question_bank.rules.formats.typed import typed_html
from question_bank.rules.formats.xmltree import has_doctype

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_XML = 128 * 2**20
# An apostrophe that keeps a text from being a formula, as our own files have it.
_GUARDED = re.compile(r"^'[=+\-@]")


def parse(content: bytes, *, name: str, subject: str | None = None) -> Draft:
    """Return the draft of a workbook.

    Raises DomainError file_empty, file_too_big, not_excel, zip_*, xml_doctype,
    nothing_found, and as refuse_old_office does.
    """
    book, formulas = _open(content)
    items: list[DraftItem] = []
    skipped: list[DraftSkip] = []
    notes: list[DraftNote] = []
    problems: list[Problem] = []
    many = len(book.worksheets) > 1
    for sheet in book.worksheets:
        beside = None if formulas is None else formulas[sheet.title]
        rows = _rows(sheet, beside)
        header = find_header(rows)
        place = f"sheet {sheet.title}, " if many else ""
        if header is None:
            notes += _notes(rows, place)
            continue
        if getattr(sheet, "_images", None):
            problems.append(Problem("pictures_left_out", f"sheet {sheet.title}"))
        for number, row in _data(rows, header):
            where = f"{place}row {number}"
            try:
                item = read_row(
                    row, header, where=where, number=len(items) + len(skipped) + 1
                )
            except RowFault as fault:
                skipped.append(DraftSkip(fault.ref, fault.problem, _source(row)))
            else:
                items.append(item)
    if not items and not skipped:
        raise DomainError("nothing_found", where=f"file {name}", format="Excel")
    items = _once_each(items, skipped)
    return Draft(
        "xlsx", tuple(items), tuple(problems), (), tuple(skipped), tuple(notes)
    )


def _once_each(items: list[DraftItem], skipped: list[DraftSkip]) -> list[DraftItem]:
    """Return each code once; rows with one code and other content are all skipped.

    Source: files.md 2.
    """
    doubles, kept = Doubles(), []
    for number, item in enumerate(items):
        if item.code:
            doubles.note(number, item.code, _content(item))
    for number, item in enumerate(items):
        verdict = doubles.verdict(number, item.code) if item.code else Verdict.TAKE
        if verdict is Verdict.CONTRADICTS:
            problem = Problem("duplicate_key", item.where)
            skipped.append(DraftSkip(item.ref, problem, item.source_html))
        elif verdict is Verdict.TAKE:
            kept.append(item)
    return kept


def _content(item: DraftItem) -> str:
    """Return what a row says, wherever it stands."""
    bare = replace(item, ref="", where="", source_html="", group_where="", warnings=())
    return repr(bare)


def _open(content: bytes) -> tuple[openpyxl.Workbook, openpyxl.Workbook | None]:
    """Return the workbook, and once more with its formulas where it has some."""
    check_size(content)
    refuse_old_office(content)
    if not content.startswith(b"PK"):
        raise DomainError("not_excel")
    archive = Archive(content)
    if "xl/workbook.xml" not in archive:
        raise DomainError("not_excel")
    has_formulas = _check_parts(archive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _load(content, data_only=True)
            return book, _load(content, data_only=False) if has_formulas else None
    except Exception:  # noqa: BLE001  openpyxl raises anything on broken input
        raise DomainError("not_excel") from None


def _load(content: bytes, *, data_only: bool) -> openpyxl.Workbook:
    stream = io.BytesIO(content)
    return openpyxl.load_workbook(stream, data_only=data_only, rich_text=True)


def _check_parts(archive: Archive) -> bool:
    """Refuse dangerous parts; return whether a sheet holds formulas."""
    total, has_formulas = 0, False
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            data = archive.read(name)
            total += len(data)
            has_formulas |= "sheets/" in name and (b"<f>" in data or b"<f " in data)
            if has_doctype(data):
                raise DomainError("xml_doctype", where=f"entry {name}")
    if total > MAX_XML:
        raise DomainError("zip_too_big", limit=MAX_XML // 2**20)
    return has_formulas


def _rows(sheet: object, formulas: object | None) -> list[list[Cell]]:
    """Return the cells of a sheet; a formula without a stored value shows itself."""
    limits = {  # cells beyond the sheet's own edge would be made one by one
        "max_row": min(sheet.max_row, MAX_ROWS),  # type: ignore[attr-defined]
        "max_col": min(sheet.max_column, MAX_COLUMNS),  # type: ignore[attr-defined]
    }
    rows = []
    for cells in sheet.iter_rows(**limits):  # type: ignore[attr-defined]
        values = [_value(cell, formulas) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        rows.append([_cell(value) for value in values])
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    return rows


def _value(cell: object, formulas: object | None) -> object:
    value = cell.value  # type: ignore[attr-defined]
    if value is None and formulas is not None:
        return formulas.cell(cell.row, cell.column).value  # type: ignore[attr-defined]
    return value


def _cell(value: object) -> Cell:
    if value is None:
        return Cell("")
    if isinstance(value, CellRichText):
        return Cell(str(value).strip(), _rich(value))
    if isinstance(value, bool):
        return Cell("Đúng" if value else "Sai")
    if isinstance(value, float):
        text = str(int(value)) if value.is_integer() else repr(value)
        return Cell(text.replace(".", ","))
    text = str(value).strip()
    return Cell(text[1:] if _GUARDED.match(text) else text)


def _rich(value: CellRichText) -> str:
    """Return rich text as HTML with scripts, bold and italics."""
    out = []
    for part in value:
        if not isinstance(part, TextBlock):
            out.append(typed_html(str(part)))
            continue
        html = typed_html(part.text)
        font = part.font
        script = getattr(font, "vertAlign", None)
        tag = {"superscript": "sup", "subscript": "sub"}.get(script or "", "")
        html = f"<{tag}>{html}</{tag}>" if tag else html
        html = f"<i>{html}</i>" if getattr(font, "i", None) else html
        html = f"<b>{html}</b>" if getattr(font, "b", None) else html
        out.append(html)
    return "".join(out).strip()


def _data(rows: list[list[Cell]], header: Header) -> Iterator[tuple[int, list[Cell]]]:
    """Yield (row number as the sheet shows it, cells) of rows that hold something."""
    for number, row in enumerate(rows[header.row + 1 :], start=header.row + 2):
        if any(cell.text for cell in row):
            yield number, row


def _notes(rows: list[list[Cell]], place: str) -> list[DraftNote]:
    return [
        DraftNote(
            "furniture", " | ".join(c.text for c in row if c.text), f"{place}row {i}"
        )
        for i, row in enumerate(rows, start=1)
        if any(cell.text for cell in row)
    ]


def _source(row: list[Cell]) -> str:
    cells = "".join(f"<td>{text_html(cell.text)}</td>" for cell in row)
    return f"<table><tbody><tr>{cells}</tr></tbody></table>"
