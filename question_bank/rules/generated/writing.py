"""Writing values as schools do: decimal comma, true minus sign, coefficients.

A format stands behind a bar: ``@{x|2}`` two decimals, ``@{x|+}`` with its sign,
``@{x|k}`` as a coefficient (1 is not written, -1 is "-"), ``@{x|+k}`` both,
``@{x|ps}`` as a fraction, ``@{x|()}`` in brackets where it is negative.
"""

import math
import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from question_bank.rules.generated.expressions import BadExpression, Value

FORMAT = re.compile(r"^(?P<sign>\+)?(?P<shape>\d{1,2}|k|ps|\(\))?$")
MOST_DECIMALS = 6


class Place(Enum):
    """Where a value is written."""

    TEXT = "text"
    LATEX = "latex"
    KEY = "key"


def write(value: Value, form: str, place: Place) -> str:
    """Return a value as it is written in a place. Raises BadExpression.

    Numbers without an end need a format that says how they are written.
    """
    found = FORMAT.match(form.replace(" ", ""))
    if found is None:
        raise BadExpression("number_format_unknown", value=form[:20])
    if isinstance(value, bool):
        raise BadExpression("number_wanted")
    if isinstance(value, str):
        return value
    shape = found["shape"] or ""
    number = _rounded(value, int(shape)) if shape.isdigit() else value
    size = -number if number < 0 else number
    if shape == "k" and size == 1:
        digits = ""
    elif shape.isdigit():
        digits = _decimal(size, int(shape), place)
    else:
        digits = _exact(size, place, as_fraction=shape == "ps")
    minus = "−" if place is Place.TEXT else "-"  # noqa: RUF001
    if number < 0:
        written = f"{minus}{digits}"
        return f"({written})" if shape == "()" else written
    return f"+{digits}" if found["sign"] else digits


def _exact(value: Fraction | float, place: Place, *, as_fraction: bool) -> str:
    if not isinstance(value, Fraction):
        raise BadExpression("value_without_end", value=f"{value:.6g}")
    if value.denominator == 1:
        return str(value.numerator)
    if as_fraction:
        return _ratio(value, place)
    for places in range(1, MOST_DECIMALS + 1):
        if (value * 10**places).denominator == 1:
            return _decimal(value, places, place)
    raise BadExpression("value_without_end", value=str(value))


def _ratio(value: Fraction, place: Place) -> str:
    if place is Place.LATEX:
        return rf"\dfrac{{{value.numerator}}}{{{value.denominator}}}"
    return f"{value.numerator}/{value.denominator}"


def _decimal(value: Fraction | float, places: int, place: Place) -> str:
    exact = Fraction(value)
    plain = f"{Decimal(exact.numerator) / Decimal(exact.denominator):.{places}f}"
    return plain.replace(".", "{,}" if place is Place.LATEX else ",")


def _rounded(value: Fraction | float, places: int) -> Fraction:
    """Return the value rounded half away from zero."""
    scaled = Fraction(value) * 10**places
    up = math.floor(abs(scaled) + Fraction(1, 2))
    return Fraction(up if scaled >= 0 else -up, 10**places)
