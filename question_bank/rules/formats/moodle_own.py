"""What Moodle files of our own say in their tags: kind, passage, filing, scoring."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from question_bank.rules.drafts import DraftItem, DraftOption
from question_bank.rules.formats.qti.own import with_filing
from question_bank.rules.interchange import TOOL, Filing, from_tags
from question_bank.rules.numbers import SHEET_CHARACTERS

_PASSAGE = re.compile(
    r'^<div class="passage">(?P<passage>.*)</div>\s*'
    r'<div class="stem">(?P<stem>.*)</div>\s*$',
    re.DOTALL,
)
_STATEMENT = re.compile(
    r"<p>\s*(?P<code>[a-z])\)\s*(?P<html>.*?)\s*"
    r'<span data-gap="(?P<gap>\d+)"></span>\s*</p>',
    re.DOTALL,
)


def as_ours(item: DraftItem, tags: Iterable[str]) -> DraftItem:
    """Return an item of one of our files as it was before it was written."""
    filing, others = from_tags(tags)
    if TOOL not in others:
        return item
    others.remove(TOOL)
    item = replace(item, tags=tuple(others))
    if found := _PASSAGE.match(item.stem_html):
        item = replace(
            item, stem_html=found["stem"], group=filing.get("passage") or "NL",
            group_html=found["passage"],
        )  # fmt: skip
    return with_filing(_of_kind(item, filing), filing)


def _of_kind(item: DraftItem, filing: Filing) -> DraftItem:
    key = dict(item.key or {})
    match filing.get("kind"):
        case "short_answer" if item.kind == "short_text":
            key.pop("case_sensitive", None)
            details = item.details | {"most": SHEET_CHARACTERS}
            return replace(item, kind="short_answer", key=key or None, details=details)
        case "true_false_cluster" if item.kind == "cloze":
            return _cluster(item)
        case "choose_many" if filing.get("partial") and key:
            key.pop("credit", None)
            most = filing.get("most")
            more: dict[str, Any] = {"rules": {"partial": filing.get("partial")}}
            if most.isascii() and most.isdigit():
                more["most"] = int(most)
            return replace(item, key=key, details=item.details | more)
    return item


def _cluster(item: DraftItem) -> DraftItem:
    """Return the statements that were written as gaps of a text."""
    gaps = (item.key or {}).get("gaps", {})
    statements, truth = [], {}
    for found in _STATEMENT.finditer(item.stem_html):
        statements.append(DraftOption(found["code"], found["html"]))
        if found["gap"] in gaps:
            truth[found["code"]] = gaps[found["gap"]] == ["A"]
    if len(statements) != len(item.gaps):
        return item
    return replace(
        item, kind="true_false_cluster", options=tuple(statements), gaps=(),
        stem_html=_STATEMENT.sub("", item.stem_html),
        key={"truth": truth} if truth else None,
    )  # fmt: skip
