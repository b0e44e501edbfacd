"""A text that a person marks.

Body: {"most": 20000}. Key: {}, or {"rubric": […]} (``rules.rubrics``); the marking
guide stands in the explanation. Value: {"text": "…"}. An empty answer is worth nothing without a person.
"""

from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import outcomes, rubrics, values
from question_bank.rules.outcomes import Outcome

VERSION = "essay/1"
MOST = 20_000


def check_body(body: dict[str, Any]) -> None:
    """The answer may have up to 20,000 characters."""
    most = body.get("most", MOST)
    if not (isinstance(most, int) and 1 <= most <= MOST):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Nothing is needed: a person marks; by a rubric where there is one."""
    rubrics.check_rubric(key)


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
    """Leave it to a person, unless nothing was written."""
    return outcomes.FOR_A_PERSON if value["text"].strip() else outcomes.NOTHING


def examples(body: dict[str, Any]) -> list[Any]:
    """Return three short texts."""
    return [{"text": text} for text in ("Em nghĩ rằng…", "Bài làm:\n1)", "")]
