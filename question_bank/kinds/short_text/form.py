"""Editing and answering: a word or a phrase."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import accepted_key, accepted_marks, typed

EMPTY: tuple[Body, Key] = ({"most": 200}, None)
FLAGS = ("case_sensitive", "ignore_marks")


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return accepted answers and how they are compared."""
    return accepted_marks(key) | {flag: (key or {}).get(flag) for flag in FLAGS}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read accepted answers and flags."""
    found = accepted_key(data, key)
    if found is not None:
        found.pop("tolerance", None)
        for flag in FLAGS:
            found.pop(flag, None)
            if data.get(flag):
                found[flag] = True
    return body, found


def answer(data: Data, body: Body) -> Any:
    """Read the typed words."""
    return typed(data)


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the accepted answers."""
    return accepted_marks(key)
