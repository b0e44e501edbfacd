"""Decisions of the exam board: two people, a reason, nothing deleted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from exams.enums import BoardVerb
from exams.models.attempt import Attempt


class BoardAct(models.Model):
    """What one person asked for and another confirmed.

    It has effect once it is confirmed. ``details`` is a flat JSON object: for a
    reopening {"until"}, for late answers {"versions": [[epoch, seq], …]}.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="board_acts")
    verb = models.CharField(max_length=12, choices=BoardVerb)
    reason = models.CharField(max_length=500)
    details = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("asked_by")),
                name="board_act_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="board_act_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(verb__in=BoardVerb.values), name="board_act_verb_known"
            ),
        ]

    def __str__(self):
        return f"{self.verb} {self.attempt_id}"
