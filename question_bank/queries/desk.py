"""What waits for a person in the bank: shown on her start page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from lms.core.html import to_text
from question_bank.enums import BatchState, VersionState
from question_bank.models import ImportBatch, ItemVersion
from question_bank.models.querysets import review_right
from question_bank.queries.access import is_staff
from question_bank.queries.papers import kind_labels
from question_bank.queries.search import Wanted, find_versions


@dataclass(frozen=True)
class OpenBatch:
    """A file that was brought and not accepted yet. code: stands in its address."""

    code: str
    name: str
    bank_code: str
    rows: int


def waiting_for_review(user: Any) -> int:
    """Return how many item versions wait for this person's decision."""
    waiting = ItemVersion.objects.filter(
        review_right(user), state=VersionState.IN_REVIEW
    )
    return waiting.exclude(author=user).distinct().count()


def open_batches(user: Any, *, limit: int = 5) -> list[OpenBatch]:
    """Return the person's files that are read but not accepted, newest first."""
    batches = (
        ImportBatch.objects.filter(by=user, state=BatchState.READY)
        .select_related("bank")
        .annotate(waiting=Count("rows"))
        .order_by("-at")[:limit]
    )
    return [
        OpenBatch(batch.code, batch.file_name, batch.bank.code, batch.waiting)
        for batch in batches
    ]


@dataclass(frozen=True)
class FoundItem:
    """One item as a list of findings shows it. text: the beginning of its stem."""

    item_code: str
    bank_code: str
    kind_label: str
    text: str
    url: str


def find_items(user: Any, query: str, *, limit: int = 10) -> list[FoundItem]:
    """Return items with all words of the query that the person may see."""
    if not is_staff(user):
        return []
    found = find_versions(user, Wanted(text=query))
    labels = kind_labels()
    return [
        FoundItem(
            item_code=version.item.code,
            bank_code=version.item.bank.code,
            kind_label=str(labels.get(version.kind, version.kind)),
            text=to_text(version.stem_html)[:160],
            url=reverse(
                "question_bank:item", args=[version.item.bank.code, version.item.code]
            ),
        )
        for version in found.select_related("item__bank")[:limit]
    ]
