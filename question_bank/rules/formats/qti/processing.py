"""How a QTI 2/3 item turns a response into points, as far as we can follow.

Standard templates, and the same written out; the rest is "custom" and is said.
"""

from decimal import Decimal

from lxml import etree

from question_bank.rules.formats.qti.declarations import number
from question_bank.rules.formats.qti.parts import counts, parts_of
from question_bank.rules.formats.xmltree import local

_KNOWN = frozenset(
    [
        "responseCondition",
        "responseIf",
        "responseElse",
        "responseElseIf",
        "match",
        "variable",
        "correct",
        "setOutcomeValue",
        "baseValue",
        "isNull",
        "and",
        "sum",
        "mapResponse",
        "mapResponsePoint",
        "or",
        "gte",
        "gt",
        "equal",
        "not",
        "default",
    ]
)
_TEMPLATES = (
    ("map_response_point", "map_response_point"),
    ("map_response", "map_response"),
    ("match_correct", "match_correct"),
    ("match_nothing", "none"),
)
MATCH, SUM, MAP, POINT, NONE, CUSTOM = (
    "match_correct",
    "sum_correct",
    "map_response",
    "map_response_point",
    "none",
    "custom",
)


def processing_of(root: etree._Element) -> str:
    """Return match_correct, map_response, map_response_point, none or custom.

    sum_correct: several responses, each worth something of its own (``parts_of``).
    """
    element = root.find("responseProcessing")
    if element is None:
        return NONE
    template = (
        element.get("template") or element.get("templateLocation") or ""
    ).lower()
    for mark, name in _TEMPLATES:
        if mark in template.replace("-", "_"):
            return name
    if template or not len(element):
        return CUSTOM if template else NONE
    if len(parts_of(root)) > 1:
        return SUM
    return _written_out(element)


def _written_out(element: etree._Element) -> str:
    """Recognise the standard templates when their rules stand in the item.

    Conditions that only choose a feedback are left aside.
    """
    rules = [child for child in element if local(child) and counts(child)]
    names = {local(inner) for rule in rules for inner in rule.iter()}
    if not names or names - _KNOWN:
        return CUSTOM
    if "mapResponsePoint" in names:
        return POINT
    if "mapResponse" in names:
        return MAP if "match" not in names else CUSTOM
    if not {"match", "correct"} <= names or names & {"or", "gte", "gt", "not", "equal"}:
        return CUSTOM
    asked = [{v.get("identifier") for v in rule.iter("correct")} for rule in rules]
    if len([one for one in asked if one]) > 1 and len(set().union(*asked)) > 1:
        return CUSTOM
    bases = [number(b.text) for rule in rules for b in rule.iter("baseValue")]
    return MATCH if all(base is not None for base in bases) else CUSTOM


def tolerance_of(root: etree._Element, identifier: str) -> str | None:
    """Return the absolute tolerance with which a number is compared, None = exact."""
    for element in root.iter("equal"):
        names = {v.get("identifier") for v in element.iter("variable", "correct")}
        if identifier not in names:
            continue
        if element.get("toleranceMode") == "absolute":
            parts = [number(part) for part in element.get("tolerance", "").split()]
            known = [part for part in parts if part is not None]
            if known:
                return _comma(max(known))
    for element in root.iter("equalRounded"):
        names = {v.get("identifier") for v in element.iter("variable", "correct")}
        figures = element.get("figures", "")
        is_places = element.get("roundingMode") == "decimalPlaces"
        if identifier in names and is_places and figures.isdigit():
            return _comma(Decimal(5) / 10 ** (min(int(figures), 20) + 1))
    return None


def ignores_case(root: etree._Element, identifier: str) -> bool:
    """Return whether a string is compared without regard to case."""
    for element in root.iter("stringMatch"):
        names = {v.get("identifier") for v in element.iter("variable", "correct")}
        if identifier in names:
            return element.get("caseSensitive", "true").lower() == "false"
    return False


def answers_in_rules(root: etree._Element, identifier: str) -> list[str]:
    """Return the answers that rules compare a response with and give points for."""
    found = []
    for branch in root.iter("responseIf", "responseElseIf"):
        gives = [
            number(value.text)
            for rule in branch.findall("setOutcomeValue")
            for value in rule.iter("baseValue")
        ]
        if not any(points is not None and points > 0 for points in gives):
            continue
        test = branch[0] if len(branch) else None
        if test is None or local(test) not in ("match", "stringMatch", "equal"):
            continue
        variables = [v.get("identifier") for v in test.findall("variable")]
        bases = [(b.text or "").strip() for b in test.findall("baseValue")]
        if variables == [identifier] and len(bases) == 1:
            found.append(bases[0])
    return found


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
