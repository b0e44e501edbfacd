"""Roles at units, and guardians of students."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lms.people.enums import Role
from lms.people.models.cohorts import Cohort
from lms.people.models.intervals import interval
from lms.people.models.persons import User
from lms.people.models.units import OrgUnit
from lms.people.querysets import DatedQuerySet


class RoleAssignment(models.Model):
    """A role at a unit (and below), narrowed to a subject or class where set.

    ``from_roster``: given by a roster file, and so ended by a later one; a role that
    a person gave is never touched by a file.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="roles")
    subject = models.ForeignKey(
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    from_roster = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("person"),
                F("role"),
                F("unit"),
                Coalesce("subject", 0),
                Coalesce("cohort", 0),
                condition=Q(valid_to=None),
                name="role_assignment_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="role_assignment_role_known"
            ),
            interval("role_assignment"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.role} {self.unit_id}"


class Guardianship(models.Model):
    """An adult who may see a student's record, verified by the school."""

    guardian = models.ForeignKey(User, models.PROTECT, related_name="wards")
    student = models.ForeignKey(User, models.PROTECT, related_name="guardians")
    relation = models.CharField(max_length=30, blank=True)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "student"], name="guardianship_once"
            ),
            models.CheckConstraint(
                condition=~Q(guardian=F("student")), name="guardianship_not_oneself"
            ),
        ]

    def __str__(self):
        return f"{self.guardian_id} for {self.student_id}"


class GuardianCode(models.Model):
    """A code on paper that the school gives out for one student's guardians.

    Who types it in is linked to the student: handing out the paper is the school's
    verification. Only a digest is kept; the code itself stands on the paper alone.
    """

    student = models.ForeignKey(User, models.CASCADE, related_name="guardian_codes")
    digest = models.CharField(max_length=64, unique=True)
    uses_left = models.PositiveSmallIntegerField(default=2)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student"], name="guardian_code_one_valid"),
            interval("guardian_code", "issued_at", "expires_at"),
        ]

    def __str__(self):
        return f"for {self.student_id}"
