"""Measured figures: frozen counts, with all that is needed to measure them again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from lms.records.enums import SemesterNumber, SnapshotKind, TargetLevel


class Frozen(models.Model):
    """Written once; a correction is a new measurement."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A measured figure is never changed.")
        super().save(*args, **kwargs)


class Snapshot(Frozen):
    """One measurement of an indicator for a unit and all below it.

    ``digest``: over parameters and rows, the same for the same data. ``params``: the
    settings of the rules as a flat object of strings, e.g. {"share_w": "1/2"}.
    ``scope_code``: the unit or class asked for, empty for everything.
    """

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(
        max_length=7, choices=SnapshotKind, default=SnapshotKind.ORDERED
    )
    indicator = models.CharField(max_length=40)
    method_version = models.CharField(max_length=20)
    year = models.ForeignKey("people.SchoolYear", models.PROTECT, related_name="+")
    semester = models.PositiveSmallIntegerField(
        choices=SemesterNumber, null=True, blank=True
    )
    scope_code = models.CharField(max_length=130, blank=True)
    as_of = models.DateField()
    params = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SnapshotKind.values), name="snapshot_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(semester=None) | Q(semester__in=SemesterNumber.values),
                name="snapshot_semester_known",
            ),
        ]

    def __str__(self):
        return self.code


class Figure(Frozen):
    """The counts of one slice: a unit or class, by level, grade and subject.

    All are sums over the cells (class × subject × semester) of the slice, see
    lms.records.rules.share.Tally; ``l_num`` in periods. ``means``: for provinces and
    communes {"L_plan": ["n", "d"], …}, the mean of schools as an exact fraction.
    """

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="figures")
    unit = models.ForeignKey(
        "people.OrgUnit",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    cohort = models.ForeignKey(
        "people.Cohort",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    org_code = models.CharField(max_length=130)
    level = models.CharField(max_length=30, blank=True)
    grade = models.PositiveSmallIntegerField(null=True)
    subject_code = models.CharField(max_length=20, blank=True)
    l_num = models.DecimalField(max_digits=12, decimal_places=2)
    l_plan = models.PositiveIntegerField()
    l_todate = models.PositiveIntegerField()
    a_num = models.PositiveIntegerField()
    a_recorded = models.PositiveIntegerField()
    a_required = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    cells_confirmed = models.PositiveIntegerField()
    periodic_missing = models.PositiveIntegerField()
    means = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                F("snapshot"),
                Coalesce("unit", 0),
                Coalesce("cohort", 0),
                F("level"),
                Coalesce("grade", 0),
                F("subject_code"),
                name="figure_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, cohort=None)
                | Q(unit=None, cohort__isnull=False),
                name="figure_of_unit_or_class",
            ),
            models.CheckConstraint(
                condition=Q(cells_confirmed__lte=F("cells")),
                name="figure_confirmed_within_cells",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "snapshot"],
                condition=Q(unit__isnull=False),
                name="figure_by_unit",
            ),
            models.Index(
                fields=["cohort", "snapshot"],
                condition=Q(cohort__isnull=False),
                name="figure_by_cohort",
            ),
        ]

    def __str__(self):
        return f"{self.org_code} {self.level} {self.grade} {self.subject_code}"


class Target(models.Model):
    """What a unit is to reach from a day on; the newest row counts, else the parent's.

    ``value``: a share of 0..1, e.g. 0.05 for 5 %. ``source``: the plan that says so.
    ``valid_to``: first day it no longer holds; empty while it runs.
    """

    unit = models.ForeignKey("people.OrgUnit", models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=40)
    level = models.CharField(max_length=30, choices=TargetLevel)
    value = models.DecimalField(max_digits=5, decimal_places=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["unit", "indicator", "level", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "indicator", "level", "valid_from"],
                name="target_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lte=1), name="target_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(level__in=TargetLevel.values), name="target_level_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="target_ends_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.level} {self.value}"
