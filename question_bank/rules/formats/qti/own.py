"""What QTI files of our own say beyond the standard: kind, passage, unit, filing."""

import re
from dataclasses import replace

from lxml import etree

from question_bank.enums import CognitiveLevel, Licence
from question_bank.rules.drafts import DraftItem, DraftSkip
from question_bank.rules.formats.xmltree import inner_text
from question_bank.rules.interchange import TOOL, Filing

PASSAGE, UNIT = "passage", "unit"
_KIND = re.compile(r"^kind=(\w+)$")


def kind_of(root: etree._Element) -> str:
    """Return the kind that an item of ours says it is, "" for other files."""
    found = _KIND.match(root.get("label", ""))
    return found[1] if found and root.get("toolName") == TOOL else ""


def take_passage(body: etree._Element) -> etree._Element | None:
    """Take the shared passage out of a body of ours; None where there is none."""
    first = body[0] if len(body) else None
    if first is None or first.get("class") != PASSAGE:
        return None
    body.remove(first)
    first.tail = None
    return first


def take_unit(body: etree._Element) -> str:
    """Take the unit behind a number out of a body of ours."""
    for span in body.iter("span"):
        parent = span.getparent()
        if span.get("class") == UNIT and parent is not None:
            unit = " ".join(inner_text(span).split())
            parent.remove(span)
            return unit
    return ""


def filed(
    outcome: DraftItem | DraftSkip, filing: Filing | None
) -> DraftItem | DraftSkip:
    """Return an item with what the manifest says of it."""
    if filing is None or isinstance(outcome, DraftSkip):
        return outcome
    return with_filing(outcome, filing)


def with_filing(item: DraftItem, filing: Filing) -> DraftItem:
    """Return an item with what one of our files files it under."""
    level = filing.get("level")
    licence = filing.get("licence")
    seconds = filing.get("seconds")
    more = {
        "outcome_code": filing.get("outcome")[:120],
        "taken_from": filing.get("source")[:300],
        "licence": licence if licence in Licence.values else "",
    }
    tag = filing.get("level_tag")
    return replace(
        item,
        code=filing.get("code") or item.code,
        node=filing.get("node") or item.node,
        level=level if level in CognitiveLevel.values else item.level,
        tags=(tag, *item.tags) if tag else item.tags,
        seconds=int(seconds) if seconds else item.seconds,
        enemies=filing.enemies or item.enemies,
        group=filing.get("passage") if item.group_html else item.group,
        filing={name: value for name, value in more.items() if value},
    )
