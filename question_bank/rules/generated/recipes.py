"""A recipe: parameters, conditions, and how many variants; and drawing from it.

As JSON: {"parameters": [{"name": "a", "value": "2..9"}], "conditions": ["a != b"],
"truth": {"a": "x > 0"} (statements whose truth is worked out), "variants": 20,
"seed": 1}. The same recipe and seed always draw the same values in the same order.
"""

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from question_bank.rules.canonical import digest
from question_bank.rules.generated.domains import Domain, read_domain
from question_bank.rules.generated.expressions import (
    FUNCTIONS,
    NAME,
    BadExpression,
    Calculator,
    Value,
    names_in,
)

USUAL_VARIANTS, MOST_VARIANTS = 20, 100
MOST_PARAMETERS, MOST_CONDITIONS = 20, 20
MOST_DRAWS = 2_000
_WHOLE_SPACE = 5_000  # so many combinations are gone through, more are drawn from
_RESERVED = frozenset({"and", "or", "not", "if", "else", "in", "is", "pi", "lambda", "True", "False", "None"})  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """A recipe that was read. ``order``: the worked out parameters, as they depend."""

    drawn: dict[str, Domain]
    worked_out: dict[str, str]
    conditions: tuple[str, ...]
    variants: int
    seed: int
    order: tuple[str, ...]


@dataclass
class Draw:
    """One set of values, and the condition that it does not meet, "" for none."""

    values: dict[str, Value]
    failed: str = ""
    error: BadExpression | None = field(default=None)


def read_recipe(data: dict[str, Any]) -> Recipe:
    """Return the recipe of kept JSON. Raises BadExpression; ``where`` names the line."""
    drawn: dict[str, Domain] = {}
    worked_out: dict[str, str] = {}
    parameters = data.get("parameters") or []
    if len(parameters) > MOST_PARAMETERS:
        raise BadExpression("parameters_too_many", most=MOST_PARAMETERS)
    for row in parameters:
        name = row["name"]
        with _at(f"parameter {name}"):
            _check_name(name, drawn.keys() | worked_out.keys())
            domain = read_domain(row["value"])
            if domain.expression:
                worked_out[name] = domain.expression
            else:
                drawn[name] = domain
    conditions = tuple(data.get("conditions") or ())[:MOST_CONDITIONS]
    known = drawn.keys() | worked_out.keys()
    for place, condition in enumerate(conditions, start=1):
        with _at(f"condition {place}"):
            _check_names(condition, known)
    for code, expression in (data.get("truth") or {}).items():
        with _at(f"statement {code}"):
            _check_names(expression, known)
    if not drawn:
        raise BadExpression("no_parameter_varies", where="parameters")
    variants = min(max(int(data.get("variants") or USUAL_VARIANTS), 1), MOST_VARIANTS)
    return Recipe(
        drawn, worked_out, conditions, variants, int(data.get("seed") or 1),
        _in_order(worked_out, known),
    )  # fmt: skip


def draws(recipe: Recipe, calculator: Calculator) -> Iterator[Draw]:
    """Yield sets of values, each at most once, good and bad ones; MOST_DRAWS at most."""
    for values in itertools.islice(_combinations(recipe), MOST_DRAWS):
        yield _worked_out(recipe, values, calculator)


def _worked_out(
    recipe: Recipe, values: dict[str, Value], calculator: Calculator
) -> Draw:
    draw = Draw(values)
    try:
        for name in recipe.order:
            with _at(f"parameter {name}"):
                values[name] = calculator.work_out(recipe.worked_out[name], values)
        for place, condition in enumerate(recipe.conditions, start=1):
            with _at(f"condition {place}"):
                met = calculator.work_out(condition, values)
                if not isinstance(met, bool):
                    raise BadExpression("truth_wanted", value=condition[:80])  # noqa: TRY301
            if not met:
                draw.failed = condition
                break
    except BadExpression as error:
        draw.error = error
    return draw


def _combinations(recipe: Recipe) -> Iterator[dict[str, Value]]:
    """Yield combinations of the drawn parameters in an order that chance made once."""
    names = list(recipe.drawn)
    lists = [recipe.drawn[name].values for name in names]
    chance = random.Random(digest([recipe.seed, names]))  # noqa: S311  no secret
    space = math.prod(len(values) for values in lists)
    if space <= _WHOLE_SPACE:
        every = list(itertools.product(*lists))
        chance.shuffle(every)
        for values in every:
            yield dict(zip(names, values, strict=True))
        return
    seen = set()
    for _try in range(2 * MOST_DRAWS):
        place = tuple(chance.randrange(len(values)) for values in lists)
        if place not in seen:
            seen.add(place)
            yield {n: v[p] for n, v, p in zip(names, lists, place, strict=True)}


def _check_name(name: str, known: Any) -> None:
    if not NAME.match(name) or name in _RESERVED or name in FUNCTIONS:
        raise BadExpression("parameter_name_bad", value=name[:20])
    if name in known:
        raise BadExpression("parameter_twice", value=name)


def _check_names(expression: str, known: Any) -> None:
    unknown = names_in(expression) - set(known)
    if unknown:
        raise BadExpression("name_unknown", value=min(unknown))


def _in_order(worked_out: dict[str, str], known: Any) -> tuple[str, ...]:
    needs = {}
    for name, expression in worked_out.items():
        with _at(f"parameter {name}"):
            _check_names(expression, known)
            needs[name] = names_in(expression) & worked_out.keys()
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        names = ", ".join(dict.fromkeys(error.args[1]))
        where = "parameters"
        raise BadExpression("parameters_in_circle", where=where, value=names) from None


class _at:  # noqa: N801  reads as a word: with _at("parameter a")
    """Names the place of an error that passes."""

    def __init__(self, where: str) -> None:
        self.where = where

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, BadExpression) and not error.where:
            error.where = self.where
