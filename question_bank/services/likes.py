"""Keeping the index of near-duplicates."""

from collections.abc import Iterable

from django.db import transaction

from question_bank.models import ItemVersion, LikenessMark
from question_bank.rules.likeness import Wording
from question_bank.rules.marks import marks_of


@transaction.atomic
def write_marks(versions: Iterable[ItemVersion]) -> None:
    """Write the marks of stored versions anew; their items must be at hand."""
    versions = list(versions)
    LikenessMark.objects.filter(version__in=versions).delete()
    LikenessMark.objects.bulk_create(
        (
            LikenessMark(bank_id=version.item.bank_id, mark=mark, version=version)
            for version in versions
            for mark in marks_of(Wording(version.words, version.own_from))
        ),
        batch_size=5_000,
    )
