"""Deadlines and what the clock decides (exam-protocol.md, section 2)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LEASE_S = 60  # a device that was silent longer has lost the pen


def to_ms(moment: datetime) -> datetime:
    """Return the moment in UTC, cut to whole milliseconds."""
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def iso(moment: datetime | None) -> str | None:
    """Return a moment as the protocol writes it: 2026-11-24T01:00:00.000Z."""
    if moment is None:
        return None
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def deadline_of(
    started_at: datetime,
    *,
    duration_s: int,
    extra_s: int,
    close_at: datetime,
    until: datetime | None = None,
) -> datetime:
    """Return the deadline: start + duration + extra, never after the close.

    extra_s: sum of the recorded adjustments. until: the new deadline of a reopening
    by the board, which replaces all of it.
    """
    if until is not None:
        return until
    return min(started_at + timedelta(seconds=duration_s + extra_s), close_at)


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What decides whether the clock has closed an attempt."""

    state: str
    deadline: datetime | None
    close_at: datetime
    grace_s: int
    stops_clock: bool  # a suspension stops the time of this sitting


def is_over(clockwork: Clockwork, at: datetime) -> bool:
    """Return whether an open attempt is past its deadline and grace at a moment.

    A suspended attempt whose clock stands is over only with the sitting itself.
    """
    if clockwork.deadline is None:
        return False
    grace = timedelta(seconds=clockwork.grace_s)
    if clockwork.state == "in_progress":
        return at > clockwork.deadline + grace
    if clockwork.state == "suspended":
        end = max(clockwork.close_at, clockwork.deadline) + grace
        if not clockwork.stops_clock:
            end = clockwork.deadline + grace
        return at > end
    return False


def is_in_grace(deadline: datetime | None, at: datetime) -> bool:
    """Return whether a moment lies after the deadline (and so within the grace)."""
    return deadline is not None and at > deadline


def token_ends(
    deadline: datetime | None, *, grace_s: int, late_window_s: int
) -> datetime | None:
    """Return the last moment a token is taken; None while there is no deadline."""
    if deadline is None:
        return None
    return deadline + timedelta(seconds=grace_s + late_window_s)


def lease_left_s(seen_at: datetime | None, at: datetime) -> int:
    """Return how many seconds another device must still wait; 0 when it may take over.

    The old device must have been silent for more than LEASE_S seconds.
    """
    if seen_at is None:
        return 0
    silent = (at - seen_at).total_seconds()
    return 0 if silent > LEASE_S else int(LEASE_S - silent) + 1
