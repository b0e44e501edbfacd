"""What makes one paper better than another, in one number to make small."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from exams.rules.assembly.model import Block
from exams.rules.blueprint import Rules

FINE, COARSE = 1e-6, 1e-4  # of the scale: gaps that count as none
TARGET, MAXIMIN, NONE = "target", "maximin", "none"


@dataclass(frozen=True)
class Aim:
    """The objective. ``values``: wanted information at the thetas (target only)."""

    kind: str
    thetas: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    @property
    def goal(self) -> np.ndarray:
        """The wanted information as a vector."""
        return np.array(self.values)

    def cost(self, totals: np.ndarray) -> float:
        """Return the cost of papers, totals being papers x thetas (or one row).

        target: largest deviation; maximin: minus the smallest information.
        """
        if self.kind == TARGET:
            return float(np.abs(totals - self.goal).max())
        if self.kind == MAXIMIN:
            return -float(totals.min())
        return 0.0

    def scale(self, cost: float) -> float:
        """Return the size against which a gap is small."""
        if self.kind == TARGET:
            return max(1.0, float(np.abs(self.goal).max()))
        return max(1e-3, abs(cost))

    def outward(self, cost: float) -> float:
        """Return the figure as people read it: deviation, or information."""
        return -cost + 0.0 if self.kind == MAXIMIN else cost

    def reach(self, info: np.ndarray) -> float:
        """Return a limit that the aim's number cannot pass, up or down.

        A number without limits is what HiGHS's presolve stumbles over.
        """
        most = float(info.sum(axis=0).max(initial=0.0))
        return 1.0 + most + float(np.abs(self.goal).max(initial=0.0))

    def block(self, info: np.ndarray, times: int = 1) -> Block:
        """Return the rows that tie the cost column t (the last one) to the totals.

        info: columns x thetas. times: of a sum over that many papers.
        """
        thetas = info.shape[1]
        edge = np.full((thetas, 1), float(times))
        if self.kind == MAXIMIN:  # info · x + times·t >= 0, t = -(smallest)
            matrix = np.hstack([info.T, edge])
            return _dense(matrix, np.zeros(thetas), np.full(thetas, np.inf))
        below = np.hstack([info.T, edge])  # info · x + t >= value
        above = np.hstack([info.T, -edge])  # info · x - t <= value
        return _dense(
            np.vstack([below, above]),
            np.concatenate([self.goal * times, np.full(thetas, -np.inf)]),
            np.concatenate([np.full(thetas, np.inf), self.goal * times]),
        )


def aim_of(rules: Rules) -> Aim:
    """Return the aim that the blueprint's rules state."""
    if rules.target_information:
        values = tuple(value for _theta, value in rules.target_information)
        return Aim(TARGET, rules.thetas, values)
    if rules.maximin_information:
        return Aim(MAXIMIN, rules.thetas)
    return Aim(NONE)


def _dense(matrix: np.ndarray, low: np.ndarray, high: np.ndarray) -> Block:
    return Block(("aim",), scipy.sparse.csr_matrix(matrix), low, high)
