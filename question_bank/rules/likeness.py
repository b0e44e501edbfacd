"""How alike two items are, with numbers changed and options swapped in mind.

Words are taken folded; every number counts as "0", and the options as a bag. Two
measures are joined: shared pairs of neighbouring words in the stem, and shared words
altogether. 1 = the same but for numbers and order.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+([.,]\d+)*")


def tokens(folded: str) -> list[str]:
    """Return the words of a folded text, each number as "0"."""
    return _WORD.findall(_NUMBER.sub(" 0 ", folded))


@dataclass(frozen=True)
class Wording:
    """The folded words of an item. own_from: where its own begin, after a passage.

    Items of one passage are no duplicates of each other, so both count: the item's
    own words, and all of them.
    """

    words: str
    own_from: int = 0

    @cached_property
    def own(self) -> Counter[str]:
        """The own words and their pairs; all words where it has none of its own."""
        return _bag(tokens(self.words[self.own_from :])) or self.whole

    @cached_property
    def whole(self) -> Counter[str]:
        """All words and their pairs."""
        return _bag(tokens(self.words))

    def likeness(self, other: "Wording") -> float:
        """Return how alike the items are, 0..1."""
        found = _shared(self.own, other.own)
        if self.own_from or other.own_from:
            found = min(found, _shared(self.whole, other.whole))
        return found


def likeness(one: str, other: str) -> float:
    """Return how alike two folded texts are, 0..1."""
    return Wording(one).likeness(Wording(other))


def _bag(words: list[str]) -> Counter[str]:
    return Counter(words) + Counter(f"{a} {b}" for a, b in pairwise(words))


def _shared(left: Counter[str], right: Counter[str]) -> float:
    most = left.total() + right.total()
    return 2 * (left & right).total() / most if most else 0.0
