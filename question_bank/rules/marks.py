"""Marks by which items that are alike find each other (decision 0017).

MinHash in bands over the bag that ``rules.likeness`` compares: of two items with
likeness s, each mark agrees with probability (s / (2 - s)) ** ROWS. So an index finds
the candidates by equality, and no text is ever scanned.
"""

from collections import Counter
from hashlib import blake2b

import numpy as np

from question_bank.rules.likeness import Wording

BANDS, ROWS = 16, 3


def marks_of(wording: Wording) -> list[int]:
    """Return the marks of an item, each a signed number of 64 bits; [] = no words."""
    hashes = np.array([_hash(part) for part in _parts(wording.own)], dtype=np.uint64)
    if not len(hashes):
        return []
    least = (hashes[:, None] * _FACTORS >> np.uint64(20)).min(axis=0)
    return [
        _signed(band.astype("<u8").tobytes(), place)
        for place, band in enumerate(least.reshape(BANDS, ROWS))
    ]


def _parts(bag: Counter[str]) -> list[str]:
    """Return the bag as a set: the second "0" is another part than the first."""
    return [f"{part} {n}" for part, count in bag.items() for n in range(count)]


def _hash(part: str) -> int:
    return int.from_bytes(blake2b(part.encode(), digest_size=8).digest(), "little")


def _signed(band: bytes, place: int) -> int:
    found = blake2b(band, digest_size=8, salt=place.to_bytes(2, "little")).digest()
    return int.from_bytes(found, "little", signed=True)


_FACTORS = np.array(
    [_hash(f"factor {n}") | 1 for n in range(BANDS * ROWS)], dtype=np.uint64
)
