"""Saving a sheet of the gradebook: all of it, or nothing and every error said."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from lms.core import wording
from lms.core.errors import DomainError
from lms.records.enums import Venue
from lms.records.queries.gradebook import Cell, Line, Sheet
from lms.records.services.marks import enter_mark


@dataclass(frozen=True)
class Terms:
    """What holds for the whole of one saving.

    venue, decision: of marks entered anew. why: reason of corrections.
    """

    venue: str = Venue.PAPER
    decision: str = ""
    why: str = ""


@dataclass
class Saved:
    """What a saving did; with errors nothing was written."""

    written: int = 0
    errors: list[str] = field(default_factory=list)


def save_sheet(sheet: Sheet, typed: dict[str, str], terms: Terms, *, by: Any) -> Saved:
    """Write the cells that were changed. typed: name of a cell -> text.

    An emptied cell keeps its mark: marks are corrected, never removed. Errors stand
    in the cells as well; typed text is kept there for the page.
    """
    saved = Saved()
    with transaction.atomic():
        for line in sheet.lines:
            for cell in line.cells:
                text = typed.get(cell.name, cell.text).strip()
                if text and text != cell.text:
                    _save_cell(sheet, line, cell, text, terms, by=by, saved=saved)
        if saved.errors:
            transaction.set_rollback(True)
            saved.written = 0
    return saved


def _save_cell(
    sheet: Sheet,
    line: Line,
    cell: Cell,
    text: str,
    terms: Terms,
    *,
    by: Any,
    saved: Saved,
) -> None:
    cell.text = text
    known = cell.mark
    try:
        mark = enter_mark(
            cohort=sheet.cohort,
            taught=sheet.taught,
            semester=sheet.semester,
            student=line.student,
            kind=cell.column.kind,
            ordinal=cell.column.ordinal,
            text=text,
            venue=known.venue if known else terms.venue,
            decision=known.decision if known else terms.decision,
            why=terms.why,
            by=by,
        )
    except DomainError as refusal:
        cell.error = wording.say(refusal.code, refusal.details)
        place = f"{line.student} · {cell.column.label}"
        saved.errors.append(f"{place}: {cell.error}")
    else:
        saved.written += mark is not None
