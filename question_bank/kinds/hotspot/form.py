"""Editing and answering: places in a picture.

Areas are written one a line: ``A rect 10,20,110,80``, the right ones with a star in
front. The picture comes with the item's picture field.
"""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import MARK, read_lines, whole
from question_bank.rules.geometry import read_coords

EMPTY: tuple[Body, Key] = ({"most": 1}, None)


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return the areas as lines and how many points may be set."""
    known = key or {}
    right = known.get("areas", [])
    lines = [
        f"{MARK if r['code'] in right else ''}{r['code']} {r['shape']} {r['coords']}"
        for r in known.get("regions", [])
    ]
    return {"lines": "\n".join(lines), "most": body.get("most", 1)}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read the areas."""
    regions, areas = [], []
    for line in read_lines(data.get("regions")):
        code, _gap, rest = line.removeprefix(MARK).strip().partition(" ")
        shape, _gap, coords = rest.strip().partition(" ")
        regions.append({"code": code, "shape": shape, "coords": coords.strip()})
        if line.startswith(MARK):
            areas.append(code)
    found = body | {"most": whole(data.get("most"), max(len(areas), 1))}
    if not regions:
        return found, None
    return found, {"areas": areas, "regions": regions}


def answer(data: Data, body: Body) -> Any:
    """Read the points: of a click on the picture, or typed as "120,88; 10,5"."""
    if data.get("spot.x"):
        return {"points": [[data.get("spot.x"), data.get("spot.y") or "0"]]}
    points = [
        [side.strip() for side in pair.split(",")]
        for pair in (data.get("points") or "").split(";")
        if pair.strip()
    ]
    return {"points": points} if points else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the right areas as shapes to draw: corners, or centre and radii."""
    right = (key or {}).get("areas", [])
    regions = (key or {}).get("regions", [])
    shapes = [_shape(region) for region in regions if region["code"] in right]
    return {"shapes": [shape for shape in shapes if shape]}


def _shape(region: dict[str, str]) -> dict[str, str]:
    numbers = [f"{float(number):g}" for number in read_coords(region) or []]
    match region.get("shape"), numbers:
        case "rect", [left, top, right, bottom]:
            return {
                "poly": f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
            }
        case "circle", [cx, cy, radius]:
            return {"cx": cx, "cy": cy, "rx": radius, "ry": radius}
        case "ellipse", [cx, cy, rx, ry]:
            return {"cx": cx, "cy": cy, "rx": rx, "ry": ry}
        case "poly", [*_some]:
            pairs = zip(numbers[::2], numbers[1::2], strict=False)
            return {"poly": " ".join(f"{x},{y}" for x, y in pairs)}
    return {}
