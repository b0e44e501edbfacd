"""Things on the left that belong to things on the right.

Body: {"left": [{"code", "html"}], "right": [{"code", "html"}], "many": false}.
``many``: a left side may have several partners. Key: {"pairs": [["A", "2"]]}; a
right side may be used twice or not at all. Value: {"pairs": [["A", "2"]]}. Rules:
{"partial": "per_pair" (default: share of right pairs, with ``many`` minus wrong
ones) | "all_or_nothing"}.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem, InvalidValue
from question_bank.rules import outcomes, values
from question_bank.rules.outcomes import Outcome

VERSION = "match/1"


def check_body(body: dict[str, Any]) -> None:
    """Both sides have content and codes of their own."""
    values.check_options(body, "left", least=1, word="left")
    values.check_options(body, "right", least=1, word="right")


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Every pair joins a left and a right side; one partner unless ``many``."""
    pairs = [tuple(pair) for pair in values.listed(key, "pairs")]
    left = {side["code"] for side in body["left"]}
    right = {side["code"] for side in body["right"]}
    for pair in pairs:
        if len(pair) != 2 or pair[0] not in left or pair[1] not in right:
            raise BadItem("key_names_no_option", where="key", value="–".join(pair))
    firsts = [pair[0] for pair in pairs]
    if len(set(pairs)) < len(pairs):
        raise BadItem("key_twice", where="key", value="")
    if not body.get("many") and len(set(firsts)) < len(firsts):
        raise BadItem("key_twice", where="key", value=", ".join(sorted(set(firsts))))


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"left": codes, "right": codes, "many": bool}."""
    return {
        "left": [side["code"] for side in body["left"]],
        "right": [side["code"] for side in body["right"]],
        "many": bool(body.get("many")),
    }


def check_value(shape: dict[str, Any], value: Any) -> None:
    """Pairs of known codes, none twice; one for a left side unless ``many``."""
    pairs = values.the_field(value, "pairs")
    if not isinstance(pairs, list):
        raise InvalidValue("type")
    if len(pairs) > len(shape["left"]) * len(shape["right"]):
        raise InvalidValue("size")
    for pair in pairs:
        _check_pair(shape, pair)
    if len({tuple(pair) for pair in pairs}) < len(pairs):
        raise InvalidValue("size")
    if not shape["many"] and len({pair[0] for pair in pairs}) < len(pairs):
        raise InvalidValue("size")


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """Score pair by pair."""
    right = {tuple(pair) for pair in values.listed(key, "pairs")}
    given = {tuple(pair) for pair in value["pairs"]}
    parts = {f"{a}-{b}": (a, b) in given for a, b in sorted(right)}
    if rules.get("partial") == "all_or_nothing" or given == right:
        return outcomes.all_or_nothing(possible, is_right=given == right, parts=parts)
    lost = len(given - right) if body.get("many") else 0
    won = Fraction(len(given & right) - lost, len(right))
    return Outcome(outcomes.points(possible, won), correct=False, parts=parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return all left sides with the first right one, one pair, and none."""
    left = [side["code"] for side in body["left"]]
    right = [side["code"] for side in body["right"]]
    spread = [[code, right[i % len(right)]] for i, code in enumerate(left)]
    return [{"pairs": spread}, {"pairs": [[left[0], right[-1]]]}, {"pairs": []}]


def _check_pair(shape: dict[str, Any], pair: Any) -> None:
    if not isinstance(pair, list) or len(pair) != 2:
        raise InvalidValue("type")
    if not all(isinstance(code, str) for code in pair):
        raise InvalidValue("type")
    if pair[0] not in shape["left"] or pair[1] not in shape["right"]:
        raise InvalidValue("option")
