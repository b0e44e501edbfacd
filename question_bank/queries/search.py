"""Finding items: by node, kind, level, state and words."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lms.core.text import fold, squeeze
from question_bank.models import Bank, ItemVersion
from question_bank.queries.access import sees_all


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty field is no condition. text: words, all of them."""

    node: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""
    text: str = ""
    subject: str = ""
    batch: str = ""

    @classmethod
    def from_query(cls, data: Any) -> "Wanted":
        """Return the conditions of an address."""
        names = [field.name for field in fields(cls)]
        return cls(**{name: squeeze(data.get(name, ""))[:200] for name in names})


def newest_versions(
    user: Any, *, bank: Bank | None = None, within: Collection[int] | None = None
) -> QuerySet[ItemVersion]:
    """Return the newest version of each item that the person may see.

    user None = the system. within: ids of some versions, of the bank where one is
    named; a database then looks at these alone, and at no whole bank. With item and
    bank, by item code.
    """
    seen = ItemVersion.objects.all()
    if bank is not None and within is None:
        seen = seen.filter(item__bank=bank)
    if user is None or (bank is not None and sees_all(user, bank)):
        later = ItemVersion.objects.filter(
            item=OuterRef("item"), number__gt=OuterRef("number")
        )
        found = seen.filter(~Exists(later))
    else:
        seen = seen.visible_to(user)
        newest = seen.filter(item=OuterRef("item")).order_by("-number").values("pk")
        found = seen.filter(pk=Subquery(newest[:1]))
    if within is not None:
        found = found.filter(pk__in=within)
    return found.select_related("item__bank", "subject", "group").order_by(
        "item__bank__code", "item__code"
    )


def find_versions(
    user: Any,
    wanted: Wanted,
    *,
    bank: Bank | None = None,
    within: Collection[int] | None = None,
) -> QuerySet[ItemVersion]:
    """Return the newest versions that fit all conditions; within: as above.

    A node takes what hangs below it (codes that begin with it and a dot or dash).
    """
    found = newest_versions(user, bank=bank, within=within)
    if wanted.node:
        node = wanted.node
        found = found.filter(
            Q(node_code=node)
            | Q(node_code__startswith=f"{node}.")
            | Q(node_code__startswith=f"{node}-")
        )
    for name in ("kind", "level", "state"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.subject:
        found = found.filter(subject__code=wanted.subject)
    if wanted.batch:
        found = found.filter(batch__code=wanted.batch)
    for word in fold(wanted.text).split():
        found = found.filter(Q(words__contains=word) | Q(item__code__icontains=word))
    return found
