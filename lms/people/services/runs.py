"""Uploaded files: read as a preview, taken in once confirmed, then removed.

The same bytes that were previewed are taken in: they wait in LMS_VAR under a random
name that only the person's own run knows.
"""

import hashlib
import logging
import secrets
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.core import audit, importers, wording
from lms.core.errors import DomainError, NotFound
from lms.core.importers import Importer
from lms.core.jobs import enqueue
from lms.people.access import role_codes
from lms.people.enums import RunState
from lms.people.models import ImportRun

log = logging.getLogger(__name__)
MB = 10**6
MOST_BYTES = 60 * MB
AT_ONCE = 2 * MB  # larger files are read in the background
KEPT_HOURS = 24
STUCK_MINUTES = 30  # no file takes longer
SHOWN_ROWS = 200  # rows that are listed by number; all are counted
TAKEN_UP = (RunState.UPLOADED, RunState.CONFIRMED)  # work that is under way


def start_run(
    importer: Importer, chunks: Iterable[bytes], *, name: str, by: Any
) -> ImportRun:
    """Keep an uploaded file and read it as a preview.

    name: as the person's machine called it. Raises DomainError format_unknown,
    file_too_big, file_empty.
    """
    drop_old()
    plain = _plain_name(name)
    if not plain.lower().endswith(importer.suffixes):
        raise DomainError("format_unknown")
    token = secrets.token_hex(16)
    size, digest = _keep(token, plain, chunks)
    run = ImportRun.objects.create(
        token=token,
        importer=importer.code,
        file_name=plain,
        digest=digest,
        size=size,
        by=by,
    )
    _do(run)
    return run


def run_for(user: Any, token: str) -> ImportRun:
    """Return one of the person's own runs. Raises NotFound."""
    run = ImportRun.objects.filter(token=token, by=user).first()
    if run is None:
        raise NotFound("run")
    return run


@transaction.atomic
def confirm_run(run: ImportRun) -> ImportRun:
    """Take the previewed file in for good. Safe to repeat.

    Raises DomainError run_not_ready where there is no preview, run_expired where
    the file is gone.
    """
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state in {RunState.CONFIRMED, RunState.DONE}:
        return locked
    if locked.state != RunState.PREVIEWED:
        raise DomainError("run_not_ready")
    if not _path(locked).exists():
        raise DomainError("run_expired")
    locked.state, locked.confirmed_at = RunState.CONFIRMED, timezone.now()
    locked.started_at = None
    locked.save(update_fields=["state", "confirmed_at", "started_at"])
    transaction.on_commit(lambda: _do(locked))
    return locked


def drop_run(run: ImportRun) -> None:
    """Give a previewed file up; it is removed."""
    if run.state in {RunState.UPLOADED, RunState.PREVIEWED}:
        _end(run, RunState.DROPPED)


def work_on(run_id: int) -> None:
    """Do what a run waits for: its preview, or taking it in. May be called twice."""
    run = ImportRun.objects.filter(pk=run_id, state__in=TAKEN_UP).first()
    if run is None:
        return
    run.started_at = timezone.now()
    run.save(update_fields=["started_at"])
    try:
        importer = importers.importer_for(role_codes(run.by), run.importer)
        if run.state == RunState.UPLOADED:
            _preview(run, importer)
        else:
            _take_in(run, importer)
    except DomainError as error:
        run.refusal = wording.as_json(error) | {"place": wording.say_place(error.where)}
        _end(run, RunState.REFUSED)
    except Exception:
        log.exception("import run %s broke off", run.pk)
        _end(run, RunState.FAILED)


def resume_runs() -> int:
    """Take up runs whose message was lost or whose worker died; return how many."""
    now = timezone.now()
    waiting = Q(started_at=None, created_at__lt=now - timedelta(minutes=1))
    stuck = Q(started_at__lt=now - timedelta(minutes=STUCK_MINUTES))
    ids = ImportRun.objects.filter(waiting | stuck, state__in=TAKEN_UP)
    found = list(ids.values_list("pk", flat=True))
    for pk in found:
        work_on(pk)
    return len(found)


def drop_old() -> int:
    """Let files that nobody confirmed expire; return how many."""
    limit = timezone.now() - timedelta(hours=KEPT_HOURS)
    open_states = (RunState.UPLOADED, RunState.PREVIEWED)
    old = ImportRun.objects.filter(state__in=open_states, created_at__lt=limit)
    runs = list(old)
    for run in runs:
        _end(run, RunState.EXPIRED)
    return len(runs)


def _do(run: ImportRun) -> None:
    if run.size <= AT_ONCE:
        work_on(run.pk)
        run.refresh_from_db()
    else:
        enqueue("people.work_on_run", run_id=run.pk)


def _preview(run: ImportRun, importer: Importer) -> None:
    run.outcome = _shown(importers.preview(importer, _path(run), by=run.by))
    run.state = RunState.PREVIEWED
    run.save(update_fields=["outcome", "state"])


def _take_in(run: ImportRun, importer: Importer) -> None:
    with transaction.atomic():
        run.outcome = _shown(importer.run(_path(run), by=run.by))
        audit.record(
            "take_in", "file", run.token, by=run.by,
            importer=run.importer, file=run.file_name, digest=run.digest,
        )  # fmt: skip
        run.state, run.finished_at = RunState.DONE, timezone.now()
        run.save(update_fields=["outcome", "state", "finished_at"])
    _remove(run)


def _end(run: ImportRun, state: RunState) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.outcome.pop("first", None)  # names and marks: only while it is previewed
    run.save(update_fields=["state", "outcome", "refusal", "finished_at"])
    _remove(run)


def _shown(outcome: dict[str, Any]) -> dict[str, Any]:
    """Cut the lists of an outcome to what a page shows; keep their lengths."""
    lengths = {name: len(v) for name, v in outcome.items() if isinstance(v, list)}
    cut = {n: v[:SHOWN_ROWS] if isinstance(v, list) else v for n, v in outcome.items()}
    return cut | {"lengths": lengths}


def _folder(run_token: str) -> Path:
    return Path(settings.VAR_DIR) / "imports" / run_token


def _path(run: ImportRun) -> Path:
    return _folder(run.token) / run.file_name


def _keep(token: str, name: str, chunks: Iterable[bytes]) -> tuple[int, str]:
    folder = _folder(token)
    folder.mkdir(parents=True, mode=0o700)
    try:
        return _write(folder / name, chunks)
    except DomainError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise DomainError("file_too_big", limit=f"{MOST_BYTES // MB} MB")
            digest.update(chunk)
            out.write(chunk)
    if size == 0:
        raise DomainError("file_empty")
    return size, digest.hexdigest()


def _plain_name(name: str) -> str:
    """Return the last part of a file name, without what no file system likes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-120:].lstrip(".")


def _remove(run: ImportRun) -> None:
    shutil.rmtree(_folder(run.token), ignore_errors=True)
