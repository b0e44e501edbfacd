"""Where a question ends and its key and solution begin, and what a line of them says."""

import re

from lms.core.text import fold
from question_bank.rules.formats.paper.keylines import (
    KeyLine,
    bare_letter,
    behind_solution_mark,
    is_solution_start,
    key_line,
)
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.tables import Table, Unit
from question_bank.rules.formats.paper.truth import is_only_truth, parse_truth

_BOX_HEAD = re.compile(r"^(?:dap an|dap so|tra loi|ket qua|kq|ds)\W*$")


def split_tail(body: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Part the question proper from its key lines and solution."""
    for place, unit in enumerate(body):
        if isinstance(unit, Table) and place and boxes_of(unit):
            if not _has_options(body[place + 1 :]):
                return body[:place], body[place:]
            continue
        if isinstance(unit, Table) or unit.is_blank:
            continue
        if place and is_solution_start(unit) and _has_text(body[:place]):
            return body[:place], body[place:]
        found = key_line(unit)
        if not found and _is_bare_key(unit, body[:place]):
            return body[:place], body[place:]
        if found and (place or not unit.is_first) and _is_key(found, unit, body, place):
            return body[:place], body[place:]
    return body, []


def _has_options(units: list[Unit]) -> bool:
    """Return whether options or statements follow: boxes before them are data."""
    lines = [unit for unit in units if isinstance(unit, Line)]
    return any(
        len(find_chain(lines, is_lower=is_lower).places) >= 2
        for is_lower in (False, True)
    )


def _has_text(units: list[Unit]) -> bool:
    return any(isinstance(unit, Table) or not unit.is_blank for unit in units)


def _is_bare_key(line: Line, before: list[Unit]) -> bool:
    """Return whether a line is only a key: the letter of an option, or "ĐSĐS"."""
    letter, is_truth = bare_letter(line), is_only_truth(line.plain())
    if not letter and not is_truth:
        return False
    lines = [unit for unit in before if isinstance(unit, Line)]
    chain = find_chain(lines, is_lower=not letter)
    codes = [place.letter for place in chain.places]
    if letter:
        return len(codes) >= 3 and letter in codes
    return len(codes) >= 2 and len(parse_truth(line.plain()) or {}) == len(codes)


def _is_key(found: KeyLine, line: Line, body: list[Unit], place: int) -> bool:
    """A mark over the options ("Đáp án:") or dots to be filled in are no key."""
    if len(find_chain([line])) >= 2:
        return False
    if found.is_blank and found.text:
        return False
    if not found.text:
        after = [u for u in body[place + 1 :] if isinstance(u, Line) and not u.is_blank]
        return bool(after) and len(find_chain(after)) < 2
    return True


def stated(line: Line, *, has_key: bool) -> KeyLine | None:
    """Return the key that a line behind the question states."""
    rest = behind_solution_mark(line) if is_solution_start(line) else line
    found = key_line(rest) if rest else None
    if found is None and not has_key:
        if bare_letter(line):
            return KeyLine(bare_letter(line), None)
        if is_only_truth(line.plain()):
            return KeyLine(line.plain(), None)
    return found


def boxes_of(table: Table) -> str:
    """Return "2,5" of answer boxes filled like those of the answer sheet, else ""."""
    cells = [cell.text.strip() for row in table.rows for cell in row]
    if cells and _BOX_HEAD.match(fold(cells[0])):
        cells = cells[1:]
    if len(table.rows) != 1 or not 2 <= len(cells) <= 6:
        return ""
    text = "".join(cells).replace("\u2212", "-")
    is_boxes = all(len(cell) <= 1 for cell in cells)
    return text if is_boxes and re.fullmatch(r"-?\d+(?:[.,]\d+)?", text) else ""
