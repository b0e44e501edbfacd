"""Classes and teaching groups, who learns in them, who teaches them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lms.people.enums import CohortKind
from lms.people.models.intervals import interval
from lms.people.models.persons import User
from lms.people.models.units import OrgUnit
from lms.people.models.years import SchoolYear
from lms.people.querysets import CohortQuerySet, EnrolmentQuerySet


class Cohort(models.Model):
    """A class of a school year, or a teaching group for one subject.

    ``subjects`` empty: all compulsory subjects and activities of level and grade.
    """

    code = models.CharField(max_length=64)
    source_code = models.CharField(max_length=255, blank=True, db_index=True)
    title = models.CharField(max_length=100, blank=True)
    school = models.ForeignKey(OrgUnit, models.PROTECT, related_name="cohorts")
    site = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="cohorts")
    grade = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=10, choices=CohortKind, default=CohortKind.HOMEROOM
    )
    subjects = models.ManyToManyField(
        "curriculum.Subject", blank=True, related_name="+"
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["grade", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "code"], name="cohort_code_once"
            ),
            models.CheckConstraint(
                condition=Q(grade__range=(1, 12)), name="cohort_grade_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CohortKind.values), name="cohort_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["year", "code"], name="cohort_by_code")]

    def __str__(self):
        return self.title or self.code


class Enrolment(models.Model):
    """A student in a class, from one day to another.

    ``ends``: first day not enrolled any more. ``exempt_subjects``: subjects that
    this student does not take (miễn học) for the length of the enrolment.
    """

    student = models.ForeignKey(User, models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    source_code = models.CharField(max_length=255, blank=True, db_index=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    exempt_subjects = models.ManyToManyField(
        "curriculum.Subject", blank=True, related_name="+"
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "cohort", "starts"], name="enrolment_once"
            ),
            interval("enrolment", "starts", "ends"),
        ]

    def __str__(self):
        return f"{self.student_id} in {self.cohort_id}"


class TeachingAssignment(models.Model):
    """Who teaches which subject in a class; without subject: the homeroom teacher."""

    teacher = models.ForeignKey(User, models.PROTECT, related_name="teaching")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="teaching")
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_code = models.CharField(max_length=255, blank=True, db_index=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("teacher"),
                F("cohort"),
                Coalesce("subject", 0),
                condition=Q(ends=None),
                name="teaching_once",
            ),
            interval("teaching", "starts", "ends"),
        ]

    def __str__(self):
        return f"{self.teacher_id} teaches {self.cohort_id}"


class ClassDoor(models.Model):
    """A short-lived code that opens the name list of a class for log-in in a lab."""

    code = models.CharField(max_length=12, unique=True)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="doors")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self):
        return self.code
