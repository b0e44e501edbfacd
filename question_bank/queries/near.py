"""Near-duplicates: the same question with other numbers or swapped options."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, QuerySet, Value, When

from lms.core.errors import DomainError
from question_bank.models import Bank, ItemVersion
from question_bank.queries.search import newest_versions
from question_bank.rules.likeness import likeness, tokens

LEAST = 0.6
WORDS = 8  # so many of the longest words lead to the candidates
MOST = 400


def near_items(
    user: Any,
    code: str,
    among: QuerySet[ItemVersion],
    *,
    bank: Bank | None = None,
    least: float = LEAST,
) -> list[tuple[ItemVersion, float]]:
    """Return versions like the item with this code, most alike first, itself left out.

    among: the versions to look in. Raises DomainError unknown_item.
    """
    found = newest_versions(user, bank=bank).filter(item__code=code).first()
    if found is None:
        raise DomainError("unknown_item", value=code)
    return near_text(found.words, among.exclude(item=found.item_id), least=least)


def near_text(
    words: str, among: QuerySet[ItemVersion], *, least: float = LEAST
) -> list[tuple[ItemVersion, float]]:
    """Return versions like a folded text, most alike first."""
    candidates = _candidates(words, among)
    rated = [(version, likeness(words, version.words)) for version in candidates]
    close = [pair for pair in rated if pair[1] >= least]
    return sorted(close, key=lambda pair: (-pair[1], pair[0].pk))


def _candidates(
    words: str, among: QuerySet[ItemVersion]
) -> QuerySet[ItemVersion] | list[ItemVersion]:
    """Return the versions that share most of the longest words of the text."""
    shared: Any = Value(0)
    for word in _telling(tokens(words)):
        has = Case(When(words__contains=word, then=Value(1)), default=Value(0))
        shared = shared + has
    found = among.annotate(shared=shared).filter(shared__gt=0)
    return found.order_by("-shared", "pk")[:MOST]


def _telling(words: Iterable[str]) -> list[str]:
    """Return the longest words, which narrow most; all of them where they are few."""
    counts = Counter(word for word in words if word != "0")
    ranked = sorted(counts, key=lambda word: (-len(word), word))
    return ranked[:WORDS] or ["0"]
