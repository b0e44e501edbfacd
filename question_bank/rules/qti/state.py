"""Variables of one item session: responses, outcomes, template variables."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lxml import etree

from question_bank.rules.qti.values import (
    NUMBERS,
    BadQti,
    is_null,
    items_of,
    single,
    value_of,
)

DECLARATIONS = ("responseDeclaration", "outcomeDeclaration", "templateDeclaration")


@dataclass
class Variable:
    """One declared variable with its present value."""

    name: str
    role: str
    base: str
    cardinality: str
    element: etree._Element
    default: Any = None
    correct: Any = None
    value: Any = None


@dataclass
class State:
    """All variables of an item, and the chance its templates draw from."""

    variables: dict[str, Variable] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.Random)

    def __getitem__(self, name: str) -> Variable:
        if name not in self.variables:
            raise BadQti(f"no variable: {name[:60]}")
        return self.variables[name]

    def value(self, name: str) -> Any:
        """Return the value of a variable, NULL where it is not declared."""
        found = self.variables.get(name)
        return found.value if found else None

    def outcomes(self) -> dict[str, Any]:
        """Return the outcome variables."""
        return {v.name: v.value for v in self.variables.values() if v.role == "outcome"}


def declare(root: etree._Element, *, seed: int = 0) -> State:
    """Return the variables of a normalised item, at their defaults."""
    state = State(chance=random.Random(seed))  # noqa: S311  no secret
    for name in DECLARATIONS:
        for element in root.iter(name):
            variable = _variable(element, name.removesuffix("Declaration"))
            state.variables[variable.name] = variable
    return state


def respond(state: State, given: dict[str, Any]) -> None:
    """Put in what a candidate answered. Raises BadQti for a wrong type."""
    for variable in state.variables.values():
        if variable.role == "response" and variable.name in given:
            answer = given[variable.name]
            parts = answer if isinstance(answer, list) else [answer]
            is_record = variable.cardinality == "record"
            if any(isinstance(part, dict) for part in parts) and not is_record:
                raise BadQti(f"an object as the response {variable.name}")
            value = value_of(answer, variable.base, variable.cardinality)
            variable.value = value


def map_response(variable: Variable) -> Fraction:
    """Return the mapped value of a variable, within the bounds of its mapping."""
    mapping = variable.element.find("mapping")
    if mapping is None:
        raise BadQti(f"no mapping: {variable.name}")
    default = _fraction(mapping.get("defaultValue", "0"))
    entries = [_entry(entry, variable.base) for entry in mapping.iter("mapEntry")]
    total = Fraction(0)
    for item in items_of(variable.value):
        total += next(
            (worth for key, worth, exact in entries if _fits(item, key, exact)), default
        )
    return bounded(total, mapping)


def bounded(total: Fraction, mapping: etree._Element) -> Fraction:
    """Return a total within lowerBound and upperBound."""
    if (low := mapping.get("lowerBound")) is not None:
        total = max(total, _fraction(low))
    if (high := mapping.get("upperBound")) is not None:
        total = min(total, _fraction(high))
    return total


def _variable(element: etree._Element, role: str) -> Variable:
    base = element.get("baseType", "string")
    cardinality = element.get("cardinality", "single")
    variable = Variable(element.get("identifier", ""), role, base, cardinality, element)
    variable.default = _stated(element.find("defaultValue"), variable)
    variable.correct = _stated(element.find("correctResponse"), variable)
    variable.value = variable.default
    if role == "outcome" and variable.default is None and base in NUMBERS:
        variable.value = Fraction(0) if cardinality == "single" else None
    return variable


def text_of(element: etree._Element) -> str:
    """Return all text within an element."""
    return "".join(str(part) for part in element.itertext())


def _stated(element: etree._Element | None, variable: Variable) -> Any:
    if element is None:
        return None
    texts = [text_of(value) for value in element.iter("value")]
    if variable.cardinality == "record":
        return None
    value = value_of(texts, variable.base, variable.cardinality)
    return None if is_null(value) else value


def _entry(element: etree._Element, base: str) -> tuple[Any, Fraction, bool]:
    key = single(element.get("mapKey", ""), base)
    exact = element.get("caseSensitive", "true").lower() != "false"
    return key, _fraction(element.get("mappedValue", "0")), exact


def _fits(item: Any, key: Any, exact: bool) -> bool:
    if isinstance(item, str) and isinstance(key, str) and not exact:
        return item.casefold() == key.casefold()
    return item == key


def _fraction(text: str) -> Fraction:
    try:
        return Fraction(Decimal(text.strip()))
    except (ArithmeticError, ValueError):
        raise BadQti(f"no number: {text[:40]}") from None
