"""What a bank holds: published items by topic and level."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from lms.curriculum.models import Node
from question_bank.enums import CognitiveLevel
from question_bank.models import Bank, ItemVersion

MOST = 200


@dataclass(frozen=True)
class Line:
    """One topic: code, its title in the programme, counts by level, all."""

    node: str
    title: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many items of all levels."""
        return sum(self.counts)


LEVELS = (*CognitiveLevel.values, "")


def lines_of(user: Any, bank: Bank) -> list[Line]:
    """Return the topics of a bank with their published items, by code; at most MOST.

    counts stand for biet, hieu, van_dung and without a level.
    """
    rows = (
        ItemVersion.objects.visible_to(user)
        .published()
        .filter(item__bank=bank, made_from=None)
        .values_list("node_code", "level")
        .annotate(count=Count("item", distinct=True))
        .order_by("node_code")
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for node, level, count in rows:
        found[node][level] = count
    titles = dict(
        Node.objects.current()
        .filter(code__in=list(found)[:MOST])
        .values_list("code", "title")
    )
    return [
        Line(node, titles.get(node, ""), tuple(found[node].get(x, 0) for x in LEVELS))
        for node in list(found)[:MOST]
    ]
