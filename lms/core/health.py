"""The state of an installation, as findings with advice. Apps add their own."""

import importlib.metadata
import os
import platform
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from kombu import Connection
from kombu.exceptions import OperationalError

from lms.core.clock import database_now
from lms.core.schema import pending_migrations

OK, WARN, BAD = "ok", "warning", "missing"
LEAST_FREE_BYTES = 2 * 2**30
SQLITE_WAL_FIXED = (3, 51, 3)
LIBRARIES = ("django", "wagtail", "celery", "bleach", "lxml", "pillow", "quickjs-ng")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. status: ok, warning, missing; advice: what to do."""

    name: str
    status: str
    message: str
    advice: str = ""


Check = Callable[[], Iterator[Finding]]
_checks: list[Check] = []


def add_check(check: Check) -> Check:
    """Register a check; usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def examine() -> list[Finding]:
    """Run every check, the core's first."""
    return [finding for check in _checks for finding in check()]


def as_json(findings: list[Finding]) -> dict[str, Any]:
    """Return {"ok", "checks": [{"name", "status", "message", "advice"}]}."""
    return {
        "ok": all(finding.status != BAD for finding in findings),
        "checks": [asdict(finding) for finding in findings],
    }


@add_check
def python() -> Iterator[Finding]:
    """Python and the libraries the product stands on."""
    good = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Finding(
        "python",
        OK if good else BAD,
        f"Python {platform.python_version()}",
        "" if good else _("Install Python 3.11, 3.12 or 3.13."),
    )
    for name in LIBRARIES:
        try:
            yield Finding(name, OK, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Finding(name, BAD, _("not installed"), "make setup")


@add_check
def database() -> Iterator[Finding]:
    """Is the database there, migrated, durable, and does its clock agree with ours."""
    try:
        gap = abs((database_now() - datetime.now(UTC)).total_seconds())
    except DatabaseError as error:
        first = str(error).strip().splitlines()[:1]
        yield Finding("database", BAD, "".join(first), _("Check LMS_DATABASE_URL."))
        return
    yield Finding("database", OK, f"{connection.vendor} {_version()}")
    yield _clock(gap)
    yield _migrations()
    yield _durability()


def _version() -> str:
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    return ".".join(map(str, connection.get_database_version()))


def _clock(gap: float) -> Finding:
    message = _("database and server differ by %(gap).2f s") % {"gap": gap}
    if gap <= 1:
        return Finding("clock", OK, message)
    return Finding("clock", BAD, message, _("Set both clocks by NTP before an exam."))


def _migrations() -> Finding:
    count = pending_migrations()
    if not count:
        return Finding("migrations", OK, _("all applied"))
    message = _("%(count)s not applied") % {"count": count}
    return Finding("migrations", BAD, message, "manage.py migrate")


def _durability() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            level = cursor.fetchone()[0]
            if level < 2:
                advice = _("Set PRAGMA synchronous=FULL.")
                return Finding("durability", BAD, f"synchronous={level}", advice)
            if sqlite3.sqlite_version_info < SQLITE_WAL_FIXED:
                return Finding(
                    "durability",
                    WARN,
                    f"SQLite {_version()}",
                    _("Install the pysqlite3 library: this SQLite can lose a commit."),
                )
            return Finding("durability", OK, "WAL, synchronous=FULL")
        cursor.execute("SHOW synchronous_commit")
        level = cursor.fetchone()[0]
        cursor.execute("SHOW fsync")
        fsync = cursor.fetchone()[0]
    good = level in {"on", "remote_apply", "remote_write", "local"} and fsync == "on"
    message = f"synchronous_commit={level}, fsync={fsync}"
    advice = "" if good else _("Turn both on before an exam.")
    return Finding("durability", OK if good else BAD, message, advice)


@add_check
def folders() -> Iterator[Finding]:
    """Can the run's folder be written, and is there room."""
    var = Path(settings.VAR_DIR)
    try:
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=var):
            pass
    except OSError as error:
        advice = _("Make it writable, or set LMS_VAR to a folder that is.")
        yield Finding("folder", BAD, f"{var}: {error.strerror}", advice)
        return
    free = shutil.disk_usage(var).free
    room = f"{var}: {free / 2**30:.1f} GB"
    if free < LEAST_FREE_BYTES:
        yield Finding("folder", WARN, room, _("Make room on this disk."))
    else:
        yield Finding("folder", OK, room)


@add_check
def services() -> Iterator[Finding]:
    """Cache and broker, where they are set."""
    try:
        cache.set("doctor", "1", 5)
        good = cache.get("doctor") == "1"
    except (OSError, ConnectionError):
        good = False
    backend = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1]
    advice = "" if good else _("Check LMS_CACHE_URL.")
    yield Finding("cache", OK if good else BAD, backend, advice)
    scheme = settings.CELERY_BROKER_URL.split(":", 1)[0] or "none"
    if scheme in {"filesystem", "memory", "none"}:
        yield Finding("broker", OK, _("embedded, no broker needed"))
        return
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=3) as broker:
            broker.ensure_connection(max_retries=1, timeout=3)
        yield Finding("broker", OK, scheme)
    except (OperationalError, OSError):
        yield Finding("broker", BAD, scheme, _("Check LMS_BROKER_URL."))


@add_check
def ports() -> Iterator[Finding]:
    """Are the two ports free, or is it we who serve there."""
    for name in ("PORT", "CONTENT_PORT"):
        port = getattr(settings, name)
        with socket.socket() as probe:
            probe.settimeout(1)
            taken = probe.connect_ex(("127.0.0.1", port)) == 0
        serving = (Path(settings.VAR_DIR) / "run" / "serve.json").exists()
        if not taken:
            yield Finding(name, OK, _("%(port)s is free") % {"port": port})
        elif serving:
            yield Finding(name, OK, _("%(port)s is served") % {"port": port})
        else:
            message = _("%(port)s is in use by another program") % {"port": port}
            yield Finding(name, WARN, message, f"{name}=… make demo")


@add_check
def programs() -> Iterator[Finding]:
    """Programs that only some work needs."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path:
        yield Finding("chromium", OK, path)
    else:
        advice = "apt install chromium"
        yield Finding("chromium", WARN, _("needed by the browser tests only"), advice)
