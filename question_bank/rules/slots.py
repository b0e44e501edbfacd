"""What a candidate gets of an item: drawn HTML and the form of the answer, no key."""

from collections.abc import Callable, Sequence
from typing import Any

_LISTS = ("options", "statements", "left", "right")
_PLAIN = ("unit", "most", "width", "height", "suffixes", "most_mb", "many")
Draw = Callable[[str], str]


def slot(
    kind: str,
    stem_html: str,
    body: dict[str, Any],
    *,
    draw: Draw,
    picture: Draw,
    option_order: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return the key-free JSON of a slot.

    draw: stored HTML -> drawn HTML. picture: file code -> address.
    option_order: codes of the options (statements, right sides) in the order this
    paper shows them; codes left out follow in the body's order. Codes never change,
    the letter a candidate sees is that of the position.
    """
    found: dict[str, Any] = {"kind": kind, "stem": draw(stem_html)}
    for name in _LISTS:
        if name in body:
            order = option_order if name != "left" else None
            found[name] = _listed(body[name], draw, order)
    if "gaps" in body:
        found["gaps"] = [_gap(gap, draw) for gap in body["gaps"]]
    if body.get("image"):
        found["image"] = picture(body["image"])
    found |= {name: body[name] for name in _PLAIN if name in body}
    return found


def option_codes(body: dict[str, Any]) -> list[str]:
    """Return the codes that a paper may put in another order; empty for none."""
    options = body.get("options") or body.get("right") or []
    return [option["code"] for option in options]


def _listed(
    options: list[dict[str, str]], draw: Draw, order: Sequence[str] | None
) -> list[dict[str, str]]:
    places = {code: place for place, code in enumerate(order or ())}
    ordered = sorted(options, key=lambda o: places.get(o["code"], len(places)))
    return [{"code": o["code"], "html": draw(o["html"])} for o in ordered]


def _gap(gap: dict[str, Any], draw: Draw) -> dict[str, Any]:
    found: dict[str, Any] = {"code": gap["code"], "kind": gap.get("kind", "text")}
    if "options" in gap:
        found["options"] = _listed(gap["options"], draw, None)
    if "most" in gap:
        found["most"] = gap["most"]
    return found
