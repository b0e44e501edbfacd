"""The short answer of the 2025 answer sheet: a number of at most four characters.

Body: {"most": 4}. Key: {"accepted": ["2,5"], "tolerance": null}, optionally
{"compare": "exact_string"} for strict practice (1,50 is then not 1,5). Value:
{"text": "2,5"}; "." counts as ",". Source: domain.md 3.5.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import answers, outcomes, values
from question_bank.rules.numbers import SHEET_CHARACTERS, on_sheet
from question_bank.rules.outcomes import Outcome

VERSION = "short_answer/1"


def check_body(body: dict[str, Any]) -> None:
    """Nothing but the length of the answer."""
    most = body.get("most", SHEET_CHARACTERS)
    if not (isinstance(most, int) and 1 <= most <= SHEET_CHARACTERS):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Every accepted answer is a number that fits the sheet."""
    for accepted in values.listed(key, "accepted"):
        if not on_sheet(str(accepted)):
            raise BadItem("key_not_on_sheet", where="key", value=accepted)
    answers.tolerances(key or {})


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"most": 4}."""
    return {"most": body.get("most", SHEET_CHARACTERS)}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """A text of at most four characters."""
    values.text_of(values.the_field(value, "text"), most=shape["most"])


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """All points for the number, however it is written; exact unless told so."""
    typed = value["text"]
    known: dict[str, Any] = key or {}
    if (rules.get("compare") or known.get("compare")) == "exact_string":
        wanted = {on_sheet(str(text)) for text in values.listed(key, "accepted")}
        is_right = bool(on_sheet(typed)) and on_sheet(typed) in wanted
        return outcomes.all_or_nothing(possible, is_right=is_right)
    values.listed(key, "accepted")
    won = answers.best_number(typed, known) if on_sheet(typed) else Fraction(0)
    return outcomes.by_share(possible, won)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return three numbers."""
    return [{"text": text} for text in ("2", "1,5", "-0,5")]
