"""What the bank holds for a sheet, and what its page offers to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from exams.models import Blueprint
from exams.queries.pools import Pool, pool_for
from exams.rules.assembly.joint import Many
from exams.rules.assembly.model import build, fitting
from exams.rules.assembly.solver import Brake
from exams.rules.assembly.unmet import Unmet, find_unmet
from exams.rules.blueprint import Plan
from exams.rules.blueprint_reader import read_blueprint
from exams.rules.grid import LEVELS, Grid, percents
from exams.rules.structures import split_of_7991
from lms.core.clock import database_now
from lms.curriculum.enums import NodeKind
from lms.curriculum.models import Node
from question_bank import api as question_bank

CHECK_SECONDS = 4.0


@dataclass(frozen=True)
class NodeChoice:
    """A line that can be added: topic or lesson of the curriculum, or free topic."""

    code: str
    title: str
    depth: int


@dataclass
class SheetCheck:
    """have: (line, form, level) -> questions that fit. unmet: demands in conflict."""

    plan: Plan | None
    have: dict[tuple[int, int, str], int] = field(default_factory=dict)
    unmet: list[Unmet] = field(default_factory=list)
    pool_size: int = 0
    used: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether the papers can be drawn."""
        return self.plan is not None and not self.unmet


def check_sheet(
    grid: Grid, document: dict[str, Any], bank_codes: list[str], *, papers: int, by: Any
) -> SheetCheck:
    """Return how the bank meets a sheet; nothing is drawn.

    Raises what ``read_blueprint`` raises, but for an empty sheet.
    """
    banks = question_bank.usable_banks(by, bank_codes)
    if not grid.filled() or not banks:
        return SheetCheck(None)
    plan = read_blueprint(document)
    pool = pool_for(plan, banks, at=database_now())
    model = build(plan, pool.items, pool.tree)
    unmet = find_unmet(
        model, Many(papers, plan.rules.max_overlap), Brake(CHECK_SECONDS)
    )
    return SheetCheck(plan, _have(grid, pool), unmet, len(pool.items), pool.used)


def nodes_for(blueprint: Blueprint, bank_codes: Iterable[str]) -> list[NodeChoice]:
    """Return the lines a sheet may have: curriculum of subject and grade, free topics."""
    nodes = Node.objects.current().filter(kind__in=[NodeKind.TOPIC, NodeKind.LESSON])
    found: list[NodeChoice] = []
    if blueprint.subject_id and blueprint.grade:
        rows = nodes.filter(subject_id=blueprint.subject_id, grade=blueprint.grade)
        found = [
            NodeChoice(node.code, node.title, int(node.kind == NodeKind.LESSON))
            for node in rows.order_by("position", "id")
        ]
    known = {choice.code for choice in found}
    subject = blueprint.subject.code if blueprint.subject else None
    cards = question_bank.published_versions(
        bank_codes=list(bank_codes), subject_code=subject
    )
    codes = sorted({card.node_code for card in cards if card.node_code} - known)
    titles = node_titles(codes)
    return found + [NodeChoice(c, titles.get(c, c), 0) for c in codes]


def node_titles(codes: Iterable[str]) -> dict[str, str]:
    """Return code -> title of nodes now in force; free topics are left out."""
    rows = Node.objects.current().filter(code__in=[code for code in codes if code])
    return dict(rows.values_list("code", "title"))


def sums(grid: Grid) -> dict[str, Any]:
    """Return the sums of a sheet: by line, form, level, and against letter 7991.

    Points are Decimal, shares Fractions; wanted shares are those of the letter.
    """
    forms_wanted, levels_wanted = split_of_7991()
    by_level = {level: grid.points(level=level) for level in LEVELS}
    by_kind: dict[str, Any] = {}
    for number, form in enumerate(grid.forms):
        by_kind[form.kind] = by_kind.get(form.kind, 0) + grid.points(form=number)
    return {
        "lines": [
            (grid.count(line=n), grid.points(line=n)) for n in range(len(grid.nodes))
        ],
        "forms": [
            (grid.count(form=n), grid.points(form=n)) for n in range(len(grid.forms))
        ],
        "columns": {
            (n, level): grid.count(form=n, level=level)
            for n in range(len(grid.forms))
            for level in LEVELS
        },
        "levels": by_level,
        "level_shares": percents(by_level),
        "levels_wanted": {k: Fraction(v) / 100 for k, v in levels_wanted.items()},
        "kind_shares": percents(by_kind),
        "kinds_wanted": percents(forms_wanted),
        "count": grid.count(),
        "points": grid.points(),
    }


def _have(grid: Grid, pool: Pool) -> dict[tuple[int, int, str], int]:
    filled = grid.filled()
    fits = fitting(pool.items, [cell for _key, cell in filled], pool.tree)
    found: list[set[tuple[str, str]]] = [set() for _cell in filled]
    for item, places in zip(pool.items, fits, strict=True):
        card = pool.cards[item.code]
        for place in places:
            found[place].add((card.bank_code, card.family or card.item_code))
    return {key: len(found[place]) for place, (key, _cell) in enumerate(filled)}
