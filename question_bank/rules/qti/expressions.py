"""Expressions of response and template processing, each a small function.

Nothing of the item is run as code: elements are looked up in a table, and what is not
in it is refused (BadQti).
"""

import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lxml import etree

from lms.core.text import fold
from question_bank.rules.geometry import contains
from question_bank.rules.qti import arithmetic
from question_bank.rules.qti.patterns import fits
from question_bank.rules.qti.state import State, bounded, map_response, text_of
from question_bank.rules.qti.values import (
    BadQti,
    Container,
    is_null,
    items_of,
    same,
    single,
)

Values = list[Any]
DEPTH = 60


def evaluate(element: etree._Element, state: State, depth: int = 0) -> Any:
    """Return the value of an expression. Raises BadQti for one we do not know."""
    if depth > DEPTH:
        raise BadQti("the expression is nested too deep")
    name = str(element.tag)
    if name in _LEAVES:
        return _LEAVES[name](element, state)
    values = [evaluate(child, state, depth + 1) for child in element]
    if name in arithmetic.OPERATORS:
        return arithmetic.fold_numbers(name, values)
    if name in {"lt", "lte", "gt", "gte"}:
        return arithmetic.compare(name, values)
    if name in _NODES:
        return _NODES[name](element, values)
    raise BadQti(f"unknown expression: {name[:40]}")


def _name(element: etree._Element) -> str:
    return element.get("identifier", "")


def _base_value(element: etree._Element, _state: State) -> Any:
    return single(text_of(element), element.get("baseType", "string"))


def _map_response(element: etree._Element, state: State) -> Fraction:
    return map_response(state[_name(element)])


def _map_point(element: etree._Element, state: State) -> Fraction:
    variable = state[_name(element)]
    mapping = variable.element.find("areaMapping")
    if mapping is None:
        raise BadQti(f"no area mapping: {variable.name}")
    total, used = Fraction(0), set[etree._Element]()
    for point in items_of(variable.value):
        entry = _area_of(mapping, point, used)
        if entry is None:
            total += Fraction(mapping.get("defaultValue", "0"))
        else:
            used.add(entry)
            total += Fraction(entry.get("mappedValue", "0"))
    return bounded(total, mapping)


def _area_of(
    mapping: etree._Element, point: tuple, used: set[etree._Element]
) -> etree._Element | None:
    """Return the first area with the point in it that did not count before."""
    for entry in mapping.iter("areaMapEntry"):
        region = {"shape": entry.get("shape"), "coords": entry.get("coords", "")}
        if entry not in used and contains(region, point[0], point[1]):
            return entry
    return None


def _random_integer(element: etree._Element, state: State) -> Fraction:
    low, high = int(element.get("min", "0")), int(element.get("max", "0"))
    step = max(int(element.get("step", "1")), 1)
    return Fraction(state.chance.randrange(low, high + 1, step))


def _random_float(element: etree._Element, state: State) -> Fraction:
    low, high = float(element.get("min", "0")), float(element.get("max", "1"))
    return Fraction(str(round(state.chance.uniform(low, high), 6)))


def _random(element: etree._Element, state: State) -> Any:
    items = items_of(evaluate(element[0], state))
    return state.chance.choice(items) if items else None


def _constant(element: etree._Element, _state: State) -> Fraction:
    names = {"pi": "3.14159265358979323846", "e": "2.71828182845904523536"}
    if element.get("name") not in names:
        raise BadQti("unknown constant")
    return Fraction(names[element.get("name", "")])


def _container(element: etree._Element, values: Values) -> Any:
    items = tuple(item for value in values for item in items_of(value))
    return Container(str(element.tag), items) if items else None


def _match(_element: etree._Element, values: Values) -> bool | None:
    if any(is_null(value) for value in values):
        return None
    return same(values[0], values[1])


def _string_match(element: etree._Element, values: Values) -> bool | None:
    if any(is_null(value) for value in values):
        return None
    one, other = (unicodedata.normalize("NFC", str(value)) for value in values)
    if element.get("caseSensitive", "true").lower() == "false":
        one, other = one.casefold(), other.casefold()
    if element.get("substring", "false").lower() == "true":
        return other in one
    return one == other


def _substring(element: etree._Element, values: Values) -> bool | None:
    if any(is_null(value) for value in values):
        return None
    one, other = (str(value) for value in values)
    if element.get("caseSensitive", "true").lower() == "false":
        one, other = one.casefold(), other.casefold()
    return one in other


def _pattern(element: etree._Element, values: Values) -> bool | None:
    if is_null(values[0]):
        return None
    return fits(element.get("pattern", ""), str(values[0]))


def _member(_element: etree._Element, values: Values) -> bool | None:
    """A value in a container; a container of several: each of them."""
    if any(is_null(value) for value in values):
        return None
    return all(item in items_of(values[1]) for item in items_of(values[0]))


def _contains(_element: etree._Element, values: Values) -> bool | None:
    if any(is_null(value) for value in values):
        return None
    whole, part = list(items_of(values[0])), list(items_of(values[1]))
    for item in part:
        if item not in whole:
            return False
        whole.remove(item)
    return True


def _and(_element: etree._Element, values: Values) -> bool | None:
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def _or(_element: etree._Element, values: Values) -> bool | None:
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


def _not(_element: etree._Element, values: Values) -> bool | None:
    return None if values[0] is None else not values[0]


def _any_n(element: etree._Element, values: Values) -> bool | None:
    low, high = int(element.get("min", "0")), int(element.get("max", "0"))
    sure = sum(value is True for value in values)
    open_ = sum(value is None for value in values)
    if sure > high or sure + open_ < low:
        return False
    return True if sure >= low and sure + open_ <= high else None


def _not_equal(element: etree._Element, values: Values) -> bool | None:
    found = arithmetic.equal(element, values)
    return None if found is None else not found


def _index(element: etree._Element, values: Values) -> Any:
    items, place = items_of(values[0]), int(element.get("n", "1"))
    return items[place - 1] if 1 <= place <= len(items) else None


def _delete(_element: etree._Element, values: Values) -> Any:
    kept = tuple(x for x in items_of(values[1]) if x not in items_of(values[0]))
    kind = values[1].kind if isinstance(values[1], Container) else "multiple"
    return Container(kind, kept) if kept else None


def _inside(element: etree._Element, values: Values) -> bool | None:
    if is_null(values[0]):
        return None
    region = {"shape": element.get("shape"), "coords": element.get("coords", "")}
    return any(contains(region, x, y) for x, y in items_of(values[0]))


def _round_to(element: etree._Element, values: Values) -> Fraction | None:
    found = arithmetic.numbers(values)
    return None if found is None else arithmetic.rounded(element, found[0])


def _custom(element: etree._Element, values: Values) -> Any:
    """The two harmless operators that are met in files: trim and plain letters."""
    kind = (element.get("definition") or element.get("class") or "").lower()
    if is_null(values[0]):
        return None
    if kind.endswith(":trim"):
        return str(values[0]).strip()
    if kind.endswith(":toascii"):
        text = str(values[0])
        return "".join(fold(c).upper() if c.isupper() else fold(c) for c in text)
    raise BadQti(f"unknown operator: {kind[:40]}")


_LEAVES: dict[str, Callable[[etree._Element, State], Any]] = {
    "baseValue": _base_value,
    "variable": lambda e, s: s.value(_name(e)),
    "printedVariable": lambda e, s: s.value(_name(e)),
    "default": lambda e, s: s[_name(e)].default,
    "correct": lambda e, s: s[_name(e)].correct,
    "mapResponse": _map_response,
    "mapOutcome": _map_response,
    "mapResponsePoint": _map_point,
    "randomInteger": _random_integer,
    "randomFloat": _random_float,
    "random": _random,
    "mathConstant": _constant,
    "null": lambda _e, _s: None,
}
_NODES: dict[str, Callable[[etree._Element, Values], Any]] = {
    "multiple": _container,
    "ordered": _container,
    "containerSize": lambda _e, v: Fraction(len(items_of(v[0]))),
    "isNull": lambda _e, v: is_null(v[0]),
    "isNotNull": lambda _e, v: not is_null(v[0]),
    "index": _index,
    "member": _member,
    "delete": _delete,
    "contains": _contains,
    "substring": _substring,
    "not": _not,
    "and": _and,
    "or": _or,
    "anyN": _any_n,
    "match": _match,
    "stringMatch": _string_match,
    "patternMatch": _pattern,
    "equal": arithmetic.equal,
    "notEqual": _not_equal,
    "equalRounded": arithmetic.equal_rounded,
    "roundTo": _round_to,
    "inside": _inside,
    "customOperator": _custom,
}
