"""Editing and answering: one right option."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import option_rows, read_options

EMPTY: tuple[Body, Key] = (
    {"options": [{"code": code, "html": ""} for code in "ABCD"]},
    None,
)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return the rows and which is right."""
    right = (key or {}).get("choice", [])
    rows = option_rows(body.get("options", []))
    return {"rows": [row | {"is_right": row["code"] in right} for row in rows]}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read options and the chosen key; credits of other options stay."""
    options = read_options(data, "option", body.get("options", []))
    chosen = data.get("key") or ""
    if not chosen:
        return {"options": options}, None
    kept = {n: v for n, v in (key or {}).items() if n == "credit"}
    return {"options": options}, {"choice": [chosen]} | kept


def answer(data: Data, body: Body) -> Any:
    """Read the chosen option."""
    chosen = data.get("choice") or ""
    return {"choice": [chosen]} if chosen else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the right options."""
    return {"right": (key or {}).get("choice", [])}
