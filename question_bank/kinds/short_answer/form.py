"""Editing and answering: a number for the answer sheet."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import accepted_key, accepted_marks, typed

EMPTY: tuple[Body, Key] = ({"most": 4}, None)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return accepted answers, tolerance, and whether the writing counts."""
    return accepted_marks(key) | {
        "is_strict": (key or {}).get("compare") == "exact_string"
    }


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read the accepted numbers."""
    found = accepted_key(data, key)
    if found is not None:
        found.pop("compare", None)
        if data.get("strict"):
            found["compare"] = "exact_string"
    return body, found


def answer(data: Data, body: Body) -> Any:
    """Read the typed number."""
    return typed(data)


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the accepted numbers."""
    return accepted_marks(key)
