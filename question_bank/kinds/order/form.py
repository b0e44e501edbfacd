"""Editing and answering: the right order."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import option_rows, read_options, whole

EMPTY: tuple[Body, Key] = (
    {"options": [{"code": code, "html": ""} for code in "ABCD"]},
    None,
)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return the rows with their right place, "" where there is none."""
    order = (key or {}).get("order", [])
    rows = option_rows(body.get("options", []))
    for row in rows:
        row["right_place"] = (
            str(order.index(row["code"]) + 1) if row["code"] in order else ""
        )
    return {"rows": rows}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read the things and their right places."""
    options = read_options(data, "option", body.get("options", []))
    order = _placed(data, options)
    return {"options": options}, ({"order": order} if order else None)


def answer(data: Data, body: Body) -> Any:
    """Read the places given to the things."""
    order = _placed(data, body["options"])
    return {"order": order} if order else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the right place of each thing."""
    order = (key or {}).get("order", [])
    return {"places": {code: place for place, code in enumerate(order, start=1)}}


def _placed(data: Data, options: list[dict[str, str]]) -> list[str]:
    places = {o["code"]: whole(data.get(f"place-{o['code']}"), 0) for o in options}
    return sorted((code for code in places if places[code]), key=lambda c: places[c])
