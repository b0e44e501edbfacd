"""No paragraph is lost in silence: each ends in an item, a text, a key or a note."""

from collections.abc import Iterator

from lms.core.errors import Problem
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.pieces import Piece
from question_bank.rules.formats.paper.sheets import Sheet
from question_bank.rules.formats.paper.tables import Table, Unit


def unread(blocks: list[Unit], sheet: Sheet, pieces: list[Piece]) -> list[Problem]:
    """Return a problem for every paragraph that ended nowhere."""
    known = set(_claimed(sheet, pieces))
    lost: dict[int, str] = {}
    for line in _lines(blocks):
        if line.para not in known:
            lost.setdefault(line.para, line.plain())
    return [
        Problem("paragraph_unread", f"paragraph {para}", {"text": text[:200]})
        for para, text in lost.items()
    ]


def _claimed(sheet: Sheet, pieces: list[Piece]) -> Iterator[int]:
    for piece in pieces:
        yield from _paragraphs(piece.source)
    for solution in sheet.solutions:
        yield from _paragraphs(solution.source)
    for shared in sheet.shared:
        yield from _paragraphs(shared.units)
    for note in sheet.notes:
        yield from _of_note(note.where)


def _of_note(where: str) -> Iterator[int]:
    """Numbers of "paragraph 5" or "paragraph 5-9"."""
    first, _mark, last = where.removeprefix("paragraph ").partition("-")
    if first.isdigit():
        yield from range(int(first), int(last or first) + 1)


def _paragraphs(units: list[Unit]) -> Iterator[int]:
    for line in _lines(units):
        yield line.para
        yield from line.also


def _lines(units: list[Unit]) -> Iterator[Line]:
    for unit in units:
        if isinstance(unit, Table):
            yield from unit.lines
        elif isinstance(unit, Line) and not unit.is_blank:
            yield unit
