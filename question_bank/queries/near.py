"""Near-duplicates: the same question with other numbers or swapped options.

Candidates share marks (``rules.marks``) and are found by an index alone; what they say
is then compared. At most so many are looked at, and it is said that more exist.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from lms.core.errors import DomainError
from question_bank.models import Bank, ItemVersion
from question_bank.queries.search import Wanted, find_versions, newest_versions
from question_bank.rules.likeness import Wording
from question_bank.rules.marks import marks_of

LEAST = 0.6
A_MARK = 1_000  # so many versions are taken of one mark
RANKED = 4_000  # so many may be hidden or superseded
MOST = 400  # so many are compared
TERMS = 200  # marks asked for in one statement
MANY_BANKS = 50
ANY = Wanted()


@dataclass(frozen=True)
class Near:
    """Versions and how alike they are, most alike first.

    more: there are others as alike, which were not looked at.
    """

    found: list[tuple[ItemVersion, float]]
    more: bool = False


def near_items(
    user: Any,
    code: str,
    wanted: Wanted = ANY,
    *,
    bank: Bank | None = None,
) -> Near:
    """Return versions like the item with this code, itself left out.

    wanted, bank: where to look. Raises DomainError unknown_item.
    """
    known = newest_versions(user, bank=bank).filter(item__code=code).first()
    if known is None:
        raise DomainError("unknown_item", value=code)
    return near_wording(wording_of(known), user, wanted, bank=bank, of=known)


def near_wording(
    wording: Wording,
    user: Any,
    wanted: Wanted = ANY,
    *,
    bank: Bank | None = None,
    of: ItemVersion | None = None,
) -> Near:
    """Return versions that the person may see, like a wording.

    of: what has this wording; its item is left out, and where it is a generated one,
    its template and variants are.
    """
    banks = [bank.pk] if bank else _bank_ids(user)
    held = holders(marks_of(wording), banks, each=A_MARK)
    shared = Counter(pk for found in held.values() for pk in found)
    ranked = sorted(shared, key=lambda pk: (-shared[pk], pk))[:RANKED]
    seen = find_versions(user, wanted, bank=bank, within=ranked).filter(
        _others(of), item__merged_into=None
    )
    known = set(seen.order_by().values_list("pk", flat=True))
    ids = [pk for pk in ranked if pk in known]
    said = said_by(ids[:MOST])
    shares = {pk: wording.likeness(said[pk]) for pk in said}
    close = [pk for pk, share in shares.items() if share >= LEAST]
    close.sort(key=lambda pk: (-shares[pk], pk))
    rows = ItemVersion.objects.select_related("item__bank", "group").in_bulk(close)
    is_cut = len(ids) > MOST or any(len(found) == A_MARK for found in held.values())
    return Near(
        [(rows[pk], shares[pk]) for pk in close],
        more=is_cut and len(close) > MOST / 2,
    )


def _others(of: ItemVersion | None) -> Q:
    if of is None:
        return Q()
    root = of.made_from.item_id if of.made_from else of.item_id
    return ~Q(item__in={of.item_id, root}) & ~Q(made_from__item=root)


def said_by(ids: Iterable[int]) -> dict[int, Wording]:
    """Return what versions are compared by."""
    rows = ItemVersion.objects.order_by().filter(pk__in=list(ids))
    return {
        pk: Wording(words, own_from)
        for pk, words, own_from in rows.values_list("pk", "words", "own_from")
    }


def wording_of(version: ItemVersion) -> Wording:
    """Return what a version is compared by."""
    return Wording(version.words, version.own_from)


def holders(
    marks: Iterable[int], bank_ids: Sequence[int] | None, *, each: int
) -> dict[int, list[int]]:
    """Return mark -> the first so many versions that have it, in these banks."""
    wanted, found = sorted(set(marks)), defaultdict(list)
    where = "mark = %s"
    if bank_ids is not None:
        where += f" AND bank_id IN ({', '.join(['%s'] * len(bank_ids)) or 'NULL'})"
    term = (
        "SELECT * FROM (SELECT mark, version_id FROM question_bank_likenessmark "  # noqa: S608  numbers are parameters
        f"WHERE {where} ORDER BY mark, bank_id, version_id LIMIT {int(each)}) AS held"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), TERMS):
            part = wanted[start : start + TERMS]
            cursor.execute(
                " UNION ALL ".join([term] * len(part)),
                [value for mark in part for value in (mark, *(bank_ids or ()))],
            )
            for mark, version_id in cursor.fetchall():
                found[mark].append(version_id)
    return found


def _bank_ids(user: Any) -> list[int] | None:
    """Return the banks a person may see, None where that is (nearly) every one."""
    if user is None:
        return None
    ids = list(Bank.objects.visible_to(user).values_list("pk", flat=True))
    return ids if len(ids) <= MANY_BANKS else None
