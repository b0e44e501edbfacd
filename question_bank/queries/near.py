"""Near-duplicates: the same question with other numbers or swapped options."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from lms.core.errors import DomainError
from question_bank.models import Bank, ItemVersion
from question_bank.queries.search import newest_versions
from question_bank.rules.likeness import likeness, tokens

LEAST = 0.6
WORDS = 6  # so many of the rarest-looking words lead to the candidates
MOST = 3000


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
    candidates = among.filter(_shares_words(words))[:MOST]
    rated = [(version, likeness(words, version.words)) for version in candidates]
    close = [pair for pair in rated if pair[1] >= least]
    return sorted(close, key=lambda pair: (-pair[1], pair[0].pk))


def _shares_words(words: str) -> Q:
    """Return the condition to hold one of the longest words of the text."""
    found = Q(pk__in=[])
    for word in _telling(tokens(words)):
        found |= Q(words__contains=word)
    return found


def _telling(words: Iterable[str]) -> list[str]:
    """Return the longest words, which narrow most; all of them where they are few."""
    counts = Counter(word for word in words if word != "0")
    ranked = sorted(counts, key=lambda word: (-len(word), word))
    return ranked[:WORDS] or ["0"]
