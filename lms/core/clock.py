"""The one clock: the time of the database."""

from datetime import UTC, date, datetime

from django.db import connection
from django.utils import timezone

_SQLITE = "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"
_POSTGRES = "SELECT clock_timestamp()"


def database_now() -> datetime:
    """Return the database's time of day, aware, UTC, at least milliseconds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE)
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute(_POSTGRES)
        return cursor.fetchone()[0].astimezone(UTC)


def today() -> date:
    """Return the date in Vietnam."""
    return timezone.localdate()
