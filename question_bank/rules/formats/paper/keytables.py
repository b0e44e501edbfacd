"""Answer keys in tables and lists: "1.A 2.B", rows of numbers over rows of letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lms.core.text import fold
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.matching import is_pairs
from question_bank.rules.formats.paper.tables import Cell, Table
from question_bank.rules.formats.paper.tags import Tags, take_tags_at_end
from question_bank.rules.formats.paper.truth import one_word, parse_truth

_CAU = r"(?:câu(?:\s+hỏi)?|question|bài)?\s*"
_PAIR = re.compile(
    rf"(?<![\w,]){_CAU}(\d{{1,3}})\s*(?:[.:)\]/=]|[-–—]+>?|→)?\s*([A-H])(?![\w'’])"
    r"(?!\s*[.)]\s*[a-zà-ỹ])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:câu(?:\s+hỏi)?|question|bài)?\s*(\d{1,3})\s*[.:)]?$", re.I)
_LETTER = re.compile(r"^\(?([A-H])\)?\s*[.]?$")
_VALUE = re.compile(r"^[-+\u2212–]?\s?\d[\d\s.,/]*\s*%?$")
_ENTRY = re.compile(
    rf"^\s*{_CAU}(\d{{1,3}})\s*(?:[.:)\]/=]|[-–—]+>?|→|\t)\s*(\S.{{0,60}})$", re.I
)
_START = re.compile(
    rf"(?:(?<=[\s;,|(])|^){_CAU}(\d{{1,3}})\s*"
    r"(?:[:)=]|[.](?!\d)|[-–—]+>|→|[-–—](?=\s*[ĐđSs]))\s*(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = " \t\xa0;,|.()"
_RUN = re.compile(
    r"(\d{1,3})\s*(?:-|–|—|→|đến)\s*(\d{1,3})\s*[.:)]?\s*((?:[A-H][\s,;.|]*)+)", re.I
)
_HEAD_NUMBER = re.compile(r"^(?:cau(?: hoi)?|stt|tt|so|no\.?|question|#|cau so)$")
_HEAD_GUIDE = re.compile(
    r"^(?:noi dung|huong dan|dap an chi tiet|loi giai|diem|thang diem|bieu diem|ghi chu"
    r"|y|yeu cau|goi y)\b"
)
LONG = 120
_HEAD_KEY = re.compile(
    r"^(?:dap an(?: dung)?|d/?a|da|key|answer|chon|phuong an(?: dung)?|ket qua"
    r"|tra loi|ma de)?$"
)


@dataclass(frozen=True)
class KeyEntry:
    """One answer of a key. column: head of its column (an exam code) or ""."""

    number: int
    text: str
    para: int
    column: str = ""

    @property
    def where(self) -> str:
        """The paragraph it stands in."""
        return f"paragraph {self.para}"


def short_key(text: str) -> bool:
    """Return whether a text is only a key: "B", "ĐSĐS", "-1,5"."""
    plain = without_points(text)
    if not plain or len(plain) > 40:
        return False
    return bool(
        _LETTER.match(plain)
        or (_VALUE.match(plain) and len(plain) <= 12)
        or parse_truth(plain)
        or is_pairs(plain)
    )


def without_points(text: str) -> str:
    """Return "B" of "B (1 điểm)"."""
    return text[: take_tags_at_end(text, Tags())].strip(" .\t")


def entries_of_line(line: Line) -> list[KeyEntry]:
    """Return the entries of a line of a key, [] where it is none."""
    plain = line.plain()
    if found := _ranges(plain, line.para) or _listed(line):
        return found
    single = _ENTRY.match(line.text.strip())
    if single and short_key(single[2]):
        return [KeyEntry(int(single[1]), without_points(single[2]), line.para)]
    pairs = _PAIR.findall(plain)
    rest = re.sub(_CAU, "", _PAIR.sub("", plain), flags=re.IGNORECASE)
    if pairs and not re.search(r"[^\W\d_]{2,}", rest):
        return [KeyEntry(int(n), letter.upper(), line.para) for n, letter in pairs]
    return []


def _listed(line: Line) -> list[KeyEntry]:
    """Read several answers of any kind: "Câu 1: 0,25; Câu 2: -1,5", "1. ĐSĐS 2. SĐSĐ"."""
    text = line.plain() if "\t" not in line.text else line.text
    starts = list(_START.finditer(text))
    if len(starts) < 2 or text[: starts[0].start()].strip(" ([•*-"):
        return []
    stops = [*(found.start() for found in starts[1:]), len(text)]
    entries = [
        KeyEntry(int(found[1]), text[found.end() : stop].strip(_BETWEEN), line.para)
        for found, stop in zip(starts, stops, strict=True)
    ]
    rises = all(a.number < b.number for a, b in pairwise(entries))
    return entries if rises and all(short_key(entry.text) for entry in entries) else []


def _ranges(plain: str, para: int) -> list[KeyEntry]:
    """Read letters under a range of numbers: "1-5: BCDBA 6-10: CCADB"."""
    if re.search(r"\w", re.sub(_CAU, "", _RUN.sub("", plain), flags=re.IGNORECASE)):
        return []
    entries = []
    for first, last, text in _RUN.findall(plain):
        letters = row_of_letters(text)
        numbers = range(int(first), int(last) + 1)
        if len(letters) != len(numbers):
            return []
        pairs = zip(numbers, letters, strict=True)
        entries += [KeyEntry(number, letter, para) for number, letter in pairs]
    return entries


def row_of_letters(text: str) -> str:
    """Return "BCDA" of "B C D A" or "B, C, D, A", "" where other things stand there."""
    plain = re.sub(r"[\s,;.|–-]+", "", text).upper()
    return plain if re.fullmatch(r"[A-H]+", plain) else ""


def entries_of_table(table: Table) -> list[KeyEntry]:
    """Return the entries of a key table in any of its usual layouts."""
    grid = _grid(table)
    if not grid or _is_guide(grid):
        return []
    for read in (_pairs_in_cells, _columns, _plain_columns, _rows):
        entries = list(read(grid))
        if len(entries) >= 2 or (entries and len(grid) <= 2):
            return entries
    return []


def _is_guide(grid: list[list[Cell]]) -> bool:
    """A marking guide has a column of contents, and points."""
    head = [fold(_text(cell)).strip(" .:") for cell in grid[0]]
    if any(_HEAD_GUIDE.match(text) for text in head):
        return True
    return any(len(cell.text) > LONG for row in grid for cell in row)


def _plain_columns(grid: list[list[Cell]]) -> Iterator[KeyEntry]:
    """Columns "1 | A | 11 | C" without a head."""
    for row in grid:
        for cell, answer in zip(row[::2], row[1::2], strict=False):
            number, text = _NUMBER.match(_text(cell)), _text(answer)
            is_key = short_key(text) and not _NUMBER.match(text)
            if not number or not is_key:
                if cell.text.strip() or answer.text.strip():
                    return
                continue
            yield KeyEntry(int(number[1]), text, _para(answer))


def _grid(table: Table) -> list[list[Cell]]:
    """Rows with merged columns repeated as empty cells, so that columns align."""
    empty = Cell(())
    return [
        [part for cell in row for part in (cell, *[empty] * (cell.span - 1))]
        for row in table.rows
    ]


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _para(cell: Cell) -> int:
    lines = cell.lines
    return lines[0].para if lines else 0


def _pairs_in_cells(grid: list[list[Cell]]) -> Iterator[KeyEntry]:
    """Number and answer in one cell, perhaps several of them: "1.A | 2.B | 3.C"."""
    cells = [cell for row in grid for cell in row if cell.text.strip()]
    found = [(cell, _cell_entries(cell)) for cell in cells]
    good = sum(1 for _cell, entries in found if entries)
    if good * 10 < len(cells) * 6:
        return
    for _cell, entries in found:
        yield from entries


def _cell_entries(cell: Cell) -> list[KeyEntry]:
    entries = []
    for line in cell.lines:
        entries += entries_of_line(line)
    return entries


def _columns(grid: list[list[Cell]]) -> Iterator[KeyEntry]:
    """Columns "Câu | Đáp án | Câu | Đáp án", or "Câu | 101 | 102", or a | b | c | d."""
    if len(grid) < 2:
        return
    head = [fold(_text(cell)).strip(" .:") for cell in grid[0]]
    starts = [i for i, text in enumerate(head) if _HEAD_NUMBER.match(text)]
    if not starts or any(_NUMBER.match(text) for text in head if text in ("1", "2")):
        return
    for row in grid[1:]:
        for place, start in enumerate(starts):
            stop = starts[place + 1] if place + 1 < len(starts) else len(head)
            yield from _column_entries(row[start:stop], head[start:stop])


def _column_entries(row: list[Cell], head: list[str]) -> Iterator[KeyEntry]:
    number = _NUMBER.match(_text(row[0])) if row else None
    if not number:
        return
    letters = [text.strip("() ") for text in head[1:]]
    if letters[:2] == ["a", "b"]:
        words = [_text(cell) for cell in row[1 : len(letters) + 1]]
        if all(one_word(word) is not None for word in words if word):
            text = " ".join(f"{c}) {w}" for c, w in zip(letters, words, strict=False))
            yield KeyEntry(int(number[1]), text, _para(row[0]))
        return
    for cell, title in zip(row[1:], head[1:], strict=False):
        text = _text(cell)
        if text and (short_key(text) or len(head) == 2):
            column = "" if _HEAD_KEY.match(title) else title
            yield KeyEntry(int(number[1]), text, _para(cell), column)


def _rows(grid: list[list[Cell]]) -> Iterator[KeyEntry]:
    """Rows of numbers over rows of answers; under clusters rows a, b, c, d."""
    numbers: list[tuple[int, int]] = []
    under: list[list[Cell]] = []
    for row in grid:
        found = _numbers_of_row(row)
        if found and not _is_answer_row(row):
            yield from _answers_under(numbers, under)
            numbers, under = found, []
        else:
            under.append(row)
    yield from _answers_under(numbers, under)


def _numbers_of_row(row: list[Cell]) -> list[tuple[int, int]]:
    """Return (column, number) where most cells of a row are question numbers."""
    found = [(i, _NUMBER.match(_text(cell))) for i, cell in enumerate(row)]
    numbers = [(i, int(match[1])) for i, match in found if match]
    filled = sum(1 for cell in row if cell.text.strip())
    if len(numbers) < max(1, filled - 1):
        return []
    counts = [number for _i, number in numbers]
    rises = all(a < b for a, b in pairwise(counts))
    return numbers if rises else []


def _is_answer_row(row: list[Cell]) -> bool:
    head = fold(_text(row[0])).strip(" .:") if row else ""
    return bool(head) and _HEAD_KEY.match(head) is not None


def _answers_under(
    numbers: list[tuple[int, int]], rows: list[list[Cell]]
) -> Iterator[KeyEntry]:
    labelled = [row for row in rows if re.match(r"^[a-h]\s*[).]?$", _text(row[0]))]
    if len(labelled) >= 2:
        yield from _truth_under(numbers, labelled)
        return
    for row in rows:
        head = _text(row[0]) if row else ""
        plain = fold(head).strip(" .:")
        is_code = plain.isdigit() or plain.startswith(("ma ", "de "))
        column = plain if is_code and len(rows) > 1 else ""
        for place, number in numbers:
            if place < len(row) and (place > 0 or not is_code):
                text = _text(row[place])
                if text:
                    yield KeyEntry(number, text, _para(row[place]), column)


def _truth_under(
    numbers: list[tuple[int, int]], rows: list[list[Cell]]
) -> Iterator[KeyEntry]:
    for place, number in numbers:
        words = [
            f"{_text(row[0])[:1]}) {_text(row[place])}"
            for row in rows
            if place < len(row) and one_word(_text(row[place])) is not None
        ]
        if words:
            yield KeyEntry(number, " ".join(words), _para(rows[0][place]))
