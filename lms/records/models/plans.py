"""The teaching plan (phân phối chương trình): one row is one planned period."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lms.records.enums import Mode, SemesterNumber


class PlanContent(models.Model):
    """What a plan says about a period, and who said it."""

    semester = models.PositiveSmallIntegerField(choices=SemesterNumber)
    week = models.PositiveSmallIntegerField(null=True, blank=True)
    node_code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300, blank=True)
    mode_planned = models.CharField(max_length=12, choices=Mode, default=Mode.IN_PERSON)
    revision = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class PlanPeriod(PlanContent):
    """One planned period of a class and subject; ``period_no`` runs through the year.

    The row holds what the plan says now; what it said before stands in PlanRevision.
    """

    cohort = models.ForeignKey(
        "people.Cohort", models.PROTECT, related_name="+", db_index=False
    )
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, related_name="+", db_index=False
    )
    period_no = models.PositiveIntegerField()

    class Meta:
        ordering = ["cohort", "subject", "period_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "subject", "period_no"], name="plan_period_once"
            ),
            models.CheckConstraint(
                condition=Q(semester__in=SemesterNumber.values),
                name="plan_period_semester_known",
            ),
            models.CheckConstraint(
                condition=Q(period_no__gte=1), name="plan_period_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(mode_planned__in=Mode.values),
                name="plan_period_mode_known",
            ),
        ]

    def __str__(self):
        return f"{self.cohort_id}/{self.subject_id}/{self.period_no}"


class PlanRevision(PlanContent):
    """What a plan said about a period before it was changed. Only added."""

    period = models.ForeignKey(PlanPeriod, models.CASCADE, related_name="revisions")

    class Meta:
        ordering = ["period", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "revision"], name="plan_revision_once"
            ),
        ]

    def __str__(self):
        return f"{self.period_id} ({self.revision})"
