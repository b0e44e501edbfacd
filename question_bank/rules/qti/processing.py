"""Running the rules of an item: templates, responses, outcomes."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lxml import etree

from question_bank.rules.qti.expressions import evaluate
from question_bank.rules.qti.state import State, map_response
from question_bank.rules.qti.values import BadQti, is_null, same, value_of

_BRANCHES = ("If", "ElseIf", "Else")


class Exit(Exception):
    """exitResponse, exitTemplate: nothing after it is run."""


def run_templates(root: etree._Element, state: State) -> None:
    """Set the template variables as the item says."""
    _run_all(root.find("templateProcessing"), state, "template")


def run_responses(root: etree._Element, state: State) -> None:
    """Set the outcomes: by the standard template named, or rule by rule."""
    element = root.find("responseProcessing")
    if element is None:
        return
    if len(element):
        _run_all(element, state, "response")
    else:
        address = element.get("template") or element.get("templateLocation") or ""
        _run_template(address.lower(), state)
    _run_all(root.find("outcomeProcessing"), state, "outcome")


def _run_all(element: etree._Element | None, state: State, family: str) -> None:
    if element is None:
        return
    try:
        for rule in element:
            _run(rule, state, family)
    except Exit:
        return


def _run(rule: etree._Element, state: State, family: str) -> None:
    name = str(rule.tag)
    if name == f"{family}Condition":
        _condition(rule, state, family)
    elif name in _RULES:
        _RULES[name](rule, state)
    elif name in {"responseProcessingFragment", "outcomeProcessingFragment"}:
        for child in rule:
            _run(child, state, family)
    elif name.startswith("exit"):
        raise Exit
    else:
        raise BadQti(f"unknown rule: {name[:40]}")


def _set_correct(rule: etree._Element, state: State) -> None:
    state[rule.get("identifier", "")].correct = evaluate(rule[0], state)


def _set_default(rule: etree._Element, state: State) -> None:
    variable = state[rule.get("identifier", "")]
    variable.default = variable.value = evaluate(rule[0], state)


def _condition(rule: etree._Element, state: State, family: str) -> None:
    for branch in rule:
        kind = str(branch.tag).removeprefix(family)
        if kind not in _BRANCHES:
            raise BadQti(f"unknown branch: {kind[:40]}")
        rules = list(branch)
        if kind != "Else":
            if evaluate(rules[0], state) is not True:
                continue
            rules = rules[1:]
        for inner in rules:
            _run(inner, state, family)
        return


def _set(rule: etree._Element, state: State) -> None:
    variable = state[rule.get("identifier", "")]
    value = evaluate(rule[0], state) if len(rule) else None
    if isinstance(value, Fraction) and variable.base == "integer":
        value = Fraction(int(value))
    variable.value = value


def _look_up(rule: etree._Element, state: State) -> None:
    """Read the value from the match or interpolation table of the outcome."""
    variable = state[rule.get("identifier", "")]
    source = evaluate(rule[0], state)
    element = variable.element
    table = element.find("interpolationTable")
    exact = table is None
    if exact:
        table = element.find("matchTable")
    if table is None or is_null(source):
        variable.value = None
        return
    found = table.get("defaultValue")
    for entry in table:
        bound = Fraction(entry.get("sourceValue", "0"))
        over = entry.get("includeBoundary", "true").lower() != "false"
        if source == bound if exact else source > bound or (over and source == bound):
            found = entry.get("targetValue")
            break
    variable.value = value_of(found, variable.base, variable.cardinality)


_RULES: dict[str, Callable[[etree._Element, State], None]] = {
    "setOutcomeValue": _set,
    "setTemplateValue": _set,
    "setCorrectResponse": _set_correct,
    "setDefaultValue": _set_default,
    "lookupOutcomeValue": _look_up,
}


def _run_template(address: str, state: State) -> None:
    """Run one of the standard templates on RESPONSE and SCORE."""
    response, score = state["RESPONSE"], state["SCORE"]
    if "map_response_point" in address:
        raise BadQti("a template for points without its rules")
    if "map_response" in address:
        empty = is_null(response.value)
        score.value = Fraction(0) if empty else map_response(response)
    elif "match_correct" in address:
        is_right = not is_null(response.value) and same(
            response.value, response.correct
        )
        score.value = Fraction(1 if is_right else 0)
    elif "match_nothing" in address:
        score.value = Fraction(1 if is_null(response.value) else 0)
    elif address:
        raise BadQti(f"unknown template: {address[-60:]}")


def most(root: etree._Element, state: State) -> Any:
    """Return the most points the item can give: MAXSCORE, or what its score allows."""
    known = state.value("MAXSCORE")
    if isinstance(known, Fraction) and known > 0:
        return known
    score = state.variables.get("SCORE")
    stated = score.element.get("normalMaximum") if score else None
    if stated:
        return Fraction(stated)
    processing = root.find("responseProcessing")
    template = (
        (processing.get("template") or "").lower() if processing is not None else ""
    )
    return Fraction(1) if "match_correct" in template else _mapped_most(state)


def _mapped_most(state: State) -> Fraction | None:
    """Return the best that the mappings of the responses can give, None for none."""
    total = Fraction(0)
    for variable in state.variables.values():
        for mapping in variable.element.iter("mapping", "areaMapping"):
            worth = [Fraction(entry.get("mappedValue", "0")) for entry in mapping]
            best = (
                max(worth, default=Fraction(0))
                if variable.cardinality == "single"
                else sum((w for w in worth if w > 0), Fraction(0))
            )
            high = mapping.get("upperBound")
            total += min(best, Fraction(high)) if high else best
    return total or None
