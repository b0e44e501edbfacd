"""How far a reader has come, from the events of her devices. Rule version 1.

Seen: every unit that was on the screen, answered, or said to be finished.
Active time: the union of the intervals the devices vouch for, so that two
windows or a batch sent twice count once. A film: the union of what was played.
A package: its own word ("self-reported"), or enough active time; a PDF or slides:
enough active time.
Source: domain.md 2.1 and 2.2 (material finished ≥ 80 %).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from library.rules.content import MAIN, checks_of, units_of

RULE_VERSION = 1
ENOUGH = Decimal("0.8")
MAX_BEAT_S = 60
FULL_PLAY = 0.9  # of a film: the rest is credits
_TIMED = frozenset({"package", "pdf", "slides"})
_PLAYED = frozenset({"video", "audio"})


@dataclass(frozen=True)
class Event:
    """One event, as the rules need it."""

    kind: str
    unit: str
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """fraction: 0 to 1, three decimals; seconds: active; place: unit seen last."""

    fraction: Decimal
    seconds: int
    checks_answered: int
    checks_right: int
    place: str
    completed_at: datetime | None


def progress(data: dict[str, Any], events: Iterable[Event]) -> Progress:
    """Return how far a reader has come with a version.

    data: content of the version; events: all of one reader, any order.
    completed_at: time of the event with which fraction ≥ 0.8 and every check
    question answered were first reached together; None before.
    """
    state = _State(data)
    completed_at = None
    for event in sorted(events, key=lambda e: e.at):
        state.take(event)
        if completed_at is None and state.is_complete:
            completed_at = event.at
    return Progress(
        fraction=state.fraction,
        seconds=union_seconds(state.active),
        checks_answered=len(state.answers),
        checks_right=sum(state.answers.values()),
        place=state.place,
        completed_at=completed_at,
    )


class _State:
    """What is known after some of the events."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.units = dict.fromkeys(units_of(data), Decimal(0))
        self.checks = checks_of(data)
        self.main_type = (data["main"] or {}).get("type", "")
        if self.main_type == "broadcast" and data["main"].get("recording"):
            self.main_type = "video"
        pages = (data["main"] or {}).get("pages") or 0
        self.needed_s = max(60, 30 * (data.get("minutes") or 0), 5 * pages)
        self.answers: dict[str, bool] = {}
        self.active: list[tuple[datetime, datetime]] = []
        self.played: list[tuple[float, float]] = []
        self.place = ""

    def take(self, event: Event) -> None:
        """Add one event."""
        take = getattr(self, f"_{event.kind}", None)
        if take is not None:
            take(event)

    def _seen(self, event: Event) -> None:
        if event.unit in self.units:
            self.place = event.unit
            if event.unit != MAIN or self.main_type not in _TIMED | _PLAYED:
                self.units[event.unit] = Decimal(1)

    def _active(self, event: Event) -> None:
        seconds = min(float(event.data.get("s", 0)), MAX_BEAT_S)
        if seconds > 0:
            self.active.append((event.at - timedelta(seconds=seconds), event.at))
        if self.main_type in _TIMED and MAIN in self.units:
            share = Decimal(union_seconds(self.active)) / self.needed_s
            self._raise(MAIN, share)

    def _answer(self, event: Event) -> None:
        if event.unit in self.checks:
            self.answers[event.unit] = bool(event.data.get("right"))
            self.units[event.unit] = Decimal(1)
            self.place = event.unit

    def _play(self, event: Event) -> None:
        start, end = float(event.data["from"]), float(event.data["to"])
        length = float(event.data["of"])
        if event.unit not in self.units or not 0 <= start < end or length <= 0:
            return
        self.place = event.unit
        if event.unit != MAIN:
            self.units[event.unit] = Decimal(1)
            return
        self.played.append((start, min(end, length)))
        self._raise(MAIN, Decimal(_union(self.played) / (length * FULL_PLAY)))

    def _report(self, event: Event) -> None:
        if MAIN not in self.units:
            return
        share = event.data.get("progress") or 0
        self._raise(MAIN, Decimal(1) if event.data.get("completed") else Decimal(share))

    def _finish(self, event: Event) -> None:
        """Say that a part (its units), or the whole, was read."""
        for unit in event.data.get("units") or list(self.units):
            if unit in self.units and unit not in self.checks:
                self.units[unit] = Decimal(1)
                self.place = unit

    def _raise(self, unit: str, share: Decimal) -> None:
        self.units[unit] = max(self.units[unit], min(share, Decimal(1)))

    @property
    def fraction(self) -> Decimal:
        """The share of units seen; 0 where there is nothing to see."""
        if not self.units:
            return Decimal(0)
        share = sum(self.units.values()) / len(self.units)
        return Decimal(share).quantize(Decimal("0.001"), ROUND_DOWN)

    @property
    def is_complete(self) -> bool:
        """Whether most was seen and every check question answered."""
        return self.fraction >= ENOUGH and len(self.answers) == len(self.checks)


def union_seconds(intervals: list[tuple[datetime, datetime]]) -> int:
    """Return the whole seconds that the intervals cover together."""
    if not intervals:
        return 0
    zero = min(start for start, _end in intervals)
    return int(
        _union(
            [
                ((start - zero).total_seconds(), (end - zero).total_seconds())
                for start, end in intervals
            ]
        )
    )


def _union(intervals: list[tuple[float, float]]) -> float:
    total, reached = 0.0, float("-inf")
    for start, end in sorted(intervals):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total
