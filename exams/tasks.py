"""Background work: what the clock asks for. All of it may run twice."""

import logging

from celery import shared_task

from exams.services import closing, heads, scoring

log = logging.getLogger(__name__)


@shared_task(name="exams.close_overdue")
def close_overdue() -> None:
    """Close the attempts whose time is over."""
    closed = closing.close_overdue()
    if closed:
        log.info("closed %s overdue attempts", len(closed))


@shared_task(name="exams.copy_heads")
def copy_heads() -> None:
    """Copy the heads of the journals that grew outside the database."""
    heads.copy_recent()


@shared_task(name="exams.score_sealed")
def score_sealed() -> None:
    """Score what was sealed and not scored yet."""
    run = scoring.score_waiting()
    if run.seals:
        log.info("scored %s attempts, %s answers wait", run.seals, run.waiting)
