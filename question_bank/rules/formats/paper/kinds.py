"""What kind of question it is: by the heading of its part, its form and its key."""

import re

from lms.core.text import fold
from question_bank.rules.formats.paper.anatomy import Anatomy
from question_bank.rules.formats.paper.answers import accepted, is_number
from question_bank.rules.formats.paper.findings import truth_in_solution
from question_bank.rules.formats.paper.keylines import letters_of
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.truth import parse_truth

_SEVERAL = re.compile(
    r"chon (?:nhieu|cac|nhung|hai|ba|\d|tat ca)(?: cac| nhung)?(?: (?:dap an|phuong an|y|cau"
    r"|lua chon|phat bieu|menh de))?|(?:co the|duoc|hay) chon (?:nhieu|hon mot|tat ca)"
    r"|nhieu dap an dung|nhieu phuong an dung|select (?:all|two|three|several)"
    r"|choose (?:all|two|three|several)|all that apply|which (?:two|three)\b"
)
_PLURAL = re.compile(
    r"\b(?:nhung|cac)\s[^.?!]{1,80}?\bnao\b|\bwhich of [^.?]{0,60} are\b"
)
_COMBINED = re.compile(
    r"\b(?:va|hoac|ca|and|both)\b|[,;]|\(\d\)|\d\s*,\s*\d|\bI{1,3}\b"
)
_TRUE_FALSE = re.compile(
    r"dung\s*(?:\(đ\)\s*)?(?:hay|hoac|/|–|-|,)\s*sai|đ\s*/\s*s|true\s*(?:or|/)\s*false"
    r"|\(d\s*/\s*s\)|dung \(d\)|tinh dung sai|phat bieu .{0,30}dung.{0,20}sai"
)
SHORT = 60


def kind_of(anatomy: Anatomy, *, has_choices: bool, lower_is_choice: bool) -> str:
    """Return the kind of a question.

    has_choices: the paper has questions with options A, B, C. lower_is_choice: the
    paper writes the options of its choice questions a, b, c.
    """
    if anatomy.targets:
        return "match"
    if anatomy.statements:
        return "true_false_cluster"
    if anatomy.options and not anatomy.is_lower:
        return "choose_many" if asks_for_several(anatomy) else "choose_one"
    if anatomy.options:
        return _kind_of_lower(
            anatomy, has_choices=has_choices, lower_is_choice=lower_is_choice
        )
    return _kind_without_options(anatomy)


def asks_for_several(anatomy: Anatomy) -> bool:
    """Return whether the stem says that several options are right."""
    return _SEVERAL.search(_stem(anatomy)) is not None


def may_mean_several(anatomy: Anatomy) -> bool:
    """Return whether a stem in the plural goes with options that are single things."""
    if not _PLURAL.search(_stem(anatomy)):
        return False
    texts = [
        fold(" ".join(line.plain() for line in part.lines)) for part in anatomy.options
    ]
    return not any(_COMBINED.search(text) for text in texts)


def speaks_of_true_false(anatomy: Anatomy) -> bool:
    """Return whether the stem asks whether statements are true."""
    return _TRUE_FALSE.search(_stem(anatomy)) is not None


def _stem(anatomy: Anatomy) -> str:
    return fold(" ".join(u.plain() for u in anatomy.stem if isinstance(u, Line)))


def _kind_of_lower(
    anatomy: Anatomy, *, has_choices: bool, lower_is_choice: bool
) -> str:
    kind = anatomy.question.part.kind
    codes = [part.code for part in anatomy.options]
    truths = [parse_truth(key.text, len(codes)) for key, _para in anatomy.keys]
    if kind == "true_false_cluster" or any(truths) or speaks_of_true_false(anatomy):
        return "true_false_cluster"
    if truth_in_solution(anatomy, codes):
        return "true_false_cluster"
    if any(len(letters_of(key.text, codes)) == 1 for key, _para in anatomy.keys):
        return "choose_one"
    if kind == "essay" or len(codes) < 3:
        return "essay"
    if has_choices:
        return "true_false_cluster" if kind != "choose_one" else "choose_one"
    return "choose_one" if lower_is_choice else "essay"


def _kind_without_options(anatomy: Anatomy) -> str:
    kind = anatomy.question.part.kind
    texts = [key.text for key, _para in anatomy.keys]
    if kind == "essay":
        return "essay"
    if texts:
        return kind_of_answer(texts[0], is_short_part=kind == "short_answer")
    return "short_answer" if kind == "short_answer" else "essay"


def kind_of_answer(text: str, *, is_short_part: bool) -> str:
    """Return the kind that an answer without options belongs to."""
    answers, _unit = accepted(text)
    if answers and all(is_number(answer) for answer in answers):
        return "short_answer"
    if is_short_part or (answers and len(text) <= SHORT):
        return "short_text"
    return "essay"
