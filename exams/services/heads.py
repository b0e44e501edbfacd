"""Heads of the journals, copied outside the database.

Whoever rewrites a journal and its head in the database still meets the copy: a line
``{"at", "attempt", "line", "head"}`` for each seal and, every minute, for each attempt
whose journal grew. The file is only appended to, one for each day, in LMS_VAR.
"""

import json
import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from exams.models import Attempt
from exams.queries import clock
from exams.queries.ledger import Locked
from exams.rules.times import iso

log = logging.getLogger(__name__)


def folder() -> Path:
    """Return the folder of the copies."""
    return Path(settings.VAR_DIR) / "journal"


def copy_one(locked: Locked) -> None:
    """Copy the head of one attempt that was just sealed."""
    _append(
        [
            {
                "at": iso(locked.t),
                "attempt": locked.code,
                "line": locked.journal_lines,
                "head": locked.journal_head,
            }
        ]
    )


def copy_recent(*, within: timedelta = timedelta(minutes=3)) -> int:
    """Copy the heads of the attempts that were heard of lately; how many.

    within: a little more than the time between two runs, so that none falls between.
    """
    now = clock.now()
    rows = (
        Attempt.objects.filter(seen_at__gte=now - within, journal_lines__gt=0)
        .order_by("id")
        .values_list("code", "journal_lines", "journal_head")
    )
    at = iso(now)
    lines = [
        {"at": at, "attempt": code, "line": line, "head": head}
        for code, line, head in rows.iterator(chunk_size=2000)
    ]
    if lines:
        _append(lines, is_synced=True)
    return len(lines)


def read() -> Iterator[dict[str, Any]]:
    """Yield every copied head; a line that cannot be read is passed over."""
    for path in sorted(folder().glob("heads-*.jsonl")):
        with path.open(encoding="utf-8") as stream:
            for text in stream:
                try:
                    found = json.loads(text)
                except ValueError:
                    continue  # cut short by a power failure
                if isinstance(found, dict):
                    yield found


def _append(lines: list[dict[str, Any]], *, is_synced: bool = False) -> None:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path = folder() / f"heads-{lines[0]['at'][:10]}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
            if is_synced:
                stream.flush()
                os.fsync(stream.fileno())
    except OSError:
        log.exception("the heads of %s journals could not be copied", text.count("\n"))
