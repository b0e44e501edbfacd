"""Editing and answering: a text that a person marks."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import typed, whole
from question_bank.kinds.essay.rule import MOST
from question_bank.rules.rubrics import show_rubric, with_rubric

EMPTY: tuple[Body, Key] = ({}, {})


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return how long an answer may be, and the criteria."""
    return {"most": body.get("most", MOST), "rubric": show_rubric(key)}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read how long an answer may be, and the criteria."""
    most = whole(data.get("most"), MOST)
    body = {} if most == MOST else {"most": most}
    return body, with_rubric(key, data.get("rubric"))


def answer(data: Data, body: Body) -> Any:
    """Read the text."""
    return typed(data)


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the criteria; the marking guide stands in the explanation."""
    return {"lines": show_rubric(key).splitlines()}
