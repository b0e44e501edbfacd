"""What the student record does when something happens below; a pull does it too."""

from typing import Any

from django.dispatch import receiver

from exams.signals import Place, places_asked, results_released
from lms.core.jobs import enqueue
from lms.records.queries.columns import places_of_sitting


@receiver(results_released, dispatch_uid="records.take_results")
def take_over(sitting_id: int, **_kwargs: Any) -> None:
    """Take over results as soon as they are released."""
    enqueue("records.take_results")


@receiver(places_asked, dispatch_uid="records.places")
def say_places(sitting_code: str, user: Any, **_kwargs: Any) -> list[Place]:
    """Answer where the marks of a sitting enter the gradebook."""
    return places_of_sitting(sitting_code, user=user)
