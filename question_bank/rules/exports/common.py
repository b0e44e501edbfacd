"""What every writer takes, and honest words about what is lost on the way."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lms.core import html
from question_bank.rules.interchange import Filing

KIND, PICTURE, TABLE, FORMAT, PASSAGE, OPTIONS = (
    "kind", "picture", "table", "format", "passage", "options",
)  # fmt: skip
RULES, METADATA, CREDIT, ANSWERS, CODE, GENERATED, SOUND = (
    "rules", "metadata", "credit", "answers", "code", "generated", "sound",
)  # fmt: skip
SEVERAL = "(Chọn nhiều phương án)"
EITHER = " hoặc "  # between numbers: a bar would part the boxes of one number
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SUP = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOW = re.compile(r"<(sub|sup)>([0-9+\-=()n]{1,12})</\1>")
_MARKUP = re.compile(r"<(b|strong|i|em|u|s|sub|sup|h2|h3|h4|ul|ol|blockquote|pre)\b")


@dataclass(frozen=True)
class Picture:
    """A stored picture that goes along. name: with its suffix, unique."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class ExportItem:
    """One item as the writers take it; HTML in our stored form."""

    code: str
    kind: str
    stem_html: str
    body: dict[str, Any]
    key: dict[str, Any] | None
    rules: dict[str, Any] = field(default_factory=dict)
    explanation_html: str = ""
    level: str = ""
    level_tag: str = ""
    node: str = ""
    points: Decimal | None = None
    seconds: int | None = None
    enemies: tuple[str, ...] = ()
    group_code: str = ""
    group_html: str = ""
    outcome: str = ""
    taken_from: str = ""
    licence: str = ""

    @property
    def partial(self) -> str:
        """How parts of several right options count, "" where credits or nothing say."""
        if self.kind != "choose_many" or (self.key or {}).get("credit"):
            return ""
        return str(self.rules.get("partial") or "all_or_nothing")

    @property
    def filing(self) -> Filing:
        """What it is filed under, for formats that have no words of their own for it."""
        facts = {
            "kind": self.kind,
            "code": self.code,
            "node": self.node,
            "level": self.level,
            "level_tag": self.level_tag,
            "outcome": self.outcome,
            "source": self.taken_from,
            "licence": self.licence,
            "seconds": str(self.seconds or ""),
            "passage": self.group_code if self.group_html else "",
            "partial": self.partial,
            "most": str(self.body.get("most", "")) if self.partial else "",
        }
        return Filing({n: v for n, v in facts.items() if v}, self.enemies)


@dataclass(frozen=True)
class Loss:
    """Something of an item that the file does not hold. what: one of the words above.

    Where ``what`` is "kind" or "generated" the item was not written at all.
    """

    code: str
    what: str


@dataclass
class Outcome:
    """A written file: its bytes, how many items are in it, and what is not."""

    content: bytes = b""
    written: int = 0
    lost: list[Loss] = field(default_factory=list)

    def lose(self, item: ExportItem, *whats: str) -> None:
        """Note what an item loses, each thing once."""
        for what in whats:
            loss = Loss(item.code, what)
            if loss not in self.lost:
                self.lost.append(loss)


def plain(stored: str) -> str:
    """Return text with $LaTeX$; small raised and lowered digits as characters."""

    def small(found: re.Match[str]) -> str:
        return found[2].translate(_SUB if found[1] == "sub" else _SUP)

    return html.to_text(_LOW.sub(small, stored))


def plain_losses(stored: str) -> set[str]:
    """Return what ``plain`` leaves behind of a text."""
    found = set()
    if "data-file" in stored:
        found.add(PICTURE)
    if "<table" in stored:
        found.add(TABLE)
    if _MARKUP.search(_LOW.sub("", stored)):
        found.add(FORMAT)
    return found


def texts(item: ExportItem) -> list[str]:
    """Return every piece of HTML of the item but its solution and passage."""
    body = item.body
    found = [item.stem_html]
    for name in ("options", "statements", "left", "right"):
        found += [option["html"] for option in body.get(name, [])]
    for gap in body.get("gaps", []):
        found += [option["html"] for option in gap.get("options", [])]
    return found


def file_codes(item: ExportItem) -> list[str]:
    """Return the codes of all stored files an item shows, each once."""
    pieces = [*texts(item), item.explanation_html, item.group_html]
    codes = [code for piece in pieces for code in html.file_codes(piece)]
    if item.body.get("image"):
        codes.append(item.body["image"])
    return list(dict.fromkeys(codes))


def number(value: Decimal | None) -> str:
    """Return a decimal as text with a point, "" for none."""
    return "" if value is None else f"{value.normalize():f}"


def point(text: str) -> str:
    """Return a typed number with a decimal point: "2,5" -> "2.5"."""
    return text.replace("−", "-").replace(",", ".")  # noqa: RUF001
