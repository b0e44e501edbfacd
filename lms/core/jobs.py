"""Background work by task name, after commit.

A lost broker must not fail the request: what a task does can always be found
again in the database by the schedule (``CELERY_BEAT_SCHEDULE``), so a message
that could not be sent is logged and costs minutes, not data. The exam save path
does not come here at all.
"""

import logging
from functools import partial
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def enqueue(task: str, **kwargs: Any) -> None:
    """Run the named task with these arguments once the transaction has committed.

    kwargs: ids and plain values only; the task loads what it needs again.
    """
    transaction.on_commit(partial(_send, task, kwargs))


def make_queue_folders() -> None:
    """Make the folders of the embedded queue, which its transport expects."""
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if name in options:
            Path(options[name]).mkdir(parents=True, exist_ok=True)


def _send(task: str, kwargs: dict[str, Any]) -> None:
    if getattr(settings, "LMS_TASKS_INLINE", False):
        current_app.loader.import_default_modules()  # as a worker does at its start
        current_app.tasks[task].apply(kwargs=kwargs, throw=True)
        return
    try:
        make_queue_folders()
        current_app.send_task(task, kwargs=kwargs)
    except (OperationalError, OSError):
        log.warning("broker not reached, %s waits for the schedule", task)
