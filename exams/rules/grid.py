"""The sheet of letter 7991: rows of the curriculum, columns form x level, and sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from exams.rules.arrangement import section_of
from exams.rules.blueprint import Cell

LEVELS = ("biet", "hieu", "van_dung", "")  # "": any level


@dataclass(frozen=True)
class FormColumn:
    """A form of question with the points of each; kind "" = any form."""

    kind: str
    points: Decimal | None


@dataclass(frozen=True)
class GridRow:
    """A filled cell as a row of the blueprint; "" = any."""

    node: str
    form: int
    level: str
    count: int


@dataclass
class Grid:
    """nodes: codes of the lines, "" = any. cells: (line, form, level) -> count."""

    forms: list[FormColumn] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    cells: dict[tuple[int, int, str], int] = field(default_factory=dict)

    def filled(self) -> list[tuple[tuple[int, int, str], Cell]]:
        """Return the filled cells with their criteria, line by line."""
        found = []
        for key in sorted(self.cells, key=lambda k: (k[0], k[1], LEVELS.index(k[2]))):
            if self.cells[key] > 0:
                line, form, level = key
                cell = Cell(
                    self.nodes[line] or None,
                    self.forms[form].kind or None,
                    level or None,
                )
                found.append((key, cell))
        return found

    def count(self, *, line: int | None = None, form: int | None = None,
              level: str | None = None) -> int:  # fmt: skip
        """Return the questions of a line, form or level (None = all)."""
        return sum(
            count
            for (a, b, c), count in self.cells.items()
            if line in {None, a} and form in {None, b} and level in {None, c}
        )

    def points(self, *, line: int | None = None, form: int | None = None,
               level: str | None = None) -> Decimal:  # fmt: skip
        """Return the points of a line, form or level; a form without points counts 0."""
        return sum(
            (
                count * (self.forms[b].points or Decimal(0))
                for (a, b, c), count in self.cells.items()
                if line in {None, a} and form in {None, b} and level in {None, c}
            ),
            Decimal(0),
        )

    def add_line(self, node: str) -> None:
        """Add a line for a node, unless it has one."""
        if node not in self.nodes:
            self.nodes.append(node)

    def drop_line(self, line: int) -> None:
        """Take a line away with its cells."""
        if line < len(self.nodes):
            del self.nodes[line]
            self.cells = {
                (a - (a > line), b, level): count
                for (a, b, level), count in self.cells.items()
                if a != line
            }

    def drop_form(self, form: int) -> None:
        """Take a form of question away with its cells."""
        if form < len(self.forms):
            del self.forms[form]
            self.cells = {
                (a, b - (b > form), level): count
                for (a, b, level), count in self.cells.items()
                if b != form
            }


def grid_of(rows: Iterable[tuple[str, str, str, int, Decimal | None]]) -> Grid:
    """Return the sheet of blueprint rows (node, kind, level, count, points).

    Forms in the order of a paper's parts, lines in the order of the rows. Two rows of
    one cell add up.
    """
    listed = list(rows)
    forms = sorted(
        {FormColumn(kind, points) for _n, kind, _l, _c, points in listed},
        key=lambda f: (section_of(f.kind), f.kind, f.points or 0),
    )
    nodes = list(dict.fromkeys(node for node, *_rest in listed))
    grid = Grid(forms, nodes)
    for node, kind, level, count, points in listed:
        level = level if level in LEVELS else ""
        key = (nodes.index(node), forms.index(FormColumn(kind, points)), level)
        grid.cells[key] = grid.cells.get(key, 0) + count
    return grid


def spread_by_level(count: int, shares: Mapping[str, Decimal]) -> dict[str, int]:
    """Split a count over levels by shares (percent), largest remainders first."""
    whole = sum(shares.values(), Decimal(0))
    exact = {
        k: Fraction(count) * Fraction(v) / Fraction(whole) for k, v in shares.items()
    }
    found = {level: int(value) for level, value in exact.items()}
    order = sorted(
        exact, key=lambda level: (found[level] - exact[level], -shares[level])
    )
    for level in order[: count - sum(found.values())]:
        found[level] += 1
    return found


def percents(values: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Return each value as a share of the sum; empty where the sum is 0."""
    whole = sum(values.values(), Decimal(0))
    if not whole:
        return {}
    return {name: Fraction(value) / Fraction(whole) for name, value in values.items()}
