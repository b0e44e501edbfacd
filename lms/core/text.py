"""Vietnamese text: one Unicode form, folding for search, sorting by given name."""

import re
import unicodedata

_D = str.maketrans("đĐ", "dD")  # NFD does not split đ
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{place:02d}" for place, letter in enumerate(_LETTERS)}
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Return the text in the one Unicode form that we store (NFC)."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return NFC text with runs of white space made one space, trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Return lower-case text without tone and vowel marks: "Đường" -> "duong"."""
    parts = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()


def collation_key(text: str) -> str:
    """Return a plain string that sorts as the Vietnamese alphabet does.

    Letters first (a ă â … đ … ê … ô ơ … ư), tones decide only between words
    alike in letters: ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters, tones = [], []
    for char in nfc(text).lower():
        base, tone = _split_tone(char)
        letters.append(_RANK.get(base, base))
        tones.append(str(tone))
    return "".join(letters) + "\u0001" + "".join(tones)


def name_key(full_name: str) -> str:
    """Return the sort key of a person's name: given name, then the rest.

    Vietnamese lists sort by the last word: "Nguyễn Văn An" stands under An.
    """
    words = squeeze(full_name).split(" ")
    return collation_key(" ".join([words[-1], *words[:-1]]))


def _split_tone(char: str) -> tuple[str, int]:
    tone, kept = 0, []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
