"""A plan and a pool as linear rows over columns, one paper at a time.

A column is an item in the service of a row of the blueprint (or of none). Where
rows do not overlap an item has one column, so this is the usual 0-1 model.

How rows are read: each slot belongs to one row, so overlapping rows add up. Where
``length`` is smaller than their sum, overlapping rows are margins instead: an item
counts for every row it fits. Items beyond the rows (``length`` larger than their
sum) are taken from what fits no row, so a row's count stays exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np
import scipy

from exams.rules.assembly.pool import PoolItem
from exams.rules.blueprint import Cell, Plan
from exams.rules.information import information_row, parameters

Name = tuple  # ("row", 3), ("bound", 0), ("length",), ("enemies", codes), …
Side = float | np.ndarray
Tree = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Block:
    """Rows low <= matrix · x <= high that stand for one demand with a name."""

    name: Name
    matrix: scipy.sparse.csr_matrix
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Column:
    """An item (its place in the pool), the rows it counts for, the row of points."""

    item: int
    rows: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def row(self) -> int:
        """The row that says what the item is worth; -1: none."""
        return self.rows[0] if self.rows else -1


@dataclass
class Model:
    """Columns and demands of one paper. ``info``: columns x thetas."""

    plan: Plan
    items: tuple[PoolItem, ...]
    columns: tuple[Column, ...]
    blocks: list[Block]
    info: np.ndarray
    signature: np.ndarray  # equal: an exchange changes no row and no bound
    item_of: np.ndarray
    seconds: np.ndarray
    tree: Tree
    rivals: dict[int, frozenset[int]] = field(default_factory=dict)  # by column

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.columns)


def build(plan: Plan, pool: Iterable[PoolItem], tree: Tree) -> Model:
    """Return the model of one paper; the order of the pool has no meaning.

    tree: node code -> codes above it. Items that can stand nowhere are left out.
    """
    items = tuple(sorted(pool, key=lambda item: item.code))
    columns = tuple(_columns(plan, items, tree))
    keys = [(column.rows, column.bounds) for column in columns]
    numbers = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    info = {
        i: information_row(_figures(items[i]), plan.rules.thetas)
        for i in {column.item for column in columns}
    }
    model = Model(
        plan=plan,
        items=items,
        columns=columns,
        blocks=[],
        info=np.array([info[c.item] for c in columns]).reshape(
            len(columns), len(plan.rules.thetas)
        ),
        signature=np.array([numbers[key] for key in keys], dtype=int),
        item_of=np.array([column.item for column in columns], dtype=int),
        seconds=np.array([items[c.item].seconds or 0 for c in columns], dtype=float),
        tree=tree,
    )
    model.blocks = [*_demands(model), *_once(model), *_groups(model), *_rivals(model)]
    return model


def fitting(
    items: Sequence[PoolItem], cells: Sequence[Cell], tree: Tree
) -> list[tuple[int, ...]]:
    """Return for each item the places of the cells it fits."""
    known: dict[tuple[str, str, str], tuple[int, ...]] = {}
    found = []
    for item in items:
        key = (item.kind, item.level, item.node)
        if key not in known:
            known[key] = tuple(
                place for place, cell in enumerate(cells) if item.fits(cell, tree)
            )
        found.append(known[key])
    return found


def block(
    name: Name, rows: Sequence[dict[int, float]], low: Side, high: Side, width: int
) -> Block:
    """Return a block from rows given as {column: factor}; sides for all or each."""
    matrix = scipy.sparse.csr_matrix(
        (
            [value for row in rows for value in row.values()],
            [place for row in rows for place in row],
            np.cumsum([0] + [len(row) for row in rows]),
        ),
        shape=(len(rows), width),
    )
    wide = np.zeros(len(rows))
    return Block(name, matrix, wide + low, wide + high)


def _columns(plan: Plan, items: tuple[PoolItem, ...], tree: Tree) -> Iterable[Column]:
    fits = fitting(items, [row.cell for row in plan.rows], tree)
    bounds = fitting(items, [bound.cell for bound in plan.bounds], tree)
    as_margins = plan.items < plan.row_total
    has_free = plan.items > plan.row_total or as_margins
    for place, rows in enumerate(fits):
        if not rows:
            if has_free:
                yield Column(place, (), bounds[place])
        elif as_margins:
            yield Column(place, rows, bounds[place])
        else:
            for row in rows:
                yield Column(place, (row,), bounds[place])


def _demands(model: Model) -> Iterable[Block]:
    plan, width = model.plan, model.size
    for number, row in enumerate(plan.rows):
        members = {p: 1.0 for p, c in enumerate(model.columns) if number in c.rows}
        yield block(("row", number), [members], row.count, row.count, width)
    if plan.length is not None:
        every = dict.fromkeys(range(width), 1.0)
        yield block(("length",), [every], plan.length, plan.length, width)
    for number, bound in enumerate(plan.bounds):
        members = {p: 1.0 for p, c in enumerate(model.columns) if number in c.bounds}
        low = -np.inf if bound.low is None else bound.low
        high = np.inf if bound.high is None else bound.high
        yield block(("bound", number), [members], low, high, width)
    if plan.seconds_max is not None:
        times = {p: s for p, s in enumerate(model.seconds) if s}
        yield block(("seconds_max",), [times], -np.inf, plan.seconds_max, width)


def columns_by_item(model: Model) -> dict[int, list[int]]:
    """Return item -> its columns."""
    found = defaultdict(list)
    for place, column in enumerate(model.columns):
        found[column.item].append(place)
    return found


def _once(model: Model) -> Iterable[Block]:
    rows = [
        dict.fromkeys(c, 1.0) for c in columns_by_item(model).values() if len(c) > 1
    ]
    if rows:
        yield block(("once",), rows, -np.inf, 1, model.size)


def _groups(model: Model) -> Iterable[Block]:
    if not model.plan.rules.whole_groups:
        return
    own = columns_by_item(model)
    groups: dict[str, list[int]] = defaultdict(list)
    for item in own:
        if model.items[item].group:
            groups[model.items[item].group].append(item)
    for code, members in groups.items():
        rows = [
            dict.fromkeys(own[first], 1.0) | dict.fromkeys(own[second], -1.0)
            for first, second in pairwise(members)
        ]
        if rows:
            yield block(("group", code), rows, 0, 0, model.size)


def _rivals(model: Model) -> Iterable[Block]:
    own = columns_by_item(model)
    place_of = {model.items[item].code: item for item in own}
    cliques = _cliques(model, place_of)
    rivals: dict[int, set[int]] = defaultdict(set)
    for members in cliques:
        columns = [place for item in members for place in own[item]]
        for item in members:
            others = [c for other in members if other != item for c in own[other]]
            for place in own[item]:
                rivals[place].update(others)
        codes = tuple(model.items[item].code for item in members)
        yield block(
            ("enemies", codes), [dict.fromkeys(columns, 1.0)], -np.inf, 1, model.size
        )
    model.rivals = {place: frozenset(others) for place, others in rivals.items()}


def _cliques(model: Model, place_of: dict[str, int]) -> list[tuple[int, ...]]:
    """Return sets of items of which at most one may stand in a paper."""
    groups = [
        tuple(sorted(place_of[code] for code in group if code in place_of))
        for group in model.plan.rules.enemy_groups
    ]
    cliques = [group for group in dict.fromkeys(groups) if len(group) > 1]
    covered = {pair for group in cliques for pair in combinations(group, 2)}
    edges = sorted(
        {
            (min(item, other), max(item, other))
            for item in place_of.values()
            for code in model.items[item].enemies
            if (other := place_of.get(code)) is not None and other != item
        }
        - covered
    )
    return cliques + _grow(edges)


def _grow(edges: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Cover single enmities by as few sets of mutual enemies as a greedy hand finds."""
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in edges:
        near[first].add(second)
        near[second].add(first)
    left, found = set(edges), []
    for edge in edges:
        if edge not in left:
            continue
        clique = list(edge)
        for item in sorted(near[edge[0]] & near[edge[1]]):
            if all(item in near[other] for other in clique):
                clique.append(item)
        members = tuple(sorted(clique))
        left.difference_update(combinations(members, 2))
        found.append(members)
    return found


def _figures(item: PoolItem) -> tuple[float, float, float] | None:
    return parameters(a=item.a, b=item.b, c=item.c, facility=item.facility)
