"""The Celery app. Background work is described in lms.core.jobs."""

import os

from celery import Celery
from celery.beat import EmbeddedService
from celery.signals import worker_ready
from django.conf import settings

from lms.core import folder_queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")

folder_queue.install()
app = Celery("lms")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def start_schedule(**_kwargs: object) -> None:
    """Run the schedule inside the one embedded worker; a thread leaves no orphan."""
    if not settings.EMBEDDED:
        return
    schedule = EmbeddedService(app, thread=True, max_interval=1)
    schedule.daemon = True
    schedule.start()
