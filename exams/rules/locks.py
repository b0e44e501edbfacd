"""Options that must keep their place: "cả A và B", "tất cả các đáp án trên"."""

import re
from collections.abc import Sequence

from lms.core.text import fold, nfc

_WORD = r"(?:dap\ an|phuong\ an|lua\ chon|cau\ tra\ loi|cau|y\ kien|y|khang\ dinh|phat\ bieu)"
_ALL = re.compile(
    rf"""\b(?:
      (?:tat\ ca|toan\ bo)(?:\ cac|\ nhung)?(?:\ {_WORD})?(?:\ (?:o\ |neu\ |da\ )?(?:tren|neu)|\ deu)
    | ca\ (?:hai|ba|bon|nam|2|3|4|5)(?:\ {_WORD})?(?:\ (?:o\ )?tren|\ deu|\ dung|\ sai|\ nay)
    | (?:khong\ (?:co|phai)|chang\ co)(?:\ {_WORD})?\ nao
    | {_WORD}\ khac
    | cac\ {_WORD}\ (?:tren|con\ lai)
    | (?:all|none|both|neither|any)\ of\ (?:the\ above|these|them)
    | all\ are\ (?:correct|wrong)
    )""",
    re.VERBOSE,
)
_SEVERAL = re.compile(
    r"(?<![\w$\\])([A-F])(?:\s*(?:,|;|và|hoặc|hay|lẫn|and|or|&)\s*(?:cả\s+)?([A-F]))+(?![\w$])"
)
_ONE = re.compile(
    r"(?i:đáp án|phương án|lựa chọn|câu|ý|chỉ|chỉ có|only)\s+([A-F])(?![\w$])"
)
_LETTER = re.compile(r"(?<![\w$])[A-F](?![\w$])")


def locked_places(texts: Sequence[str]) -> frozenset[int]:
    """Return the places (from 0) of the options that may not move.

    texts: plain text of the options as shown. An option that speaks of all or none
    stays where it is; one that names letters stays, and so do the options named.
    """
    locked: set[int] = set()
    for place, text in enumerate(texts):
        named = _named(nfc(text), len(texts)) - {place}
        if named:
            locked |= named | {place}
        elif _ALL.search(fold(text)):
            locked.add(place)
    return frozenset(locked)


def _named(text: str, count: int) -> set[int]:
    """Return the places of the options whose letters the text names."""
    found = [match.group(0) for match in _SEVERAL.finditer(text)]
    found += [match.group(1) for match in _ONE.finditer(text)]
    letters = {letter for part in found for letter in _LETTER.findall(part)}
    places = {ord(letter) - ord("A") for letter in letters}
    return {place for place in places if place < count}
