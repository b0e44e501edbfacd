"""A first look at a test: how marks are spread, which questions make trouble."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Answered:
    """One answer to one question; awarded None: not scored yet."""

    version_id: int
    kind: str
    awarded: Decimal | None
    possible: Decimal
    value: Any


@dataclass
class ItemFigures:
    """Figures of one question in one sitting.

    facility: mean share of the points, 0..1; None while nothing is scored. options:
    code -> how often chosen; omitted: no answer. trouble: higher = look first.
    """

    version_id: int
    kind: str
    n: int = 0
    scored: int = 0
    omitted: int = 0
    won: Fraction = field(default_factory=Fraction)
    options: Counter = field(default_factory=Counter)

    @property
    def facility(self) -> Fraction | None:
        """Mean share of the points."""
        return self.won / self.scored if self.scored else None

    def flags(self, key: str | None) -> list[str]:
        """Return what a teacher should look at: too_hard, too_easy, wrong_key, omitted.

        wrong_key: another option was chosen more often than the right one and by
        more than a third.
        """
        found = []
        facility = self.facility
        if facility is not None and self.scored >= 5:
            if facility < Fraction(1, 4):
                found.append("too_hard")
            if facility > Fraction(19, 20):
                found.append("too_easy")
        if key and self.n >= 5:
            code, most = max(
                self.options.items(), key=lambda pair: pair[1], default=("", 0)
            )
            if code != key and most > self.options[key] and 3 * most > self.n:
                found.append("wrong_key")
        if self.n >= 5 and 3 * self.omitted > self.n:
            found.append("omitted")
        return found

    def trouble(self, key: str | None) -> tuple[int, Fraction]:
        """Return the sort key: flagged first, then by falling difficulty."""
        weight = {"wrong_key": 4, "too_hard": 2, "omitted": 1, "too_easy": 0}
        facility = self.facility
        hard = 1 - facility if facility is not None else Fraction(-1)
        return sum(weight[flag] for flag in self.flags(key)), hard


def figures(answers: Iterable[Answered]) -> dict[int, ItemFigures]:
    """Return the figures of every question that was answered."""
    found: dict[int, ItemFigures] = {}
    for answer in answers:
        item = found.setdefault(
            answer.version_id, ItemFigures(answer.version_id, answer.kind)
        )
        item.n += 1
        if answer.awarded is not None:
            item.scored += 1
            item.won += Fraction(answer.awarded) / Fraction(answer.possible)
        chosen = answer.value.get("choice") if isinstance(answer.value, dict) else None
        if is_empty(answer.value):
            item.omitted += 1
        for code in chosen or ():
            item.options[code] += 1
    return found


def is_empty(value: Any) -> bool:
    """Return whether a value holds no answer."""
    if not isinstance(value, dict):
        return True
    return not any(
        inner.strip() if isinstance(inner, str) else inner for inner in value.values()
    )


def histogram(
    marks: Sequence[Decimal], *, width: Decimal = Decimal("0.5")
) -> list[tuple[Decimal, int]]:
    """Return (lower edge, how many) for bins of the scale 0-10; 10 is in the last."""
    bins = int(Decimal(10) / width)
    counts = [0] * bins
    for mark in marks:
        counts[min(int(mark / width), bins - 1)] += 1
    return [(n * width, count) for n, count in enumerate(counts)]


def mean(marks: Sequence[Decimal]) -> Fraction | None:
    """Return the exact mean, None for none."""
    if not marks:
        return None
    return sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks)


def median(marks: Sequence[Decimal]) -> Fraction | None:
    """Return the middle value, None for none."""
    if not marks:
        return None
    ordered = sorted(marks)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return (Fraction(ordered[half - 1]) + Fraction(ordered[half])) / 2
