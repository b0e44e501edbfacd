"""Putting values into an item: ``@{a}``, ``@{a+b|2}`` in texts, formulas and keys."""

import html as entities
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from question_bank.rules.contents import Content, pieces
from question_bank.rules.generated.expressions import (
    BadExpression,
    Calculator,
    Value,
)
from question_bank.rules.generated.writing import Place, write

PLACEHOLDER = re.compile(r"@\{([^{}]*)\}")
_FORMULA = re.compile(r'(<span\b[^>]*\bdata-latex=")([^"]*)(")')

Fill = Callable[[str, Place], str]


def has_placeholder(text: str) -> bool:
    """Return whether something is to be put into a text."""
    return PLACEHOLDER.search(text) is not None


def fill(content: Content, values: dict[str, Value], calculator: Calculator) -> Content:
    """Return the item with these values put in; its recipe is gone.

    Raises BadExpression whose ``where`` names the text that could not be filled.
    """

    def filled(text: str, place: Place) -> str:
        def put(found: re.Match[str]) -> str:
            expression, _bar, form = found[1].partition("|")
            value = calculator.work_out(expression, values)
            return write(value, form, place)

        return PLACEHOLDER.sub(put, text)

    return replace(
        content.with_html(lambda stored: fill_html(stored, filled)),
        key=_fill_key(content, values, calculator, filled),
        recipe={},
    )


def fill_html(stored: str, filled: Fill) -> str:
    """Return stored HTML with every placeholder filled, formulas as LaTeX."""
    if "@{" not in stored:
        return stored
    parts, at = [], 0
    for found in _FORMULA.finditer(stored):
        parts.append(_fill_text(stored[at : found.start()], filled))
        latex = filled(entities.unescape(found[2]), Place.LATEX)
        parts.append(f"{found[1]}{entities.escape(latex)}{found[3]}")
        at = found.end()
    parts.append(_fill_text(stored[at:], filled))
    return "".join(parts)


def placeholders(content: Content) -> Iterator[str]:
    """Yield every placeholder's expression with its format, as typed."""
    texts = [entities.unescape(p) for p in pieces(content) if "@{" in p]
    texts += [entities.unescape(content.explanation_html), *_strings(content.key)]
    for text in texts:
        for found in PLACEHOLDER.finditer(text):
            yield found[1]


def _fill_text(markup: str, filled: Fill) -> str:
    def put(found: re.Match[str]) -> str:
        return entities.escape(filled(entities.unescape(found[0]), Place.TEXT))

    return PLACEHOLDER.sub(put, markup)


def _fill_key(
    content: Content, values: dict[str, Value], calculator: Calculator, filled: Fill
) -> dict[str, Any] | None:
    key = _in_strings(content.key, lambda text: filled(text, Place.KEY))
    truth = content.recipe.get("truth") or {}
    if not truth:
        return key
    found = dict((key or {}).get("truth", {}))
    for code, expression in truth.items():
        found[code] = _truth(calculator.work_out(expression, values), expression)
    return (key or {}) | {"truth": found}


def _truth(value: Value, expression: str) -> bool:
    if not isinstance(value, bool):
        raise BadExpression("truth_wanted", value=expression[:80])
    return value


def _in_strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _in_strings(member, change) for name, member in value.items()}
    if isinstance(value, list):
        return [_in_strings(member, change) for member in value]
    return value


def _strings(value: Any) -> Iterator[str]:
    found: list[str] = []
    _in_strings(value, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    yield from found
