"""Invented people: names drawn from lists, the same for the same seed."""

import random
from functools import cache
from typing import Any

from lms.demo.seeding.data import load


@cache
def _lists() -> Any:
    return load("names.json")


class Names:
    """Draws full names; no two within one draw of a class."""

    def __init__(self, seed: str, *, highland: bool = False) -> None:
        lists: dict[str, Any] = _lists()
        self.random = random.Random(seed)  # noqa: S311  invented names, no secret
        rows = lists["surnames_highland" if highland else "surnames"]
        self.surnames = [row[0] for row in rows]
        self.weights = [row[1] for row in rows]
        self.genders = [lists["female"], lists["male"]]
        self.never = frozenset(lists["never"])

    def one(self) -> str:
        """Return one full name, "surname middle given"; never one of public life."""
        while True:
            gender = self.random.choice(self.genders)
            surname = self.random.choices(self.surnames, self.weights)[0]
            middle = self.random.choice(gender["middle"])
            name = f"{surname} {middle} {self.random.choice(gender['given'])}"
            if name not in self.never:
                return name

    def several(self, count: int) -> list[str]:
        """Return that many different names."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.one()] = None
        return list(found)
