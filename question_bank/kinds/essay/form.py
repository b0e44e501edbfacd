"""Editing and answering: a text that a person marks."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import typed, whole
from question_bank.kinds.essay.rule import MOST

EMPTY: tuple[Body, Key] = ({}, {})


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return how long an answer may be."""
    return {"most": body.get("most", MOST)}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read how long an answer may be."""
    most = whole(data.get("most"), MOST)
    return ({} if most == MOST else {"most": most}), key or {}


def answer(data: Data, body: Body) -> Any:
    """Read the text."""
    return typed(data)


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return nothing: the marking guide stands in the explanation."""
    return {}
