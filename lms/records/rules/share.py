"""The online share: L by lesson periods, A by marks, S of both (domain.md 2.1).

Counts are summed along the tree and only then divided; shares are exact fractions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from fractions import Fraction

INDICATOR = "online_share"
METHOD_VERSION = "2.1-1"
A_MISSING = "A_missing"
ON_PLATFORM = ("room", "remote")


@dataclass(frozen=True)
class Parameters:
    """The switches of the indicator; a snapshot keeps them (domain.md 2.1).

    share_w: weight of L in the mean. min_completion: share of learners who must
    have finished. count_room_tests: a test in a computer room is on the platform.
    """

    share_w: Fraction = Fraction(1, 2)
    min_completion: Fraction = Fraction(1, 2)
    count_room_tests: bool = True

    def as_json(self) -> dict[str, str]:
        """Return the switches as strings, the form a snapshot stores."""
        return {name: str(value) for name, value in sorted(asdict(self).items())}

    @property
    def online_venues(self) -> tuple[str, ...]:
        """Venues whose tests count as taken online."""
        return ON_PLATFORM if self.count_room_tests else ON_PLATFORM[1:]


@dataclass(slots=True)
class Tally:
    """Counts of one cell or of a sum of cells.

    l_quarters: accepted online periods in quarters. l_plan, l_todate: planned and
    taught periods. a_num, a_recorded, a_required: weights of marks. cells: class ×
    subject; cells_confirmed: those without an unconfirmed record (files.md 20).
    """

    l_quarters: int = 0
    l_plan: int = 0
    l_todate: int = 0
    a_num: int = 0
    a_recorded: int = 0
    a_required: int = 0
    cells: int = 0
    cells_confirmed: int = 0
    periodic_missing: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another cell (files.md 19: counts are summed)."""
        self.l_quarters += other.l_quarters
        self.l_plan += other.l_plan
        self.l_todate += other.l_todate
        self.a_num += other.a_num
        self.a_recorded += other.a_recorded
        self.a_required += other.a_required
        self.cells += other.cells
        self.cells_confirmed += other.cells_confirmed
        self.periodic_missing += other.periodic_missing

    @property
    def l_num(self) -> Decimal:
        """Accepted online periods, e.g. Decimal("5.75")."""
        return Decimal(self.l_quarters) / 4


COUNTS = tuple(field.name for field in fields(Tally))


def ratio(numerator: int | Decimal, denominator: int) -> Fraction | None:
    """Return the share, or None where the denominator is 0 (files.md 10)."""
    return Fraction(numerator) / denominator if denominator else None


def lesson_share(tally: Tally) -> Fraction | None:
    """Return L_plan: accepted online periods of the planned ones (domain.md 2.1)."""
    return ratio(tally.l_num, tally.l_plan)


def mark_share(tally: Tally) -> Fraction | None:
    """Return A_recorded: weight of marks earned online of all recorded (files.md 19)."""
    return ratio(tally.a_num, tally.a_recorded)


def combined_share(
    tally: Tally, method: str, *, share_w: Fraction
) -> tuple[Fraction | None, tuple[str, ...]]:
    """Return S by a method (mean, min, lessons_only) and its flags (domain.md 2.1).

    L and A are rolled up first. L undefined: S is null even if A exists; A
    undefined: S stands on L alone and says so (files.md 19).
    """
    lessons, marks = lesson_share(tally), mark_share(tally)
    if lessons is None:
        return None, ()
    if marks is None:
        return lessons, (A_MISSING,)
    if method == "mean":
        return share_w * lessons + (1 - share_w) * marks, ()
    return (min(lessons, marks) if method == "min" else lessons), ()


def mean_of_schools(shares: Iterable[Fraction | None]) -> Fraction | None:
    """Return the unweighted mean of the schools whose share is defined (files.md 10)."""
    known = [share for share in shares if share is not None]
    return exact_sum(known) / len(known) if known else None


def exact_sum(parts: list[Fraction]) -> Fraction:
    """Return the sum, adding in pairs so that big denominators meet late."""
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        rest = [parts[-1]] if len(parts) % 2 else []
        parts = [a + b for a, b in pairs] + rest
    return parts[0] if parts else Fraction(0)


def school_means(
    schools: Iterable[Tally], *, share_w: Fraction
) -> Mapping[str, Fraction | None]:
    """Return the three means of schools by the variant they belong to (files.md 10)."""
    tallies = list(schools)
    return {
        "L_plan": mean_of_schools(lesson_share(tally) for tally in tallies),
        "A_recorded": mean_of_schools(mark_share(tally) for tally in tallies),
        "S_mean": mean_of_schools(
            combined_share(tally, "mean", share_w=share_w)[0] for tally in tallies
        ),
    }
