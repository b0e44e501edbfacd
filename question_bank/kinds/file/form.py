"""Editing and answering: a file that a person marks."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import whole
from question_bank.kinds.file.rule import MOST_MB, SUFFIXES
from question_bank.rules.rubrics import show_rubric, with_rubric

EMPTY: tuple[Body, Key] = ({}, {})


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return which files are taken, and the criteria."""
    suffixes = body.get("suffixes") or []
    return {
        "suffixes": ", ".join(suffixes),
        "known": ", ".join(SUFFIXES),
        "most_mb": body.get("most_mb", MOST_MB),
        "rubric": show_rubric(key),
    }


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read which files are taken, and the criteria."""
    words = (data.get("suffixes") or "").replace(",", " ").lower().split()
    found: Body = {"suffixes": [w.lstrip(".") for w in words]} if words else {}
    most = whole(data.get("most_mb"), MOST_MB)
    found |= {} if most == MOST_MB else {"most_mb": most}
    return found, with_rubric(key, data.get("rubric"))


def answer(data: Data, body: Body) -> Any:
    """Read the code of an upload."""
    code = (data.get("file") or "").strip()
    return {"file": code} if code else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the criteria; the marking guide stands in the explanation."""
    return {"lines": show_rubric(key).splitlines()}
