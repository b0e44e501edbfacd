"""The best single paper.

Three roads, by what the relaxed problem says:
- the relaxed optimum reaches the target: a rough paper from a part of the pool is
  polished until no deviation worth the name is left; then 0 is the proven bound;
- it does not (or the aim is maximin): columns whose price exceeds the gap are
  fixed, which loses nothing, and the small rest is solved to the end;
- no aim: any paper is as good as another, the seed's random costs choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, log10

import numpy as np

from exams.rules.assembly.aims import COARSE, FINE, NONE, TARGET, Aim
from exams.rules.assembly.model import Block, Model
from exams.rules.assembly.polish import polish
from exams.rules.assembly.solver import (
    Brake,
    Found,
    Programme,
    Relaxed,
    relax,
    solve,
    widen,
)

SMALL = 400  # columns up to which the solver gets the whole pool at once
COUNTABLE = 12  # powers of ten of papers up to which a target is searched to the end
SMALL_NODES, NODES, FEW_NODES, ROUGH_NODES = 30_000, 3_000, 300, 12
TRIES = 3
KEPT = 300  # columns that a first restricted search may use


@dataclass(frozen=True)
class Paper:
    """columns None: there is none (proven) or none was found. cost: aim's number."""

    columns: np.ndarray | None
    cost: float
    bound: float
    is_impossible: bool = False


@dataclass
class Task:
    """One paper to be found: its model, aim, further demands and what may be used.

    allowed: columns that may be chosen. fresh: those that polishing may bring in, fewer
    where another paper's items count (None: all that are allowed).
    """

    model: Model
    aim: Aim
    rng: np.random.Generator
    brake: Brake
    extra: Sequence[Block] = ()
    allowed: np.ndarray | None = None
    fresh: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.allowed is None:
            self.allowed = np.ones(self.model.size, dtype=bool)

    @property
    def blocks(self) -> list[Block]:
        """All demands, with a last column for the aim's number where it has one."""
        own = [*self.model.blocks, *self.extra]
        if self.aim.kind == NONE:
            return own
        return [*(widen(b, 1) for b in own), self.aim.block(self.model.info)]

    def programme(self, kept: np.ndarray | None = None) -> Programme:
        """Return the 0-1 programme; kept: mask of columns that may be chosen."""
        size = self.model.size
        mask = _mask(self)
        upper = np.where(mask if kept is None else mask & kept, 1.0, 0.0)
        if self.aim.kind == NONE:
            cost = self.rng.random(size)
            return Programme(cost, self.blocks, upper, np.ones(size))
        reach = self.aim.reach(self.model.info)
        return Programme(
            np.append(np.zeros(size), 1.0),
            self.blocks,
            np.append(upper, reach),
            np.append(np.ones(size), 0.0),
            np.append(np.zeros(size), -reach),
        )

    def columns(self, x: np.ndarray) -> np.ndarray:
        """Return the chosen columns."""
        return np.flatnonzero(x[: self.model.size] > 0.5)

    def cost(self, columns: np.ndarray) -> float:
        """Return the aim's number of a paper, from its items."""
        return self.aim.cost(self.model.info[columns].sum(axis=0))


def best_paper(task: Task) -> Paper:
    """Return the best paper of the task, with a true bound."""
    if task.aim.kind == NONE:
        found = solve(task.programme(), brake=task.brake, nodes=NODES, gap=0.05)
        return _answer(task, found, bound=0.0)
    relaxed = relax(task.programme(), brake=task.brake)
    if relaxed is None:
        return Paper(None, np.inf, np.inf, is_impossible=True)
    floor = max(relaxed.value, 0.0) if task.aim.kind == TARGET else relaxed.value
    if task.aim.kind == TARGET and floor <= FINE * task.aim.scale(0):
        return _near_target(task, relaxed)
    return _by_price(task, relaxed)


def _near_target(task: Task, relaxed: Relaxed) -> Paper:
    scale = task.aim.scale(0)
    is_countable = choices_log10(task.model) <= COUNTABLE
    enough = scale * (FINE if is_countable else COARSE)
    best = Paper(None, np.inf, 0.0)
    for _try in range(1 if is_countable else TRIES):
        rough = _rough(task, relaxed)
        if rough.columns is None:
            best = rough if best.columns is None else best
            break
        paper = _polished(task, rough.columns, scale)
        best = min(best, paper, key=lambda found: found.cost)
        if best.cost <= enough:
            return best
    if best.is_impossible:
        return best
    nodes = SMALL_NODES if is_countable else FEW_NODES
    found = solve(task.programme(), brake=task.brake, nodes=nodes)
    return better_of(best, _answer(task, found, bound=max(0.0, found.bound)))


def better_of(first: Paper, second: Paper) -> Paper:
    """Return the cheaper paper with the higher of the two bounds, both being true."""
    best = first if first.cost <= second.cost else second
    if best.columns is None:
        return best if best.is_impossible else second
    bound = max(first.bound, second.bound)
    return Paper(best.columns, best.cost, min(bound, best.cost))


def choices_log10(model: Model) -> float:
    """Return about how many papers the rows allow, as a power of ten."""
    total = 0.0
    for number, row in enumerate(model.plan.rows):
        fitting = sum(number in column.rows for column in model.columns)
        total += log10(comb(max(fitting, row.count), row.count))
    rest = model.plan.items - model.plan.row_total
    free = sum(not column.rows for column in model.columns)
    return total + (log10(comb(max(free, rest), rest)) if rest > 0 else 0.0)


def _polished(task: Task, columns: np.ndarray, scale: float) -> Paper:
    columns = polish(
        task.model,
        columns,
        task.aim.goal,
        allowed=_mask(task) if task.fresh is None else task.fresh,
        rng=task.rng,
        enough=scale * COARSE,
        fine=scale * FINE / 10,
    )
    return Paper(columns, task.cost(columns), 0.0)


def _rough(task: Task, relaxed: Relaxed) -> Paper:
    """Return some paper not too far from the target, from a part of the pool."""
    kept = relaxed.x[: task.model.size] > 1e-9
    for signature in np.unique(task.model.signature):
        places = np.flatnonzero((task.model.signature == signature) & _mask(task))
        share = max(12, len(places) * KEPT // max(1, task.model.size))
        kept[task.rng.permutation(places)[:share]] = True
    found = solve(task.programme(kept), brake=task.brake, nodes=ROUGH_NODES, gap=COARSE)
    if found.x is None and not kept.all():
        found = solve(task.programme(), brake=task.brake, nodes=NODES, gap=0.5)
        return _answer(task, found, bound=0.0)
    return _answer(task, found, bound=0.0, can_be_impossible=bool(kept.all()))


def _by_price(task: Task, relaxed: Relaxed) -> Paper:
    """Solve with columns fixed whose price alone would exceed the gap."""
    model, value = task.model, relaxed.value
    price = np.abs(relaxed.price[: model.size])
    chosen = relaxed.x[: model.size] > 1e-9
    first: Paper | None = None
    if model.size > SMALL:
        kept = chosen.copy()
        kept[np.lexsort((task.rng.random(model.size), price))[:KEPT]] = True
        found = solve(task.programme(kept), brake=task.brake, nodes=NODES)
        first = _answer(task, found, bound=value, can_be_impossible=False)
        if first.columns is not None:
            gap = first.cost - value
            unsettled = chosen | (price <= gap + 1e-9)
            if found.is_proven and not (unsettled & ~kept).any():
                return Paper(first.columns, first.cost, first.cost)
    return _to_the_end(task, first, value)


def _to_the_end(task: Task, first: Paper | None, value: float) -> Paper:
    nodes = SMALL_NODES if task.model.size <= SMALL else NODES
    found = solve(task.programme(), brake=task.brake, nodes=nodes)
    last = _answer(task, found, bound=max(value, found.bound))
    return last if first is None else better_of(first, last)


def _answer(
    task: Task, found: Found, *, bound: float, can_be_impossible: bool = True
) -> Paper:
    if found.x is None:
        proven = found.is_impossible and can_be_impossible
        return Paper(None, np.inf, np.inf if proven else bound, is_impossible=proven)
    columns = task.columns(found.x)
    cost = task.cost(columns)
    return Paper(columns, cost, min(bound, cost))


def _mask(task: Task) -> np.ndarray:
    assert task.allowed is not None  # noqa: S101  set in __post_init__
    return task.allowed
