"""Several right options.

Body: {"options": [{"code", "html"}], "most": 3 (optional, how many may be chosen)}.
Key: {"choice": ["A", "C"]}, optionally {"credit": {"A": "0.5", "B": "-0.5"}} as
Moodle and QTI files give it. Rules: {"partial": NAME} with

- all_or_nothing (default, decision 0005): every right option and no other;
- right_minus_wrong: (right - wrong) / number of right ones, not below 0;
- per_option: share of the options treated rightly, nothing chosen is 0;
- credit (default where the key has credits): the sum of the chosen credits.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import outcomes, values
from question_bank.rules.outcomes import Outcome

VERSION = "choose_many/1"
PARTIAL = ("all_or_nothing", "right_minus_wrong", "per_option", "credit")


def check_body(body: dict[str, Any]) -> None:
    """At least two options; ``most`` lets as many be chosen as there are."""
    codes = values.check_options(body)
    most = body.get("most")
    if most is not None and not (isinstance(most, int) and 1 <= most <= len(codes)):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """At least one right option; all named ones are there and may be chosen."""
    choice = values.listed(key, "choice")
    codes = {option["code"] for option in body["options"]}
    for code in [*choice, *(key or {}).get("credit", {})]:
        if code not in codes:
            raise BadItem("key_names_no_option", where="key", value=code)
    if len(choice) > (body.get("most") or len(codes)):
        raise BadItem("key_exceeds_most", where="key", most=body["most"])


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"options": codes, "most": n}."""
    codes = [option["code"] for option in body["options"]]
    return {"options": codes, "most": body.get("most") or len(codes)}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """Different codes, at most ``most``."""
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
    """Score by the named partial rule; no answer is worth less than 0."""
    chosen, right = set(value["choice"]), set(values.listed(key, "choice"))
    credit = (key or {}).get("credit", {})
    partial = rules.get("partial") or ("credit" if credit else "all_or_nothing")
    codes = [option["code"] for option in body["options"]]
    parts = {code: (code in chosen) == (code in right) for code in codes}
    if chosen == right:
        return outcomes.all_or_nothing(possible, is_right=True, parts=parts)
    won = _share(partial, chosen, right, credit, parts)
    awarded = outcomes.points(possible, won)
    return Outcome(awarded, correct=False, parts=parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return one option, another, and two together where that is allowed."""
    codes = [option["code"] for option in body["options"]]
    third = codes[:2] if (body.get("most") or len(codes)) > 1 else []
    return [{"choice": codes[:1]}, {"choice": codes[1:2]}, {"choice": third}]


def _share(
    partial: str,
    chosen: set[str],
    right: set[str],
    credit: dict[str, str],
    parts: dict[str, bool],
) -> Fraction:
    if partial == "credit":
        won = (outcomes.share(credit.get(code, "0")) for code in chosen)
        return sum(won, Fraction(0))
    if partial == "right_minus_wrong":
        return Fraction(len(chosen & right) - len(chosen - right), len(right))
    if partial == "per_option" and chosen:
        return Fraction(sum(parts.values()), len(parts))
    return Fraction(0)
