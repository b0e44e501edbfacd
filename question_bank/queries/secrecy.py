"""What a person must not be shown because it lies in a secret bank.

For the apps that show items outside the bank: papers, results, marking. No key here.
"""

from collections.abc import Iterable
from typing import Any

from question_bank.models import Bank, ItemVersion


def hidden_banks(user: Any) -> list[str]:
    """Return the codes of the secret banks in which the person is not named.

    user None = the system, which sees all. Worked out once per user object.
    """
    if user is None:
        return []
    known = getattr(user, "_hidden_banks", None)
    if known is None:
        banks = Bank.objects.filter(is_secret=True)
        if user.pk:
            banks = banks.exclude(grants__person=user)
        known = user._hidden_banks = list(banks.values_list("code", flat=True))
    return known


def hidden_versions(user: Any, version_ids: Iterable[int]) -> set[int]:
    """Return those of the versions that lie in a secret bank the person is not in."""
    codes = hidden_banks(user)
    if not codes:
        return set()
    found = ItemVersion.objects.filter(
        pk__in=list(version_ids), item__bank__code__in=codes
    )
    return set(found.values_list("pk", flat=True))


def secret_banks(version_ids: Iterable[int]) -> list[Bank]:
    """Return the secret banks that the versions lie in, by code."""
    found = Bank.objects.filter(is_secret=True, items__versions__in=list(version_ids))
    return list(found.distinct().order_by("code"))
