"""The key of one row of a question sheet. What cannot be read is said, never guessed."""

import re
from dataclasses import dataclass, field
from typing import Any

from lms.core.errors import Problem
from lms.core.text import fold
from question_bank.rules.drafts import DraftOption
from question_bank.rules.formats.paper.answers import SHEET, accepted, is_number
from question_bank.rules.formats.paper.truth import parse_truth
from question_bank.rules.formats.sheet_columns import Cell, Header
from question_bank.rules.formats.typed import typed_html

_LETTERS = re.compile(r"^[A-H](?:\s*[,;/&+]?\s*(?:và\s+)?[A-H])*\.?$", re.IGNORECASE)
_PLACES = re.compile(r"^[1-8](?:\s*[,;/&+]\s*[1-8])*$")
_KEY_WORD = re.compile(
    r"^(?:phương án|đáp án|lựa chọn|câu|ý|option|answer|choice)\s*(?=[A-H1-8]\b)", re.I
)
_TOLERANCE = re.compile(r"^(.*?)\s*(?:±|\+/-|\+-)\s*([\d.,]+)$")
_PAIR = re.compile(r"([A-H])\s*(?:[-–:=.→]|->)?\s*([a-h]|\d)", re.IGNORECASE)


class RowFault(Exception):
    """A row that cannot become an item."""

    def __init__(self, ref: str, code: str, where: str, **details: Any) -> None:
        super().__init__(code)
        self.ref = ref
        self.problem = Problem(code, where, details)


@dataclass
class Row:
    """A row of a question sheet under its header, and what is to be said of it."""

    cells: list[Cell]
    header: Header
    where: str
    ref: str
    warnings: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the text of a named column."""
        return self.header.text(self.cells, name)

    def html(self, place: int) -> str:
        """Return a cell as HTML."""
        cell = self.cells[place]
        return cell.html or typed_html(cell.text)

    def parts(self, columns: dict[str, int]) -> tuple[DraftOption, ...]:
        """Return the options or statements of some columns, empty cells left out."""
        return tuple(
            DraftOption(code, self.html(place))
            for code, place in sorted(columns.items())
            if place < len(self.cells) and self.cells[place].text
        )

    def unreadable(self, key: str) -> None:
        """Say that the key cannot be read; the row is kept without one."""
        self.warn("key_unreadable", value=key)

    def warn(self, code: str, **details: Any) -> None:
        """Keep what a person should look at."""
        self.warnings.append(Problem(code, self.where, details))


def choice(
    row: Row, kind: str, key: str, options: tuple[DraftOption, ...]
) -> tuple[str, dict[str, Any] | None]:
    """Return the kind, and the options that the key of a row names."""
    codes = [option.code for option in options]
    if len(codes) < 2:
        raise RowFault(row.ref, "options_missing", row.where)
    if not key:
        return kind, None
    letters = _letters(row, key, codes)
    if letters is None:
        return kind, None
    if len(letters) > 1 and kind == "choose_one":
        kind = "choose_many"
        row.warn("choose_many_taken")
    return kind, {"choice": sorted(letters)}


def _letters(row: Row, key: str, codes: list[str]) -> list[str] | None:
    """Return the options that a key means, None with a warning where that is unclear.

    A key may be letters, places ("2", "1,3"), or the text of an option.
    """
    plain = _KEY_WORD.sub("", key.strip())
    columns = row.header.options
    same = (
        [
            code
            for code in codes
            if fold(row.cells[columns[code]].text) == fold(key.strip())
        ]
        if columns
        else []
    )
    named = _named(plain, codes)
    if len(same) == 1 and named and named != same:
        row.warn("key_two_meanings", value=key, named=", ".join(named), same=same[0])
        return None
    found = named or (same if len(same) == 1 else [])
    if not found or not set(found) <= set(codes):
        row.warn("key_not_an_option", value=key)
        return None
    return found


def _named(plain: str, codes: list[str]) -> list[str]:
    if _LETTERS.match(plain):
        return list(dict.fromkeys(re.findall(r"[A-H]", plain.upper())))
    if not _PLACES.match(plain):
        return []
    places = [int(place) for place in re.findall(r"[1-8]", plain)]
    if max(places) > len(codes):
        return []
    return [codes[place - 1] for place in dict.fromkeys(places)]


def truth(row: Row, key: str, parts: tuple[DraftOption, ...]) -> dict[str, Any] | None:
    """Return the truth of each statement as the key says it."""
    if len(parts) < 1:
        raise RowFault(row.ref, "options_missing", row.where)
    if not key:
        return None
    value = parse_truth(key, len(parts))
    if value is None or set(value) != {part.code for part in parts}:
        row.unreadable(key)
        return None
    return {"truth": value}


def pairs(row: Row, key: str) -> dict[str, Any] | None:
    """Return the pairs that the key names: "A-2; B-1"."""
    pairs = [[a.upper(), b.lower()] for a, b in _PAIR.findall(key)]
    if key and not pairs:
        row.unreadable(key)
        return None
    return {"pairs": pairs} if pairs else None


def order(
    row: Row, key: str, options: tuple[DraftOption, ...]
) -> dict[str, Any] | None:
    """Return the options in the order that the key gives."""
    letters = re.findall(r"[A-H]", key.upper())
    if not key:
        return None
    if sorted(letters) != sorted(option.code for option in options):
        row.unreadable(key)
        return None
    return {"order": letters}


def answer(row: Row, kind: str, key: str) -> tuple[str, dict[str, Any] | None]:
    """Return the kind, and the answers that are accepted."""
    if not key:
        return kind, None
    tolerance = _TOLERANCE.match(key)
    answers, _unit = accepted(tolerance[1] if tolerance else key)
    if kind == "short_text" and "|" in key:
        answers = [part.strip() for part in key.split("|") if part.strip()]
    are_numbers = bool(answers) and all(is_number(answer) for answer in answers)
    if kind == "short_answer":
        fits = are_numbers and all(SHEET.match(answer) for answer in answers)
        if are_numbers and not fits:
            row.warn("answer_too_long", value=key)
        kind = "short_answer" if fits else "numeric" if are_numbers else "short_text"
    elif kind == "numeric" and not are_numbers:
        row.unreadable(key)
        return kind, None
    width = tolerance[2].replace(".", ",") if tolerance else None
    return kind, {"accepted": answers, "tolerance": width}
