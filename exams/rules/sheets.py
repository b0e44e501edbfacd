"""A paper as plain data: what stands where, and its sums."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class SheetSlot:
    """One question of a paper. key_place: place of the right option, None unknown."""

    position: int
    version_id: int
    item: str
    item_code: str
    bank_code: str
    kind: str
    level: str
    node: str
    points: Decimal
    group: str = ""
    option_order: tuple[str, ...] | None = None
    seconds: int | None = None
    facility: float | None = None
    information: tuple[float, ...] = ()
    key_place: int | None = None


@dataclass(frozen=True)
class Sheet:
    """A paper with its code; thetas: where ``information`` of the slots was taken."""

    code: str
    slots: tuple[SheetSlot, ...]
    thetas: tuple[float, ...] = field(default=())


def totals(sheet: Sheet) -> dict[str, Any]:
    """Return the sums of a paper as the command prints them.

    facility: mean over the items that have one, None where none has.
    key_places: how often the right option stands at A, B, C, D.
    """
    slots = sheet.slots
    facilities = [s.facility for s in slots if s.facility is not None]
    places = [s.key_place for s in slots if s.key_place is not None]
    return {
        "items": len(slots),
        "points": plain(sum((s.points for s in slots), Decimal(0))),
        "seconds": sum(s.seconds or 0 for s in slots),
        "by_kind": counts([s.kind for s in slots]),
        "by_level": counts([s.level for s in slots]),
        "by_node": counts([s.node for s in slots]),
        "facility": round(sum(facilities) / len(facilities), 6) if facilities else None,
        "information": [
            {"theta": theta, "value": round(sum(s.information[k] for s in slots), 9)}
            for k, theta in enumerate(sheet.thetas)
        ],
        "key_places": {chr(65 + p): places.count(p) for p in range(max(places) + 1)}
        if places
        else {},
    }


def plain(number: Decimal) -> str:
    """Return a number without needless zeros: 9.0000 -> "9", 0.2500 -> "0.25"."""
    return f"{number.normalize():f}"


def counts(values: Sequence[str]) -> dict[str, int]:
    """Return how often each value occurs, by value."""
    return dict(sorted(Counter(values).items()))
