"""Whether an item read from QTI is scored here as its own rules score it.

A few responses are marked twice: by the rules of the file and by our kind. Where they
come to different shares of the points, the item says so; what a person then makes of it
is his decision. Items without rules in the file have nothing to differ from.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lms.core.errors import DomainError, Problem
from question_bank.errors import BadItem
from question_bank.kinds import registry
from question_bank.rules import proposals
from question_bank.rules.contents import Content
from question_bank.rules.drafts import Draft, DraftItem
from question_bank.rules.formats.xmltree import parse_xml
from question_bank.rules.qti.session import mark
from question_bank.rules.qti.values import BadQti
from question_bank.rules.values import InvalidValue

CODE = "custom_scoring"
TRIES = 12
_KINDS = {
    "choose_one",
    "choose_many",
    "match",
    "order",
    "cloze",
    "numeric",
    "short_text",
}
_CLOSE = Fraction(1, 1000)

Value = dict[str, Any]


def checked(draft: Draft) -> Draft:
    """Return a draft whose items say where they are scored otherwise than in the file."""
    if draft.format != "qti":
        return draft
    return replace(draft, items=tuple(map(_checked, draft.items)))


def _checked(item: DraftItem) -> DraftItem:
    details = item.details
    is_done = any(problem.code == CODE for problem in item.warnings)
    has_rules = (
        details.get("version", "1.2") != "1.2" and details.get("processing") != "none"
    )
    if is_done or not has_rules or item.kind not in _KINDS or not item.key:
        return item
    content = proposals.to_content(
        proposals.from_draft(item, stored={}), subject_id=None, grade=None
    )
    names = _responses(item)
    right, *others = _values(content)
    best = _theirs(item, content, right, names)
    if best and all(
        _agrees(item, content, value, names, best) for value in [right, *others][:TRIES]
    ):
        return item
    return replace(item, warnings=(*item.warnings, Problem(CODE, item.where)))


def _agrees(
    item: DraftItem, content: Content, value: Value, names: list[str], best: Fraction
) -> bool:
    """Return whether a response wins the same share by both; impossible ones do."""
    try:
        ours = registry.score(
            content.kind, content.body, content.key, value,
            possible=Decimal(1), rules=content.rules,
        )  # fmt: skip
    except (BadItem, InvalidValue):
        return True
    theirs = _theirs(item, content, value, names)
    return theirs is not None and abs(theirs / best - Fraction(ours.awarded)) <= _CLOSE


def _theirs(
    item: DraftItem, content: Content, value: Value, names: list[str]
) -> Fraction | None:
    try:
        return mark(
            item.details["xml"].encode(), _by_identifier(item, content, value, names)
        ).score
    except (BadQti, DomainError, ArithmeticError, LookupError, TypeError):
        return None


def _responses(item: DraftItem) -> list[str]:
    """Return the response identifiers of the interactions, in order."""
    root = parse_xml(item.details["xml"].encode(), allow_doctype=True)
    found = [
        e.get("responseIdentifier") or e.get("response-identifier") for e in root.iter()
    ]
    return [str(name) for name in found if name] or ["RESPONSE"]


def _by_identifier(
    item: DraftItem, content: Content, value: Value, names: list[str]
) -> dict[str, Any]:
    [(name, given)] = value.items()
    match name:
        case "pairs":
            return {names[0]: [f"{left} {right}" for left, right in given]}
        case "gaps" if "responses" in item.details:
            numbers = {gap.code for gap in item.gaps if gap.kind == "number"}
            return {
                item.details["responses"][code]: _point(text)
                if code in numbers
                else text
                for code, text in given.items()
            }
        case "gaps":
            return {names[0]: [f"{word} {gap}" for gap, word in given.items()]}
        case "text":
            return {names[0]: _point(given) if content.kind == "numeric" else given}
        case "choice" if content.kind == "choose_one":
            return {names[0]: given[0]}
    return {names[0]: given}


def _values(content: Content) -> list[Value]:
    """Return the right response, then parts of it, then others."""
    key = content.key or {}
    if "gaps" in key:
        return [{"gaps": given} for given in _filled(content, key["gaps"])]
    if "accepted" in key:
        return [{"text": text} for text in [*key["accepted"], "987654"]]
    name = next(name for name in ("choice", "order", "pairs") if name in key)
    right = key[name]
    parts = [right[:n] for n in range(1, len(right))]
    return [
        {name: given} for given in [right, *parts, *_others(content, right)] if given
    ]


def _filled(content: Content, right: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    whole = {code: texts[0] for code, texts in right.items()}
    yield whole
    for code, texts in right.items():
        yield {code: texts[0]}
        yield from ({**whole, code: text} for text in texts[1:3])
    for gap in content.body["gaps"]:
        wrong = [o["code"] for o in gap.get("options", [])][:2]
        yield from ({**whole, gap["code"]: word} for word in wrong)


def _others(content: Content, right: list[Any]) -> list[list[Any]]:
    body = content.body
    if content.kind == "match":
        wrong = [[left["code"], body["right"][0]["code"]] for left in body["left"]]
        return [[pair] for pair in wrong[:3]]
    codes = [option["code"] for option in body["options"]]
    if content.kind == "order":
        return [right[::-1]]
    wrong = [code for code in codes if code not in right]
    more = [[*right, wrong[0]]] if wrong and content.kind == "choose_many" else []
    return [*more, *[[code] for code in codes[:4]]]


def _point(text: str) -> str:
    return text.replace(",", ".")
