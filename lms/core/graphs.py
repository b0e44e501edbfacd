"""Parent links as plain mappings."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def in_rings(parents: Mapping[Key, Key | None]) -> set[Key]:
    """Return the keys that reach themselves by going from parent to parent."""
    rings: set[Key] = set()
    done: set[Key] = set()
    for start in parents:
        path: dict[Key, int] = {}
        key: Key | None = start
        while key is not None and key in parents and not (key in done or key in path):
            path[key] = len(path)
            key = parents[key]
        if key is not None and key in path:
            rings |= {k for k, place in path.items() if place >= path[key]}
        done |= path.keys()
    return rings
