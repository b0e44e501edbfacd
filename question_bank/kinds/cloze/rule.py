"""A text with gaps: typed words, typed numbers, or a choice in the line.

The stem holds <span data-gap="1"></span>. Body: {"gaps": [{"code": "1", "kind":
"text|number|choice", "options": [{"code", "html"}] (choice), "most": 100,
"case_sensitive": false}]}. Key: {"gaps": {"1": ["accepted", …]}} (option codes for a
choice), optionally {"weights": {"1": "2"}}, {"tolerances": {"1": ["0.1"]}}, {"credit":
{"1": {"answer": "0.5"}}}. Value: {"gaps": {"1": "text or option code"}}. Rules:
{"partial": "per_gap" (default) | "all_or_nothing"}.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from question_bank.errors import BadItem
from question_bank.rules import answers, outcomes, values
from question_bank.rules.numbers import read_number
from question_bank.rules.outcomes import Outcome

VERSION = "cloze/1"
MOST = 100
GAP_KINDS = ("text", "number", "choice")


def check_body(body: dict[str, Any]) -> None:
    """Gaps with codes of their own; choices have options."""
    gaps = body.get("gaps") or []
    if not gaps:
        raise BadItem("gaps_missing", where="stem")
    codes = [gap.get("code", "") for gap in gaps]
    for gap in gaps:
        code = gap.get("code", "")
        if not code or codes.count(code) > 1:
            raise BadItem("option_code_twice", where=f"gap {code}")
        if gap.get("kind", "text") not in GAP_KINDS:
            raise BadItem("gap_kind_unknown", where=f"gap {code}")
        if gap.get("kind") == "choice":
            values.check_options(gap, word=f"gap {code}, option")


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Every gap has an accepted answer that can be given."""
    wanted = values.listed(key, "gaps")
    gaps = {gap["code"]: gap for gap in body["gaps"]}
    for code in wanted:
        if code not in gaps:
            raise BadItem("key_names_no_option", where="key", value=code)
    for code, gap in gaps.items():
        if not wanted.get(code):
            raise BadItem("key_missing", where=f"gap {code}")
        for accepted in wanted[code]:
            _check_accepted(gap, accepted)


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"gaps": {code: {"most": n} | {"options": codes}}}."""
    gaps = {}
    for gap in body["gaps"]:
        if gap.get("kind") == "choice":
            codes = [option["code"] for option in gap["options"]]
            gaps[gap["code"]] = {"options": codes}
        else:
            gaps[gap["code"]] = {"most": gap.get("most", MOST)}
    return {"gaps": gaps}


def check_value(shape: dict[str, Any], value: Any) -> None:
    """Texts of the allowed length, or codes of the gap's options; "" is empty."""
    given = values.object_of(values.the_field(value, "gaps"), shape["gaps"])
    for code, text in given.items():
        gap = shape["gaps"][code]
        values.text_of(text, most=gap.get("most", 1000))
        if text and "options" in gap and text not in gap["options"]:
            raise values.InvalidValue("option")


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """Each gap is worth its weight; all of them right is correct."""
    known = key or {}
    values.listed(key, "gaps")
    won, whole, parts = Fraction(0), Fraction(0), {}
    for gap in body["gaps"]:
        code = gap["code"]
        weight = outcomes.share(known.get("weights", {}).get(code, "1"))
        right = _gap_share(gap, known, value["gaps"].get(code, ""))
        parts[code] = right == 1
        won, whole = won + weight * right, whole + weight
    if rules.get("partial") == "all_or_nothing":
        return outcomes.all_or_nothing(possible, is_right=won == whole, parts=parts)
    return outcomes.by_share(possible, won / whole if whole else Fraction(0), parts)


def examples(body: dict[str, Any]) -> list[Any]:
    """Return first options and words, last options and numbers, and one gap."""
    first, last = {}, {}
    for gap in body["gaps"]:
        if gap.get("kind") == "choice":
            first[gap["code"]] = gap["options"][0]["code"]
            last[gap["code"]] = gap["options"][-1]["code"]
        else:
            most = gap.get("most", MOST)
            first[gap["code"]], last[gap["code"]] = "nước"[:most], "25"[:most]
    return [{"gaps": first}, {"gaps": last}, {"gaps": {}}]


def _check_accepted(gap: dict[str, Any], accepted: str) -> None:
    where = f"gap {gap['code']}"
    kind = gap.get("kind", "text")
    if kind == "choice":
        if accepted not in {option["code"] for option in gap["options"]}:
            raise BadItem("key_names_no_option", where=where, value=accepted)
    elif kind == "number" and read_number(str(accepted)) is None:
        raise BadItem("key_not_a_number", where=where, value=accepted)
    elif len(str(accepted)) > gap.get("most", MOST):
        raise BadItem("key_cannot_be_typed", where=where, value=accepted)


def _gap_share(gap: dict[str, Any], key: dict[str, Any], given: str) -> Fraction:
    code, kind = gap["code"], gap.get("kind", "text")
    accepted = values.listed(key["gaps"], code)
    own: dict[str, Any] = {
        "accepted": accepted,
        "credit": key.get("credit", {}).get(code, {}),
        "case_sensitive": gap.get("case_sensitive", False),
    }
    if not given:
        return Fraction(0)
    if kind == "choice":
        if given not in accepted:
            return Fraction(0)
        return outcomes.share(own["credit"].get(given, "1"))
    if kind == "number":
        own["tolerances"] = key.get("tolerances", {}).get(code)
        return answers.best_number(given, own)
    return answers.best_text(given, own)
