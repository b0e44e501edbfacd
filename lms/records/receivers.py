"""What the student record does when something happens below; a pull does it too."""

from typing import Any

from django.dispatch import receiver

from exams.signals import results_released
from lms.core.jobs import enqueue


@receiver(results_released, dispatch_uid="records.take_results")
def take_over(sitting_id: int, **_kwargs: Any) -> None:
    """Take over results as soon as they are released."""
    enqueue("records.take_results")
