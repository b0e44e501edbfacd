"""A number with a tolerance and, where the stem asks for it, a unit.

Body: {"unit": "m/s"} (shown behind the field; may be typed too). Key: {"accepted":
["9,8"], "tolerance": "0,1"}, optionally "tolerances" (one for each answer) and
"credit". Value: {"text": "9,8"}.
"""

from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import answers, outcomes, values
from question_bank.rules.numbers import read_number
from question_bank.rules.outcomes import Outcome

VERSION = "numeric/1"
MOST = 40


def check_body(body: dict[str, Any]) -> None:
    """A unit is a short text."""
    if len(str(body.get("unit", ""))) > 20:
        raise BadItem("unit_too_long", where="unit", most=20)


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Every accepted answer is a number."""
    for accepted in values.listed(key, "accepted"):
        if read_number(str(accepted)) is None:
            raise BadItem("key_not_a_number", where="key", value=accepted)
    answers.tolerances(key or {})


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"most": 40}."""
    return {"most": MOST}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """A short text."""
    values.text_of(values.the_field(value, "text"), most=shape["most"])


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """All points within the tolerance, both ends included."""
    values.listed(key, "accepted")
    unit = str(body.get("unit", ""))
    won = answers.best_number(value["text"], key or {}, unit=unit)
    return outcomes.by_share(possible, won)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return three numbers."""
    return [{"text": text} for text in ("10", "9,81", "-0,5")]
