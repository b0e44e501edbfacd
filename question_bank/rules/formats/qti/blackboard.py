"""What Blackboard writes into QTI 1.2 in its own way."""

from dataclasses import replace

from lxml import etree

from question_bank.rules.drafts import DraftItem, DraftOption
from question_bank.rules.formats.qti.items12 import Field, Html12, Item12

_TYPE = "bbmd_questiontype"
_RIGHT = "RIGHT_MATCH_BLOCK"


def as_blackboard(found: Item12, html: Html12) -> Item12:
    """Return an item of Blackboard as other QTI 1.2 would say it; others unchanged."""
    kind = found.meta.get(_TYPE, "")
    if not kind:
        return found
    found = replace(found, kind=kind)
    if kind == "Multiple Answer":  # said to be "Single" in the file
        fields = [replace(field, cardinality="Multiple") for field in found.fields]
        return replace(found, fields=fields)
    if kind == "Matching" and _blocks(found.element, _RIGHT):
        return _matching(found, html)
    return found


def with_rules(item: DraftItem, found: Item12) -> DraftItem:
    """Return an item of several parts that count only together where the file says so.

    Gaps stand in one condition, so they do unless parts are allowed; pairs do not.
    """
    part = found.meta.get("bbmd_partialcredit", "").lower()
    is_whole = part == "false" or (item.kind == "cloze" and part != "true")
    if _TYPE not in found.meta or item.kind not in ("cloze", "match") or not is_whole:
        return item
    rules = {"rules": {"partial": "all_or_nothing"}}
    return replace(item, details=item.details | rules)


def _matching(found: Item12, html: Html12) -> Item12:
    """Left sides stand behind their fields, right ones below, in the order of labels."""
    right = [
        DraftOption(str(place), html.of(flow))
        for block in _blocks(found.element, _RIGHT)
        for place, flow in enumerate(block.findall("flow"), start=1)
    ]
    left = {
        lid.get("ident", ""): html.of(flow)
        for flow in found.element.iter("flow")
        for lid in flow.findall("response_lid")
    }
    stem = "".join(html.of(b) for b in _blocks(found.element, "QUESTION_BLOCK"))
    return replace(
        found, stem=stem, fields=[_placed(f, found, right, left) for f in found.fields]
    )


def _placed(
    field: Field, found: Item12, right: list[DraftOption], left: dict[str, str]
) -> Field:
    """Return a field whose options are the right sides; its key goes by their place."""
    places = {o.code: str(n) for n, o in enumerate(field.options, start=1)}
    won = found.scores.single.get(field.name, {})
    found.scores.single[field.name] = {
        places[code]: points for code, points in won.items() if code in places
    }
    text = _without_options(left.get(field.name, ""), field)
    return replace(field, text=text, options=tuple(right))


def _without_options(text: str, field: Field) -> str:
    shown = "".join(option.html for option in field.options)
    return text.removeprefix(shown)


def _blocks(element: etree._Element, name: str) -> list[etree._Element]:
    return [flow for flow in element.iter("flow") if flow.get("class") == name]
