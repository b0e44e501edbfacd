"""Evidence of use: events are added, never changed; completion follows from them."""

import math
import uuid
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
_FROM_DEVICES = frozenset(EventKind.values) - {EventKind.ANSWER, EventKind.FINISH}


def take_events(
    version: FrozenVersion, *, reader: Any, events: list[dict[str, Any]]
) -> Completion | None:
    """Add a batch of events of one reader; sent again, it adds nothing.

    events: [{"id": UUID, "kind", "unit", "at": ISO time, "data": {}}]; an event that
    cannot be read is refused with the whole batch (event_bad). Returns the reader's
    completion afterwards, None before anything happened. Raises too_many_events.
    """
    if len(events) > MAX_BATCH:
        raise DomainError("too_many_events", limit=MAX_BATCH)
    now = database_now()
    rows = [_row(version, reader, event, now) for event in events]
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


def _row(
    version: FrozenVersion, reader: Any, event: Any, now: datetime
) -> ActivityEvent:
    try:
        kind = EventKind(event["kind"])
        if kind not in _FROM_DEVICES:
            raise DomainError("event_bad")
        return ActivityEvent(
            reader=reader,
            version=version,
            client_id=uuid.UUID(str(event["id"])),
            kind=kind,
            unit=str(event.get("unit") or "")[:60],
            at=_moment(event.get("at"), now),
            received_at=now,
            is_self_reported=kind == EventKind.REPORT,
            data=_data(kind, event.get("data") or {}),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DomainError("event_bad") from None


def _moment(value: Any, now: datetime) -> datetime:
    """Return the device's time, or ours where its clock cannot be right."""
    moment = parse_datetime(str(value or ""))
    if moment is None or moment.tzinfo is None:
        return now
    return moment if now - OLDEST <= moment <= now else now


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
