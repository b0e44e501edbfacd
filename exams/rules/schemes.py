"""Which scale holds for a level on a day: data, not code (domain.md 3.4)."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from lms.curriculum.rules.levels import level_of_grade

DATA = Path(__file__).resolve().parent.parent / "data" / "schemes.json"
MARKS, WORDS = "marks", "words"


@dataclass(frozen=True)
class Scheme:
    """A scale: step of the marks, and whether pupils see marks or words.

    words: (from mark, level code, sentence in Vietnamese), highest first.
    """

    code: str
    levels: tuple[str, ...]
    step: Decimal
    shows: str
    words: tuple[tuple[Decimal, str, str], ...]
    valid_from: date
    valid_to: date | None

    def word_for(self, mark: Decimal) -> tuple[str, str]:
        """Return (level code, sentence) for a mark; ("", "") where marks are shown."""
        for floor, level, sentence in self.words:
            if mark >= floor:
                return level, sentence
        return "", ""


def scheme_for(grade: int | None, day: date) -> Scheme:
    """Return the scheme of a class's grade on a day; None: upper secondary.

    Raises ValueError where no scheme holds.
    """
    level = level_of_grade(grade) if grade else "upper_secondary"
    for scheme in _all():
        in_force = scheme.valid_from <= day and (
            scheme.valid_to is None or day < scheme.valid_to
        )
        if level in scheme.levels and in_force:
            return scheme
    raise ValueError(f"no scheme for {level} on {day}")


def scheme_of(code: str) -> Scheme:
    """Return the scheme with this code. Raises KeyError."""
    return {scheme.code: scheme for scheme in _all()}[code]


@cache
def _all() -> tuple[Scheme, ...]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))["schemes"]
    return tuple(
        Scheme(
            code=row["code"],
            levels=tuple(row["levels"]),
            step=Decimal(row["step"]),
            shows=row["shows"],
            words=tuple(
                (Decimal(word["from"]), word["level"], word["vi"])
                for word in row["words"]
            ),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=row["valid_to"] and date.fromisoformat(row["valid_to"]),
        )
        for row in rows
    )
