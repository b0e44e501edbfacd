"""Areas of a picture: is a point inside? Coordinates are pixels, exact."""

from fractions import Fraction
from typing import Any

SHAPES = ("rect", "circle", "ellipse", "poly", "default")
_COUNTS = {"rect": 4, "circle": 3, "ellipse": 4}


def read_coords(region: dict[str, Any]) -> list[Fraction] | None:
    """Return the numbers of a region as its shape needs them, None where bad.

    rect: left,top,right,bottom · circle: x,y,radius · ellipse: x,y,rx,ry ·
    poly: x1,y1,x2,y2,… (three corners or more) · default: the whole picture, [].
    The empty list of ``default`` is returned as [0].
    """
    shape = region.get("shape")
    if shape == "default":
        return [Fraction(0)]
    try:
        numbers = [Fraction(part.strip()) for part in region["coords"].split(",")]
    except (ValueError, KeyError, AttributeError, ZeroDivisionError):
        return None
    if shape == "poly":
        return numbers if len(numbers) >= 6 and len(numbers) % 2 == 0 else None
    return numbers if len(numbers) == _COUNTS.get(str(shape)) else None


def contains(region: dict[str, Any], x: Fraction, y: Fraction) -> bool:
    """Return whether the point lies in the region, its border included."""
    numbers = read_coords(region)
    if numbers is None:
        return False
    match region["shape"]:
        case "default":
            return True
        case "rect":
            left, top, right, bottom = numbers
            return left <= x <= right and top <= y <= bottom
        case "circle":
            cx, cy, radius = numbers
            return (x - cx) ** 2 + (y - cy) ** 2 <= radius**2
        case "ellipse":
            return _in_ellipse(numbers, x, y)
        case _:
            return _in_polygon(numbers, x, y)


def _in_ellipse(numbers: list[Fraction], x: Fraction, y: Fraction) -> bool:
    cx, cy, rx, ry = numbers
    if not rx or not ry:
        return False
    return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1


def _in_polygon(numbers: list[Fraction], x: Fraction, y: Fraction) -> bool:
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
        between = min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
        if cross == 0 and between:
            return True
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
