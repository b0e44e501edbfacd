"""Rows of one file that speak of the same thing (files.md 2).

Two rows with the same key and the same content count once; with different content
neither is taken, because nobody can say which one is meant. A file is read twice:
first every row is noted, then each is asked for its verdict.
"""

from collections.abc import Hashable
from enum import Enum


class Verdict(Enum):
    """What to do with a row."""

    TAKE = "take"
    REPEATS = "repeats"  # said before in the same words
    CONTRADICTS = "contradicts"  # duplicate_key


class Doubles:
    """Keys of one file with the first row and the content met for each.

    Kept as hashes: a file of a province has hundreds of thousands of rows.
    """

    def __init__(self) -> None:
        self._first: dict[int, tuple[int, int]] = {}
        self._torn: set[int] = set()

    def note(self, number: int, key: Hashable, content: Hashable) -> None:
        """Remember that row ``number`` says ``content`` about ``key``."""
        place, digest = hash(key), hash(content)
        first = self._first.setdefault(place, (number, digest))
        if first[1] != digest:
            self._torn.add(place)

    def verdict(self, number: int, key: Hashable) -> Verdict:
        """Return what to do with the row, after all rows were noted."""
        place = hash(key)
        if place in self._torn:
            return Verdict.CONTRADICTS
        first = self._first.get(place)
        if first is not None and first[0] != number:
            return Verdict.REPEATS
        return Verdict.TAKE
