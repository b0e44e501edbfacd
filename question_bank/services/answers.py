"""Which option is right, for those who balance keys when a paper is drawn."""

from collections.abc import Iterable

from question_bank.models.keys import ItemKey

MANY = 500


def single_keys(version_ids: Iterable[int]) -> dict[int, str]:
    """Return version -> code of its only right option; others are left out."""
    ids = list(version_ids)
    found = {}
    for start in range(0, len(ids), MANY):
        rows = ItemKey.objects.filter(version_id__in=ids[start : start + MANY])
        for pk, key in rows.values_list("version_id", "key"):
            choice = (key or {}).get("choice") or []
            if len(choice) == 1:
                found[pk] = choice[0]
    return found
