"""The background child: one Celery worker with threads and the schedule inside.

Run as ``python -m lms.core.serving.worker``; reads LMS_SERVE_PIPE.
"""

import os
import warnings

from celery.platforms import SecurityWarning

from lms.celery import app
from lms.core.jobs import make_queue_folders
from lms.core.serving.children import follow_parent, leave

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


if __name__ == "__main__":
    # Messages hold ids in JSON, so the warning about root and pickle is moot.
    warnings.simplefilter("ignore", SecurityWarning)
    make_queue_folders()
    follow_parent(int(os.environ["LMS_SERVE_PIPE"]))
    try:
        app.worker_main(ARGUMENTS)
    except SystemExit as end:
        if end.code:
            raise
    leave()
