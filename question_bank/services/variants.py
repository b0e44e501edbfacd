"""Variants of generated items on their way into papers: with their template, never alone."""

from typing import Any

from django.db import transaction

from lms.core.clock import database_now
from lms.core.errors import Problem
from question_bank.enums import Act, VersionState
from question_bank.errors import BadItem
from question_bank.kinds.preflight import try_variants
from question_bank.models import Item, ItemVersion, PublishLog
from question_bank.services import items

SUPERSEDED = "superseded"


def check_recipe(version: ItemVersion) -> None:
    """Raise BadItem unless at least one variant of a template could stand in a paper."""
    tried = try_variants(items.content_of(version), most=1)
    if tried.found:
        return
    refused = tried.refused[0][1] if tried.refused else []
    none = Problem("no_variant_meets", "parameters", {"tried": tried.tried})
    problem = (tried.problems or refused or [none])[0]
    raise BadItem(problem.code, where=problem.where, **problem.details)


@transaction.atomic
def publish_variants(version: ItemVersion, *, by: Any, in_one_step: bool) -> int:
    """Make and publish the vetted variants of a template that is being published.

    Those of its earlier versions go out of use; papers that have them keep them.
    Returns how many were made.
    """
    withdraw_variants(version, by=by, earlier=True, reason=SUPERSEDED)
    tried = try_variants(items.content_of(version))
    made_before = Item.objects.filter(
        versions__made_from__item=version.item, bank=version.item.bank
    ).count()
    for number, variant in enumerate(tried.found, start=made_before + 1):
        made = items.create_item(
            version.item.bank,
            items.tidy(variant.content),
            by=version.author,
            code=f"{version.item.code[:58]}~{number:03d}",
            made_from=version,
            drawn=variant.values,
            batch=version.batch,
            ref=version.ref,
            place=version.place,
        )
        made.state, made.published_at = VersionState.PUBLISHED, database_now()
        made.published_by, made.in_one_step = by, in_one_step
        made.save()
        _log(made, Act.PUBLISHED, by=by, in_one_step=in_one_step)
    return len(tried.found)


@transaction.atomic
def withdraw_variants(
    version: ItemVersion, *, by: Any, reason: str, earlier: bool = False
) -> int:
    """Take the variants of a template out of use. earlier: of its earlier versions."""
    made = ItemVersion.objects.filter(state=VersionState.PUBLISHED)
    if earlier:
        made = made.filter(
            made_from__item=version.item, made_from__number__lt=version.number
        )
    else:
        made = made.filter(made_from=version)
    for variant in made:
        variant.state = VersionState.WITHDRAWN
        variant.save(update_fields=["state"])
        _log(variant, Act.WITHDRAWN, by=by, reason=reason)
    return len(made)


def _log(version: ItemVersion, act: Act, *, by: Any, **more: Any) -> None:
    PublishLog.objects.create(version=version, act=act, by=by, **more)
