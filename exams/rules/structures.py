"""Structures of papers, as dated data: templates and points by kind.

Source: QĐ 764/QĐ-BGDĐT (graduation papers from 2025), official letter 7991 (3-2-2-3
and about 40/30/30); see domain.md 3.5, 3.6.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data" / "structures.json"


@dataclass(frozen=True)
class Part:
    """So many questions of a kind, points for each."""

    kind: str
    count: int
    points: Decimal


@dataclass(frozen=True)
class Structure:
    """A paper's structure; subjects empty: any."""

    code: str
    title: str
    minutes: int
    subjects: tuple[str, ...]
    parts: tuple[Part, ...]
    source: str
    valid_from: date
    valid_to: date | None

    @property
    def total(self) -> Decimal:
        """Points of the whole paper."""
        return sum((part.count * part.points for part in self.parts), Decimal(0))

    @property
    def items(self) -> int:
        """Number of questions."""
        return sum(part.count for part in self.parts)

    def holds_on(self, day: date) -> bool:
        """Return whether the structure is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def structures(*, subject: str = "", day: date | None = None) -> list[Structure]:
    """Return the structures for a subject ("" = all), those in force on a day."""
    return [
        structure
        for structure in _all()
        if (not subject or not structure.subjects or subject in structure.subjects)
        and (day is None or structure.holds_on(day))
    ]


def structure_of(code: str) -> Structure | None:
    """Return the structure with this code."""
    return next((s for s in _all() if s.code == code), None)


def default_points(kind: str, subject: str = "") -> Decimal:
    """Return the points of an item that states none, by kind and subject.

    Part III is worth 0.5 in Toán and 0.25 elsewhere (domain.md 3.5).
    """
    points = _data()["points"]
    if kind in {"short_answer", "numeric"}:
        by_subject = points["short_answer_by_subject"]
        return Decimal(by_subject.get(subject, points[kind]))
    return Decimal(points.get(kind, points["other"]))


def split_of_7991() -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """Return points by form (of 10) and percent by level that letter 7991 asks."""
    rule = _data()["rule_7991"]
    return (
        {kind: Decimal(value) for kind, value in rule["forms"].items()},
        {level: Decimal(value) for level, value in rule["levels"].items()},
    )


@cache
def _data() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


@cache
def _all() -> tuple[Structure, ...]:
    return tuple(
        Structure(
            code=row["code"],
            title=row["title_vi"],
            minutes=row["minutes"],
            subjects=tuple(row["subjects"]),
            parts=tuple(
                Part(p["kind"], p["count"], Decimal(p["points"])) for p in row["parts"]
            ),
            source=row["source"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=row["valid_to"] and date.fromisoformat(row["valid_to"]),
        )
        for row in _data()["structures"]
    )
