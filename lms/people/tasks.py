"""Background work of people."""

from celery import shared_task

from lms.people.services import runs


@shared_task(name="people.work_on_run")
def work_on_run(run_id: int) -> None:
    """Preview or take in an uploaded file."""
    runs.work_on(run_id)


@shared_task(name="people.resume_runs")
def resume_runs() -> None:
    """Take up what a lost message left behind; let old previews expire."""
    runs.resume_runs()
    runs.drop_old()
