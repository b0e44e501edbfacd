"""Editing and answering: a number with tolerance and unit."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import accepted_key, accepted_marks, typed

EMPTY: tuple[Body, Key] = ({}, None)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return accepted answers, tolerance and unit."""
    return accepted_marks(key) | {"unit": body.get("unit", "")}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read accepted numbers, tolerance and unit."""
    unit = (data.get("unit") or "").strip()
    return ({"unit": unit} if unit else {}), accepted_key(data, key)


def answer(data: Data, body: Body) -> Any:
    """Read the typed number."""
    return typed(data)


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the accepted numbers and the tolerance."""
    return accepted_marks(key)
