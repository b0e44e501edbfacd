"""Trying the variants of a generated item before a paper may have them.

Pure: the same recipe, texts and seed give the same variants in the same order, so
what a reviewer has seen is what is published.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from lms.core import html
from lms.core.errors import Problem
from question_bank.kinds import checks
from question_bank.rules.contents import Content
from question_bank.rules.generated import recipes
from question_bank.rules.generated.domains import kept
from question_bank.rules.generated.expressions import (
    BadExpression,
    Calculator,
    Value,
    names_in,
)
from question_bank.rules.generated.filling import fill, placeholders
from question_bank.rules.numbers import read_number

MOST_SHOWN = 10
LONGEST_DRAW = 400  # sets of values that fail in a row, then it is given up


@dataclass(frozen=True)
class Variant:
    """One item made of a recipe. values: as text, by parameter."""

    values: dict[str, str]
    content: Content


@dataclass
class Preflight:
    """What came of trying. ``found``: vetted variants; ``refused``: (values, problems).

    tried: sets of values looked at. by_condition: how many each condition took away.
    problems: why the recipe itself cannot be followed.
    """

    wanted: int = 0
    tried: int = 0
    found: list[Variant] = field(default_factory=list)
    refused: list[tuple[dict[str, str], list[Problem]]] = field(default_factory=list)
    refusals: int = 0
    twice: int = 0
    by_condition: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def problems_of(content: Content) -> list[Problem]:
    """Return everything between an item, generated or not, and a paper; [] = ready."""
    if not content.recipe:
        return checks.problems_of(content)
    tried = try_variants(content, most=1)
    if tried.problems or tried.found:
        return tried.problems
    if tried.refused:
        return tried.refused[0][1]
    return [Problem("no_variant_meets", "parameters", {"tried": tried.tried})]


def try_variants(content: Content, *, most: int | None = None) -> Preflight:
    """Return the variants that could stand in a paper, and why others could not.

    A variant passes where its key fits, its options differ as texts and as numbers,
    every number can be written, and no other variant is the same item. most: fewer
    than the recipe asks for, to look at.
    """
    result = Preflight()
    try:
        recipe = recipes.read_recipe(content.recipe)
        _check_placeholders(content, recipe)
    except BadExpression as error:
        result.problems.append(Problem(error.code, error.where, error.details))
        return result
    result.wanted = min(most or recipe.variants, recipe.variants)
    calculator, seen, failed = Calculator(), set(), 0
    for draw in recipes.draws(recipe, calculator):
        if len(result.found) >= result.wanted or failed > LONGEST_DRAW:
            break
        result.tried += 1
        if draw.failed:
            result.by_condition[draw.failed] += 1
            continue
        made, problems = _made(content, draw, calculator)
        values = {name: kept(value) for name, value in draw.values.items()}
        if problems or made is None:
            failed += 1
            result.refusals += 1
            if len(result.refused) < MOST_SHOWN:
                result.refused.append((values, problems))
            continue
        mark = made.fingerprint()
        if mark in seen:
            result.twice += 1
            continue
        seen.add(mark)
        result.found.append(Variant(values, made))
    return result


def sample_stem(stem_html: str, recipe: dict[str, Any]) -> str:
    """Return a stem with the first numbers that meet the conditions, for lists.

    Nothing is checked; where the recipe cannot be followed the stem is as written.
    """
    if not recipe:
        return stem_html
    calculator = Calculator()
    try:
        read = recipes.read_recipe(recipe)
        for draw in recipes.draws(read, calculator):
            if not draw.failed and draw.error is None:
                made = Content("", stem_html, {}, recipe=recipe)
                return fill(made, draw.values, calculator).stem_html
    except BadExpression:
        pass
    return stem_html


def _made(
    content: Content, draw: recipes.Draw, calculator: Calculator
) -> tuple[Content | None, list[Problem]]:
    """Return the item with these values, and what is wrong with it."""
    if error := draw.error:
        return None, [Problem(error.code, error.where, error.details)]
    try:
        made = fill(content, draw.values, calculator)
    except BadExpression as error:
        return None, [Problem(error.code, error.where, error.details)]
    return made, checks.problems_of(made) + _same_numbers(made)


def _same_numbers(content: Content) -> list[Problem]:
    """Options that are the same number in other words: "0,5" and "1/2"."""
    seen: dict[Value, str] = {}
    for option in content.body.get("options") or ():
        number = read_number(
            html.to_text(option["html"]).strip("$ ").replace("{,}", ",")
        )
        if number is None:
            continue
        if number in seen:
            return [Problem("option_twice", f"option {option['code']}")]
        seen[number] = option["code"]
    return []


def _check_placeholders(content: Content, recipe: recipes.Recipe) -> None:
    """Raise BadExpression where a text asks for what the recipe does not have."""
    known = recipe.drawn.keys() | recipe.worked_out.keys()
    used = set()
    for placeholder in placeholders(content):
        expression = placeholder.partition("|")[0]
        names = names_in(expression)
        if unknown := names - known:
            raise BadExpression("name_unknown", where="text", value=min(unknown))
        used |= names
    if not used:
        raise BadExpression("nothing_to_fill", where="text")
