"""Two items that are the same become one; papers keep what they have."""

from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from question_bank.enums import Act, VersionState
from question_bank.models import Enemy, Item, ItemVersion, PublishLog
from question_bank.queries.access import may_review, may_write


@transaction.atomic
def merge(other: Item, into: Item, *, by: Any) -> None:
    """Let ``into`` stand for ``other`` from now on.

    The other's published versions go out of use, its drafts can no longer be sent for
    review, and items not to stand beside it do not stand beside the one that stays.
    Statistics stay with the version they were won with. Raises not_allowed,
    merge_other_bank, merge_itself, item_merged, merge_keeps_unpublished.
    """
    locked = Item.objects.select_for_update().filter(pk__in=[other.pk, into.pk])
    rows = {item.pk: item for item in locked.order_by("pk")}
    other, into = rows[other.pk], rows[into.pk]
    _check(other, into, by)
    published = list(
        other.versions.filter(state=VersionState.PUBLISHED).select_related("item__bank")
    )
    kept = into.versions.filter(state=VersionState.PUBLISHED).exists()
    if published and not kept:
        raise DomainError("merge_keeps_unpublished", item=into.code)
    reason = f"→ {into.code}"
    for version in published:
        if not may_review(by, version):
            raise DomainError("not_allowed")
        version.state = VersionState.WITHDRAWN
        version.save(update_fields=["state"])
        PublishLog.objects.create(
            version=version, act=Act.WITHDRAWN, by=by, reason=reason
        )
    other.versions.filter(state=VersionState.IN_REVIEW).update(state=VersionState.DRAFT)
    _pass_on_enemies(other, into)
    other.merged_into = into
    other.save(update_fields=["merged_into"])
    Item.objects.filter(merged_into=other).update(merged_into=into)
    audit.record(
        "merge", "item", other.code, by=by, bank=other.bank.code, into=into.code
    )


def _check(other: Item, into: Item, by: Any) -> None:
    if other.bank_id != into.bank_id:
        raise DomainError("merge_other_bank")
    if other.pk == into.pk:
        raise DomainError("merge_itself")
    for item in (other, into):
        if item.merged_into_id:
            raise DomainError("item_merged", item=item.code)
    if ItemVersion.objects.filter(item__in=[other, into], is_template=True).exists():
        raise DomainError("merge_generated")
    if not may_write(by, into.bank):
        raise DomainError("not_allowed")


def _pass_on_enemies(other: Item, into: Item) -> None:
    """Give the one that stays every enemy of the other, named by either side."""
    named = set(other.enemies.values_list("other_code", flat=True)) - {into.code}
    for code in named:
        Enemy.objects.get_or_create(item=into, other_code=code)
    naming = Enemy.objects.filter(item__bank=into.bank, other_code=other.code)
    for enemy in naming.exclude(item=into).select_related("item"):
        Enemy.objects.get_or_create(item=enemy.item, other_code=into.code)
