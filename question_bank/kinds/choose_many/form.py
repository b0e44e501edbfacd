"""Editing and answering: several right options."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.choose_one.form import marks, show
from question_bank.kinds.editing import read_options, whole

__all__ = ["EMPTY", "answer", "marks", "read", "show"]

EMPTY: tuple[Body, Key] = (
    {"options": [{"code": code, "html": ""} for code in "ABCD"]},
    None,
)


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read options, the right ones, and how many may be chosen."""
    options = read_options(data, "option", body.get("options", []))
    most = whole(data.get("most"), 0)
    found: Body = {"options": options} | ({"most": most} if most else {})
    chosen = data.getlist("key")
    if not chosen:
        return found, None
    kept = {n: v for n, v in (key or {}).items() if n == "credit"}
    return found, {"choice": chosen} | kept


def answer(data: Data, body: Body) -> Any:
    """Read the chosen options."""
    chosen = data.getlist("choice")
    return {"choice": chosen} if chosen else None
