"""True or false in words: "ĐSĐS", "a) Đúng b) Sai", "a, c đúng; b, d sai"."""

import re

_TRUE = frozenset(["đúng", "đ", "true", "t", "dung", "d"])
_WORD = r"(?:đúng|sai|true|false|đ|s|t|f)"
_LABELLED = re.compile(
    rf"(?<![A-Za-zÀ-ỹ])([a-h])\s*[).:\-–=,/]{{0,2}}\s*({_WORD})(?![A-Za-zÀ-ỹ])", re.I
)
_GROUPED = re.compile(
    r"((?:(?<![A-Za-zÀ-ỹ])[a-h]\)?\s*(?:,|;|và|&)?\s*)+)\s*(?:là|:|=|–|-)?\s*"
    r"(đúng|sai|đ\b|s\b|true|false)",
    re.IGNORECASE,
)
_WORD_FIRST = re.compile(
    r"(đúng|sai|true|false)\s*[:=–-]\s*"
    r"((?<![A-Za-zÀ-ỹ])[a-h](?![A-Za-zÀ-ỹ])(?:\s*(?:,|;|và|&)?\s*[a-h](?![A-Za-zÀ-ỹ]))*)",
    re.IGNORECASE,
)
_SEQUENCE = re.compile(rf"^(?:{_WORD}[\s,;.\-–—|/\\]*)+$", re.IGNORECASE)
_PACKED = re.compile(r"^[ĐDSTF]{2,8}$", re.IGNORECASE)
_TOKEN_ALONE = re.compile(
    rf"(?<![^\W_])(?:[a-h]\s*[).:\-–=]?\s*{_WORD}?|{_WORD}|[ĐDSTF]{{2,8}}|và|là)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"{_WORD}", re.IGNORECASE)


def is_true(word: str) -> bool:
    """Return whether a word for true or false means true."""
    return word.strip().lower() in _TRUE


def parse_truth(text: str, count: int = 0) -> dict[str, bool] | None:
    """Return {"a": True, …} of a key, None where the text is none.

    count: number of statements, 0 = not known; a sequence must have as many.
    """
    plain = " ".join(text.split()).strip(" .;,()[]")
    if not plain:
        return None
    pairs = _LABELLED.findall(plain)
    labelled = {code.lower(): is_true(word) for code, word in pairs}
    grouped = _grouped(plain) or {}
    best = labelled if len(labelled) >= len(grouped) else grouped
    if len(best) >= 2 or (best and count == 1):
        return best
    words = _sequence(plain)
    if words is None or len(words) < 2 or (count and len(words) != count):
        return None
    return {chr(97 + place): is_true(word) for place, word in enumerate(words)}


def is_only_truth(text: str) -> bool:
    """Return whether a text says the truth of statements and nothing else."""
    value = parse_truth(text)
    if value is None or len(value) < 2:
        return False
    rest = _TOKEN_ALONE.sub("", text)
    return not re.search(r"[^\W_]", rest)


def one_word(text: str) -> bool | None:
    """Return the truth of a text that is one word for it, else None."""
    plain = text.strip(" .:;()[]\t–-").lower()
    if plain in ("đúng", "đ", "true", "t"):
        return True
    return False if plain in ("sai", "s", "false", "f") else None


def _sequence(plain: str) -> list[str] | None:
    packed = plain.replace(" ", "").replace("-", "").replace("–", "")
    if _PACKED.match(packed) and not {"T", "F"} & {"S", "Đ"} & set(packed.upper()):
        return list(packed)
    if not _SEQUENCE.match(plain):
        return None
    return _TOKEN.findall(plain)


def _grouped(plain: str) -> dict[str, bool] | None:
    out: dict[str, bool] = {}
    pairs = _GROUPED.findall(plain)
    if found := _WORD_FIRST.findall(plain):
        pairs = [(codes, word) for word, codes in found]
    for codes, word in pairs:
        for code in re.findall(r"[a-h]", codes.lower().replace("và", "")):
            out[code] = is_true(word)
    return out if len(out) >= 2 else None
