"""Keys of a whole paper in running lines: "Đáp án: 1.B 2.C", "BẢNG ĐÁP ÁN: 1-5: BCDBA"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from lms.core.text import fold
from question_bank.rules.formats.paper.headings import KEY_WORDS
from question_bank.rules.formats.paper.keytables import (
    entries_of_line,
    row_of_letters,
)
from question_bank.rules.formats.paper.lines import Line

MAX_TITLE = 90
_FIRST_ENTRY = re.compile(
    r"(?<![\w,.])(?:câu(?:\s+hỏi)?|question|bài)?\s*\d{1,3}\s*"
    r"(?:[.:)\]/=→–—-]|(?=[A-H]\b))",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"^\W*(?:(?:phan|part)\b.{{0,24}})?(?:bang\s+)?(?:{KEY_WORDS}|ket qua|d/a)\b"
)
_LETTERS_TITLE = re.compile(r"^(?P<title>[^:]{2,60}:)\s*(?P<letters>\S.*)$")


def split_list(line: Line) -> tuple[Line, Line] | None:
    """Part a line into its title (perhaps blank) and two or more entries, else None."""
    for found in _FIRST_ENTRY.finditer(line.text):
        if found.start() > MAX_TITLE:
            return None
        rest = line.cut(found.start())
        if len(entries_of_line(rest)) >= 2:
            return line.cut(0, found.start()), rest
    return None


def split_letters(line: Line, count: int) -> tuple[Line, Line] | None:
    """Part "Đáp án: BCDBAC" where it has as many letters as the paper has questions."""
    found = _LETTERS_TITLE.match(line.text)
    if not found or count < 5 or not is_key_title(line.cut(0, found.end("title"))):
        return None
    letters = row_of_letters(found["letters"])
    rises = all(a < b for a, b in pairwise(letters))
    if len(letters) != count or rises:
        return None
    place = found.start("letters")
    return line.cut(0, place), line.cut(place)


def is_key_title(line: Line) -> bool:
    """Return whether a title announces the key of the paper."""
    return _TITLE.match(fold(line.plain())) is not None


def numbers_of(lines: Iterable[Line]) -> set[int]:
    """Return the questions that lines of a key answer."""
    return {entry.number for line in lines for entry in entries_of_line(line)}
