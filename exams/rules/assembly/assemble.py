"""The way in: papers for a plan from a pool."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from exams.rules.assembly.aims import COARSE, NONE, Aim, aim_of
from exams.rules.assembly.joint import Many
from exams.rules.assembly.model import Model, Tree, build
from exams.rules.assembly.pool import PoolItem
from exams.rules.assembly.several import Papers, best_papers
from exams.rules.assembly.single import Task
from exams.rules.assembly.solver import Brake
from exams.rules.assembly.ties import swap_ties
from exams.rules.assembly.unmet import Unmet, find_unmet
from exams.rules.blueprint import Plan
from lms.core.errors import DomainError

OPTIMAL, FEASIBLE, INFEASIBLE = "optimal", "feasible", "infeasible"
MOST_PAPERS = 48


@dataclass(frozen=True)
class Pick:
    """One drawn item; row: place in the plan's rows (-1: beyond the rows)."""

    item: PoolItem
    row: int
    points: Decimal


@dataclass(frozen=True)
class Assembly:
    """What came out.

    objective, bound: same unit: the largest deviation from the target, or the
    smallest information; 0 where the blueprint states no aim, None without papers.
    tolerance: the gap that still counts as optimal. seconds: time taken.
    """

    status: str
    papers: tuple[tuple[Pick, ...], ...] = ()
    objective: float | None = None
    bound: float | None = None
    tolerance: float = 0.0
    seconds: float = 0.0
    unmet: tuple[Unmet, ...] = ()


def assemble(
    plan: Plan,
    pool: Iterable[PoolItem],
    *,
    papers: int = 1,
    seed: int = 0,
    time_limit: float = 30.0,
    tree: Tree | None = None,
) -> Assembly:
    """Return the best papers, or every demand that stands in the way.

    pool: items that may be drawn (published, not excluded), codes unique.
    tree: node code -> codes of the nodes above it. time_limit: seconds; where it
    cuts the search short, status is feasible and the bound still true.
    Raises assembly_papers (a number of papers without meaning) and
    assembly_out_of_time (neither papers nor a proof that there are none).
    """
    if not 1 <= papers <= MOST_PAPERS:
        raise DomainError("assembly_papers", where="--papers", most=MOST_PAPERS)
    brake, many = Brake(time_limit), Many(papers, plan.rules.max_overlap)
    model = build(plan, pool, tree or {})
    unmet = find_unmet(model, many, brake)
    if unmet:
        return Assembly(INFEASIBLE, seconds=brake.spent, unmet=tuple(unmet))
    rng = np.random.default_rng(abs(seed))
    task = Task(model, aim_of(plan.rules), rng, brake)
    found = best_papers(task, many)
    if found.is_impossible:
        return Assembly(INFEASIBLE, seconds=brake.spent, unmet=_tangled(model, many))
    if not found.columns:
        raise DomainError("assembly_out_of_time", seconds=round(time_limit))
    drawn = swap_ties(model, list(found.columns), rng)
    return _outcome(model, task.aim, found, drawn, brake)


def _outcome(
    model: Model, aim: Aim, found: Papers, drawn: list[np.ndarray], brake: Brake
) -> Assembly:
    tolerance = aim.scale(found.cost) * COARSE
    is_proven = found.cost - found.bound <= tolerance
    has_aim = aim.kind != NONE
    return Assembly(
        OPTIMAL if is_proven or not has_aim else FEASIBLE,
        papers=tuple(_picks(model, columns) for columns in drawn),
        objective=aim.outward(found.cost) if has_aim else 0.0,
        bound=aim.outward(found.bound) if has_aim else 0.0,
        tolerance=tolerance if has_aim else 0.0,
        seconds=brake.spent,
    )


def _picks(model: Model, columns: np.ndarray) -> tuple[Pick, ...]:
    picks = []
    for place in columns.tolist():
        column = model.columns[place]
        item = model.items[column.item]
        points = model.plan.rows[column.row].points if column.row >= 0 else None
        picks.append(Pick(item, column.row, item.points if points is None else points))
    return tuple(picks)


def _tangled(model: Model, many: Many) -> tuple[Unmet, ...]:
    """Name the limit on sharing where only whole papers show that it cannot hold."""
    rows = tuple(("row", number) for number in range(len(model.plan.rows)))
    limit = many.overlap or 0
    return (Unmet(("max_overlap",), limit + 1, limit, rows),)
