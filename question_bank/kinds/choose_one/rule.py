"""One right option out of several.

Body: {"options": [{"code", "html"}]}. Key: {"choice": ["A"]}, and optionally
{"credit": {"B": "0.5"}} for options that are worth a share. Value:
{"choice": ["A"]}, an empty list is no answer.
"""

from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import outcomes, values
from question_bank.rules.outcomes import Outcome

VERSION = "choose_one/1"


def check_body(body: dict[str, Any]) -> None:
    """At least two options, each with a code of its own and content."""
    values.check_options(body)


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Exactly one right option, and it is there."""
    choice = values.listed(key, "choice")
    codes = {option["code"] for option in body["options"]}
    for code in [*choice, *(key or {}).get("credit", {})]:
        if code not in codes:
            raise BadItem("key_names_no_option", where="key", value=code)
    if len(choice) != 1:
        raise BadItem("key_twice", where="key", value=", ".join(choice))


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"options": codes, "most": 1}."""
    return {"options": [option["code"] for option in body["options"]], "most": 1}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """At most one of the codes."""
    choice = values.the_field(value, "choice")
    values.codes_of(choice, shape["options"], most=shape["most"])


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """All points for the right option; the stated share for one worth a part."""
    chosen = value["choice"][0] if value["choice"] else ""
    right = values.listed(key, "choice")
    credit = (key or {}).get("credit", {})
    if chosen in right or chosen not in credit:
        return outcomes.all_or_nothing(possible, is_right=chosen in right)
    return outcomes.by_share(possible, outcomes.share(credit[chosen]))


def examples(body: dict[str, Any]) -> list[Any]:
    """Return the first three options as answers."""
    codes = [option["code"] for option in body["options"]]
    return [{"choice": [code]} for code in codes[:3]] + [{"choice": []}] * (
        len(codes) < 3
    )
