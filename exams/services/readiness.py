"""Is the system fit for an exam? Exam-protocol.md, rule 5 of section 5.

Each check says with a sentence what is wrong and what to do. A ``refused`` check keeps
exam mode shut; a ``warning`` is for a person to weigh.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from exams.models import Attempt, Candidate, Form, Sitting
from exams.queries import clock

LEAST_FREE_MB = 500
MOST_DRIFT_S = 1.0
GOOD_SQLITE = (3, 51, 3)  # older ones may lose a commit when the WAL is reset


@dataclass(frozen=True)
class Check:
    """One finding. level: "ok", "warning" or "refused"."""

    code: str
    level: str
    message: str

    def as_json(self) -> dict[str, str]:
        """Return the finding as the command prints it."""
        return {"code": self.code, "level": self.level, "message": self.message}


def check(sitting: Sitting | None = None) -> list[Check]:
    """Return what was looked at, the system first, then the sitting."""
    found = list(_system())
    if sitting is not None:
        found += list(_of_sitting(sitting))
    return found


def is_fit(found: list[Check]) -> bool:
    """Return whether nothing keeps exam mode shut."""
    return all(one.level != "refused" for one in found)


def _system() -> Iterator[Check]:
    durable = _sqlite if connection.vendor == "sqlite" else _postgres
    yield from durable()
    yield _clock()
    yield _space()
    yield _tls()


def _verdict(
    code: str, *, good: bool, yes: str, no: str, level: str = "refused"
) -> Check:
    return Check(code, "ok" if good else level, yes if good else no)


def _sqlite() -> Iterator[Check]:
    synchronous = _ask("PRAGMA synchronous")
    yield _verdict(
        "durability",
        good=int(synchronous) >= 2 and _ask("PRAGMA journal_mode") in {"wal", "memory"},
        yes=_("SQLite writes every answer through to the disk."),
        no=_("SQLite must run with journal_mode=WAL and synchronous=FULL."),
    )
    yield _verdict(
        "library",
        good=sqlite3.sqlite_version_info >= GOOD_SQLITE,
        yes=_("The SQLite library is %(version)s.")
        % {"version": sqlite3.sqlite_version},
        no=_("SQLite %(version)s may lose answers; install the pysqlite3 package.")
        % {"version": sqlite3.sqlite_version},
    )


def _postgres() -> Iterator[Check]:
    wanted = {"fsync": {"on"}, "full_page_writes": {"on"}}
    wanted["synchronous_commit"] = {"on", "remote_write", "remote_apply"}
    wrong = [name for name, good in wanted.items() if _ask(f"SHOW {name}") not in good]
    yield _verdict(
        "durability",
        good=not wrong,
        yes=_("PostgreSQL writes every answer through to the disk."),
        no=_("PostgreSQL must have these switched on: %(names)s.")
        % {"names": ", ".join(wrong)},
    )
    number = int(_ask("SHOW server_version_num"))
    yield _verdict(
        "library",
        good=number >= 140_000,
        yes=_("PostgreSQL is version %(version)s.") % {"version": number // 10_000},
        no=_("PostgreSQL must be version 14 or newer."),
    )


def _clock() -> Check:
    before = datetime.now(UTC)
    told = clock.now()
    after = datetime.now(UTC)
    drift = abs((told - before - (after - before) / 2).total_seconds())
    return _verdict(
        "clock",
        good=drift <= MOST_DRIFT_S,
        yes=_("Database and server agree on the time."),
        no=_("The clocks of database and server differ by %(s)s seconds.")
        % {"s": f"{drift:.1f}"},
    )


def _space() -> Check:
    try:
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as stream:
            stream.write(b"x")
        free = shutil.disk_usage(settings.VAR_DIR).free // 2**20
    except OSError:
        free = -1
    return _verdict(
        "storage",
        good=free >= LEAST_FREE_MB,
        yes=_("There is room on the disk."),
        no=_("The disk is full or cannot be written; %(mb)s MB are needed.")
        % {"mb": LEAST_FREE_MB},
    )


def _tls() -> Check:
    if not settings.EMBEDDED:
        return _verdict(
            "tls",
            good=settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE,
            yes=_("Candidates come over https."),
            no=_("Candidates must come over https (production settings)."),
        )
    is_local = settings.HOST in {"127.0.0.1", "localhost", "::1"}
    return _verdict(
        "tls",
        good=is_local,
        yes=_("The server answers on this machine only, or behind a secure front."),
        no=_("Plain http on the school's network: answers can be read on the way."),
        level="warning",
    )


def _of_sitting(sitting: Sitting) -> Iterator[Check]:
    candidates = Candidate.objects.filter(sitting=sitting).count()
    yield _verdict(
        "candidates",
        good=candidates > 0,
        yes=_("%(n)s candidates are on the list.") % {"n": candidates},
        no=_("The sitting has no candidates yet."),
    )
    yield from _forms(sitting)
    without = (
        Candidate.objects.filter(sitting=sitting)
        .annotate(n=Count("attempts", filter=~Q(attempts__state="voided")))
        .filter(n=0)
        .count()
    )
    yield _verdict(
        "attempts",
        good=not without,
        yes=_("Every candidate has an attempt."),
        no=_("%(n)s candidates have no attempt yet.") % {"n": without},
    )
    yield _verdict(
        "announced",
        good=sitting.state == "ready",
        yes=_("The sitting is announced."),
        no=_("The sitting is not announced yet."),
        level="warning",
    )
    running = Attempt.objects.perhaps_overdue(at=clock.now()).filter(sitting=sitting)
    yield _verdict(
        "overdue",
        good=not running.exists(),
        yes=_("No attempt waits to be closed."),
        no=_("Attempts past their time wait to be closed: is the worker running?"),
        level="warning",
    )


def _forms(sitting: Sitting) -> Iterator[Check]:
    forms = list(Form.objects.filter(sitting=sitting))
    yield _verdict(
        "forms",
        good=bool(forms),
        yes=_("%(n)s forms are sealed.") % {"n": len(forms)},
        no=_("The sitting has no paper yet."),
    )
    lengths = {len(form.package) for form in forms}
    yield _verdict(
        "packages",
        good=len(lengths) <= 1,
        yes=_("All packages have the same length."),
        no=_("The packages differ in length; make the forms again."),
    )


def _ask(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
