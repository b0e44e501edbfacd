"""One search over materials, items and people, each behind its own door."""

from dataclasses import dataclass
from typing import Any

from library import api as library
from lms.core.text import fold
from lms.people.models import User
from question_bank import api as question_bank

MOST = 10


@dataclass(frozen=True)
class Found:
    """What was found for a query, best first, at most ten of each."""

    materials: list[library.ResourceCard]
    items: list[question_bank.FoundItem]
    people: list[User]

    @property
    def count(self) -> int:
        """How many things are shown."""
        return len(self.materials) + len(self.items) + len(self.people)


def find_everything(user: Any, query: str) -> Found:
    """Return what the person may see of what fits the query."""
    people = User.objects.visible_to(user).exclude(pk=user.pk)
    for word in fold(query).split():
        people = people.filter(name_fold__contains=word)
    return Found(
        materials=library.search(user, query, limit=MOST),
        items=question_bank.find_items(user, query, limit=MOST),
        people=list(people.order_by("sort_name", "pk")[:MOST]),
    )
