"""GIFT, the text format of Moodle: choice, short answer, number, matching, essay."""

import re
from collections.abc import Iterable

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_SPECIAL = re.compile(r"([~=#{}:\\])")
_TYPED = {"short_text", "short_answer"}


def write(items: Iterable[ExportItem]) -> Outcome:
    """Return the text, UTF-8. Clusters, orders, gap texts and hot spots are lost."""
    outcome, parts, node = Outcome(), [], ""
    for item in items:
        answer = _answer(item)
        if answer is None:
            outcome.lose(item, common.KIND)
            continue
        if item.node != node:
            node = item.node
            parts.append(f"$CATEGORY: {node or 'top'}")
        parts.append(_question(item, answer))
        outcome.written += 1
        _note_losses(item, outcome)
    outcome.content = "\n\n".join(parts).encode() + b"\n"
    return outcome


def _question(item: ExportItem, answer: str) -> str:
    text = _escape(common.plain(item.stem_html))
    passage = _escape(common.plain(item.group_html))
    stem = f"{passage}\\n\\n{text}" if passage else text
    known = f"// [id:{item.code}]"
    texts = [common.plain(piece) for piece in (*common.texts(item), item.group_html)]
    form = "[plain]" if any(_TAG.search(text) for text in texts) else ""
    return f"{known}\n::{_escape(item.code)}::{form}{stem} {{{answer}\n}}"


def _answer(item: ExportItem) -> str | None:
    key = item.key or {}
    solution = common.plain(item.explanation_html)
    tail = f"\n####{_escape(solution)}" if solution else ""
    match item.kind:
        case "choose_one":
            return _choices(item, key) + tail
        case "choose_many":
            return _weighted(item, key) + tail
        case "short_text" | "short_answer":
            lines = [_accepted(str(t), key) for t in key.get("accepted", [])]
            return "".join(lines) + tail
        case "numeric":
            return _number(key) + tail
        case "match" if not item.body.get("many"):
            return _pairs(item, key) + tail
        case "essay":
            return tail
    return None


def _choices(item: ExportItem, key: dict) -> str:
    right, credit = key.get("choice", []), key.get("credit", {})
    lines = []
    for option in item.body["options"]:
        code = option["code"]
        sign = "=" if code in right else "~"
        if sign == "~" and code in credit:
            sign += f"%{float(credit[code]) * 100:g}%"
        lines.append(f"\n\t{sign}{_escape(common.plain(option['html']))}")
    return "".join(lines)


def _weighted(item: ExportItem, key: dict) -> str:
    right = key.get("choice", [])
    each = f"{100 / len(right):.5f}".rstrip("0").rstrip(".") if right else "0"
    lines = []
    for option in item.body["options"]:
        is_right = option["code"] in right
        share = each if is_right else ("0" if key.get("credit") else "-100")
        if option["code"] in key.get("credit", {}):
            share = f"{float(key['credit'][option['code']]) * 100:g}"
        lines.append(f"\n\t~%{share}%{_escape(common.plain(option['html']))}")
    return "".join(lines)


def _accepted(text: str, key: dict) -> str:
    return f"\n\t={_weight(key, text)}{_escape(text)}"


def _weight(key: dict, text: str) -> str:
    share = key.get("credit", {}).get(text)
    return f"%{float(share) * 100:g}%" if share else ""


def _number(key: dict) -> str:
    accepted = [str(text) for text in key.get("accepted", [])]
    own = key.get("tolerances") or [key.get("tolerance")] * len(accepted)
    lines = [
        f"\n\t={_weight(key, text)}{common.point(text)}:"
        f"{common.point(str(tolerance or '0'))}"
        for text, tolerance in zip(accepted, own, strict=True)
    ]
    return "#" + "".join(lines)


def _pairs(item: ExportItem, key: dict) -> str:
    right = {side["code"]: side["html"] for side in item.body["right"]}
    partners = dict(key.get("pairs", []))
    lines, used = [], set()
    for side in item.body["left"]:
        partner = partners.get(side["code"])
        if partner is None:
            continue
        used.add(partner)
        left = _escape(common.plain(side["html"]))
        lines.append(f"\n\t={left} -> {_escape(common.plain(right[partner]))}")
    spare = [code for code in right if code not in used]
    lines += [f"\n\t= -> {_escape(common.plain(right[code]))}" for code in spare]
    return "".join(lines)


def _note_losses(item: ExportItem, outcome: Outcome) -> None:
    pieces = [*common.texts(item), item.explanation_html, item.group_html]
    for piece in pieces:
        outcome.lose(item, *sorted(common.plain_losses(piece)))
    key = item.key or {}
    if item.group_html:
        outcome.lose(item, common.PASSAGE)
    if item.kind in _TYPED and (set(key) & {"ignore_marks", "case_sensitive"}):
        outcome.lose(item, common.RULES)
    is_whole = item.kind == "choose_many" and not key.get("credit")
    if item.kind == "short_answer" or is_whole:
        outcome.lose(item, common.RULES)
    if item.rules and item.kind != "choose_many":
        outcome.lose(item, common.RULES)
    if item.body.get("unit") or key.get("compare"):
        outcome.lose(item, common.RULES)
    has_source = item.outcome or item.taken_from or item.licence
    if item.level or item.points or item.enemies or item.seconds or has_source:
        outcome.lose(item, common.METADATA)


def _escape(text: str) -> str:
    lines = _SPECIAL.sub(r"\\\1", text.replace("\r", "")).split("\n")
    return "\\n".join(line.strip() for line in lines)
