"""Expressions on numbers. Each takes the element and the values of its children."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from lxml import etree

from question_bank.rules.qti.values import BadQti, is_null, items_of

Values = list[Any]


def numbers(values: Values) -> list[Fraction] | None:
    """Return all numbers of the values, None where one of them is NULL."""
    if not values or any(is_null(value) for value in values):
        return None
    found = [item for value in values for item in items_of(value)]
    if not all(isinstance(item, Fraction) for item in found):
        raise BadQti("a number is needed")
    return found


def two(values: Values) -> tuple[Fraction, Fraction] | None:
    """Return two numbers, None where one is NULL."""
    found = numbers(values)
    if found is None:
        return None
    if len(found) != 2:
        raise BadQti("two numbers are needed")
    return found[0], found[1]


def compare(name: str, values: Values) -> bool | None:
    """Return lt, lte, gt or gte of two numbers, NULL where one is NULL."""
    pair = two(values)
    if pair is None:
        return None
    a, b = pair
    return {"lt": a < b, "lte": a <= b, "gt": a > b, "gte": a >= b}[name]


def equal(element: etree._Element, values: Values) -> bool | None:
    """Return whether two numbers are equal within the tolerance of the element."""
    pair = two(values)
    if pair is None:
        return None
    first, second = pair
    mode = element.get("toleranceMode", "exact")
    if mode == "exact":
        return first == second
    parts = (element.get("tolerance") or "0").split()
    below, above = Fraction(parts[0]), Fraction(parts[-1])
    if mode == "relative":
        below, above = abs(first) * below / 100, abs(first) * above / 100
    low, high = first - below, first + above
    with_low = element.get("includeLowerBound", "true").lower() != "false"
    with_high = element.get("includeUpperBound", "true").lower() != "false"
    over = second > low or (with_low and second == low)
    under = second < high or (with_high and second == high)
    return over and under


def equal_rounded(element: etree._Element, values: Values) -> bool | None:
    """Return whether two numbers are equal when rounded as the element says."""
    pair = two(values)
    if pair is None:
        return None
    return rounded(element, pair[0]) == rounded(element, pair[1])


def rounded(element: etree._Element, number: Fraction) -> Fraction:
    """Return a number rounded to figures or decimal places."""
    figures = int(element.get("figures") or "0")
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    mode = element.get("roundingMode", "significantFigures")
    if mode.startswith("significant"):
        context = Context(prec=max(figures, 1), rounding=ROUND_HALF_UP)
        return Fraction(context.create_decimal(exact))
    return Fraction(exact.quantize(Decimal(1).scaleb(-figures), ROUND_HALF_UP))


def fold_numbers(name: str, values: Values) -> Fraction | None:
    """Return the outcome of an operator on numbers, NULL where one is NULL."""
    found = numbers(values)
    return None if found is None else OPERATORS[name](found)


def _divide(found: list[Fraction]) -> Fraction | None:
    return found[0] / found[1] if found[1] else None


def _whole(found: list[Fraction]) -> Fraction | None:
    return Fraction(found[0] // found[1]) if found[1] else None


def _rest(found: list[Fraction]) -> Fraction | None:
    return Fraction(found[0] % found[1]) if found[1] else None


def _power(found: list[Fraction]) -> Fraction:
    base, exponent = found
    if exponent.denominator == 1 and abs(exponent) <= 64 and (base or exponent >= 0):
        return base ** int(exponent)
    try:
        return Fraction(float(base) ** float(exponent))
    except (ValueError, OverflowError, ZeroDivisionError, TypeError):
        raise BadQti("a power that is no number") from None


OPERATORS: dict[str, Callable[[list[Fraction]], Fraction | None]] = {
    "sum": lambda found: sum(found, Fraction(0)),
    "product": lambda found: math.prod(found, start=Fraction(1)),
    "subtract": lambda found: found[0] - found[1],
    "divide": _divide,
    "power": _power,
    "integerDivide": _whole,
    "integerModulus": _rest,
    "truncate": lambda found: Fraction(math.trunc(found[0])),
    "round": lambda found: Fraction(math.floor(found[0] + Fraction(1, 2))),
    "integerToFloat": lambda found: found[0],
    "max": max,
    "min": min,
    "gcd": lambda found: Fraction(math.gcd(*(int(x) for x in found))),
    "lcm": lambda found: Fraction(math.lcm(*(int(x) for x in found))),
}
