"""Pictures of items: filed, and shown to those who see the bank."""

from typing import Any

from lms.core.errors import DomainError, Problem
from media import api as media
from question_bank.models import Bank, ImportBatch, ItemPicture
from question_bank.queries.access import is_staff
from question_bank.rules.drafts import Draft

ITEM, SOURCE = "question_bank.item", "question_bank.import"


def store_pictures(
    draft: Draft, bank: Bank, *, by: Any
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """File the pictures of a draft.

    Returns (name -> card, None where it was refused; name -> why it was refused).
    """
    cards: dict[str, Any] = {}
    refused: dict[str, Problem] = {}
    for image in draft.images:
        try:
            cards[image.name] = media.store_file(
                image.content,
                name=image.name,
                by=by,
                purpose=ITEM,
                expect={"image", "drawing"},
            )
        except DomainError as error:
            cards[image.name] = None
            where = f"image {image.name}"
            refused[image.name] = Problem(error.code, where, error.details)
    note_pictures(bank, [card.code for card in cards.values() if card])
    return cards, refused


def note_pictures(bank: Bank, codes: list[str]) -> None:
    """Say that items of the bank show these files."""
    known = set(
        ItemPicture.objects.filter(bank=bank, file_code__in=codes).values_list(
            "file_code", flat=True
        )
    )
    ItemPicture.objects.bulk_create(
        [ItemPicture(bank=bank, file_code=code) for code in set(codes) - known],
        ignore_conflicts=True,
    )


def may_see_picture(user: Any, code: str) -> bool:
    """Return whether the person sees a bank in which an item shows the file."""
    if not user.is_authenticated or not is_staff(user):
        return False
    banks = Bank.objects.visible_to(user)
    return ItemPicture.objects.filter(file_code=code, bank__in=banks).exists()


def may_see_source(user: Any, code: str) -> bool:
    """Return whether the person may write in the bank the file was brought into."""
    if not user.is_authenticated or not is_staff(user):
        return False
    return ImportBatch.objects.visible_to(user).filter(file_code=code).exists()
