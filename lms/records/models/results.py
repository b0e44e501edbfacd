"""Taking over results of sittings: how far it is, and what could not enter."""

from django.conf import settings
from django.db import models


class TakenUpTo(models.Model):
    """How far a stream of another app has been taken over."""

    name = models.CharField(max_length=40, unique=True)
    last_id = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.name} up to {self.last_id}"


class HeldResult(models.Model):
    """A released result that could not enter the gradebook, with the reason.

    ``code``: as in lms.records.wording, e.g. decision_missing. Tried again until it
    enters; then ``entered_at`` is set.
    """

    result_id = models.BigIntegerField(unique=True)
    sitting_code = models.CharField(max_length=40)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    cohort = models.ForeignKey(
        "people.Cohort", models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=3)
    code = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    entered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["result_id"]

    def __str__(self):
        return f"{self.result_id} {self.code}"
