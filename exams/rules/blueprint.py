"""The blueprint (ma trận đề): what a paper must hold, never which items."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """Criteria; None = any. A node takes the nodes below it as well."""

    node: str | None = None
    kind: str | None = None
    level: str | None = None

    @property
    def name(self) -> str:
        """The criteria in one line, "MAT10.1 · choose_one · *"."""
        return " · ".join(part or "*" for part in (self.node, self.kind, self.level))


@dataclass(frozen=True)
class Row:
    """So many items of a cell, each worth ``points`` (None: the item's own)."""

    cell: Cell
    count: int
    points: Decimal | None = None


@dataclass(frozen=True)
class Bound:
    """The paper holds between low and high items of the cell (None = no limit)."""

    cell: Cell
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Rules:
    """What holds beside the rows; see files.md 24."""

    max_overlap: int | None = None
    exclude_used_within_days: int = 0
    enemy_groups: tuple[tuple[str, ...], ...] = ()
    key_balance: bool = False
    target_information: tuple[tuple[float, float], ...] = ()
    maximin_information: tuple[float, ...] = ()
    whole_groups: bool = False

    @property
    def thetas(self) -> tuple[float, ...]:
        """Abilities at which the information is looked at."""
        if self.target_information:
            return tuple(theta for theta, _value in self.target_information)
        return self.maximin_information


@dataclass(frozen=True)
class Plan:
    """A blueprint that has a meaning. ``ignored``: keys nobody reads."""

    title: str = ""
    subject: str | None = None
    grade: int | None = None
    minutes: int | None = None
    rows: tuple[Row, ...] = ()
    length: int | None = None
    bounds: tuple[Bound, ...] = ()
    seconds_max: int | None = None
    rules: Rules = field(default_factory=Rules)
    ignored: tuple[str, ...] = ()

    @property
    def row_total(self) -> int:
        """Items of all rows together."""
        return sum(row.count for row in self.rows)

    @property
    def items(self) -> int:
        """Length of one paper."""
        return self.row_total if self.length is None else self.length
