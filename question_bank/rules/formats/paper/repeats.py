"""Tell behind a key whether "Câu 1" solves that question or asks another one."""

import re
from difflib import SequenceMatcher

from lms.core.text import fold
from question_bank.rules.formats.paper.keylines import is_solution_start, key_line
from question_bank.rules.formats.paper.keytables import short_key
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.sheets import Question

ALIKE = 0.6  # so alike are a question and its repetition in the solutions
_JUDGED = re.compile(
    r"^\W*[a-d]\s*[.):]?\s*(?:la\s+)?(?:sai|dung|vi|loai|khong dung|khong phai)\b"
)


def is_another(stem: Line, lines: list[Line], same: list[Question]) -> bool:
    """Return whether lines with a known number are a question not read before.

    stem: the first line behind its label. same: the questions of that number. Options
    must stand in the lines, and none may be judged ("B sai vì …") as solutions do.
    """
    if short_key(stem.plain()) or key_line(stem) or is_solution_start(stem):
        return False
    if len(find_chain(lines)) < 3 or any(_JUDGED.match(x.folded()) for x in lines):
        return False
    text = fold(stem.plain())[:200]
    return bool(text) and not any(_alike(text, question) for question in same)


def _alike(text: str, question: Question) -> bool:
    lines = [line for line in question.lines if not line.is_blank]
    known = fold(lines[0].plain())[:200] if lines else ""
    return not known or SequenceMatcher(None, text, known).ratio() >= ALIKE
