"""Items of several responses, each of which adds its own points when it is right.

Either SCORE grows in every condition, or each condition sets an outcome of its own and
SCORE is their sum. Anything else is not understood here, and {} is the answer.
"""

from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from question_bank.rules.formats.qti.declarations import number
from question_bank.rules.formats.xmltree import local

SCORE = "SCORE"


@dataclass(frozen=True)
class _Part:
    """One condition: a right response sets an outcome, or adds to it."""

    response: str
    outcome: str
    points: Decimal
    adds: bool


def parts_of(root: etree._Element) -> dict[str, Decimal]:
    """Return what each right response adds to the score."""
    element = root.find("responseProcessing")
    rules = [r for r in ([] if element is None else element) if counts(r)]
    conditions = [rule for rule in rules if local(rule) == "responseCondition"]
    sums = [rule for rule in rules if local(rule) == "setOutcomeValue"]
    parts = [part for part in map(_part, conditions) if part]
    outcomes = {part.outcome for part in parts}
    if len(parts) < len(conditions) or len(conditions) + len(sums) < len(rules):
        return {}
    if len({part.response for part in parts}) < len(parts):
        return {}
    is_growing = outcomes == {SCORE} and not sums and all(p.adds for p in parts)
    is_summed = len(sums) == 1 and _sums(sums[0]) == outcomes and SCORE not in outcomes
    if is_growing or (is_summed and len(outcomes) == len(parts)):
        return {part.response: part.points for part in parts}
    return {}


def _part(condition: etree._Element) -> _Part | None:
    branches = [child for child in condition if local(child)]
    names = [local(branch) for branch in branches]
    if names not in (["responseIf"], ["responseIf", "responseElse"]):
        return None
    test, *rules = [child for child in branches[0] if local(child)] or [condition]
    rules = [rule for rule in rules if counts(rule)]
    response = _matched(test)
    if not response or len(rules) != 1 or local(rules[0]) != "setOutcomeValue":
        return None
    points, adds = _set(rules[0])
    if points is None or (len(branches) > 1 and not _is_nothing(branches[1])):
        return None
    return _Part(response, rules[0].get("identifier", ""), points, adds)


def _matched(test: etree._Element) -> str:
    """Return the response that a test compares with its own right answer."""
    found = [(local(c), c.get("identifier", "")) for c in test if local(c)]
    names = {name for _kind, name in found}
    is_plain = sorted(kind for kind, _n in found) == ["correct", "variable"]
    return (
        names.pop() if local(test) == "match" and is_plain and len(names) == 1 else ""
    )


def _set(rule: etree._Element) -> tuple[Decimal | None, bool]:
    """Return (points, whether they are added to what is there)."""
    inner = [child for child in rule if local(child)]
    if len(inner) != 1:
        return None, False
    if local(inner[0]) == "baseValue":
        return number(inner[0].text), False
    terms = {local(t): t for t in inner[0] if local(t)}
    is_more = local(inner[0]) == "sum" and set(terms) == {"variable", "baseValue"}
    if not is_more or terms["variable"].get("identifier") != rule.get("identifier"):
        return None, False
    return number(terms["baseValue"].text), True


def _is_nothing(branch: etree._Element) -> bool:
    rules = [rule for rule in branch if local(rule) and counts(rule)]
    return all(local(r) == "setOutcomeValue" and _set(r)[0] == 0 for r in rules)


def _sums(rule: etree._Element) -> set[str]:
    """Return the outcomes that make up the score."""
    inner = [child for child in rule if local(child)]
    if rule.get("identifier") != SCORE or [local(i) for i in inner] != ["sum"]:
        return set()
    if any(local(term) not in ("variable", "") for term in inner[0]):
        return set()
    return {term.get("identifier", "") for term in inner[0]} - {SCORE}


def counts(rule: etree._Element) -> bool:
    """Return whether a rule has a say in the score."""
    if not local(rule):
        return False
    sets = (
        [rule]
        if local(rule) == "setOutcomeValue"
        else list(rule.iter("setOutcomeValue"))
    )
    names = [one.get("identifier", "").upper() for one in sets]
    return not names or any("FEEDBACK" not in name for name in names)
