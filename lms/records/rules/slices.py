"""Slices of the figures and the rows that are said about each (files.md 10)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from lms.records.rules.share import (
    A_MISSING,
    Tally,
    combined_share,
    mark_share,
    ratio,
)

SECONDARY = "secondary"
SECONDARY_LEVELS = frozenset({"lower_secondary", "upper_secondary"})
DIGITS = 20  # significant digits of a value; files.md 10 asks for 12 or more
Slice = tuple[str, int, str]  # level, grade, subject; "" and 0 stand for null
SMALLEST = 10**40


def class_slices(level: str, grade: int, subject: str) -> tuple[Slice, ...]:
    """Return the slices of a class that a cell belongs to (files.md 10)."""
    return ((level, grade, ""), (level, grade, subject))


def unit_slices(level: str, grade: int, subject: str) -> tuple[Slice, ...]:
    """Return the slices of a school, commune or province for a cell (files.md 10).

    ``secondary`` joins THCS and THPT, with grade and subject null.
    """
    slices = (
        ("", 0, ""),
        (level, 0, ""),
        (level, grade, ""),
        (level, 0, subject),
        (level, grade, subject),
    )
    return (*slices, (SECONDARY, 0, "")) if level in SECONDARY_LEVELS else slices


@dataclass(frozen=True, slots=True)
class Said:
    """One variant of a slice: exact strings, and the value as a decimal string."""

    variant: str
    numerator: str
    denominator: str
    value: str | None
    flags: tuple[str, ...] = ()


def variants(
    tally: Tally,
    *,
    share_w: Fraction,
    means: Mapping[str, Fraction | None] | None = None,
) -> Iterator[Said]:
    """Yield what is said about a slice (files.md 10).

    means: for provinces and communes, the means of schools by variant.
    """
    for name, numerator, denominator in (
        ("L_plan", tally.l_num, tally.l_plan),
        ("L_todate", tally.l_num, tally.l_todate),
        ("A_recorded", tally.a_num, tally.a_recorded),
        ("A_required", tally.a_num, tally.a_required),
    ):
        yield Said(
            name,
            exact_text(numerator),
            str(denominator),
            value_text(ratio(numerator, denominator)),
        )
    for method in ("mean", "min", "lessons_only"):
        share, flags = combined_share(tally, method, share_w=share_w)
        yield _said(f"S_{method}", share, flags)
    for name, mean in (means or {}).items():
        alone = name == "S_mean" and mean is not None and mark_share(tally) is None
        flags = (A_MISSING,) if alone else ()
        yield _said(f"{name}_mean_of_schools", mean, flags)


def exact_text(number: int | Decimal) -> str:
    """Return an exact count without needless zeros: 5.75, 6 (files.md 10)."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole_text(number: int) -> str:
    """Return a whole number of any length (plain ``str`` stops at 4,300 digits)."""
    return f"{Decimal(number):f}"


def value_text(share: Fraction | None) -> str | None:
    """Return the share as a decimal with 20 significant digits, None for null.

    Source: files.md 10 (at least 12 significant digits).
    """
    if share is None:
        return None
    with localcontext() as context:
        context.prec, context.rounding = 60, ROUND_HALF_EVEN
        long = Decimal(share.numerator * SMALLEST // share.denominator) / SMALLEST
        context.prec = DIGITS
        return exact_text(+long)


def _said(variant: str, share: Fraction | None, flags: tuple[str, ...]) -> Said:
    if share is None:
        return Said(variant, "0", "0", None, flags)
    return Said(
        variant,
        whole_text(share.numerator),
        whole_text(share.denominator),
        value_text(share),
        flags,
    )
