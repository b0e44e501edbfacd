"""The question types of Moodle, one reader each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftGap, DraftItem, DraftOption
from question_bank.rules.formats.markup import gap_html, text_html
from question_bank.rules.formats.moodle_calculated import Unreadable, calculated
from question_bank.rules.formats.moodle_cloze import read_cloze, takes_several
from question_bank.rules.formats.number_keys import MOST_DIGITS, distinct
from question_bank.rules.uploads import MIMES

_TAG = re.compile(r"<[^<>]*>")
_PLACE = re.compile(r"\[\[(\d+)\]\]")


class TypeFault(Exception):
    """A question that cannot become an item."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Value:
    """A text with its format: html, plain_text, moodle_auto_format, markdown."""

    text: str
    form: str


@dataclass(frozen=True)
class Element:
    """A question element with the way to turn its texts into HTML."""

    xml: etree._Element
    to_html: Callable[[Value], str]

    def html(self, name: str) -> str:
        """Return the HTML of a child with a text."""
        child = self.xml.find(name)
        return "" if child is None else self.html_of(child)

    def html_of(self, child: etree._Element) -> str:
        """Return the HTML of an element with a text."""
        text = child.find("text")
        plain = (text.text if text is not None else child.text) or ""
        whole = self.xml.find("questiontext")
        usual = "" if whole is None else whole.get("format", "")
        form = child.get("format") or usual or ""
        return self.to_html(Value(plain, form)).strip()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a child that says true or 1."""
        child = self.xml.find(name)
        if child is None:
            return default
        return (child.text or "").strip().lower() in ("1", "true", "yes")


def _multichoice(item: DraftItem, source: Element) -> DraftItem:
    answers = source.xml.findall("answer")
    if len(answers) < 2:
        raise TypeFault("options_missing")
    codes = [chr(65 + i) for i in range(len(answers))]
    shares = {c: _share(a) for c, a in zip(codes, answers, strict=True)}
    is_single = source.flag("single", default=True)
    options = tuple(
        DraftOption(c, source.html_of(a)) for c, a in zip(codes, answers, strict=True)
    )
    item = replace(
        item,
        kind="choose_one" if is_single else "choose_many",
        options=options,
        details=_feedback(source, codes, answers),
    )
    return _with_choice(item, shares, is_single=is_single)


def _with_choice(
    item: DraftItem, shares: dict[str, Decimal], *, is_single: bool
) -> DraftItem:
    right = [code for code, share in shares.items() if share > 0]
    if is_single and right:
        best = max(right, key=lambda code: shares[code])
        right = [best]
    if not right:
        return _unkeyed(item)
    key: dict[str, Any] = {"choice": right}
    part = {
        code: plain(share)
        for code, share in shares.items()
        if share and not (is_single and code in right and share == 1)
    }
    if part:
        key["credit"] = part
    return replace(item, key=key)


def _choice_set(item: DraftItem, source: Element) -> DraftItem:
    """All right ones and no other, or nothing."""
    item = _multichoice(item, source)
    answers = source.xml.findall("answer")
    right = [chr(65 + i) for i, a in enumerate(answers) if _share(a) > 0]
    return replace(item, kind="choose_many", key={"choice": right} if right else None)


def _truefalse(item: DraftItem, source: Element) -> DraftItem:
    right = ""
    for answer in source.xml.findall("answer"):
        text = _TAG.sub("", answer.findtext("text", "")).strip().lower()
        if _share(answer) > 0:
            right = "A" if text in ("true", "đúng") else "B"
    item = replace(
        item,
        kind="choose_one",
        options=(DraftOption("A", "Đúng"), DraftOption("B", "Sai")),
        details={"true_false": True},
    )
    return replace(item, key={"choice": [right]}) if right else _unkeyed(item)


def _shortanswer(item: DraftItem, source: Element) -> DraftItem:
    answers = [a for a in source.xml.findall("answer") if _share(a) > 0]
    texts = [" ".join(a.findtext("text", "").split()) for a in answers]
    item = replace(item, kind="short_text")
    if not any(texts):
        return _unkeyed(item)
    key: dict[str, Any] = {
        "accepted": texts,
        "tolerance": None,
        "case_sensitive": source.flag("usecase"),
    }
    part = {t: plain(_share(a)) for t, a in zip(texts, answers, strict=True)}
    return replace(item, key=key | _partly(part))


def _numerical(item: DraftItem, source: Element) -> DraftItem:
    answers = [
        a
        for a in source.xml.findall("answer")
        if _share(a) > 0 and a.findtext("text", "").strip() not in ("", "*")
    ]
    item = replace(item, kind="numeric")
    try:
        numbers = [_decimal(a.findtext("text", "")) for a in answers]
        widths = [_decimal(a.findtext("tolerance") or "0") for a in answers]
    except InvalidOperation:
        raise TypeFault("key_unreadable", value="") from None
    if not numbers:
        return _unkeyed(item)
    texts = distinct([comma(number) for number in numbers])
    tolerances = [comma(width) if width else None for width in widths]
    key: dict[str, Any] = {"accepted": texts, "tolerance": tolerances[0]}
    if len(texts) > 1:
        key["tolerances"] = tolerances
    part = {t: plain(_share(a)) for t, a in zip(texts, answers, strict=True)}
    item = replace(item, key=key | _partly(part))
    return _with_unit(item, source)


def _with_unit(item: DraftItem, source: Element) -> DraftItem:
    """Take the first unit; an item of ours has one, so the others are said."""
    names = [
        unit.findtext("unit_name", "").strip()
        for unit in source.xml.iterfind("units/unit")
    ]
    first, *others = [name for name in names if name] or [""]
    if others:
        found = {"kept": first, "others": ", ".join(others)}
        warning = Problem("units_left_out", item.where, found)
        item = replace(item, warnings=(*item.warnings, warning))
    return replace(item, details={"unit": first} if first else {})


def _matching(item: DraftItem, source: Element) -> DraftItem:
    left: list[DraftOption] = []
    right: dict[str, str] = {}
    pairs = []
    for sub in source.xml.findall("subquestion"):
        answer = _right_side(sub.find("answer"), source)
        if not answer:
            continue
        target = right.setdefault(answer, str(len(right) + 1))
        html = source.html_of(sub)
        if html:
            left.append(DraftOption(chr(65 + len(left)), html))
            pairs.append([left[-1].code, target])
    if not pairs:
        raise TypeFault("options_missing")
    targets = tuple(DraftOption(code, html) for html, code in right.items())
    return replace(
        item, kind="match", options=tuple(left), targets=targets, key={"pairs": pairs}
    )


def _right_side(answer: etree._Element | None, source: Element) -> str:
    """Return the HTML of a right side; plain text unless the file says otherwise."""
    if answer is None:
        return ""
    if answer.get("format") == "html":
        return source.html_of(answer)
    return text_html(" ".join(answer.findtext("text", "").split()))


def _essay(item: DraftItem, source: Element) -> DraftItem:
    guide = source.html("graderinfo")
    joined = "".join(part for part in (item.explanation_html, guide) if part)
    item = replace(item, explanation_html=joined)
    if (source.xml.findtext("responseformat") or "").strip() == "noinline":
        return _file(item, source)
    return replace(item, kind="essay")


def _file(item: DraftItem, source: Element) -> DraftItem:
    """An essay without a field of its own: files are handed in."""
    listed = re.split(r"[\s,;]+", source.xml.findtext("filetypeslist") or "")
    suffixes = tuple(s.lstrip(".").lower() for s in listed if s.startswith("."))
    known = tuple(s for s in suffixes if s in MIMES)
    details = item.details | ({"suffixes": known} if known == suffixes != () else {})
    return replace(item, kind="file", key={}, details=details)


def _ordering(item: DraftItem, source: Element) -> DraftItem:
    answers = source.xml.findall("answer")
    options = tuple(
        DraftOption(chr(65 + i), source.html_of(a)) for i, a in enumerate(answers)
    )
    if len(options) < 2:
        raise TypeFault("options_missing")
    right = [option.code for option in options]
    shown = (*options[1::2], *options[::2])  # not in the right order
    return replace(item, kind="order", options=shown, key={"order": right})


def _cloze(item: DraftItem, source: Element) -> DraftItem:
    text = source.xml.findtext("questiontext/text", "")
    stem, gaps, accepted, extra = read_cloze(text)
    if not gaps:
        raise TypeFault("gaps_missing")
    if takes_several(text):
        raise TypeFault("kind_unsupported", value="cloze MULTIRESPONSE")
    form = source.xml.find("questiontext").get("format", "html")  # type: ignore[union-attr]
    html = source.to_html(Value(stem, form))
    for gap in gaps:
        html = html.replace(f"\ue200{gap.code}\ue201", gap_html(gap.code))
    weights = [Decimal(extra.get("weights", {}).get(gap.code, "1")) for gap in gaps]
    return replace(
        item,
        kind="cloze",
        stem_html=html,
        points=item.points if item.points_stated else plain(sum(weights, Decimal(0))),
        gaps=tuple(gaps),
        key={"gaps": accepted} | extra,
    )


def _gap_select(item: DraftItem, source: Element) -> DraftItem:
    """Words to be chosen for [[1]], [[2]]: option n of the list is right for [[n]]."""
    words = source.xml.findall("selectoption") or source.xml.findall("dragbox")
    texts = [" ".join(word.findtext("text", "").split()) for word in words]
    groups = [word.findtext("group", "1") for word in words]
    numbers = [int(n) for n in _PLACE.findall(item.stem_html)]
    if not numbers or max(numbers) > len(texts) or min(numbers) < 1:
        raise TypeFault("gaps_missing")
    gaps, accepted, stem = [], {}, item.stem_html
    for place, number in enumerate(numbers, start=1):
        options = tuple(
            DraftOption(chr(65 + i) if i < 26 else str(i), text_html(text))
            for i, (text, group) in enumerate(zip(texts, groups, strict=True))
            if group == groups[number - 1]
        )
        code = str(place)
        gaps.append(DraftGap(code, "choice", options))
        accepted[code] = [chr(64 + number) if number <= 26 else str(number - 1)]
        stem = stem.replace(f"[[{number}]]", gap_html(code), 1)
    return replace(
        item, kind="cloze", stem_html=stem, gaps=tuple(gaps), key={"gaps": accepted}
    )


def _feedback(
    source: Element, codes: list[str], answers: list[etree._Element]
) -> dict[str, Any]:
    found = {}
    for code, answer in zip(codes, answers, strict=True):
        feedback = answer.find("feedback")
        html = source.html_of(feedback) if feedback is not None else ""
        if html:
            found[code] = html
    return {"feedback": found} if found else {}


def _unkeyed(item: DraftItem) -> DraftItem:
    warning = Problem("key_missing", item.where)
    return replace(item, key=None, warnings=(*item.warnings, warning))


def _share(answer: etree._Element) -> Decimal:
    try:
        value = Decimal((answer.get("fraction") or "0").replace(",", ".")) / 100
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def _decimal(text: str) -> Decimal:
    value = Decimal(text.strip().replace(",", ".") or "0")
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        raise InvalidOperation
    return value


def _partly(part: dict[str, str]) -> dict[str, Any]:
    kept = {text: share for text, share in part.items() if share != "1"}
    return {"credit": kept} if kept else {}


def plain(value: Decimal) -> str:
    """Return a share as decimal text with a point."""
    return f"{value.normalize():f}"


def comma(value: Decimal) -> str:
    """Return a number as Vietnamese files write it."""
    return f"{value.normalize():f}".replace(".", ",")


def _calculated(item: DraftItem, source: Element) -> DraftItem:
    """Numbers drawn from given values, the answer worked out."""
    kind = (source.xml.get("type") or "").lower()
    try:
        made = calculated(item, source.xml, lambda i: _multichoice(i, source))
    except Unreadable as reason:
        raise TypeFault(str(reason), value=kind) from None
    taken = Problem("taken_with_parameters", item.where)
    made = replace(made, warnings=(*made.warnings, taken))
    return made if made.key else _unkeyed(made)


READERS: dict[str, Callable[[DraftItem, Element], DraftItem]] = {
    "multichoice": _multichoice,
    "multichoiceset": _choice_set,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "essay": _essay,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "calculated": _calculated,
    "calculatedsimple": _calculated,
    "calculatedmulti": _calculated,
    "gapselect": _gap_select,
    "ddwtos": _gap_select,
}
