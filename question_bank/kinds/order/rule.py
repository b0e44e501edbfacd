"""Things to be put in order.

Body: {"options": [{"code", "html"}]} in the order they are shown, which is not the
right one. Key: {"order": ["B", "A", "C"]}. Value: {"order": ["B", "A"]}; what is
not placed yet is left out. Rules: {"partial": "all_or_nothing" (default) |
"per_position"}.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import outcomes, values
from question_bank.rules.outcomes import Outcome

VERSION = "order/1"


def check_body(body: dict[str, Any]) -> None:
    """At least two things."""
    values.check_options(body)


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Things that are there, none twice."""
    order = values.listed(key, "order")
    codes = {option["code"] for option in body["options"]}
    for code in order:
        if code not in codes:
            raise BadItem("key_names_no_option", where="key", value=code)
    if len(set(order)) < len(order) or len(order) < 2:
        raise BadItem("order_incomplete", where="key")


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"options": codes}."""
    return {"options": [option["code"] for option in body["options"]]}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """Different codes."""
    codes = shape["options"]
    values.codes_of(values.the_field(value, "order"), codes, most=len(codes))


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """All points for the whole order, or a share of the places."""
    wanted, given = values.listed(key, "order"), value["order"]
    placed = [*given, *[""] * len(wanted)]
    parts = {code: placed[place] == code for place, code in enumerate(wanted)}
    if rules.get("partial") == "per_position" and given != wanted:
        won = Fraction(sum(parts.values()), len(wanted))
        return Outcome(outcomes.points(possible, won), correct=False, parts=parts)
    return outcomes.all_or_nothing(possible, is_right=given == wanted, parts=parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return the shown order, its reverse, and the first thing alone."""
    codes = [option["code"] for option in body["options"]]
    return [{"order": codes}, {"order": codes[::-1]}, {"order": codes[:1]}]
