"""A word or a short phrase with a list of accepted answers.

Body: {"most": 200}. Key: {"accepted": ["Hà Nội"], "case_sensitive": false,
"ignore_marks": false}, optionally "credit". Value: {"text": "Hà Nội"}.
"""

from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import answers, outcomes, values
from question_bank.rules.outcomes import Outcome

VERSION = "short_text/1"
MOST = 200


def check_body(body: dict[str, Any]) -> None:
    """The answer may have up to 1000 characters."""
    most = body.get("most", MOST)
    if not (isinstance(most, int) and 1 <= most <= 1000):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Accepted answers are texts that can be typed."""
    most = body.get("most", MOST)
    for accepted in values.listed(key, "accepted"):
        if not str(accepted).strip("* ") or len(str(accepted)) > most:
            raise BadItem("key_cannot_be_typed", where="key", value=accepted)


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"most": n}."""
    return {"most": body.get("most", MOST)}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """A text of at most so many characters."""
    values.text_of(values.the_field(value, "text"), most=shape["most"])


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """All points for an accepted answer; white space and case do not count."""
    values.listed(key, "accepted")
    return outcomes.by_share(possible, answers.best_text(value["text"], key or {}))


def examples(body: dict[str, Any]) -> list[Any]:
    """Return three short texts."""
    return [{"text": text} for text in ("Hà Nội", "Huế", "x")]
