"""From points to a mark, exactly.

Source: Circular 22/2021 art. 5 (0-10, one decimal, half up), Circular 27/2020 art. 7
(primary: whole numbers; domain.md 3.3). Which level has which step is data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FULL = "full"  # a void slot is given to everybody
DROPPED = "dropped"  # a void slot counts for nobody


@dataclass(frozen=True)
class SlotPoints:
    """What one slot of a paper brought: awarded None = not scored yet.

    void: "" or how the slot was voided (FULL, DROPPED).
    """

    slot: str
    awarded: Decimal | None
    possible: Decimal
    void: str = ""


@dataclass(frozen=True)
class Total:
    """Sum over a paper. missing: slots without a score."""

    awarded: Decimal
    possible: Decimal
    missing: tuple[str, ...] = ()


def total(slots: Iterable[SlotPoints]) -> Total:
    """Return the sum of a paper; voided slots count as they were voided."""
    awarded, possible, missing = Decimal(0), Decimal(0), []
    for slot in slots:
        if slot.void == DROPPED:
            continue
        possible += slot.possible
        if slot.void == FULL:
            awarded += slot.possible
        elif slot.awarded is None:
            missing.append(slot.slot)
        else:
            awarded += slot.awarded
    return Total(awarded, possible, tuple(missing))


def mark_of(awarded: Decimal, possible: Decimal, *, step: Decimal) -> Decimal:
    """Return awarded points on the scale 0-10, rounded half up to the step.

    step: 0.1 or 1. Exact: the quotient is never cut before rounding.
    Raises ValueError where possible is not above 0 or awarded lies outside.
    """
    if possible <= 0 or not 0 <= awarded <= possible:
        raise ValueError(f"{awarded} of {possible} points")
    steps = Fraction(awarded) * 10 / Fraction(possible) / Fraction(step)
    return (Decimal(int(steps + Fraction(1, 2))) * step).quantize(step, ROUND_HALF_UP)


def shares(counts: Mapping[str, int], n: int) -> dict[str, Fraction]:
    """Return counts as exact shares of n; empty where n is 0."""
    return {code: Fraction(count, n) for code, count in counts.items()} if n else {}
