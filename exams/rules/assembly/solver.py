"""The one place that talks to HiGHS (through SciPy).

Everything minimises. Stops are counted in nodes, so that a busy machine gives the
same answer as an idle one; seconds are only the brake of the person waiting.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from exams.rules.assembly.model import Block

INFEASIBLE = 2
CHEAP, FEW = 500, 1_500  # nodes and columns up to which an answer is checked


class Brake:
    """How many seconds are left. ``now`` counts seconds, from anywhere."""

    def __init__(
        self, seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._now = now
        self._start = now()
        self._end = self._start + seconds

    @property
    def left(self) -> float:
        """Seconds left, never below a tenth: a solver must be allowed to say no."""
        return max(0.1, self._end - self._now())

    @property
    def is_over(self) -> bool:
        """Whether the time is used up."""
        return self._now() >= self._end

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return self._now() - self._start


@dataclass(frozen=True)
class Programme:
    """Minimise cost · x with 0 <= x <= upper; ``whole`` marks integer columns."""

    cost: np.ndarray
    blocks: Sequence[Block]
    upper: np.ndarray
    whole: np.ndarray
    lower: np.ndarray | None = None


@dataclass(frozen=True)
class Found:
    """x None: nothing found. bound: no x can cost less. is_proven: nothing is left."""

    x: np.ndarray | None
    bound: float
    is_proven: bool

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that there is no x at all."""
        return self.x is None and self.is_proven


@dataclass(frozen=True)
class Relaxed:
    """The optimum without whole numbers, with the price of leaving it."""

    value: float
    x: np.ndarray
    price: np.ndarray


def solve(programme: Programme, *, brake: Brake, nodes: int, gap: float = 0.0) -> Found:
    """Search for the best x; stop at the relative gap, the nodes or the brake.

    HiGHS 1.x now and then loses the optimum in its presolve (about one small problem
    in five thousand, seen against a count of all papers). What it settles quickly,
    and every "there is none", is therefore asked again without presolve.
    """
    if not len(programme.cost):
        return _empty(programme)
    first, used = _run(programme, brake, nodes, gap, presolve=True)
    is_cheap = used <= CHEAP and len(programme.cost) <= FEW
    if not first.is_proven or (first.x is not None and (gap or not is_cheap)):
        return first
    second, _used = _run(programme, brake, nodes, gap, presolve=False)
    if first.x is None:
        return second
    if second.x is None or not second.is_proven:
        return first
    return min(first, second, key=lambda found: float(programme.cost @ found.x))


def _run(
    programme: Programme, brake: Brake, nodes: int, gap: float, *, presolve: bool
) -> tuple[Found, int]:
    size = len(programme.cost)
    rows = _stacked(programme.blocks, size)
    lower = np.zeros(size) if programme.lower is None else programme.lower
    result = scipy.optimize.milp(
        programme.cost,
        integrality=programme.whole,
        bounds=scipy.optimize.Bounds(lower, programme.upper),
        constraints=scipy.optimize.LinearConstraint(rows.matrix, rows.low, rows.high),
        options={
            "time_limit": brake.left,
            "node_limit": nodes,
            "mip_rel_gap": gap,
            "presolve": presolve,
        },
    )
    if result.status == INFEASIBLE:
        return Found(None, np.inf, is_proven=True), 0
    bound = result.mip_dual_bound
    is_known = bound is not None and np.isfinite(bound)
    found = Found(result.x, float(bound) if is_known else -np.inf, result.status == 0)
    return found, int(result.mip_node_count or 0)


def relax(programme: Programme, *, brake: Brake) -> Relaxed | None:
    """Return the relaxed optimum; None where there is none at all."""
    whole = _stacked(programme.blocks, len(programme.cost))
    same = whole.low == whole.high
    tops, floors = ~same & np.isfinite(whole.high), ~same & np.isfinite(whole.low)
    lower = (
        np.zeros(len(programme.cost)) if programme.lower is None else programme.lower
    )
    result = scipy.optimize.linprog(
        programme.cost,
        A_eq=whole.matrix[same] if same.any() else None,
        b_eq=whole.low[same] if same.any() else None,
        A_ub=scipy.sparse.vstack([whole.matrix[tops], -whole.matrix[floors]]),
        b_ub=np.concatenate([whole.high[tops], -whole.low[floors]]),
        bounds=np.column_stack([lower, programme.upper]),
        method="highs",
        options={"time_limit": brake.left},
    )
    if result.status == INFEASIBLE:
        return None
    if result.x is None:  # out of time: nothing is known
        return Relaxed(-np.inf, np.zeros(len(lower)), np.zeros(len(lower)))
    return Relaxed(
        float(result.fun), result.x, result.lower.marginals + result.upper.marginals
    )


def is_possible(programme: Programme, *, brake: Brake) -> bool | None:
    """Return whether any x exists; None where that was not settled in time."""
    found = solve(programme, brake=brake, nodes=50_000, gap=1.0)
    if found.x is not None:
        return True
    return False if found.is_proven else None


def widen(block: Block, extra: int) -> Block:
    """Return the block with zero columns added on the right."""
    zeros = scipy.sparse.csr_matrix((block.matrix.shape[0], extra))
    return Block(
        block.name,
        scipy.sparse.hstack([block.matrix, zeros], "csr"),
        block.low,
        block.high,
    )


def _empty(programme: Programme) -> Found:
    fits = all(((b.low <= 0) & (b.high >= 0)).all() for b in programme.blocks)
    return Found(np.zeros(0) if fits else None, 0.0 if fits else np.inf, True)


def _stacked(blocks: Sequence[Block], size: int) -> Block:
    nothing = Block((), scipy.sparse.csr_matrix((0, size)), np.zeros(0), np.zeros(0))
    every = [nothing, *blocks]
    return Block(
        (),
        scipy.sparse.vstack([b.matrix for b in every], "csr"),
        np.concatenate([b.low for b in every]),
        np.concatenate([b.high for b in every]),
    )
