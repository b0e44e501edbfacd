"""Doors and rights: the same policy as the lists (``models.querysets``)."""

from typing import Any

from lms.core.errors import NotFound
from question_bank.enums import Right
from question_bank.models import Bank, ImportBatch, Item, ItemVersion
from question_bank.models.querysets import (
    bank_reach,
    decision_right,
    full_banks,
    review_right,
)


def bank_for(user: Any, code: str) -> Bank:
    """Return a bank the person may see (None = the system). Raises NotFound."""
    banks = Bank.objects.all() if user is None else Bank.objects.visible_to(user)
    bank = (
        banks.select_related("owner_unit", "owner_person", "subject")
        .filter(code=code)
        .first()
    )
    if bank is None:
        raise NotFound("bank")
    return bank


def writable_bank_for(user: Any, code: str) -> Bank:
    """Return a bank the person may add items to. Raises NotFound."""
    bank = bank_for(user, code)
    if not may_write(user, bank):
        raise NotFound("bank")
    return bank


def item_for(user: Any, bank_code: str, code: str) -> Item:
    """Return an item of which the person may see a version. Raises NotFound."""
    items = Item.objects.all() if user is None else Item.objects.visible_to(user)
    item = (
        items.select_related("bank__owner_unit", "bank__owner_person")
        .filter(bank__code=bank_code, code=code)
        .first()
    )
    if item is None:
        raise NotFound("item")
    return item


def version_for(user: Any, version_id: int) -> ItemVersion:
    """Return a version the person may see. Raises NotFound."""
    versions = ItemVersion.objects.all()
    if user is not None:
        versions = versions.visible_to(user)
    version = (
        versions.select_related("item__bank", "group", "author", "subject", "batch")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise NotFound("item")
    return version


def versions_for(user: Any, item: Item) -> list[ItemVersion]:
    """Return the versions of an item that the person may see, newest first."""
    versions = ItemVersion.objects.filter(item=item)
    if user is not None:
        versions = versions.visible_to(user)
    return list(
        versions.select_related(
            "item__bank",
            "author",
            "published_by",
            "batch",
            "subject",
            "group",
            "made_from__item",
        ).order_by("-number")
    )


def chosen_version(versions: list[ItemVersion], number: str) -> ItemVersion:
    """Return the version with this number, the newest for "". Raises NotFound."""
    for version in versions:
        if number in {"", str(version.number)}:
            return version
    raise NotFound("item")


def batch_for(user: Any, code: str) -> ImportBatch:
    """Return an imported file of a bank the person may write in. Raises NotFound."""
    batches = ImportBatch.objects.all()
    if user is not None:
        batches = batches.visible_to(user)
    batch = batches.select_related("bank", "by", "subject").filter(code=code).first()
    if batch is None:
        raise NotFound("batch")
    return batch


def may_write(user: Any, bank: Bank) -> bool:
    """Return whether the person may add and change items of the bank."""
    if user is None:
        return True
    return Bank.objects.writable_by(user).filter(pk=bank.pk).exists()


def may_review(user: Any, version: ItemVersion) -> bool:
    """Return whether the person's role lets her decide on the version."""
    if user is None:
        return True
    found = ItemVersion.objects.filter(review_right(user), pk=version.pk)
    return found.exists()


def may_decide_alone(user: Any, version: ItemVersion) -> bool:
    """Return whether the person may publish the version without a second one."""
    if user is None:
        return True
    found = ItemVersion.objects.filter(decision_right(user), pk=version.pk)
    return found.exists() and may_write(user, version.item.bank)


def may_grant(user: Any, bank: Bank) -> bool:
    """Return whether the person may name others in the bank.

    The owner in her own bank, heads and officers in those of their units, reviewers
    who are named in it.
    """
    if user is None or bank.owner_person_id == user.pk:
        return True
    if bank.grants.filter(person=user, right=Right.REVIEW).exists():
        return True
    units = {pk for found, _subject in bank_reach(user).heads for pk in found}
    return not bank.is_secret and bank.owner_unit_id in units


def sees_all(user: Any, bank: Bank) -> bool:
    """Return whether the person sees drafts of the bank, not only what is out."""
    if user is None:
        return True
    return Bank.objects.filter(full_banks(user), pk=bank.pk).exists()


def is_staff(user: Any) -> bool:
    """Return whether banks are any of this person's business."""
    return bank_reach(user).is_staff or user.bank_grants.exists()
