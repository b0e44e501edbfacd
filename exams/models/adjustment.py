"""Extra time: an append-only list, by person, room or sitting."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from exams.models.attempt import Attempt
from exams.models.board import BoardAct
from exams.models.sitting import Sitting


class Adjustment(models.Model):
    """Seconds added to the time of one attempt, a room, or everybody.

    ``until`` instead of ``seconds``: the new deadline that a reopening sets; the newest
    one replaces the computed deadline. Never edited: a wrong one is met by another row
    with negative seconds.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="adjustments")
    attempt = models.ForeignKey(
        Attempt, models.PROTECT, null=True, blank=True, related_name="adjustments"
    )
    room = models.CharField(max_length=40, blank=True)
    seconds = models.IntegerField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField()
    act = models.ForeignKey(
        BoardAct, models.PROTECT, null=True, blank=True, related_name="adjustments"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seconds__isnull=False, until=None)
                | Q(seconds=None, until__isnull=False, attempt__isnull=False),
                name="adjustment_seconds_or_until",
            ),
            models.CheckConstraint(
                condition=Q(attempt=None) | Q(room=""), name="adjustment_one_scope"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="adjustment_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.sitting_id} {self.seconds or self.until}"
