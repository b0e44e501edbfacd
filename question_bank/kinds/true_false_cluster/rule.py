"""A cluster of statements, each true or false (part II of the papers since 2025).

Body: {"statements": [{"code", "html"}]}. Key: {"truth": {"a": true}}. Value:
{"truth": {"a": true}}; a statement left out is unanswered and counts as wrong.
Rules: {"ladder": ["0", "0.1", "0.25", "0.5", "1"]} share of the points by number
of right statements; the default for four statements is that of QĐ 764/2024
(domain.md 3.5), for other numbers each statement is worth the same.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import outcomes, values
from question_bank.rules.ladders import LADDERS
from question_bank.rules.outcomes import Outcome

VERSION = "true_false_cluster/1"


def check_body(body: dict[str, Any]) -> None:
    """At least one statement."""
    values.check_options(body, "statements", least=1, word="statement")


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Every statement is true or false."""
    truth = values.listed(key, "truth")
    codes = [statement["code"] for statement in body["statements"]]
    for code in truth:
        if code not in codes:
            raise BadItem("key_names_no_option", where="key", value=code)
    for code in codes:
        if not isinstance(truth.get(code), bool):
            raise BadItem("truth_missing", where=f"statement {code}")


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"statements": codes}."""
    return {"statements": [statement["code"] for statement in body["statements"]]}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """True or false for some of the statements."""
    truth = values.object_of(values.the_field(value, "truth"), shape["statements"])
    values_ok = all(isinstance(answer, bool) for answer in truth.values())
    if not values_ok:
        raise values.InvalidValue("type")


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """Count the right statements and read the share from the ladder."""
    truth, given = values.listed(key, "truth"), value["truth"]
    codes = [statement["code"] for statement in body["statements"]]
    parts = {code: code in given and given[code] is truth[code] for code in codes}
    right = sum(parts.values())
    steps = rules.get("ladder") or LADDERS.get(len(codes))
    if steps and len(steps) == len(codes) + 1:
        return outcomes.by_share(possible, outcomes.share(steps[right]), parts)
    return outcomes.by_share(possible, Fraction(right, len(codes)), parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return all true, all false, and the first alone."""
    codes = [statement["code"] for statement in body["statements"]]
    return [
        {"truth": dict.fromkeys(codes, True)},
        {"truth": dict.fromkeys(codes, False)},
        {"truth": {codes[0]: True} if len(codes) > 1 else {}},
    ]
