"""True/false statements in tables, and words for their truth beside them."""

import re
from dataclasses import dataclass

from lms.core.text import fold
from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.tables import Cell, Table
from question_bank.rules.formats.paper.truth import is_true, one_word

_LABEL = re.compile(r"^\s*[(\[]?([a-h])\s?[.)\]/:]\s*", re.IGNORECASE)
_TRUE_HEAD = re.compile(r"^(?:dung|d|true|t)$")
_FALSE_HEAD = re.compile(r"^(?:sai|s|false|f)$")
_WORD_HEAD = re.compile(r"^(?:dap an|d\s*/?\s*s|dung\s*[/–-]?\s*sai|ket qua|key)$")
_TICK = re.compile(r"^[xX×✓✔√☑☒v✗●•]$")
_BESIDE = re.compile(
    r"(?:(?P<gap>\t|\s{2,})|(?P<dash>\s(?:[-–—→]+>?|=+>|⇒)\s*)|(?P<open>\s*[(\[{])|(?P<stop>(?<=[.;!?])\s+))"
    r"(?P<word>đúng|sai|true|false|Đ|S|T|F)\s*[)\]}]?\s*[.;]?\s*$",
    re.IGNORECASE,
)
_TO_CIRCLE = re.compile(
    r"(?:\t|\s{2,}|\s*[(\[☐□]\s*)(?:đúng|đ)\s*(?:[/|☐□\s]|\)|\]|-)*\s*(?:sai|s)\s*[)\]☐□]*\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """One statement of a table; truth: as ticked, None where not."""

    code: str
    line: Line
    truth: bool | None


def read_statements(table: Table) -> list[Statement]:
    """Return the statements of a table with columns for true and false, else []."""
    if not table.rows:
        return []
    head = [fold(cell.text).strip(" .:") for cell in table.rows[0]]
    right = next((i for i, text in enumerate(head) if _TRUE_HEAD.match(text)), None)
    wrong = next((i for i, text in enumerate(head) if _FALSE_HEAD.match(text)), None)
    if right is None or wrong is None:
        right = wrong = _word_column(table, head)
    if right is None or wrong is None:
        return []
    out: list[Statement] = []
    for row in table.rows[1:]:
        statement = _statement(row, len(out), right, wrong)
        if statement:
            out.append(statement)
    return out if len(out) >= 2 else []


def _word_column(table: Table, head: list[str]) -> int | None:
    """Return the column that says "Đ" or "S" of each statement, None where none does."""
    for place, text in enumerate(head):
        if not _WORD_HEAD.match(text):
            continue
        words = [row[place].text.strip() for row in table.rows[1:] if place < len(row)]
        if len(words) >= 2 and all(one_word(word) is not None for word in words):
            return place
    return None


def _statement(
    row: tuple[Cell, ...], count: int, right: int, wrong: int
) -> Statement | None:
    texts = [c for i, c in enumerate(row) if i not in (right, wrong) and c.lines]
    if not texts:
        return None
    label = re.match(r"^\s*\(?([a-h]|\d)\s?[.)]?\s*$", texts[0].text)
    body = texts[1] if label and len(texts) > 1 else texts[0]
    line = _one_line(body)
    found = _LABEL.match(line.text)
    line = line.cut(found.end()).strip() if found else line
    truth = _ticked(row, right, wrong)
    return Statement(chr(97 + count), line, truth)


def _one_line(cell: Cell) -> Line:
    lines = cell.lines
    pieces = [
        piece
        for place, line in enumerate(lines)
        for piece in ([Piece(" ")] if place else []) + list(line.pieces)
    ]
    return lines[0].but(pieces)


def _ticked(row: tuple[Cell, ...], right: int, wrong: int) -> bool | None:
    if right == wrong:
        return one_word(row[right].text) if right < len(row) else None
    marks = []
    for place in (right, wrong):
        text = row[place].text.strip() if place < len(row) else ""
        marks.append(bool(_TICK.match(text)) or one_word(text) is not None)
    return marks[0] if marks[0] != marks[1] else None


def word_beside(line: Line) -> tuple[Line, bool | None]:
    """Return a statement without the word for its truth behind it, and that truth."""
    both = _TO_CIRCLE.search(line.text)
    if both and both.start() > 3:
        return line.cut(0, both.start()).strip(), None
    found = _BESIDE.search(line.text)
    if not found or found.start() < 2:
        return line, None
    is_word = found["word"][0].isupper()
    if not is_word and not found["open"] and not found["gap"]:
        return line, None
    return line.cut(0, found.start()).strip(), is_true(found["word"])
