"""Averages and the learning result of TT 22/2021 (files.md 11, 21, 22; domain 3.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
LEVELS = ("chua_dat", "dat", "kha", "tot")  # ascending
EXCELLENT = Decimal(10)
SECOND_WEIGHT = 2  # of semester II in the year's average


@dataclass(frozen=True, slots=True)
class Given:
    """What a pupil was given in a subject and semester.

    regular: values of tx by ordinal; middle, final: gk and ck, None while missing.
    Numbers in scored subjects, True / False (Đ / CĐ) in those by comment.
    """

    regular: tuple[Decimal | bool, ...] = ()
    middle: Decimal | bool | None = None
    final: Decimal | bool | None = None


def rounded(value: Decimal) -> Decimal:
    """Return the value to one decimal, half up: 8.25 -> 8.3 (domain 3.2)."""
    return value.quantize(TENTH, ROUND_HALF_UP)


def semester_average(given: Given, *, required: int) -> Decimal | None:
    """Return ĐTBmhk = (Σ tx + 2 gk + 3 ck) / (n_tx + 5), rounded (domain 3.2).

    required: regular marks asked for; more are all used. None while gk, ck or a
    required regular mark is missing (files.md 21).
    """
    if given.middle is None or given.final is None or len(given.regular) < required:
        return None
    total = sum(given.regular, Decimal(0)) + 2 * given.middle + 3 * given.final
    return rounded(Decimal(total) / (len(given.regular) + 5))


def semester_comment(given: Given, *, required: int) -> bool | None:
    """Return the semester's result by comment: Đạt unless a required one is CĐ.

    None while one of the required assessments is missing (files.md 21).
    """
    asked = [*given.regular[:required], given.middle, given.final]
    if len(given.regular) < required or None in asked:
        return None
    return all(asked)


def year_average(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """Return ĐTBmcn = (HK I + 2 HK II) / 3 of the rounded averages (domain 3.2)."""
    if first is None or second is None:
        return None
    return rounded((first + SECOND_WEIGHT * second) / (1 + SECOND_WEIGHT))


def level_of(
    scored: Sequence[Decimal], comments: Sequence[bool], *, min_high: int
) -> int:
    """Return the learning result as a place in LEVELS, without lift (domain 3.2).

    scored: averages of the scored subjects; comments: results of the others.
    min_high: how many scored subjects must reach the upper mark (TT 22/2021: 6).
    """
    failed = sum(not passed for passed in comments)
    lowest = min(scored, default=EXCELLENT)

    def reach(mark: str) -> bool:
        return sum(value >= Decimal(mark) for value in scored) >= min_high

    if not failed and lowest >= Decimal("6.5") and reach("8.0"):
        return LEVELS.index("tot")
    if not failed and lowest >= Decimal("5.0") and reach("6.5"):
        return LEVELS.index("kha")
    if failed <= 1 and lowest >= Decimal("3.5") and reach("5.0"):
        return LEVELS.index("dat")
    return LEVELS.index("chua_dat")


def learning_result(
    scored: Mapping[str, Decimal | None],
    comments: Mapping[str, bool | None],
    *,
    min_high: int,
) -> tuple[str | None, bool]:
    """Return (result, was it lifted) over a pupil's subjects (files.md 21, 22).

    None while an average or a result by comment is missing. Lift: if one subject
    alone, taken as excellent, would give a level two or more above, the result is
    one level above the level found.
    """
    marks = [value for value in scored.values() if value is not None]
    words = [value for value in comments.values() if value is not None]
    if len(marks) < len(scored) or len(words) < len(comments):
        return None, False
    if not marks and not words:
        return None, False
    found = level_of(marks, words, min_high=min_high)
    best = found
    for at in range(len(marks)):
        other = [*marks[:at], EXCELLENT, *marks[at + 1 :]]
        best = max(best, level_of(other, words, min_high=min_high))
    for at in range(len(words)):
        passed = [*words[:at], True, *words[at + 1 :]]
        best = max(best, level_of(marks, passed, min_high=min_high))
    is_lifted = best - found >= 2
    return LEVELS[found + is_lifted], is_lifted
