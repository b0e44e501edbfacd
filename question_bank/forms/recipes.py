"""The part of the editor that makes an item a generated one: parameters, conditions."""

from typing import Any

from question_bank.kinds.base import Data
from question_bank.kinds.editing import read_lines, whole
from question_bank.rules.generated.recipes import (
    MOST_CONDITIONS,
    MOST_PARAMETERS,
    MOST_VARIANTS,
    USUAL_VARIANTS,
)

SPARE = 2
_LONGEST = 3_000


def read_recipe(data: Data) -> dict[str, Any]:
    """Return the recipe of a posted editor, {} where no parameter was written.

    Fields: ``parameter-name`` and ``parameter-value`` as rows; ``conditions`` a line
    each; ``truth`` lines such as "a: x > 0"; ``variants``; ``seed``.
    """
    names, values = data.getlist("parameter-name"), data.getlist("parameter-value")
    rows = [
        {"name": name.strip()[:40], "value": value.strip()[:_LONGEST]}
        for name, value in zip(names, values, strict=False)
        if name.strip() or value.strip()
    ]
    if not rows:
        return {}
    recipe = {
        "parameters": rows[: MOST_PARAMETERS + 1],
        "conditions": [line[:_LONGEST] for line in read_lines(data.get("conditions"))][
            :MOST_CONDITIONS
        ],
        "variants": min(whole(data.get("variants"), USUAL_VARIANTS), MOST_VARIANTS),
        "seed": whole(data.get("seed"), 1),
    }
    truth = dict(_truths(data.get("truth")))
    return recipe | ({"truth": truth} if truth else {})


def show_recipe(recipe: dict[str, Any], *, kind: str) -> dict[str, Any]:
    """Return what the template of this part needs."""
    rows = list(recipe.get("parameters") or ())
    truth = recipe.get("truth") or {}
    return {
        "is_on": bool(recipe),
        "rows": rows + [{"name": "", "value": ""}] * (SPARE if rows else SPARE + 1),
        "conditions": "\n".join(recipe.get("conditions") or ()),
        "truth": "\n".join(f"{code}: {text}" for code, text in truth.items()),
        "has_truth": kind == "true_false_cluster",
        "variants": recipe.get("variants") or USUAL_VARIANTS,
        "most": MOST_VARIANTS,
        "seed": recipe.get("seed") or 1,
    }


def _truths(text: str | None) -> Any:
    for line in read_lines(text):
        code, colon, expression = line.partition(":")
        if colon and expression.strip():
            code = code.strip().removesuffix(")")[:20]
            yield code, expression.strip()[:_LONGEST]
