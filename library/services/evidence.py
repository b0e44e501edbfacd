"""Evidence of use: events are added, never changed; completion follows from them."""

import math
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime

from library.enums import EventKind
from library.models import ActivityEvent, Completion, FrozenVersion
from library.rules.content import checks_of, part_units
from library.rules.progress import MAX_BEAT_S, MAX_PAGE_S, RULE_VERSION, progress
from library.signals import resource_used
from lms.core.clock import database_now
from lms.core.errors import DomainError

MAX_BATCH = 200
OLDEST = timedelta(days=60)  # a device may stay away so long
TOO_WRONG = timedelta(days=3650)  # a clock that was never set
_FROM_DEVICES = frozenset(EventKind.values) - {EventKind.ANSWER, EventKind.FINISH}


@dataclass(frozen=True)
class Batch:
    """What a device sends of one page that was shown to one reader.

    events: [{"id": UUID, "kind", "unit", "at": ISO time, "data": {}}]. shown: when
    the server showed the page, None where it does not know. sent: the device's own
    time at sending, "" where it does not tell; a clock that goes wrong is put right.
    """

    events: list[dict[str, Any]]
    shown: datetime | None = None
    sent: str = ""


def take_events(
    version: FrozenVersion, *, reader: Any, batch: Batch
) -> Completion | None:
    """Add a batch of events of one reader; sent again, it adds nothing.

    An event that cannot be read is refused with the whole batch (event_bad). Active
    time counts from the moment at which the server showed the page to now, so that
    nobody claims more seconds than have passed here (decision 0015). Returns the
    reader's completion afterwards, None before anything happened. Raises
    too_many_events.
    """
    if len(batch.events) > MAX_BATCH:
        raise DomainError("too_many_events", limit=MAX_BATCH)
    now = database_now()
    clock = _Clock(now=now, slow_by=_slow_by(batch.sent, now), shown=batch.shown)
    rows = [_row(version, reader, event, clock) for event in batch.events]
    with transaction.atomic():
        ActivityEvent.objects.bulk_create(rows, ignore_conflicts=True)
        return recompute(version, reader=reader)


def answer(version: FrozenVersion, *, reader: Any, unit: str, option: int) -> bool:
    """Note the answer to a check question; whether it is right.

    Raises event_bad for a question or option that is not there.
    """
    check = checks_of(version.data).get(unit)
    if check is None or not 0 <= option < len(check["options"]):
        raise DomainError("event_bad")
    is_right = option == check["right"]
    _add(
        version,
        reader,
        EventKind.ANSWER,
        unit=unit,
        data={"option": option, "right": is_right},
    )
    return is_right


def finish(version: FrozenVersion, *, reader: Any, part: int, seconds: int = 0) -> None:
    """Note that a reader says she has read a part.

    seconds: how long the page was open, 0 where a script tells the active time.
    """
    if not 1 <= part <= len(version.data["parts"]):
        raise DomainError("event_bad")
    _add(
        version,
        reader,
        EventKind.FINISH,
        data={"units": part_units(version.data, part), "s": min(seconds, MAX_PAGE_S)},
        is_self_reported=True,
    )


def opened(version: FrozenVersion, *, reader: Any, unit: str = "") -> None:
    """Note that a reader opened a file or followed a link of a version."""
    _add(version, reader, EventKind.SEEN, unit=unit)


@transaction.atomic
def recompute(version: FrozenVersion, *, reader: Any) -> Completion | None:
    """Work a reader's completion out anew from all events."""
    rows = list(version.events.filter(reader=reader))
    if not rows:
        return None
    found = progress(version.data, [row.as_event() for row in rows])
    values = {
        "fraction": found.fraction,
        "seconds": found.seconds,
        "checks_answered": found.checks_answered,
        "checks_right": found.checks_right,
        "place": found.place,
        "first_at": rows[0].at,
        "last_at": rows[-1].at,
        "completed_at": found.completed_at,
        "rule_version": RULE_VERSION,
    }
    before = _locked(version, reader)
    completion, _is_new = Completion.objects.update_or_create(
        version=version, reader=reader, defaults=values
    )
    was_complete = before is not None and before.completed_at is not None
    if found.completed_at and not was_complete:
        transaction.on_commit(
            partial(resource_used.send, None, code=version.code, student_id=reader.pk)
        )
    return completion


def _locked(version: FrozenVersion, reader: Any) -> Completion | None:
    return (
        Completion.objects.select_for_update()
        .filter(version=version, reader=reader)
        .first()
    )


def _add(
    version: FrozenVersion,
    reader: Any,
    kind: EventKind,
    *,
    unit: str = "",
    data: dict[str, Any] | None = None,
    is_self_reported: bool = False,
) -> None:
    now = database_now()
    with transaction.atomic():
        ActivityEvent.objects.create(
            reader=reader,
            version=version,
            client_id=uuid.uuid4(),
            kind=kind,
            unit=unit,
            at=now,
            received_at=now,
            is_self_reported=is_self_reported,
            data=data or {},
        )
        recompute(version, reader=reader)


@dataclass(frozen=True)
class _Clock:
    """now: the server's time; slow_by: what a device's clock lacks; shown: as above."""

    now: datetime
    slow_by: timedelta
    shown: datetime | None


def _row(
    version: FrozenVersion, reader: Any, event: Any, clock: _Clock
) -> ActivityEvent:
    try:
        kind = EventKind(event["kind"])
        if kind not in _FROM_DEVICES:
            raise DomainError("event_bad")
        at = _moment(event.get("at"), clock)
        data = _data(kind, event.get("data") or {})
        if kind == EventKind.ACTIVE:
            data = _witnessed(data, at, clock)
        return ActivityEvent(
            reader=reader,
            version=version,
            client_id=uuid.UUID(str(event["id"])),
            kind=kind,
            unit=str(event.get("unit") or "")[:60],
            at=at,
            received_at=clock.now,
            is_self_reported=kind == EventKind.REPORT,
            data=data,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DomainError("event_bad") from None


def _moment(value: Any, clock: _Clock) -> datetime:
    """Return the device's time put right, or ours where it cannot be right."""
    moment = _aware(value)
    if moment is None or abs(moment - clock.now) > TOO_WRONG:
        return clock.now
    moment += clock.slow_by
    return moment if clock.now - OLDEST <= moment <= clock.now else clock.now


def _slow_by(sent: str, now: datetime) -> timedelta:
    """Return what must be added to a device's times; 0 where it does not tell."""
    moment = _aware(sent)
    if moment is None or abs(now - moment) > TOO_WRONG:
        return timedelta(0)
    return now - moment


def _aware(value: Any) -> datetime | None:
    """Return a moment with its zone, None for anything else."""
    try:
        moment = parse_datetime(str(value or ""))
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def _witnessed(data: dict[str, Any], at: datetime, clock: _Clock) -> dict[str, Any]:
    """Return the active seconds since the page was shown; "told" keeps the claim."""
    since = (at - clock.shown).total_seconds() if clock.shown else 0.0
    seconds = round(min(data["s"], max(since, 0.0)), 2)
    return data if seconds == data["s"] else {"s": seconds, "told": data["s"]}


def _data(kind: EventKind, data: dict[str, Any]) -> dict[str, Any]:
    """Return the known values of an event, as numbers within sense."""
    if kind == EventKind.ACTIVE:
        return {"s": min(_number(data["s"]), MAX_BEAT_S)}
    if kind == EventKind.PLAY:
        return {name: _number(data[name]) for name in ("from", "to", "of")}
    if kind == EventKind.REPORT:
        kept: dict[str, Any] = {
            name: _number(data[name])
            for name in ("progress", "score", "max")
            if data.get(name) is not None
        }
        kept["progress"] = min(kept.get("progress", 0.0), 1.0)
        return kept | {
            "completed": data.get("completed") is True,
            "note": str(data.get("note") or "")[:500],
        }
    return {}


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or not 0 <= number < 1e7:
        raise ValueError("not a number of ours")
    return round(number, 2)
