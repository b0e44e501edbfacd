"""Which items a paper may be drawn from, and the curriculum tree above them."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from exams.models import Slot
from exams.rules.assembly.pool import PoolItem, as_row, from_row, pool_digest
from exams.rules.blueprint import Plan
from exams.rules.structures import default_points
from lms.curriculum.models import Node, Subject
from question_bank import api as question_bank
from question_bank.api import VersionCard

Tree = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Pool:
    """Items that may be drawn, by code; stock_digest: before used ones were left out.

    Codes are those of the bank; with several banks "BANK/CODE".
    """

    items: tuple[PoolItem, ...]
    cards: dict[str, VersionCard]
    tree: Tree
    digest: str
    stock_digest: str
    used: int = 0

    @property
    def stock_size(self) -> int:
        """How many items there are, used ones too."""
        return len(self.items) + self.used

    def packed(self) -> bytes:
        """Return the snapshot that is kept: JSON, packed."""
        rows = [
            [self.cards[item.code].version_id, *as_row(item)] for item in self.items
        ]
        return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def pool_for(plan: Plan, bank_codes: list[str], *, at: datetime) -> Pool:
    """Return the pool of a plan: published items of the banks, fit for its subject.

    at: now; items used within the plan's days before it are left out. An item counts
    as used where it stands in a kept paper drawn then, or sat then.
    """
    cards = _cards(plan, bank_codes)
    stock = tuple(_item(code, card, cards) for code, card in cards.items())
    days = plan.rules.exclude_used_within_days
    used = _used({c.item_code for c in cards.values()}, at, days) if days else set()
    items = tuple(
        item
        for item in stock
        if (cards[item.code].bank_code, cards[item.code].item_code) not in used
    )
    stock_digest = pool_digest(stock)
    return Pool(
        items=items,
        cards=cards,
        tree=tree_above({item.node for item in stock if item.node}),
        digest=pool_digest(items) if len(items) < len(stock) else stock_digest,
        stock_digest=stock_digest,
        used=len(stock) - len(items),
    )


def unpacked(content: bytes) -> dict[int, PoolItem]:
    """Return version id -> item of a kept snapshot."""
    rows = json.loads(zlib.decompress(content))
    return {version: from_row(row) for version, *row in rows}


def tree_above(codes: Iterable[str]) -> Tree:
    """Return node code -> codes of the nodes above it, for nodes now in force.

    Codes the curriculum does not know are free topics: nothing is above them.
    """
    wanted = set(codes)
    subjects = Node.objects.current().filter(code__in=wanted).values("subject_id")
    nodes = {
        pk: (code, parent)
        for pk, code, parent in Node.objects.current()
        .filter(subject_id__in=subjects)
        .values_list("id", "code", "parent_id")
    }
    found: dict[str, set[str]] = {}
    for pk, (code, _parent) in nodes.items():
        if code in wanted:
            found.setdefault(code, set()).update(_ancestors(pk, nodes))
    return {code: frozenset(above) for code, above in found.items()}


def _ancestors(pk: int, nodes: dict[int, tuple[str, int | None]]) -> set[str]:
    above: set[str] = set()
    parent = nodes[pk][1]
    while parent in nodes and nodes[parent][0] not in above:
        above.add(nodes[parent][0])
        parent = nodes[parent][1]
    return above


def _cards(plan: Plan, bank_codes: list[str]) -> dict[str, VersionCard]:
    subject = plan.subject
    if subject and not Subject.objects.filter(code=subject).exists():
        subject = None  # a name of the teacher's own: it narrows nothing
    cards = question_bank.published_versions(
        bank_codes=bank_codes, subject_code=subject
    )
    if len(bank_codes) == 1:
        return {card.item_code: card for card in cards}
    return {f"{card.bank_code}/{card.item_code}": card for card in cards}


def _item(code: str, card: VersionCard, cards: dict[str, VersionCard]) -> PoolItem:
    prefix = "" if code == card.item_code else f"{card.bank_code}/"
    points = card.points
    if points is None or points <= 0:
        points = default_points(card.kind, card.subject_code)
    return PoolItem(
        code=code,
        kind=card.kind,
        level=card.level,
        node=card.node_code,
        points=Decimal(points),
        seconds=card.seconds,
        enemies=frozenset(f"{prefix}{enemy}" for enemy in card.enemies),
        group=f"{prefix}{card.group_code}" if card.group_code else "",
        facility=_number(card.facility),
        a=_number(card.a),
        b=_number(card.b),
        c=_number(card.c),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def used_items(since: datetime | None) -> Any:
    """Return the ids of items that stood in a kept paper or a sitting since then.

    since: None = ever.
    """
    slots = Slot.objects.order_by()
    if since is None:
        slots = slots.filter(
            Q(paper__discarded_at=None) | Q(paper__sittings__isnull=False)
        )
    else:
        slots = slots.filter(_within(since))
    return slots.values("version__item_id")


def _within(since: datetime) -> Q:
    return Q(paper__discarded_at=None, paper__created_at__gte=since) | Q(
        paper__sittings__sitting__open_at__gte=since
    )


def _used(codes: set[str], at: datetime, days: int) -> set[tuple[str, str]]:
    since = at - timedelta(days=days)
    slots = Slot.objects.filter(_within(since))
    rows = slots.values_list("bank_code", "item_code").distinct()
    return {(bank, code) for bank, code in rows if code in codes}
