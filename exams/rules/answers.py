"""The types of answers by kind of item (exam-protocol.md, section 8).

Only the outer type and its limits: what the frozen form says about options is asked
of the item bank. So an entry once saved can never turn invalid.
"""

from typing import Any

from exams.errors import InvalidAnswer

MAX_PARTS = 200
MEMBER = {
    "choose_one": "choice",
    "choose_many": "choice",
    "true_false_cluster": "truth",
    "short_answer": "text",
    "numeric": "text",
    "short_text": "text",
    "essay": "text",
    "match": "pairs",
    "order": "order",
    "cloze": "gaps",
    "hotspot": "points",
    "file": "file",
}


def check_type(kind: str, value: Any) -> None:
    """Raise InvalidAnswer unless the value has the type of its kind; null: cleared."""
    if value is None:
        return
    member = MEMBER.get(kind)
    if type(value) is not dict or set(value) != {member}:
        raise InvalidAnswer("type")
    if not _TESTS[str(member)](value[member]):
        raise InvalidAnswer("type")


def _is_texts(found: Any) -> bool:
    return (
        type(found) is list
        and len(found) <= MAX_PARTS
        and all(type(part) is str for part in found)
    )


def _is_pairs(found: Any) -> bool:
    return (
        type(found) is list
        and len(found) <= MAX_PARTS
        and all(_is_texts(pair) and len(pair) == 2 for pair in found)
    )


def _is_named(found: Any, kind: type) -> bool:
    return (
        type(found) is dict
        and len(found) <= MAX_PARTS
        and all(type(part) is kind for part in found.values())
    )


_TESTS = {
    "choice": _is_texts,
    "order": _is_texts,
    "pairs": _is_pairs,
    "points": _is_pairs,
    "truth": lambda found: _is_named(found, bool),
    "gaps": lambda found: _is_named(found, str),
    "text": lambda found: type(found) is str,
    "file": lambda found: type(found) is str,
}
