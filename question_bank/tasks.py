"""Background work of the bank. Each may run twice."""

import logging

from celery import shared_task

from question_bank.services import imports

log = logging.getLogger(__name__)


@shared_task(name="question_bank.read_batch")
def read_batch(batch_id: int) -> None:
    """Read one file."""
    imports.read_batch(batch_id)


@shared_task(name="question_bank.resume_imports")
def resume_imports() -> None:
    """Read files that were left lying."""
    if count := imports.resume_imports():
        log.info("%s files read that were left lying", count)
