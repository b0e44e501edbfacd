"""Invented people: names drawn from lists, the same for the same seed."""

import random
from typing import Any

from lms.demo.seeding.data import load


class Names:
    """Draws full names; no two within one draw of a class."""

    def __init__(self, seed: str) -> None:
        lists: dict[str, Any] = load("names.json")
        self.random = random.Random(seed)  # noqa: S311  invented names, no secret
        self.surnames = [row[0] for row in lists["surnames"]]
        self.weights = [row[1] for row in lists["surnames"]]
        self.middle = lists["middle"]
        self.given = lists["given"]

    def one(self) -> str:
        """Return one full name, "surname middle given"."""
        gender = self.random.choice(["female", "male"])
        surname = self.random.choices(self.surnames, self.weights)[0]
        middle = self.random.choice(self.middle[gender])
        return f"{surname} {middle} {self.random.choice(self.given[gender])}"

    def several(self, count: int) -> list[str]:
        """Return that many different names."""
        found: dict[str, None] = {}
        while len(found) < count:
            found[self.one()] = None
        return list(found)
