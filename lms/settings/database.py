"""Database settings from LMS_DATABASE_URL; SQLite in LMS_VAR where it is unset.

SQLite runs in WAL mode with ``synchronous=FULL``, because an answer that was
acknowledged must survive a power cut (decision 0004). The SQLite library that
Python brings may carry the WAL-reset fault of releases before 3.51.3, so a
bundled newer one stands in for it where it is installed.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

import dj_database_url

from lms.settings import env

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-20000;"
)


def use_bundled_sqlite() -> None:
    """Let ``import sqlite3`` find the bundled library; keep Python's own without it."""
    try:
        bundled = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def database(url: str, *, var: Path) -> dict[str, Any]:
    """Return the Django settings of one database."""
    if not url:
        return sqlite(var / "db.sqlite3")
    try:
        settings = dict(
            dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        )
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        raise _wrong() from None
    if str(settings["ENGINE"]).endswith("sqlite3"):
        return sqlite(Path(str(settings["NAME"])))
    if not str(settings["ENGINE"]).endswith("postgresql"):
        raise _wrong()
    options = dict(settings.get("OPTIONS") or {})  # type: ignore[call-overload]
    settings["OPTIONS"] = {"connect_timeout": 4} | options
    return settings


def _wrong() -> env.WrongSetting:
    text = env.gettext_noop(
        "%(name)s must name PostgreSQL (postgres://user:password@host/name) or SQLite "
        "(sqlite:////folder/file)."
    )
    return env.WrongSetting("LMS_DATABASE_URL", text)


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings for one SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }
