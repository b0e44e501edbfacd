"""How alike two items are, with numbers changed and options swapped in mind.

Words are taken folded; every number counts as "0", and the options as a bag. Two
measures are joined: shared pairs of neighbouring words in the stem, and shared words
altogether. 1 = the same but for numbers and order.
"""

import re
from collections import Counter
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+([.,]\d+)?")


def tokens(folded: str) -> list[str]:
    """Return the words of a folded text, each number as "0"."""
    return _WORD.findall(_NUMBER.sub(" 0 ", folded))


def likeness(one: str, other: str) -> float:
    """Return how alike two folded texts are, 0..1."""
    a, b = tokens(one), tokens(other)
    if not a or not b:
        return 0.0
    return (_shared(a, b) + _shared(_pairs(a), _pairs(b))) / 2


def _shared(a: list[str], b: list[str]) -> float:
    left, right = Counter(a), Counter(b)
    return 2 * (left & right).total() / (left.total() + right.total() or 1)


def _pairs(words: list[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(words)] or words
