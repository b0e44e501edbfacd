"""Editing and answering: pairs."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import option_rows, read_options

EMPTY: tuple[Body, Key] = (
    {
        "left": [{"code": code, "html": ""} for code in "ABC"],
        "right": [{"code": code, "html": ""} for code in "1234"],
    },
    None,
)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return both sides, and the partners of each left side as "2, 3"."""
    pairs = (key or {}).get("pairs", [])
    left = option_rows(body.get("left", []))
    for row in left:
        row["partners"] = ", ".join(b for a, b in pairs if a == row["code"])
    right = option_rows(body.get("right", []), letters="123456789")
    return {"left": left, "right": right}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read both sides and the partners."""
    left = read_options(data, "left", body.get("left", []))
    right = read_options(data, "right", body.get("right", []))
    pairs = [
        [side["code"], partner.strip()]
        for side in left
        for partner in (data.get(f"pair-{side['code']}") or "").split(",")
        if partner.strip()
    ]
    firsts = [pair[0] for pair in pairs]
    many = len(set(firsts)) < len(firsts) or bool(body.get("many"))
    found: Body = {"left": left, "right": right} | ({"many": True} if many else {})
    return found, ({"pairs": pairs} if pairs else None)


def answer(data: Data, body: Body) -> Any:
    """Read the chosen partners."""
    pairs = [
        [side["code"], partner]
        for side in body["left"]
        for partner in data.getlist(f"pair-{side['code']}")
        if partner
    ]
    return {"pairs": pairs} if pairs else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the pairs by left side, as letters of the shown places."""
    places = {s["code"]: str(n) for n, s in enumerate(body.get("right", []), start=1)}
    found: dict[str, str] = {}
    for a, b in (key or {}).get("pairs", []):
        found[a] = ", ".join(filter(None, [found.get(a, ""), places.get(b, b)]))
    return {"partners": found}
