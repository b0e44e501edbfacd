"""The tree below a subject, as plain rows: what hangs where, in which order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lms.core.graphs import in_rings

TOPIC, LESSON, OUTCOME = "topic", "lesson", "outcome"
# What may hang below what: a topic in a topic, an outcome nearly anywhere.
MAY_HOLD = {
    TOPIC: {TOPIC, LESSON, OUTCOME},
    LESSON: {LESSON, OUTCOME},
    OUTCOME: {OUTCOME},
}
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Leaf:
    """One node of a file or of the programme. parent: code, "" at the top.

    place: (subject code, level, grade).
    """

    code: str
    parent: str
    place: tuple[str, str, int]
    kind: str
    title: str
    periods: Decimal


def faults(new: Mapping[str, Leaf], known: Mapping[str, Leaf]) -> dict[str, str]:
    """Return code -> fault of the new nodes that cannot be hung into the tree.

    known: nodes that are already there; a new one with the same code stands in
    its stead. Faults: unknown_parent, parent_of_other_subject, parent_kind,
    node_cycle, parent_skipped (its parent has one of these faults itself).
    """
    tree = {**known, **new}
    found = {code: fault for code, leaf in new.items() if (fault := _fault(leaf, tree))}
    parents = {code: leaf.parent or None for code, leaf in tree.items()}
    for code in in_rings(parents) & new.keys():
        found.setdefault(code, "node_cycle")
    waiting = set(found)
    below = _children(new.values())
    while waiting:
        code = waiting.pop()
        if code in known:  # the node as it was still stands
            continue
        for child in below[code]:
            if child not in found:
                found[child] = "parent_skipped"
                waiting.add(child)
    return found


def ordered(leaves: Iterable[Leaf]) -> list[str]:
    """Return the codes of one subject-grade in tree order, parents first.

    Brothers stand by their code, numbers in it counted as numbers: 2 before 10.
    """
    kept = {leaf.code: leaf for leaf in leaves}
    below = _children(kept.values())
    tops = [code for code, leaf in kept.items() if leaf.parent not in kept]
    waiting = sorted(tops, key=natural_key, reverse=True)
    order = []
    while waiting:
        code = waiting.pop()
        order.append(code)
        waiting += sorted(below[code], key=natural_key, reverse=True)
    return order


def natural_key(code: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts "MAT10.2" before "MAT10.10"."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in _NUMBERS.split(code)
        if part
    ]


def _fault(leaf: Leaf, tree: Mapping[str, Leaf]) -> str:
    if not leaf.parent:
        return ""
    if leaf.parent == leaf.code:
        return "node_cycle"
    parent = tree.get(leaf.parent)
    if parent is None:
        return "unknown_parent"
    if parent.place != leaf.place:
        return "parent_of_other_subject"
    if leaf.kind not in MAY_HOLD[parent.kind]:
        return "parent_kind"
    return ""


def _children(leaves: Iterable[Leaf]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    for leaf in leaves:
        if leaf.parent:
            below[leaf.parent].append(leaf.code)
    return below
