"""Published versions and banks, as other apps see them. No key is read here."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from question_bank.enums import VersionState
from question_bank.models import Bank, Enemy, ItemStatistic, ItemVersion
from question_bank.rules.cards import BankCard, VersionCard


def published_versions(
    *, bank_codes: Iterable[str], subject_code: str | None = None
) -> list[VersionCard]:
    """Return one card an item: its newest published version, by bank and item code.

    An item whose newest decided version was withdrawn is left out, and so are
    templates: their variants stand for them. subject_code keeps items of that subject
    and those that name none.
    """
    newest = (
        ItemVersion.objects.filter(
            item=OuterRef("item"),
            state__in=[VersionState.PUBLISHED, VersionState.WITHDRAWN],
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    found = ItemVersion.objects.published().filter(
        item__bank__code__in=list(bank_codes), pk=Subquery(newest), is_template=False
    )
    if subject_code:
        found = found.filter(Q(subject__code=subject_code) | Q(subject=None))
    ids = found.values("pk")
    rows = list(
        found.order_by("item__bank__code", "item__code").values(
            "id", "item_id", "kind", "level", "node_code", "points", "seconds",
            item_code=F("item__code"), bank_code=F("item__bank__code"),
            subject_code=F("subject__code"), group_code=F("group__code"),
            family=F("made_from__item__code"),
        )
    )  # fmt: skip
    figures = _figures(ids)
    enemies = _enemies(rows)
    return [_card(row, figures, enemies) for row in rows]


def bank_cards(user: Any) -> list[BankCard]:
    """Return the banks a person may use, with how many published items they hold."""
    published = Count(
        "items",
        filter=Q(items__versions__state=VersionState.PUBLISHED),
        distinct=True,
    )
    banks = (
        Bank.objects.visible_to(user)
        .select_related("owner_unit", "owner_person")
        .annotate(published=published)
        .order_by("title", "code")
    )
    return [
        BankCard(b.code, b.title, owner_name(b), b.is_secret, b.published)
        for b in banks
    ]


def owner_name(bank: Bank) -> str:
    """Return the name of the unit or person that owns the bank, "" for the system."""
    return str(bank.owner_unit or bank.owner_person or "")


def _card(row: dict, figures: dict, enemies: dict) -> VersionCard:
    own = figures.get(row["id"], {})
    return VersionCard(
        version_id=row["id"],
        item_code=row["item_code"],
        bank_code=row["bank_code"],
        kind=row["kind"],
        level=row["level"],
        node_code=row["node_code"],
        subject_code=row["subject_code"] or "",
        points=row["points"],
        seconds=row["seconds"] or own.get("seconds"),
        enemies=frozenset(enemies.get((row["bank_code"], row["item_code"]), ())),
        group_code=row["group_code"] or "",
        family=row["family"] or "",
        **{name: own.get(name) for name in ("facility", "a", "b", "c")},
    )


def _figures(version_ids: Any) -> dict[int, dict]:
    """Return for each version its newest figure of every sort."""
    names = ("facility", "a", "b", "c", "seconds")
    found: dict[int, dict] = defaultdict(dict)
    rows = ItemStatistic.objects.filter(version_id__in=version_ids)
    for row in rows.order_by("-measured_at", "-id").values("version_id", *names):
        for name in names:
            if row[name] is not None:
                found[row["version_id"]].setdefault(name, row[name])
    return found


def _enemies(rows: list[dict]) -> dict[tuple[str, str], set[str]]:
    """Return the enemies of each item, named by either side; variants of one another."""
    codes = {row["bank_code"] for row in rows}
    named = Enemy.objects.filter(item__bank__code__in=codes).values_list(
        "item__bank__code", "item__code", "other_code"
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for bank, one, other in named:
        found[bank, one].add(other)
        found[bank, other].add(one)
    families: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["family"]:
            families[row["bank_code"], row["family"]].append(row["item_code"])
    for (bank, _template), siblings in families.items():
        for one in siblings:
            found[bank, one].update(sibling for sibling in siblings if sibling != one)
    return found
