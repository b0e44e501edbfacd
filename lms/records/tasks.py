"""Background work of the student record."""

import logging

from celery import shared_task

from lms.records.services import results, snapshots

log = logging.getLogger(__name__)


@shared_task(name="records.take_results")
def take_results(**_kwargs: object) -> None:
    """Take over released results."""
    taken = results.take_results()
    if taken.added or taken.changed or taken.held:
        log.info("results taken over: %s", taken.as_json())


@shared_task(name="records.nightly")
def nightly() -> None:
    """Measure the running school year for the morning."""
    snapshots.measure_overnight()


@shared_task(name="records.fix_figures")
def fix_figures(year: str, semester: int | None, unit_id: int, by_id: int) -> None:
    """Fix the figures of a unit that a person asked for."""
    snapshot = snapshots.fix_for(year, semester, unit_id=unit_id, by_id=by_id)
    log.info("figures fixed: %s", snapshot.code)
