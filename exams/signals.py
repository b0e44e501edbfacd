"""What has happened in exams, sent after commit; ids only.

Listeners must also manage without: everything can be pulled through ``exams.api``.
One signal asks: who keeps the gradebook answers it.
"""

from dataclasses import dataclass

from django.dispatch import Signal

results_released = Signal()  # sitting_id: results were released, or released anew
attempt_sealed = Signal()  # attempt_id, seal_version: an attempt was sealed
places_asked = Signal()  # sitting_code, user -> list[Place], one a class


@dataclass(frozen=True)
class Place:
    """The column of a class's gradebook that a sitting's marks take.

    moved: the wished one was taken. replaced: marks that make way. url: the gradebook,
    "" where the asking user may not open it.
    """

    class_code: str
    column: str
    moved: bool
    replaced: int
    url: str
