"""Calculated questions of Moodle as questions with parameters.

The values of the wildcards belong together row by row: a parameter ``bo`` draws the
row, ``chon`` picks each value of it. Source: docs.moodle.org/en/Calculated_question_type.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any

from lxml import etree

from question_bank.rules.drafts import DraftItem
from question_bank.rules.generated.expressions import FUNCTIONS, NAME
from question_bank.rules.generated.recipes import MOST_PARAMETERS, MOST_VARIANTS
from question_bank.rules.numbers import read_number

ROW = "bo"
MOST_ROWS = 100
_WILDCARD = re.compile(r"\{([A-Za-z][^>} <{\"'=]*)\}")
_FORMULA = re.compile(r"\{=((?:[^{}]|\{[^{}]*\})*)\}")
# PHP's names, in this order: "log(" is the natural one there.
_NAMES = (
    (r"\bpi\s*\(\s*\)", "pi"),
    (r"\blog\s*\(", "ln("),
    (r"\blog10\s*\(", "log("),
    (r"\bfmod\s*\(", "mod("),
)
RELATIVE = "1"
DECIMALS = "1"


class Unreadable(Exception):
    """The question cannot be followed; the reason is a code of the wording."""


def calculated(
    item: DraftItem, xml: etree._Element, choices: Callable[[DraftItem], DraftItem]
) -> DraftItem:
    """Return the item with its recipe. choices: reads the options where it has some.

    Raises Unreadable where a wildcard has no values.
    """
    rows = _values(xml)
    if not rows or len(rows) >= MOST_PARAMETERS:
        raise Unreadable("kind_unsupported")
    names = _named(rows)
    fill = _filler(names)
    item = replace(item, stem_html=fill(item.stem_html))
    if (xml.get("type") or "").lower() == "calculatedmulti":
        item = choices(item)
        options = tuple(replace(o, html=fill(o.html)) for o in item.options)
        item = replace(item, options=options)
    else:
        item = _typed(item, xml, names)
    count = min(len(values) for values in rows.values())
    recipe = {
        "parameters": [
            {"name": ROW, "value": f"1..{count}"},
            *(
                {"name": names[name], "value": f"chon({ROW}; {'; '.join(v[:count])})"}
                for name, v in rows.items()
            ),
        ],
        "conditions": [],
        "variants": min(count, MOST_VARIANTS),
        "seed": 1,
    }
    explanation = fill(item.explanation_html)
    details = item.details | {"recipe": recipe}
    return replace(item, explanation_html=explanation, details=details)


def _typed(item: DraftItem, xml: etree._Element, names: dict[str, str]) -> DraftItem:
    accepted, tolerances = [], []
    for answer in xml.findall("answer"):
        formula = (answer.findtext("text") or "").strip()
        if not formula or not answer.get("fraction", "").startswith("100"):
            continue
        expression = _expression(formula, names)
        accepted.append(f"@{{{expression}|{_places(answer)}}}")
        tolerances.append(_tolerance(answer, expression))
    unit = xml.findtext("units/unit/unit_name") or ""
    item = replace(item, kind="numeric", details={"unit": unit} if unit else {})
    if not accepted:
        return item
    key: dict[str, Any] = {"accepted": accepted, "tolerance": tolerances[0]}
    return replace(item, key=key | ({"tolerances": tolerances} if accepted[1:] else {}))


def _tolerance(answer: etree._Element, expression: str) -> str:
    """Return the absolute tolerance: a number, or worked out from the answer."""
    number = _decimal(answer.findtext("tolerance"))
    if (answer.findtext("tolerancetype") or RELATIVE).strip() == RELATIVE:
        return f"@{{abs({expression})*{number:f}|6}}"
    return f"{number:f}".replace(".", ",")


def _places(answer: etree._Element) -> int:
    """Return how many decimals the right answer is written with."""
    length = _decimal(answer.findtext("correctanswerlength") or "2")
    is_decimals = (
        answer.findtext("correctanswerformat") or DECIMALS
    ).strip() == DECIMALS
    return min(int(length), 6) if is_decimals else 6


def _values(xml: etree._Element) -> dict[str, list[str]]:
    """Return wildcard -> its values in the order of their numbers."""
    found: dict[str, list[str]] = {}
    for dataset in xml.iterfind("dataset_definitions/dataset_definition"):
        name = (dataset.findtext("name/text") or "").strip()
        rows = {
            (row.findtext("number") or "").strip(): (
                row.findtext("value") or ""
            ).strip()
            for row in dataset.iterfind("dataset_items/dataset_item")
        }
        numbers = sorted((n for n in rows if n.isascii() and n.isdigit()), key=int)
        values = [rows[number] for number in numbers[:MOST_ROWS]]
        if not name or not values or any(read_number(v) is None for v in values):
            raise Unreadable("kind_unsupported")
        found[name] = values
    return found


def _named(rows: dict[str, list[str]]) -> dict[str, str]:
    """Return wildcard -> a name that a parameter may have."""
    names: dict[str, str] = {}
    for place, name in enumerate(rows, start=1):
        is_fit = NAME.match(name) and name not in FUNCTIONS and name not in {ROW, "pi"}
        names[name] = name if is_fit else f"p{place}"
    return names


def _filler(names: dict[str, str]) -> Callable[[str], str]:
    def formula(found: re.Match[str]) -> str:
        return f"@{{{_expression(unescape(found[1]), names)}|2}}"

    def wildcard(found: re.Match[str]) -> str:
        return f"@{{{names[found[1]]}}}" if found[1] in names else found[0]

    def fill(stored: str) -> str:
        return _WILDCARD.sub(wildcard, _FORMULA.sub(formula, stored))

    return fill


def _expression(formula: str, names: dict[str, str]) -> str:
    """Return a formula of Moodle in our signs: {a} -> a, "," -> ";"."""
    plain = _WILDCARD.sub(lambda found: names.get(found[1], found[1]), formula)
    for pattern, ours in _NAMES:
        plain = re.sub(pattern, ours, plain)
    return plain.replace(",", ";").strip()


def _decimal(text: str | None) -> Decimal:
    try:
        number = Decimal((text or "0").strip() or "0")
    except InvalidOperation:
        raise Unreadable("kind_unsupported") from None
    if not number.is_finite():
        raise Unreadable("kind_unsupported")
    return number
