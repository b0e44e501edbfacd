"""How far a reader has come, from the events of her devices. Rule version 2.

Seen: every unit that was on the screen, answered, or said to be finished.
Active time: the union of the intervals the devices vouch for, so that two
windows or a batch sent twice count once. A film: the union of what was played.
A package: its own word ("self-reported"), or enough active time; a PDF or slides:
enough active time. Nothing is finished in less active time than ``least_seconds``:
who only scrolls to the end has not read (decision 0015).
Source: domain.md 2.1 and 2.2 (material finished ≥ 80 %).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from library.rules.content import MAIN, blocks_of, checks_of, plain_text, units_of

RULE_VERSION = 2
ENOUGH = Decimal("0.8")
MAX_BEAT_S = 60
FULL_PLAY = 0.9  # of a film: the rest is credits
MAX_PAGE_S = 600  # one page of a device without script vouches for no more
SYLLABLES_A_MINUTE = 240  # silent reading of Vietnamese, pupils of lower secondary
PICTURE_S = 4
PAGE_S = 5  # of a PDF or of slides
LEAST_SHARE, LEAST_S, MOST_S = 1 / 3, 10, 600
LEAST_OF_FILM = 0.4  # watched at double speed, credits left out
LEAST_OF_MINUTES = 0.2
_TIMED = frozenset({"package", "pdf", "slides"})
PLAYED = frozenset({"video", "audio"})
# Opened in a window or program of their own, where no script of ours sees them.
READ_ELSEWHERE = frozenset({"pdf", "slides", "link"})


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
    completed_at: time of the event with which fraction ≥ 0.8, every check question
    answered and the least active time were first reached together; None before.
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


def least_seconds(data: dict[str, Any], *, film_s: float = 0) -> int:
    """Return the active seconds below which nobody has finished a version.

    A third of the time it takes to read its texts and look at its pictures, of a film
    (film_s: its length, 0 = not known) two fifths, of a package a fifth of the minutes
    its author states, of a PDF or slides the same or 5 seconds a page, whichever is
    more; at least 10 seconds and at most 10 minutes.
    """
    syllables = len(plain_text(data).split())
    pictures = sum(1 for block in blocks_of(data) if block["type"] == "picture")
    seconds = (syllables * 60 / SYLLABLES_A_MINUTE + pictures * PICTURE_S) * LEAST_SHARE
    main = data["main"] or {}
    if main.get("type") in _TIMED:
        stated = 60 * (data.get("minutes") or 0) * LEAST_OF_MINUTES
        seconds += max(stated, PAGE_S * (main.get("pages") or 0))
    seconds += film_s * LEAST_OF_FILM
    return round(min(max(seconds, LEAST_S), MOST_S))


def main_type(data: dict[str, Any]) -> str:
    """Return what the main file is, "" for none; a recorded broadcast is a film."""
    main = data["main"] or {}
    is_film = main.get("type") == "broadcast" and main.get("recording")
    return "video" if is_film else main.get("type", "")


@dataclass(frozen=True)
class Lacking:
    """What a reader who has seen most of it still needs, 0 and 0 before that."""

    checks: int = 0
    minutes: int = 0


def lacking(
    data: dict[str, Any],
    *,
    fraction: Decimal,
    seconds: int,
    checks_answered: int,
    film_s: float = 0,
) -> Lacking:
    """Return what is lacking until a version is finished, minutes rounded up."""
    if fraction < ENOUGH:
        return Lacking()
    missing = least_seconds(data, film_s=film_s) - seconds
    return Lacking(len(checks_of(data)) - checks_answered, max(-(-missing // 60), 0))


class _State:
    """What is known after some of the events."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.units = dict.fromkeys(units_of(data), Decimal(0))
        self.checks = checks_of(data)
        self.main_type = main_type(data)
        pages = (data["main"] or {}).get("pages") or 0
        self.needed_s = max(60, 30 * (data.get("minutes") or 0), PAGE_S * pages)
        self.film_s = 0.0
        self.least: dict[float, int] = {}  # by length of the film, once for each
        self.data = data
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
            if event.unit != MAIN or self.main_type not in _TIMED | PLAYED:
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
        self.film_s = max(self.film_s, length)
        self.played.append((start, min(end, length)))
        self._raise(MAIN, Decimal(_union(self.played) / (length * FULL_PLAY)))

    def _report(self, event: Event) -> None:
        if MAIN not in self.units:
            return
        share = event.data.get("progress") or 0
        self._raise(MAIN, Decimal(1) if event.data.get("completed") else Decimal(share))

    def _finish(self, event: Event) -> None:
        """Say that a part (its units), or the whole, was read.

        "s": how long the page was open, told by the server, where no script ran.
        """
        seconds = min(float(event.data.get("s", 0)), MAX_PAGE_S)
        if seconds > 0:
            self.active.append((event.at - timedelta(seconds=seconds), event.at))
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
        """Whether most was seen, for long enough, and every check question answered."""
        if self.fraction < ENOUGH or len(self.answers) < len(self.checks):
            return False
        seconds = union_seconds(self.active)
        if seconds < LEAST_S:  # the texts are counted for those who may have read them
            return False
        if self.film_s not in self.least:
            self.least[self.film_s] = least_seconds(self.data, film_s=self.film_s)
        return seconds >= self.least[self.film_s]


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
