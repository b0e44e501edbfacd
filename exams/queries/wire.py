"""How the ledger's SQL travels: prepared on PostgreSQL.

SQLite answers inside the process, so a statement costs only itself. PostgreSQL is a
trip away and plans each statement anew unless it is prepared, which Django leaves off;
here the statements are few and fixed, so they are prepared on first use. Both sides
take the same SQL text.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import DatabaseErrorWrapper

LONG = 2500  # characters; a batch of many entries comes seldom, planning it is cheap

Statement = tuple[str, Sequence[Any]]


def rows_of(*statements: Statement) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each statement.

    They run one after another, each seeing what committed before it began, so a read
    that follows a lock sees what the lock waited for.
    """
    base = connections[DEFAULT_DB_ALIAS]
    if base.vendor == "sqlite":
        return [_sqlite_rows(base, sql, params) for sql, params in statements]
    raw = _raw(base)
    with DatabaseErrorWrapper(base):
        return [_started(raw, sql, params).fetchall() for sql, params in statements]


def run(sql: str, params: Sequence[Any]) -> None:
    """Run one statement without rows."""
    base = connections[DEFAULT_DB_ALIAS]
    if base.vendor == "sqlite":
        with base.cursor() as cursor:
            cursor.execute(sql, params)
        return
    raw = _raw(base)
    with DatabaseErrorWrapper(base):
        _started(raw, sql, params)


def _sqlite_rows(base: Any, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with base.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _raw(base: Any) -> Any:
    base.ensure_connection()
    base.validate_no_broken_transaction()
    raw: Any = base.connection
    # Django's own cursors never prepare, so this is for ours. Not through a pooler
    # that mixes sessions (pgbouncer), which is told by this setting.
    is_pooled = base.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    if raw.prepare_threshold is None and not is_pooled:
        raw.prepare_threshold = 5
    return raw


def _started(raw: Any, sql: str, params: Sequence[Any]) -> Any:
    cursor = psycopg.Cursor(raw)
    is_common = len(sql) < LONG
    cursor.execute(sql, params, prepare=is_common)
    return cursor
