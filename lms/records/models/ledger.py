"""The lesson ledger (sổ đầu bài): how each planned period was really given."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.records.enums import Mode, Source
from lms.records.models.plans import PlanPeriod
from lms.records.models.revised import Revised

QUARTERS = [Decimal(quarter) / 4 for quarter in range(5)]


class PeriodRecord(Revised):
    """One revision of the record of a planned period.

    ``online_periods``: share of the period given online, steps of 0.25.
    ``completed`` of ``enrolled`` learners attended (live) or finished (own time);
    empty where nobody counted. ``rejected``: the head did not accept the claim.
    """

    period = models.ForeignKey(
        PlanPeriod, models.PROTECT, related_name="records", db_index=False
    )
    date = models.DateField()
    mode = models.CharField(max_length=12, choices=Mode)
    online_periods = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    reason = models.CharField(max_length=100, blank=True)
    confirmed = models.BooleanField(default=False)
    rejected = models.BooleanField(default=False)
    resource_code = models.CharField(max_length=60, blank=True)
    completed = models.PositiveIntegerField(null=True, blank=True)
    enrolled = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["period", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(current=True),
                name="period_record_one_current",
            ),
            models.CheckConstraint(
                condition=Q(mode__in=Mode.values), name="period_record_mode_known"
            ),
            models.CheckConstraint(
                condition=Q(online_periods__in=QUARTERS),
                name="period_record_quarters",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.IN_PERSON, online_periods=0)
                | Q(mode=Mode.BLENDED)
                | Q(
                    mode__in=[Mode.ONLINE_SYNC, Mode.ONLINE_ASYNC],
                    online_periods=1,
                ),
                name="period_record_share_of_mode",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[Source.FILE, Source.SCREEN]),
                name="period_record_source_known",
            ),
            models.CheckConstraint(
                condition=Q(rejected=False) | ~Q(why=""),
                name="period_record_rejected_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["period"],
                condition=Q(current=False),
                name="period_record_history",
            ),
            models.Index(
                fields=["period"],
                condition=Q(current=True, confirmed=False),
                name="period_record_waiting",
            ),
            models.Index(
                fields=["resource_code"],
                condition=Q(current=True) & ~Q(resource_code=""),
                name="period_record_by_resource",
            ),
        ]

    def __str__(self):
        return f"{self.period_id} {self.date} {self.mode}"


class Absence(models.Model):
    """A pupil who did not take part in a recorded period."""

    record = models.ForeignKey(PeriodRecord, models.CASCADE, related_name="absences")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "student"], name="absence_once"),
        ]

    def __str__(self):
        return f"{self.student_id} absent in {self.record_id}"
