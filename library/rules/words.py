"""Words of Vietnamese text as search keys.

The folded form drops all marks ("Đường" -> "duong"); the exact key keeps the
letters and the tone, but not the place of the tone sign, so that "hoá" and
"hóa", composed and decomposed Unicode, upper and lower case are one word.
"""

import re
import unicodedata
from collections import Counter

from lms.core.text import fold, nfc

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W_]+")
LONGEST = 38


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, NFC, lower case."""
    return [word[:LONGEST] for word in _WORD.findall(nfc(text).lower())]


def exact_key(word: str) -> str:
    """Return letters without tone, then the tone: "hoá", "hóa" -> "hoa4"."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def is_plain(word: str) -> bool:
    """Return whether a word carries no mark at all: it may stand for any toned one."""
    return fold(word) == word.lower()


def term_weights(fields: list[tuple[str, int]]) -> dict[str, int]:
    """Return the search terms of a document with their weights.

    fields: (text, weight of one field), heaviest first. A word counts once a
    field, its repetitions in the same field a little: weight + min(count, 5) - 1.
    Folded terms as they are; exact ones with "=" in front.
    """
    terms: Counter[str] = Counter()
    for text, weight in fields:
        counts = Counter(words_of(text))
        for word, count in counts.items():
            value = weight + min(count, 5) - 1
            terms[fold(word)] += value
            terms["=" + exact_key(word)] += value
    return {term[:40]: value for term, value in terms.items()}


def query_terms(query: str) -> list[tuple[str, str]]:
    """Return (folded, exact) terms of a query without repetitions, at most 12."""
    seen: dict[str, str] = {}
    for word in words_of(query):
        seen.setdefault(fold(word)[:40], ("=" + exact_key(word))[:40])
    return list(seen.items())[:12]
