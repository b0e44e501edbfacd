"""Several papers in one programme, and the sum of them as a bound.

By symmetry (averaging over all orders of the papers) no set of papers can beat the
relaxed problem of their sum: y = how often a column is taken in all. Its optimum is
a true bound for the joint problem, and its solution says which items to share out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy

from exams.rules.assembly.aims import NONE, Aim
from exams.rules.assembly.model import Block, Model, block, columns_by_item
from exams.rules.assembly.solver import Programme, widen


@dataclass(frozen=True)
class Many:
    """How many papers, and the most items two of them may share (None: any)."""

    papers: int
    overlap: int | None

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """All pairs of papers."""
        return list(combinations(range(self.papers), 2))


def sum_programme(
    model: Model, aim: Aim, many: Many, kept: np.ndarray, cost: np.ndarray
) -> Programme:
    """Return the programme of the sum of the papers.

    kept: mask of columns that may be taken. cost: a price per column, used where
    the aim has no number. Columns of x: y (model.size), pairs shared per item
    (where a limit above 0 holds), the aim's number last.
    """
    times = many.papers
    blocks = [_times(b, times) for b in model.blocks]
    shared = _shared_blocks(model, many)
    extra = shared[-1].matrix.shape[1] - model.size if shared else 0
    blocks = [widen(b, extra) for b in blocks] + shared
    limit = 1.0 if many.overlap == 0 else float(times)
    if many.overlap == 0:
        blocks += [_widen_to(_times(b, 1), model.size + extra) for b in _once(model)]
    upper = np.concatenate([np.where(kept, limit, 0.0), np.full(extra, np.inf)])
    whole = np.concatenate([np.ones(model.size), np.zeros(extra)])
    if aim.kind == NONE:
        return Programme(np.concatenate([cost, np.zeros(extra)]), blocks, upper, whole)
    info = np.vstack([model.info, np.zeros((extra, model.info.shape[1]))])
    bare = Programme(np.zeros(len(upper)), blocks, upper, whole)
    return with_number(bare, [aim.block(info, times)], aim.reach(model.info))


def joint_programme(
    model: Model,
    aim: Aim,
    many: Many,
    columns: np.ndarray,
    taken: np.ndarray | None = None,
) -> Programme:
    """Return the programme of all papers over some columns.

    x: paper by paper the columns, then the shared items of each pair, then the
    aim's number. taken: how often each column must be taken in all (None: free).
    """
    count, width = many.papers, len(columns)
    shared, meeting = _meeting(model, many, columns, taken)
    size = count * width + meeting
    blocks = [
        _placed(b, columns, paper * width, size)
        for paper in range(count)
        for b in model.blocks
    ]
    blocks += [Block(b.name, _right(b.matrix, size), b.low, b.high) for b in shared]
    if taken is not None:
        every = scipy.sparse.hstack([scipy.sparse.identity(width)] * count, "csr")
        blocks.append(Block(("taken",), _right(every, size), taken, taken))
    programme = Programme(
        np.zeros(size), blocks, np.ones(size),
        np.concatenate([np.ones(count * width), np.zeros(meeting)]),
    )  # fmt: skip
    if aim.kind == NONE:
        return programme
    aims = [_aim_of_paper(model, aim, columns, p * width, size) for p in range(count)]
    return with_number(programme, aims, aim.reach(model.info))


def with_number(programme: Programme, aims: Sequence[Block], reach: float) -> Programme:
    """Return the programme with a last column, the aim's number, to make small.

    reach: the number stays between -reach and reach.
    """
    return Programme(
        np.append(programme.cost, 1.0),
        [*(widen(b, 1) for b in programme.blocks), *aims],
        np.append(programme.upper, reach),
        np.append(programme.whole, 0.0),
        np.append(np.zeros(len(programme.cost)), -reach),
    )


def _aim_of_paper(
    model: Model, aim: Aim, columns: np.ndarray, start: int, size: int
) -> Block:
    info = np.zeros((size, model.info.shape[1]))
    info[start : start + len(columns)] = model.info[columns]
    return aim.block(info)


def _times(b: Block, times: int) -> Block:
    return Block(b.name, b.matrix, b.low * times, b.high * times)


def _widen_to(b: Block, size: int) -> Block:
    return widen(b, size - b.matrix.shape[1])


def _right(matrix: scipy.sparse.csr_matrix, size: int) -> scipy.sparse.csr_matrix:
    missing = scipy.sparse.csr_matrix((matrix.shape[0], size - matrix.shape[1]))
    return scipy.sparse.hstack([matrix, missing], "csr")


def _placed(b: Block, columns: np.ndarray, start: int, size: int) -> Block:
    left = scipy.sparse.csr_matrix((b.matrix.shape[0], start))
    return Block(
        b.name,
        _right(scipy.sparse.hstack([left, b.matrix[:, columns]], "csr"), size),
        b.low,
        b.high,
    )


def _once(model: Model) -> list[Block]:
    """Each item at most once in all papers together."""
    rows = [c for c in columns_by_item(model).values() if len(c) > 1]
    members = [dict.fromkeys(c, 1.0) for c in rows]
    return [block(("once",), members, -np.inf, 1, model.size)]


def _shared_blocks(model: Model, many: Many) -> list[Block]:
    """Rows that keep the pairs of papers sharing an item within the limit, summed.

    An item in Y papers is shared by Y(Y-1)/2 pairs; v >= mY - m(m+1)/2 for every m
    is that number exactly at whole Y.
    """
    if not many.overlap:
        return []
    own = list(columns_by_item(model).values())
    size = model.size + len(own)
    rows, lows = [], []
    for place, columns in enumerate(own):
        for m in range(1, many.papers):
            rows.append(dict.fromkeys(columns, -float(m)) | {model.size + place: 1.0})
            lows.append(-m * (m + 1) / 2)
    total = dict.fromkeys(range(model.size, size), 1.0)
    most = many.overlap * len(many.pairs)
    return [
        block(("shared",), rows, np.array(lows), np.inf, size),
        block(("overlap",), [total], -np.inf, most, size),
    ]


def _meeting(
    model: Model, many: Many, columns: np.ndarray, taken: np.ndarray | None
) -> tuple[list[Block], int]:
    """Rows that count what each pair of papers shares; and how many columns more."""
    if many.overlap is None:
        return [], 0
    width = len(columns)
    own: dict[int, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        own[int(model.item_of[column])].append(place)
    papers = range(many.papers)
    if many.overlap == 0:
        once = [
            {p * width + c: 1.0 for p in papers for c in places}
            for places in own.values()
        ]
        return [block(("overlap",), once, -np.inf, 1, many.papers * width)], 0
    if taken is not None:
        own = {i: c for i, c in own.items() if sum(taken[p] for p in c) > 1}
    start, per = many.papers * width, len(own)
    size = start + per * len(many.pairs)
    meet, totals = [], []
    for number, pair in enumerate(many.pairs):
        first = start + number * per
        totals.append({first + place: 1.0 for place in range(per)})
        for place, places in enumerate(own.values()):
            both = {p * width + c: 1.0 for p in pair for c in places}
            meet.append(both | {first + place: -1.0})
    return [
        block(("meet",), meet, -np.inf, 1, size),
        block(("overlap",), totals, -np.inf, many.overlap, size),
    ], size - start
