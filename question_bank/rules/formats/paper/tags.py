"""Tags that teachers put beside a question: level, points, outcome."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lms.core.text import fold
from question_bank.rules.formats.number_keys import MOST_DIGITS

_OPEN, _SHUT = r"[\[({<〈【]", r"[\])}>〉】]"
_BRACKET = re.compile(rf"\s*{_OPEN}([^\[\](){{}}<>\n]{{1,40}}){_SHUT}")
_POINTS = re.compile(
    r"^(?:mỗi câu(?: đúng)?\s*)?(?:tối đa\s*)?(\d{1,2}(?:[.,]\d{1,3})?)\s*"
    r"(?:đ|điểm|điểm/câu|điểm/ câu|đ/câu|pts?|points?|marks?|p)\.?$",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"^(?:CLO|CDR|CĐR|LO|PLO|YCCĐ|YCCD)\s*[-_.]?\s*[\d.]+$", re.I)
_BANK_ID = re.compile(r"^[0-2]?\d?[A-Z]\d{1,2}[-.NHVCBYKGT\d]{2,14}$")
_LEVELS = {
    "nb": "biet", "nhan biet": "biet", "biet": "biet", "b": "biet", "m1": "biet",
    "md1": "biet", "muc 1": "biet", "muc do 1": "biet", "md 1": "biet", "m 1": "biet",
    "nhan biet - thong hieu": "biet", "cap do 1": "biet", "de": "biet",
    "th": "hieu", "thong hieu": "hieu", "hieu": "hieu", "h": "hieu", "m2": "hieu",
    "md2": "hieu", "muc 2": "hieu", "muc do 2": "hieu", "md 2": "hieu", "m 2": "hieu",
    "cap do 2": "hieu",
    "vd": "van_dung", "van dung": "van_dung", "vdt": "van_dung", "m3": "van_dung",
    "van dung thap": "van_dung", "md3": "van_dung", "muc 3": "van_dung",
    "muc do 3": "van_dung", "md 3": "van_dung", "m 3": "van_dung", "v": "van_dung",
    "cap do 3": "van_dung",
    "vdc": "van_dung", "van dung cao": "van_dung", "m4": "van_dung",
    "md4": "van_dung", "muc 4": "van_dung", "muc do 4": "van_dung",
    "md 4": "van_dung", "m 4": "van_dung", "cap do 4": "van_dung", "vd cao": "van_dung",
}  # fmt: skip
_HIGH = frozenset(
    ["vdc", "van dung cao", "m4", "md4", "muc 4", "muc do 4", "md 4", "m 4", "vd cao"]
)
_PREFIX = re.compile(
    r"^(?:muc do(?: nhan thuc)?|cap do(?: tu duy)?|level|md)\s*[:.]\s*"
)
HIGH_TAG = "van_dung_cao"


@dataclass
class Tags:
    """What the tags of one question say."""

    level: str | None = None
    points: str | None = None
    names: list[str] = field(default_factory=list)

    def add(self, text: str) -> bool:
        """Take one tag without its brackets; False where it is none."""
        level = level_of(text)
        if level:
            self.level = self.level or level[0]
            self.names += [name for name in level[1] if name not in self.names]
            return True
        points = points_of(text)
        if points:
            self.points = self.points or points
            return True
        plain = " ".join(text.split())
        if _OUTCOME.match(plain) or _BANK_ID.match(plain):
            self.names.append(plain.upper().replace(" ", ""))
            self._level_of_bank_id(plain)
            return True
        return False

    def _level_of_bank_id(self, text: str) -> None:
        found = re.match(r"^[0-2]?\d?[A-Z]\d{1,2}([NHVC])\d", text)
        if found and not self.level:
            self.level = {"N": "biet", "H": "hieu"}.get(found[1], "van_dung")
            self.names += [HIGH_TAG] if found[1] == "C" else []


def level_of(text: str) -> tuple[str, list[str]] | None:
    """Return (level, tags) of a word for a level, None where it is none."""
    words = fold(text).replace("_", " ").split()  # our own codes as well: van_dung
    plain = _PREFIX.sub("", " ".join(words).strip(" .:"))
    level = _LEVELS.get(plain)
    if not level:
        return None
    return level, [HIGH_TAG] if plain in _HIGH else []


def points_of(text: str) -> str | None:
    """Return points as decimal text: "0,25 điểm" -> "0.25"; None where it is none."""
    found = _POINTS.match(" ".join(text.split()))
    return decimal_text(found[1]) if found else None


def decimal_text(text: str) -> str | None:
    """Return "0,250" as "0.25", "1,0" as "1"; None where it is no number."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or value < 0 or abs(value.adjusted()) > MOST_DIGITS:
        return None
    plain = f"{value.normalize():f}"
    return plain if plain != "-0" else "0"


def take_tags(text: str, start: int, tags: Tags) -> int:
    """Read bracketed tags from a place on; return the place behind the last."""
    place = start
    while True:
        found = _BRACKET.match(text, place)
        if not found or not tags.add(found[1]):
            return place
        place = found.end()


def take_tags_at_end(text: str, tags: Tags) -> int:
    """Read tags at the end of a text; return where they begin."""
    stop = len(text)
    while True:
        head = text[:stop].rstrip()
        opened = max(head.rfind(mark) for mark in "([{<")
        if opened <= 0 or not head or head[-1] not in ")]}>":
            return stop
        if not _at_end(head[opened + 1 : -1], tags):
            return stop
        stop = len(text[:opened].rstrip())


def _at_end(text: str, tags: Tags) -> bool:
    """At the end of a sentence single letters are part of it: "điểm (B)"."""
    return len(text.strip()) > 1 and tags.add(text)
