"""The background child: one Celery worker with threads and the schedule inside.

Run as ``python -m lms.core.serving.worker``; reads LMS_SERVE_PIPE.
"""

import os
import warnings
from pathlib import Path

from celery.platforms import SecurityWarning
from django.conf import settings

from lms.celery import app
from lms.core.serving.children import follow_parent

ARGUMENTS = [
    "--quiet",
    "worker",
    "--pool=threads",
    "--concurrency=2",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
    "--loglevel=WARNING",
]


def make_queue_folders() -> None:
    """Make the folders of the embedded queue, which the transport expects."""
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
    for name in ("data_folder_in", "data_folder_out", "control_folder"):
        if name in options:
            Path(options[name]).mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    # Messages hold ids in JSON, so the warning about root and pickle is moot.
    warnings.simplefilter("ignore", SecurityWarning)
    make_queue_folders()
    follow_parent(int(os.environ["LMS_SERVE_PIPE"]))
    app.worker_main(ARGUMENTS)
