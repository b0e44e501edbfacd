"""Finding items: by node, kind, level, state and words."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from lms.core.clock import database_now
from lms.core.text import fold, squeeze
from question_bank.models import Bank, ItemStatistic, ItemVersion
from question_bank.queries.access import sees_all
from question_bank.rules.usage import used_since

# Share of right answers, from and below: the bands that schools speak of.
FACILITY = {
    "hard": (Decimal(0), Decimal("0.3")),
    "medium": (Decimal("0.3"), Decimal("0.7")),
    "easy": (Decimal("0.7"), Decimal("1.01")),
}
WEAK = Decimal("0.2")
_BOUNDS = re.compile(r"([01](?:\.\d{1,6})?)-([01](?:\.\d{1,6})?)")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty field is no condition. text: words, all of them.

    picture: "1" with one, "0" without. facility: a name of FACILITY, "weak" where an
    item parts poorly, "none" where it has no figures, or bounds as "0.3-0.7"; of each
    figure the newest counts. unused: "ever", a number of days,
    or a date YYYY-MM-DD since which it stood in no paper. What cannot be read is none.
    """

    node: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""
    text: str = ""
    subject: str = ""
    grade: str = ""
    picture: str = ""
    facility: str = ""
    unused: str = ""
    batch: str = ""

    @classmethod
    def from_query(cls, data: Any) -> "Wanted":
        """Return the conditions of an address; its "unused_since" is a date for unused."""
        names = [field.name for field in fields(cls)]
        said = {name: squeeze(data.get(name, ""))[:200] for name in names}
        day = squeeze(data.get("unused_since", ""))[:10]
        return cls(**said | ({"unused": day} if day else {}))


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
    found = _by_filing(found, wanted)
    if wanted.picture in {"0", "1"}:
        found = found.filter(has_picture=wanted.picture == "1")
    found = _by_figures(found, wanted.facility)
    found = _by_use(found, wanted.unused)
    for word in fold(wanted.text).split():
        found = found.filter(Q(words__contains=word) | Q(item__code__icontains=word))
    return found


def _by_filing(found: QuerySet[ItemVersion], wanted: Wanted) -> QuerySet[ItemVersion]:
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
    if wanted.grade.isdecimal():
        found = found.filter(grade=int(wanted.grade[:3]))
    if wanted.batch:
        found = found.filter(batch__code=wanted.batch)
    return found


def bounds_of(facility: str) -> Q | None:
    """Return the condition on the share of right answers, None where it says none."""
    if facility in FACILITY:
        low, high = FACILITY[facility]
        return Q(facility__gte=low, facility__lt=high)
    if found := _BOUNDS.fullmatch(facility.replace(",", ".")):
        low, high = map(Decimal, found.groups())
        return Q(facility__range=(low, high))
    return None


def _by_figures(found: QuerySet[ItemVersion], facility: str) -> QuerySet[ItemVersion]:
    if facility == "none":
        figures = ItemStatistic.objects.filter(version=OuterRef("pk"))
        return found.filter(~Exists(figures))
    if facility == "weak":
        return found.filter(_newest("discrimination", Q(discrimination__lt=WEAK)))
    if bounds := bounds_of(facility):
        return found.filter(_newest("facility", bounds))
    return found


def _newest(name: str, fits: Q) -> Q:
    """Return the condition that the newest figure of a name fits."""
    stated = ItemStatistic.objects.filter(**{f"{name}__isnull": False})
    newer = stated.filter(
        Q(measured_at__gt=OuterRef("measured_at"))
        | Q(measured_at=OuterRef("measured_at"), pk__gt=OuterRef("pk")),
        version=OuterRef("version"),
    )
    return Q(Exists(stated.filter(fits, ~Exists(newer), version=OuterRef("pk"))))


def _by_use(found: QuerySet[ItemVersion], unused: str) -> QuerySet[ItemVersion]:
    since = since_of(unused)
    if unused != "ever" and since is None:
        return found
    for used in used_since(since):
        found = found.exclude(item__in=used)
    return found


def since_of(text: str) -> datetime | None:
    """Return the time of "365" (days ago) or "2026-01-31", None for neither."""
    if text.isascii() and text.isdigit() and 0 < len(text) < 6:
        return database_now() - timedelta(days=int(text))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time()))
