"""The pool: what the assembly knows of an item."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from exams.rules.blueprint import Cell


@dataclass(frozen=True)
class PoolItem:
    """One published item. ``enemies``: codes that may not stand beside it.

    seconds: time it takes; None counts 0. facility: share of right answers, 0..1.
    a, b, c: see exams.rules.information.
    """

    code: str
    kind: str
    level: str = ""
    node: str = ""
    points: Decimal = Decimal(1)
    seconds: int | None = None
    enemies: frozenset[str] = frozenset()
    group: str = ""
    facility: float | None = None
    a: float | None = None
    b: float | None = None
    c: float | None = None

    def fits(self, cell: Cell, above: Mapping[str, frozenset[str]]) -> bool:
        """Return whether the item fits the cell.

        above: node code -> codes of the nodes above it, from the curriculum tree.
        """
        if cell.kind is not None and cell.kind != self.kind:
            return False
        if cell.level is not None and cell.level != self.level:
            return False
        if cell.node is None or cell.node == self.node:
            return True
        return cell.node in above.get(self.node, frozenset())


def as_row(item: PoolItem) -> list[Any]:
    """Return an item as a JSON list, see ``from_row``."""
    return [
        item.code, item.kind, item.level, item.node, str(item.points), item.seconds,
        sorted(item.enemies), item.group, item.facility, item.a, item.b, item.c,
    ]  # fmt: skip


def from_row(row: list[Any]) -> PoolItem:
    """Return the item of a JSON list."""
    code, kind, level, node, points, seconds, enemies, group, *figures = row
    return PoolItem(
        code, kind, level, node, Decimal(points), seconds, frozenset(enemies), group,
        *figures,
    )  # fmt: skip


def pool_digest(items: Iterable[PoolItem]) -> str:
    """Return the SHA-256 of the pool, whatever order it comes in; 64 hex digits."""
    rows = [as_row(item) for item in sorted(items, key=lambda item: item.code)]
    text = json.dumps(rows, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
