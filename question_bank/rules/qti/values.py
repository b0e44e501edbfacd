"""Values of QTI: NULL, single values, containers; numbers are exact.

NULL is None. Integers and floats are Fractions, pairs are tuples of two identifiers
(in order of the alphabet where the order does not count), points tuples of numbers.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from question_bank.rules.numbers import read_number

NUMBERS = frozenset({"integer", "float", "duration"})


@dataclass(frozen=True)
class Container:
    """Several values. kind: "multiple" (a bag) or "ordered" (a list)."""

    kind: str
    items: tuple[Any, ...] = ()


class BadQti(ValueError):
    """The item says something that cannot be followed; the text names it."""


def single(text: Any, base: str) -> Any:
    """Return one value of a base type, NULL for an empty text.

    Raises BadQti where the text is none of that type.
    """
    if isinstance(text, bool):
        return text
    plain = str(text) if text is not None else ""
    if base != "string":
        plain = plain.strip()
    if not plain:
        return None
    if base in NUMBERS:
        return _number(plain)
    if base == "boolean":
        return plain.lower() in {"true", "1"}
    if base == "point":
        return tuple(_number(part) for part in plain.replace(",", " ").split())
    if base in {"pair", "directedPair"}:
        parts = tuple(plain.split())
        return tuple(sorted(parts)) if base == "pair" else parts
    return plain


def value_of(given: Any, base: str, cardinality: str) -> Any:
    """Return a value for a declaration: of a text, or of a list of texts."""
    if given is None:
        return None
    texts = given if isinstance(given, list) else [given]
    found = [single(text, base) for text in texts]
    if cardinality in {"multiple", "ordered"}:
        return Container(cardinality, tuple(x for x in found if x is not None))
    if len(found) > 1:  # some systems declare a bag as a single value
        return Container("multiple", tuple(x for x in found if x is not None))
    return found[0] if found else None


def is_null(value: Any) -> bool:
    """Return whether a value is NULL; an empty container is."""
    return value is None or (isinstance(value, Container) and not value.items)


def items_of(value: Any) -> tuple[Any, ...]:
    """Return the members of a container, or the single value as the only one."""
    if value is None:
        return ()
    return value.items if isinstance(value, Container) else (value,)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same; bags without regard to order."""
    if isinstance(one, Container) and isinstance(other, Container):
        if one.kind == "ordered":
            return one.items == other.items
        return Counter(one.items) == Counter(other.items)
    return one == other


def as_json(value: Any) -> Any:
    """Return a value as the outcome variables are printed."""
    if isinstance(value, Container):
        return [as_json(item) for item in value.items]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, tuple):
        return " ".join(str(as_json(part)) for part in value)
    return value


def _number(text: str) -> Fraction:
    number = read_number(text)
    if number is None:
        raise BadQti(f"no number: {text[:40]}")
    return number
