"""The gradebook (sổ điểm): marks with where they were earned."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lms.records.enums import MarkKind, SemesterNumber, Source, Venue
from lms.records.models.revised import Revised


class Mark(Revised):
    """One revision of a mark: a number (``score``) or Đạt / Chưa đạt (``passed``).

    ``ordinal`` tells apart regular marks of one semester. ``result_id`` names the
    result of a sitting (exams.api) that the mark was taken from (a correction on
    screen keeps it), ``result_revision`` its release, ``sitting_code`` the sitting.
    ``decision``: number and date of the head's decision for a periodic
    test at a distance.
    """

    cohort = models.ForeignKey(
        "people.Cohort", models.PROTECT, related_name="+", db_index=False
    )
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, related_name="+", db_index=False
    )
    semester = models.PositiveSmallIntegerField(choices=SemesterNumber)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=3, choices=MarkKind)
    ordinal = models.PositiveSmallIntegerField(default=1)
    score = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    venue = models.CharField(max_length=6, choices=Venue, default=Venue.PAPER)
    decision = models.CharField(max_length=120, blank=True)
    result_id = models.BigIntegerField(null=True, blank=True)
    result_revision = models.PositiveIntegerField(null=True, blank=True)
    sitting_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["cohort", "subject", "semester", "student", "kind", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "cohort",
                    "subject",
                    "semester",
                    "student",
                    "kind",
                    "ordinal",
                ],
                condition=Q(current=True),
                name="mark_one_current",
            ),
            models.UniqueConstraint(
                fields=["student", "result_id"],
                condition=Q(current=True, result_id__isnull=False),
                name="mark_result_once",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=False, passed=None)
                | Q(score=None, passed__isnull=False),
                name="mark_number_or_word",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=10),
                name="mark_zero_to_ten",
            ),
            models.CheckConstraint(
                condition=Q(semester__in=SemesterNumber.values),
                name="mark_semester_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MarkKind.values), name="mark_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(venue__in=Venue.values), name="mark_venue_known"
            ),
            models.CheckConstraint(
                condition=Q(ordinal__gte=1), name="mark_ordinal_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[MarkKind.GK, MarkKind.CK], venue=Venue.REMOTE)
                | ~Q(decision=""),
                name="mark_remote_periodic_decided",
            ),
            models.CheckConstraint(
                condition=Q(
                    source__in=[Source.SITTING, Source.SCREEN],
                    result_id__isnull=False,
                    result_revision__isnull=False,
                )
                | Q(
                    source__in=[Source.FILE, Source.SCREEN],
                    result_id=None,
                    result_revision=None,
                ),
                name="mark_result_from_sitting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["student", "cohort"],
                condition=Q(current=True),
                name="mark_by_student",
            ),
            models.Index(
                fields=["cohort", "student"],
                condition=Q(current=False),
                name="mark_history",
            ),
        ]

    def __str__(self):
        return f"{self.student_id} {self.kind}{self.ordinal}"

    @property
    def value(self):
        """The mark as it is written: a Decimal, or True / False for Đ / CĐ."""
        return self.passed if self.score is None else self.score
