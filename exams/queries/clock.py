"""The one clock of an exam: the database's, cut to whole milliseconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from exams.rules.times import to_ms

_SQLITE_NOW = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
_set_back: ContextVar[timedelta] = ContextVar("set_back", default=timedelta(0))
AT_ARRIVAL = "statement_timestamp()"  # PostgreSQL: when the statement came


def read(raw: Any) -> datetime:
    """Return what the database's clock said as an aware moment."""
    found = moment(raw)
    if found is None:
        raise ValueError("The database told no time.")
    return to_ms(found) - _set_back.get()


@contextmanager
def set_back(by: timedelta) -> Iterator[None]:
    """Let the exams of this thread play in the past: the demonstration's history."""
    token = _set_back.set(by)
    try:
        yield
    finally:
        _set_back.reset(token)


def before_lock() -> Any:
    """Return SQLite's time, to be read before BEGIN IMMEDIATE; None on PostgreSQL.

    PostgreSQL tells the time at which a statement arrived even after a wait.
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_SQLITE_NOW}")
        return cursor.fetchone()[0]


def now() -> datetime:
    """Return the database's time now."""
    source = AT_ARRIVAL if connection.vendor != "sqlite" else _SQLITE_NOW
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {source}")
        return read(cursor.fetchone()[0])


def moment(raw: Any) -> datetime | None:
    """Return a stored time as an aware moment; SQLite may hand out text."""
    if raw is None:
        return None
    found = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def stamp(at: datetime | None) -> Any:
    """Return a moment as the database stores it."""
    return connection.ops.adapt_datetimefield_value(at)
