"""Places to be pointed at in a picture.

Body: {"image": file code, "width": 800, "height": 600, "most": 1}. Key: {"areas":
["A"], "regions": [{"code": "A", "shape": "rect|circle|ellipse|poly|default",
"coords": "1,2,3,4"}]} in pixels of the picture; regions stand with the key because
they give it away. Value: {"points": [["120", "88.5"]]} as text. Rules: {"partial":
"per_area" (default: share of the right areas, minus points outside) |
"all_or_nothing"}.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem, InvalidValue
from question_bank.rules import outcomes, values
from question_bank.rules.geometry import SHAPES, contains, read_coords
from question_bank.rules.outcomes import Outcome

VERSION = "hotspot/1"
NUMBER = re.compile(r"^\d{1,5}(\.\d{1,3})?$", re.ASCII)


def check_body(body: dict[str, Any]) -> None:
    """A picture and its size."""
    if not body.get("image"):
        raise BadItem("image_missing", where="image")
    for side in ("width", "height"):
        size = body.get(side)
        if not (isinstance(size, int) and 1 <= size <= 20_000):
            raise BadItem("image_size_missing", where="image")
    most = body.get("most", 1)
    if not (isinstance(most, int) and 1 <= most <= 20):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Right areas that are drawn, not more of them than points allowed."""
    areas = values.listed(key, "areas")
    regions = {region["code"]: region for region in values.listed(key, "regions")}
    for code in areas:
        if code not in regions:
            raise BadItem("key_names_no_option", where="key", value=code)
    for code, region in regions.items():
        if region.get("shape") not in SHAPES or not read_coords(region):
            raise BadItem("region_bad", where=f"area {code}")
    if len(areas) > body.get("most", 1):
        raise BadItem("key_exceeds_most", where="key", most=body.get("most", 1))


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"most": n, "width": w, "height": h}."""
    return {
        "most": body.get("most", 1),
        "width": body["width"],
        "height": body["height"],
    }


def check_value(shape: dict[str, Any], value: Any) -> None:
    """At most so many points, each two numbers as text within the picture."""
    points = values.the_field(value, "points")
    if not isinstance(points, list):
        raise InvalidValue("type")
    if len(points) > shape["most"]:
        raise InvalidValue("size")
    for point in points:
        _check_point(shape, point)


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """Each right area counts once; a point in none of them takes one away."""
    areas = values.listed(key, "areas")
    regions = {region["code"]: region for region in values.listed(key, "regions")}
    points = [tuple(Fraction(side) for side in point) for point in value["points"]]
    hits = [_hit(point, areas, regions) for point in points]
    parts = {code: code in hits for code in areas}
    is_right = all(parts.values()) and all(hits)
    if is_right or rules.get("partial") == "all_or_nothing":
        return outcomes.all_or_nothing(possible, is_right=is_right, parts=parts)
    won = Fraction(sum(parts.values()) - hits.count(""), len(areas))
    return Outcome(outcomes.points(possible, won), correct=False, parts=parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return the middle, a corner, and no point."""
    middle = [str(body["width"] // 2), str(body["height"] // 2)]
    return [{"points": [middle]}, {"points": [["0", "0"]]}, {"points": []}]


def _check_point(shape: dict[str, Any], point: Any) -> None:
    if not isinstance(point, list) or len(point) != 2:
        raise InvalidValue("type")
    for side, limit in zip(point, (shape["width"], shape["height"]), strict=True):
        if not isinstance(side, str) or not NUMBER.match(side):
            raise InvalidValue("type")
        if Fraction(side) > limit:
            raise InvalidValue("size")


def _hit(point: tuple, areas: list[str], regions: dict[str, dict]) -> str:
    for code in areas:
        if contains(regions[code], point[0], point[1]):
            return code
    return ""
