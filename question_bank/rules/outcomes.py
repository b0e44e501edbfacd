"""What scoring one answer gives, in exact numbers."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

STEP = Decimal("0.0001")


@dataclass(frozen=True)
class Outcome:
    """Points for one answer.

    awarded: points, 0 <= awarded <= possible. correct: wholly right; None where a
    person decides. needs_person: an answer is there that only a person can mark.
    parts: what each part of the answer gave, JSON, e.g. {"a": True, "b": False}.
    """

    awarded: Decimal
    correct: bool | None
    needs_person: bool = False
    parts: dict[str, Any] = field(default_factory=dict)


NOTHING = Outcome(Decimal(0), correct=False)
FOR_A_PERSON = Outcome(Decimal(0), correct=None, needs_person=True)


def points(possible: Decimal, share: Fraction) -> Decimal:
    """Return possible x share, exact to 0.0001, half up; never below 0 or above.

    The smallest step of official papers is 0.05, so only odd shares are rounded.
    """
    share = min(max(share, Fraction(0)), Fraction(1))
    exact = Fraction(possible) * share
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    return tidy(number.quantize(STEP, ROUND_HALF_UP))


def tidy(number: Decimal) -> Decimal:
    """Return the number without needless zeros: 0.2500 -> 0.25, 1.0 -> 1."""
    return Decimal(f"{number.normalize():f}")


def by_share(
    possible: Decimal, share: Fraction, parts: dict[str, Any] | None = None
) -> Outcome:
    """Return the outcome of an answer that is right to this share (0..1)."""
    return Outcome(points(possible, share), correct=share >= 1, parts=parts or {})


def all_or_nothing(
    possible: Decimal, *, is_right: bool, parts: dict[str, Any] | None = None
) -> Outcome:
    """Return all points or none."""
    return by_share(possible, Fraction(1 if is_right else 0), parts)


def share(text: object) -> Fraction:
    """Return a share written as a decimal string: "0.25" -> 1/4."""
    return Fraction(str(text))
