r"""Plain arithmetic for recomputing the keys: fractions, surds, statistics, counting.

``tex`` writes a number the way the items do: ``$\dfrac{1}{2}$``, ``$9{,}5$``.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt, sqrt


def tex(value, *, decimal=False):
    r"""Return ``$…$`` of an int or fraction; ``decimal``: with a decimal comma."""
    value = Fraction(value)
    if value.denominator == 1:
        return f"${value.numerator}$"
    if decimal:
        return f"${comma(value).replace(',', '{,}')}$"
    sign = "-" if value < 0 else ""
    return rf"${sign}\dfrac{{{abs(value.numerator)}}}{{{value.denominator}}}$"


def comma(value):
    """Return the exact decimal of a fraction as people write it: "2,5"."""
    value = Fraction(value)
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def pair(x, y):
    """Return ``$(x;y)$``."""
    return f"$({Fraction(x)};{Fraction(y)})$"


def members(values):
    """Return ``$\\{1;2\\}$`` of the sorted values."""
    return "$\\{" + ";".join(str(v) for v in sorted(values)) + "\\}$"


def rounded(value, places):
    """Return a float rounded half up to so many decimals."""
    step = Decimal(1).scaleb(-places)
    return Decimal(repr(value)).quantize(step, ROUND_HALF_UP)


def surd(square):
    r"""Return ``$a\sqrt{b}$`` of the square root of a whole number."""
    outside = max(k for k in range(1, isqrt(square) + 1) if square % (k * k) == 0)
    inside = square // (outside * outside)
    if inside == 1:
        return f"${outside}$"
    return f"${outside if outside > 1 else ''}\\sqrt{{{inside}}}$"


def numbers(text):
    r"""Return the fractions in a text, in order; ``{,}`` and ``,`` are decimal commas."""
    text = text.replace("{,}", ",").replace("\\,", "").replace(" ", "")
    text = re.sub(r"\\d?frac\{(-?\d+)\}\{(\d+)\}", r"\1/\2", text)
    found = re.findall(r"-?\d+(?:,\d+|/\d+)?", text)
    return [Fraction(n.replace(",", ".")) for n in found]


def mean(data):
    return Fraction(sum(map(Fraction, data)), len(data)) if data else None


def median(data):
    data = sorted(map(Fraction, data))
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def quartiles(data):
    """Return Q1, Q2, Q3: medians of the halves, the middle value in neither."""
    data = sorted(map(Fraction, data))
    half = len(data) // 2
    return median(data[:half]), median(data), median(data[-half:])


def variance(data):
    m = mean(data)
    return mean([(Fraction(x) - m) ** 2 for x in data])


def dot(u, v):
    return sum(Fraction(a) * Fraction(b) for a, b in zip(u, v, strict=True))


def minus(a, b):
    """Return the vector from b to a."""
    return tuple(Fraction(x) - Fraction(y) for x, y in zip(a, b, strict=True))


def far(point, line):
    """Return the distance of a point from ax + by + c = 0; exact for whole norms."""
    a, b, c = line
    norm = Fraction(isqrt(a * a + b * b))
    assert norm * norm == a * a + b * b
    return abs(a * Fraction(point[0]) + b * Fraction(point[1]) + c) / norm


def roots(a, b, c):
    """Return the rational roots of ax² + bx + c, smaller first."""
    delta = Fraction(b) ** 2 - 4 * Fraction(a) * Fraction(c)
    root = Fraction(sqrt(delta)).limit_denominator(10**6)
    assert root * root == delta
    return sorted(
        [
            (-Fraction(b) - root) / (2 * Fraction(a)),
            (-Fraction(b) + root) / (2 * Fraction(a)),
        ]
    )


def vertex(a, b, c):
    x = -Fraction(b) / (2 * Fraction(a))
    return x, Fraction(a) * x * x + Fraction(b) * x + Fraction(c)


def best(corners, a, b):
    """Return the greatest value of ax + by over the corners."""
    return max(
        Fraction(a) * Fraction(x) + Fraction(b) * Fraction(y) for x, y in corners
    )
