"""Questions to be matched: "1. … 2. …" on the left, "a. … b. …" on the right."""

import re
from dataclasses import dataclass, field

from lms.core.text import fold
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.tables import Cell, Table, Unit

_ASKS = re.compile(r"\b(?:noi|ghep)\b(?! dung\b)|\bmatch(?:ing)?\b")
_LABEL = re.compile(r"^\s*[(\[]?(?:(\d{1,2})|([a-hA-H]))\s*[.)\]:/–-]+\s*(?=\S)")
_GAP = re.compile(r"\t+|[ \xa0]{3,}")
_HEAD = re.compile(r"^(?:cot|nhom|column|ve|a|b|noi dung|dap an|noi|ket qua|tra loi)\b")
_PAIR = r"(\d{1,2})\s*(?:[-–—→:=.)]+>?)?\s*([A-Ha-h])(?![\w])"
_PAIRS = re.compile(rf"(?:{_PAIR}[\s,;.]*){{2,}}")


@dataclass
class Sides:
    """Both sides as (code, line), the units they stand in, and a key beside them."""

    left: list[tuple[str, Line]] = field(default_factory=list)
    right: list[tuple[str, Line]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    key: str = ""


def read_sides(units: list[Unit]) -> Sides | None:
    """Return the sides of a question that asks to match them, else None."""
    first = next((u for u in units if isinstance(u, Line) and not u.is_blank), None)
    if first is None or not _ASKS.search(first.folded()):
        return None
    sides = Sides()
    for unit in units:
        if isinstance(unit, Table):
            _take_table(sides, unit)
        elif unit is not first:
            _take_line(sides, unit)
    return sides if _are_whole(sides) else None


def pairs_of(text: str) -> list[list[str]]:
    """Return [["1", "b"], …] of "1-b, 2-a", [] where other things stand there."""
    if not is_pairs(text):
        return []
    return [[number, letter.lower()] for number, letter in re.findall(_PAIR, text)]


def is_pairs(text: str) -> bool:
    """Return whether a text only joins numbers and letters, two pairs or more."""
    return _PAIRS.fullmatch(text.strip()) is not None


def _are_whole(sides: Sides) -> bool:
    numbers = [code for code, _line in sides.left]
    letters = [code for code, _line in sides.right]
    return (
        len(numbers) >= 2
        and len(letters) >= 2
        and numbers == [str(i + 1) for i in range(len(numbers))]
        and letters == [chr(97 + i) for i in range(len(letters))]
    )


def _take_line(sides: Sides, line: Line) -> None:
    before = len(sides.left) + len(sides.right)
    starts = [0, *(found.end() for found in _GAP.finditer(line.text))]
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        _take(sides, line.cut(start, stop).strip())
    if len(sides.left) + len(sides.right) > before:
        sides.units.append(line)


def _take(sides: Sides, line: Line) -> bool:
    found = _LABEL.match(line.text)
    if not found:
        return False
    side = sides.left if found[1] else sides.right
    side.append(((found[1] or found[2]).lower(), line.cut(found.end()).strip()))
    return True


def _take_table(sides: Sides, table: Table) -> None:
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if rows and all(_is_head(cell) for cell in rows[0]):
        rows = rows[1:]
    cells = [cell for row in rows for cell in row if cell.text.strip()]
    keys = [cell.text.strip() for cell in cells if _is_pair(cell.text)]
    cells = [
        cell for cell in cells if not re.match(r"^\d\s*[-–→.…_\s]*[a-h]?$", cell.text)
    ]
    if not cells or any(not cell.lines for cell in cells):
        return
    if all(_LABEL.match(cell.lines[0].text) for cell in cells):
        for cell in cells:
            for line in cell.lines:
                _take(sides, line)
    elif all(len([c for c in row if c.text.strip()]) == 2 for row in rows):
        for row in rows:
            left, right = (cell for cell in row if cell.text.strip())
            sides.left.append((str(len(sides.left) + 1), left.lines[0]))
            sides.right.append((chr(97 + len(sides.right)), right.lines[0]))
    else:
        return
    sides.units.append(table)
    sides.key = ", ".join(keys) if len(keys) >= 2 else ""


def _is_head(cell: Cell) -> bool:
    text = fold(cell.text).strip(" .:()")
    return not text or (len(text) < 40 and _HEAD.match(text) is not None)


def _is_pair(text: str) -> bool:
    return re.fullmatch(_PAIR, text.strip()) is not None
