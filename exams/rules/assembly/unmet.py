"""What stands in the way where no paper can be made: every demand in a conflict.

Items that no demand can tell apart are counted together, so a question "could this
part of the demands be met?" costs milliseconds. Conflicts are found one by one as
smallest sets of demands that cannot hold together (QuickXplain); one demand of each
is let go until the rest can hold.
Source: U. Junker, QuickXplain: preferred explanations and relaxations, 2004.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import scipy

from exams.rules.assembly.joint import Many
from exams.rules.assembly.model import Block, Model, Name, block, build, columns_by_item
from exams.rules.assembly.solver import Brake, Programme, is_possible, solve

FACTS = frozenset({"once"})  # never let go: how many items there are
LAST = {"row": 3, "length": 2}  # what is let go last, so that more is found


@dataclass(frozen=True)
class Unmet:
    """A demand in conflict. others: the demands it cannot be met together with.

    needed, available: items (of all papers together), seconds for seconds_max.
    """

    name: Name
    needed: int
    available: int
    others: tuple[Name, ...] = ()


@dataclass
class Counted:
    """The demands over classes of equal items, for all papers."""

    blocks: list[Block]  # a demand of n papers has n blocks of the same name
    upper: np.ndarray
    papers: int
    brake: Brake
    eased: set[Name] = field(default_factory=set)

    def ease(self, name: Name, unmet: Unmet) -> None:
        """Ask of a row only what there is, from now on."""
        per_paper = self.papers if unmet.needed > unmet.available else 1
        low = float(unmet.available // per_paper)
        self.eased.add(name)
        self.blocks = [
            replace(b, low=np.minimum(b.low, low)) if b.name == name else b
            for b in self.blocks
        ]

    @property
    def names(self) -> list[Name]:
        """Demands that can be let go."""
        names = dict.fromkeys(b.name for b in self.blocks)
        return [name for name in names if name[0] not in FACTS]

    def programme(self, names: Sequence[Name]) -> Programme:
        """Return the programme of these demands alone."""
        chosen = set(names)
        kept = [b for b in self.blocks if b.name in chosen or b.name[0] in FACTS]
        size = len(self.upper)
        return Programme(np.zeros(size), kept, self.upper, np.ones(size))

    def can_hold(self, names: Sequence[Name]) -> bool:
        """Return whether these demands can hold together (undecided counts yes)."""
        return is_possible(self.programme(names), brake=self.brake) is not False


def counted(model: Model, many: Many, brake: Brake) -> Counted:
    """Return the demands over classes of items that nothing tells apart."""
    sizes, small = _compressed(model)
    own = columns_by_item(small)
    amount = np.array([sizes[small.items[c.item].code] for c in small.columns])
    blocks = [_sized(b, own, amount) for b in small.blocks]
    is_free = many.overlap is None or many.overlap >= model.plan.items
    papers = 1 if is_free else many.papers
    shared = papers * small.size if papers > 1 and many.overlap else 0
    size = papers * small.size + (len(own) if shared else 0)
    placed = [
        _placed(b, paper * small.size, size) for paper in range(papers) for b in blocks
    ]
    if papers > 1:
        placed += _overlap(own, amount, many, small.size, size)
    upper = np.concatenate([np.tile(amount, papers), np.full(size, np.inf)])[:size]
    return Counted(placed, upper.astype(float), papers, brake)


def find_unmet(model: Model, many: Many, brake: Brake) -> list[Unmet]:
    """Return every demand in conflict; empty where all can hold."""
    whole = counted(model, many, brake)
    left = whole.names
    found: dict[Name, Unmet] = {}
    while left and not whole.can_hold(left) and not brake.is_over:
        conflict = _smallest(whole, [], left, has_more=False)
        for name in conflict:
            if name not in found:
                found[name] = _measured(whole, name, conflict, model, many)
        weakest = min(conflict, key=lambda name: (LAST.get(name[0], 0), str(name)))
        if len(conflict) == 1 and weakest[0] == "row" and weakest not in whole.eased:
            whole.ease(weakest, found[weakest])  # it may stand in others' way too
        else:
            left = [name for name in left if name != weakest]
    order = {name: place for place, name in enumerate(whole.names)}
    return [found[name] for name in sorted(found, key=order.__getitem__)]


def _compressed(model: Model) -> tuple[dict[str, int], Model]:
    """Return one item for each class of equal ones, and how many it stands for."""
    plan, classes = model.plan, defaultdict(list)
    for item, columns in columns_by_item(model).items():
        pool_item = model.items[item]
        is_alone = any(c in model.rivals for c in columns) or (
            plan.rules.whole_groups and pool_item.group
        )
        key: tuple[Any, ...] = (
            tuple((model.columns[c].rows, model.columns[c].bounds) for c in columns),
            pool_item.seconds if plan.seconds_max is not None else None,
            pool_item.code if is_alone else None,
        )
        classes[key].append(item)
    sizes = {model.items[i[0]].code: len(i) for i in classes.values()}
    few = [model.items[i[0]] for i in classes.values()]
    bare = replace(
        plan, rules=replace(plan.rules, target_information=(), maximin_information=())
    )
    return sizes, build(bare, few, model.tree)


def _sized(b: Block, own: dict[int, list[int]], amount: np.ndarray) -> Block:
    if b.name != ("once",):
        return b
    high = [amount[columns[0]] for columns in own.values() if len(columns) > 1]
    return Block(b.name, b.matrix, b.low, np.array(high, dtype=float))


def _placed(b: Block, start: int, size: int) -> Block:
    rows = b.matrix.shape[0]
    sides = [
        scipy.sparse.csr_matrix((rows, start)),
        b.matrix,
        scipy.sparse.csr_matrix((rows, size - start - b.matrix.shape[1])),
    ]
    return Block(b.name, scipy.sparse.hstack(sides, "csr"), b.low, b.high)


def _overlap(
    own: dict[int, list[int]], amount: np.ndarray, many: Many, width: int, size: int
) -> list[Block]:
    """Rows that limit sharing (files.md 24, max_overlap).

    A class of m items taken W times is shared by at least q(W - qm) + mq(q-1)/2
    pairs of papers, for every q.
    """
    every = [
        {p * width + c: 1.0 for p in range(many.papers) for c in columns}
        for columns in own.values()
    ]
    stock = np.array([amount[columns[0]] for columns in own.values()], dtype=float)
    if not many.overlap:
        return [block(("max_overlap",), every, -np.inf, stock, size)]
    rows, lows, first = [], [], many.papers * width
    for place, members in enumerate(every):
        for q in range(1, many.papers):
            rows.append(dict.fromkeys(members, -float(q)) | {first + place: 1.0})
            lows.append(stock[place] * (q * (q - 1) / 2 - q * q))
    total = dict.fromkeys(range(first, size), 1.0)
    most = many.overlap * len(many.pairs)
    return [
        block(("once",), rows, np.array(lows), np.inf, size),
        block(("max_overlap",), [total], -np.inf, most, size),
    ]


def _smallest(
    whole: Counted, held: list[Name], names: list[Name], *, has_more: bool
) -> list[Name]:
    """Return a smallest part of ``names`` that cannot hold beside ``held``."""
    if has_more and not whole.can_hold(held):
        return []
    if len(names) == 1:
        return names
    half = len(names) // 2
    first, second = names[:half], names[half:]
    right = _smallest(whole, held + first, second, has_more=bool(first))
    left = _smallest(whole, held + right, first, has_more=bool(right))
    return left + right


def _measured(
    whole: Counted, name: Name, conflict: list[Name], model: Model, many: Many
) -> Unmet:
    """Say how much a demand asks and how much there is beside the others."""
    others = tuple(other for other in conflict if other != name)
    rows = [b for b in whole.blocks if b.name == name]
    matrix = scipy.sparse.vstack([b.matrix for b in rows])
    low = sum(float(b.low.max()) for b in rows)
    high = sum(float(b.high.min()) for b in rows)
    if low > high:  # a bound that contradicts itself
        return Unmet(name, round(low), round(high), others)
    most, least = _reach(whole, others, matrix)
    if np.isfinite(low) and most < low:
        return _as_one(Unmet(name, round(low), round(most), others), whole, model)
    if name == ("max_overlap",):
        return Unmet(name, (many.overlap or 0) + 1, many.overlap or 0, others)
    return Unmet(name, round(least), round(high), others)


def _reach(
    whole: Counted, others: tuple[Name, ...], matrix: scipy.sparse.csr_matrix
) -> tuple[float, float]:
    """Return the most and the least of a demand's sum that the others leave."""
    total = np.asarray(matrix.sum(axis=0)).ravel()
    ends = []
    for sign in (-1.0, 1.0):
        programme = replace(whole.programme(others), cost=sign * total)
        found = solve(programme, brake=whole.brake, nodes=2_000)
        ends.append(0.0 if found.x is None else float(total @ np.round(found.x)))
    return ends[0], ends[1]


def _as_one(unmet: Unmet, whole: Counted, model: Model) -> Unmet:
    """Say it for one paper where the pool is short even for one."""
    if unmet.name[0] != "row" or whole.papers == 1:
        return unmet
    number = unmet.name[1]
    stock = {c.item for c in model.columns if number in c.rows}
    needed = model.plan.rows[number].count
    if len(stock) < needed:
        return Unmet(unmet.name, needed, len(stock), unmet.others)
    return unmet
