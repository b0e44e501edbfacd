"""Response processing of QTI 1.2: which answers win how much."""

from dataclasses import dataclass, field
from decimal import Decimal

from lxml import etree

from question_bank.rules.formats.qti.declarations import number
from question_bank.rules.formats.xmltree import local

_SCORES = ("score", "que_score", "orderscore", "fibscore")


@dataclass
class Range:
    """A number that lies between two bounds wins points."""

    low: Decimal | None = None
    high: Decimal | None = None
    points: Decimal = Decimal(0)


@dataclass
class Scores:
    """Points of answers by response. sets: answers that win only together."""

    single: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    sets: list[tuple[str, list[str], Decimal]] = field(default_factory=list)
    ranges: dict[str, list[Range]] = field(default_factory=dict)
    is_strict: dict[str, bool] = field(default_factory=dict)
    has_rules: bool = False

    def right(self, response: str) -> list[str]:
        """Return the answers that win points, best first."""
        points = self.single.get(response, {})
        good = [value for value, won in points.items() if won > 0]
        return sorted(good, key=lambda value: -points[value])


def scores_of(item: etree._Element) -> Scores:
    """Return what the conditions of an item give points for."""
    scores = Scores()
    most = max((number(v.get("maxvalue")) or 0 for v in item.iter("decvar")), default=0)
    for condition in item.iter("respcondition"):
        points = _points(condition, Decimal(most) or Decimal(1))
        variables = condition.find("conditionvar")
        if points is None or variables is None:
            continue
        scores.has_rules = True
        if points != 0:
            _take(variables, points, scores)
    return scores


def _points(condition: etree._Element, most: Decimal) -> Decimal | None:
    """Return what a condition sets or adds; None where it is about something else.

    most: what "SCORE.max" stands for. Blackboard sets nothing for a right pair, it
    only says "correct".
    """
    found = None
    if condition.find("setvar") is None:
        said = {d.get("linkrefid", "") for d in condition.iter("displayfeedback")}
        return most if "correct" in said else None
    for rule in condition.iter("setvar"):
        name = (rule.get("varname") or rule.get("variablename") or "SCORE").lower()
        is_all = (rule.text or "").strip().lower() == "score.max"
        value = most if is_all else number(rule.text)
        if value is not None and (
            name.rstrip("0123456789") in _SCORES or found is None
        ):
            is_less = (rule.get("action") or "").lower() == "subtract"
            found = -value if is_less else value
    return found


def _take(element: etree._Element, points: Decimal, scores: Scores) -> None:
    tests = [child for child in element if local(child)]
    names = {local(test) for test in tests}
    if names & {"vargte", "varlte", "vargt", "varlt"}:
        _take_range(tests, points, scores)
        return
    for test in tests:
        if local(test) == "or":
            _take_or(test, points, scores)
    if names & {"and"}:
        for test in tests:
            if local(test) == "and":
                _take_and(test, points, scores)
        return
    equal = [t for t in tests if local(t) in ("varequal", "varsubset", "varsubstring")]
    _take_equal(equal, points, scores, has_not="not" in names)


def _take_equal(
    tests: list[etree._Element], points: Decimal, scores: Scores, *, has_not: bool
) -> None:
    by_response: dict[str, list[str]] = {}
    for test in tests:
        response, text = test.get("respident", ""), _text(test)
        by_response.setdefault(response, []).append(text)
        if test.get("case", "").lower() == "yes":
            scores.is_strict[response] = True
    for response, values in by_response.items():
        if (len(values) > 1 or has_not) and points > 0:
            scores.sets.append((response, values, points))
        won = scores.single.setdefault(response, {})
        for value in values:
            won[value] = won.get(value, Decimal(0)) + points


def _take_or(element: etree._Element, points: Decimal, scores: Scores) -> None:
    for test in element:
        if local(test) == "varequal":
            _take_equal([test], points, scores, has_not=False)
        elif local(test) == "and":
            _take_and(test, points, scores)


def _take_and(element: etree._Element, points: Decimal, scores: Scores) -> None:
    tests = [t for t in element if local(t)]
    if {local(t) for t in tests} & {"vargte", "varlte", "vargt", "varlt"}:
        _take_range(tests, points, scores)
        return
    for test in tests:
        if local(test) == "or":
            _take_or(test, points, scores)
    equal = [t for t in tests if local(t) == "varequal"]
    has_not = any(local(t) == "not" for t in tests)
    _take_equal(equal, points, scores, has_not=has_not or len(equal) == 1)


def _take_range(tests: list[etree._Element], points: Decimal, scores: Scores) -> None:
    found: dict[str, Range] = {}
    for test in tests:
        value = number(_text(test))
        response = test.get("respident", "")
        span = found.setdefault(response, Range(points=points))
        if local(test) in ("vargte", "vargt"):
            span.low = value
        elif local(test) in ("varlte", "varlt"):
            span.high = value
    for response, span in found.items():
        if span.low is not None and span.high is not None:
            scores.ranges.setdefault(response, []).append(span)


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())
