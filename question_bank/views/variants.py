"""Generated items on pages: trying a recipe, looking at its variants."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.errors import NotFound, Problem
from question_bank.enums import VersionState
from question_bank.kinds import preflight
from question_bank.kinds.preflight import Preflight, Variant
from question_bank.models import ItemVersion
from question_bank.queries.access import chosen_version, item_for, versions_for
from question_bank.rules.contents import Content
from question_bank.services import banks, items
from question_bank.services.imports import as_row
from question_bank.views.showing import Shown, say, show

OUT = frozenset({VersionState.PUBLISHED, VersionState.WITHDRAWN})


@dataclass
class Trial:
    """What a page shows of an item, generated or not: one variant stands for all."""

    shown: Shown
    problems: list[str]
    tried: Preflight | None = None
    variant: Variant | None = None
    like: list[tuple[str, float]] = field(default_factory=list)

    def context(self) -> dict[str, Any]:
        """Return it for a template."""
        return vars(self)


def trial_of(content: Content, *, most: int | None = None) -> Trial:
    """Return an item as a page shows it. most: so many variants are tried."""
    if not content.recipe:
        return Trial(show(content), _said(preflight.problems_of(content)))
    tried = preflight.try_variants(content, most=most)
    variant = tried.found[0] if tried.found else None
    problems = tried.problems
    if not problems and variant is None:
        none = Problem("no_variant_meets", "parameters", {"tried": tried.tried})
        problems = tried.refused[0][1] if tried.refused else [none]
    shown = show(variant.content if variant else content)
    return Trial(shown, _said(problems), tried, variant)


@login_required
def item_variants(request: HttpRequest, bank: str, code: str) -> HttpResponse:
    """Show every variant of a generated item: those to come, or those published."""
    item = item_for(request.user, bank, code)
    banks.note_look(item.bank, by=request.user, item=item.code)
    version = chosen_version(
        versions_for(request.user, item), request.GET.get("ban", "")
    )
    if not version.is_template:
        raise NotFound("page")
    made = version.state in OUT
    tried = None if made else preflight.try_variants(items.content_of(version))
    context = {
        "item": item,
        "version": version,
        "made": made,
        "rows": _published(version) if tried is None else _to_come(tried),
        "tried": tried,
        "problems": _said(tried.problems) if tried else [],
        "conditions": tried.by_condition.most_common() if tried else [],
        "refused": [(v, _said(p)) for v, p in tried.refused] if tried else [],
    }
    return render(request, "question_bank/variants.html", context)


def _published(version: ItemVersion) -> list[dict[str, Any]]:
    made = list(
        version.variants.select_related("item__bank", "group").order_by("item__code")
    )
    contents = items.contents_of(made)
    return [
        {
            "code": one.item.code,
            "values": one.drawn,
            "shown": show(contents[one.pk], prefix=f"v{one.pk}-"),
        }
        for one in made
    ]


def _to_come(tried: Preflight) -> list[dict[str, Any]]:
    return [
        {"values": one.values, "shown": show(one.content, prefix=f"v{place}-")}
        for place, one in enumerate(tried.found)
    ]


def _said(problems: list[Problem]) -> list[str]:
    return say([as_row(problem) for problem in problems])
