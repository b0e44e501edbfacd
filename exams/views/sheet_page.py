"""The sheet of a blueprint as its template shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exams.forms.blueprints import bank_choices
from exams.models import Blueprint
from exams.queries.sheets import NodeChoice, SheetCheck, nodes_for, sums
from exams.rules.grid import LEVELS, Grid
from exams.rules.structures import split_of_7991
from exams.services.unmet_words import Labels, as_json
from lms.core.templatetags.vi import decimal_comma, percent
from question_bank import api as question_bank

LEVEL_LABELS = {
    "biet": gettext_lazy("Recognise"),
    "hieu": gettext_lazy("Understand"),
    "van_dung": gettext_lazy("Apply"),
    "": gettext_lazy("Any level"),
}
LEVEL_SHORT = {
    "biet": gettext_lazy("B"),
    "hieu": gettext_lazy("H"),
    "van_dung": gettext_lazy("VD"),
    "": gettext_lazy("any"),
}


def sheet_context(
    user: Any,
    blueprint: Blueprint,
    grid: Grid,
    check: SheetCheck,
    *,
    bank_codes: list[str],
    errors: dict[str, str],
    has_any: bool,
) -> dict[str, Any]:
    """Return what the page of a blueprint needs."""
    choices = nodes_for(blueprint, bank_codes)
    levels = shown_levels(grid, has_any=has_any)
    titles = {choice.code: choice for choice in choices}
    texts = sum_texts(grid)
    kinds = question_bank.kind_labels()
    return {
        "blueprint": blueprint,
        "forms": [
            _form(n, grid, kinds, errors)
            | {
                "columns": [
                    (level or "any", texts[f"column-{n}-{level or 'any'}"])
                    for level in levels
                ],
                "sum": texts[f"form-{n}-points"],
            }
            for n in range(len(grid.forms))
        ],
        "lines": [
            _line(n, grid, check, titles, levels)
            | {"count": texts[f"line-{n}-count"], "points": texts[f"line-{n}-points"]}
            for n in range(len(grid.nodes))
        ],
        "levels": [(level or "any", LEVEL_SHORT[level]) for level in levels],
        "has_any_level": "" in levels,
        "kinds": list(kinds.items()),
        "node_choices": [c for c in choices if c.code not in grid.nodes],
        "has_any_line": "" in grid.nodes,
        "banks": [(c, label, c in bank_codes) for c, label in bank_choices(user)],
        "sums": texts,
        "shares": share_rows(texts),
        "unmet": unmet_rows(check, {c.code: c.title for c in choices}),
        "check": check,
        "errors": errors,
        "check_url": reverse("exams:blueprint_check", args=[blueprint.code]),
    }


def sum_texts(grid: Grid) -> dict[str, str]:
    """Return the sums of a sheet as texts, by the name of their place on the page."""
    found = sums(grid)
    texts = {
        "count": str(found["count"]),
        "points": decimal_comma(found["points"]),
    }
    for n, (count, points) in enumerate(found["lines"]):
        texts |= {f"line-{n}-count": str(count), f"line-{n}-points": _dec(points)}
    for n, (count, points) in enumerate(found["forms"]):
        texts |= {f"form-{n}-count": str(count), f"form-{n}-points": _dec(points)}
    for (n, level), count in found["columns"].items():
        texts[f"column-{n}-{level or 'any'}"] = str(count) if count else "·"
    for level in LEVELS:
        share = found["level_shares"].get(level)
        texts[f"level-{level or 'any'}"] = percent(share) if share else "–"
    for kind, share in found["kind_shares"].items():
        texts[f"kind-{kind}"] = percent(share) if share else "–"
    return texts


def cell_states(grid: Grid, check: SheetCheck) -> dict[str, dict[str, Any]]:
    """Return name of the field -> how many there are, and whether that is too few."""
    found = {}
    for (line, form, level), _cell in grid.filled():
        have = check.have.get((line, form, level), 0)
        found[f"c-{line}-{form}-{level or 'any'}"] = {
            "have": have,
            "is_short": have < grid.cells[line, form, level],
        }
    return found


def unmet_rows(check: SheetCheck, nodes: dict[str, str]) -> list[dict[str, Any]]:
    """Return the demands in conflict with their sentences; nodes: code -> title."""
    if check.plan is None:
        return []
    labels = Labels(
        {"": _("Any topic")} | nodes, question_bank.kind_labels(), LEVEL_LABELS
    )
    return [as_json(unmet, check.plan, labels) for unmet in check.unmet]


def share_rows(texts: dict[str, str]) -> list[tuple[Any, str, str, str]]:
    """Return (label, name of the sum, its text, what letter 7991 asks)."""
    forms, levels = split_of_7991()
    kinds = question_bank.kind_labels()
    rows = [(LEVEL_LABELS[k], f"level-{k}", share / 100) for k, share in levels.items()]
    rows += [(kinds[k], f"kind-{k}", share / 10) for k, share in forms.items()]
    return [
        (label, name, texts.get(name, "–"), percent(share))
        for label, name, share in rows
    ]


def _form(n: int, grid: Grid, kinds: dict, errors: dict[str, str]) -> dict[str, Any]:
    form = grid.forms[n]
    return {
        "index": n,
        "kind": form.kind,
        "label": kinds.get(form.kind, _("Any form")),
        "points": "" if form.points is None else decimal_comma(form.points),
        "error": errors.get(f"p-{n}", ""),
    }


def shown_levels(grid: Grid, *, has_any: bool) -> tuple[str, ...]:
    """Return the levels that have a column: "any" where it is asked for or filled."""
    is_used = any(count and not level for (_a, _b, level), count in grid.cells.items())
    return LEVELS if has_any or is_used else LEVELS[:-1]


def _line(
    n: int,
    grid: Grid,
    check: SheetCheck,
    titles: dict[str, NodeChoice],
    levels: tuple[str, ...],
) -> dict[str, Any]:
    kinds = question_bank.kind_labels()
    code = grid.nodes[n]
    choice = titles.get(code)
    states = cell_states(grid, check)
    groups = []
    for number, form in enumerate(grid.forms):
        cells = []
        for level in levels:
            name = f"c-{n}-{number}-{level or 'any'}"
            state = states.get(name, {})
            cells.append(
                {
                    "name": name,
                    "value": grid.cells.get((n, number, level), "") or "",
                    "have": state.get("have"),
                    "is_short": state.get("is_short", False) and check.plan is not None,
                    "level": LEVEL_LABELS[level],
                    "short": LEVEL_SHORT[level],
                    "is_any": not level,
                }
            )
        groups.append({"label": kinds.get(form.kind, _("Any form")), "cells": cells})
    return {
        "index": n,
        "code": code,
        "title": choice.title if choice else (code or _("Any topic")),
        "depth": choice.depth if choice else 0,
        "groups": groups,
    }


def _dec(points: Any) -> str:
    return decimal_comma(points)
