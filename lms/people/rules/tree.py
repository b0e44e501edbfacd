"""The organisation tree as plain pairs of ids."""

from collections import defaultdict
from collections.abc import Iterable


def below(roots: frozenset[int], edges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the roots and everything that hangs below them.

    edges: (unit, parent) pairs; a ring of units is walked once.
    """
    children: dict[int, list[int]] = defaultdict(list)
    for unit, parent in edges:
        children[parent].append(unit)
    found, waiting = set(roots), list(roots)
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return frozenset(found)


def chain(unit: int, parents: dict[int, int]) -> list[int]:
    """Return the unit and its ancestors, nearest first; a ring ends the walk."""
    path = [unit]
    while (parent := parents.get(path[-1])) is not None and parent not in path:
        path.append(parent)
    return path
