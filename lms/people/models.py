"""People, the units they belong to, and since when.

Reference data with dates: nothing is overwritten, an interval ends and another
begins. All intervals are half open: the end is the first day it no longer holds.
"""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lms.core.text import name_key, squeeze
from lms.people.enums import (
    Area,
    CohortKind,
    ParentRelation,
    Role,
    SuccessionKind,
    UnitKind,
)
from lms.people.querysets import (
    CohortQuerySet,
    DatedQuerySet,
    EnrolmentQuerySet,
    OrgUnitQuerySet,
    UserManager,
)


def interval(prefix, start="valid_from", end="valid_to"):
    """Return the check that an interval ends after it starts (or has no end)."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)}),
        name=f"{prefix}_ends_after_start",
    )


class User(AbstractUser):
    """A person. Names are stored whole and sorted by the given (last) word.

    ``code`` is the identifier that files use (sector identifier, else the code of
    the source system); further identifiers are PersonIdentifier rows.
    """

    code = models.CharField(max_length=64, unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=150, blank=True)
    sort_name = models.CharField(max_length=700, blank=True, editable=False)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()  # type: ignore[misc]

    class Meta:
        ordering = ["sort_name", "id"]
        indexes = [models.Index(fields=["sort_name"], name="user_by_name")]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        """Return the whole name, as Wagtail asks for it."""
        return self.full_name or self.username

    def get_short_name(self):
        """Return the given name."""
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    def save(self, *args, **kwargs):
        self.full_name = squeeze(self.full_name)
        self.sort_name = name_key(self.full_name) if self.full_name else ""
        super().save(*args, **kwargs)


class PersonIdentifier(models.Model):
    """One of the codes a person is known by, e.g. scheme "sector", "personal"."""

    person = models.ForeignKey(User, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=30)
    value = models.CharField(max_length=64)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="identifier_names_one_person"
            ),
            interval("identifier"),
        ]

    def __str__(self):
        return f"{self.scheme}:{self.value}"


class OrgUnit(models.Model):
    """Province, commune, school, site, subject group. Its place is a dated parent."""

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=15, choices=UnitKind)
    name = models.CharField(max_length=200)
    subject = models.ForeignKey(  # of a subject group
        "curriculum.Subject", models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OrgUnitQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=UnitKind.values), name="org_unit_kind_known"
            ),
            interval("org_unit"),
        ]

    def __str__(self):
        return self.name


class OrgParent(models.Model):
    """Where a unit hangs in the tree, from one day to another."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(OrgUnit, models.PROTECT, related_name="children")
    relation = models.CharField(
        max_length=10, choices=ParentRelation, default=ParentRelation.LINE
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to=None, relation=ParentRelation.LINE),
                name="org_parent_one_now",
            ),
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="org_parent_not_itself"
            ),
            interval("org_parent"),
        ]

    def __str__(self):
        return f"{self.unit_id} below {self.parent_id}"


class OrgArea(models.Model):
    """The area (favourable or difficult) of a commune, school or site, dated."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="areas")
    area = models.CharField(max_length=12, choices=Area)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area__in=Area.values), name="org_area_known"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to=None), name="org_area_one_now"
            ),
            interval("org_area"),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.area}"


class OrgSuccession(models.Model):
    """What became of a unit: merged into, split into, renamed, abolished (no new)."""

    old = models.ForeignKey(OrgUnit, models.PROTECT, related_name="successors")
    new = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    date = models.DateField()
    kind = models.CharField(max_length=10, choices=SuccessionKind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.ABOLISH, new=None)
                | Q(~Q(kind=SuccessionKind.ABOLISH), new__isnull=False),
                name="org_succession_has_successor",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values),
                name="org_succession_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.old_id} {self.kind} {self.date}"


class SchoolYear(models.Model):
    """A school year, code "2025-2026"."""

    code = models.CharField(max_length=9, unique=True)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["-code"]
        constraints = [interval("school_year", "starts", "ends")]

    def __str__(self):
        return self.code


class Semester(models.Model):
    """Semester 1 or 2 of a school year. ``ends`` is its last day, inclusive."""

    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="semesters")
    number = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="semester_once"),
            models.CheckConstraint(
                condition=Q(number__in=[1, 2]), name="semester_one_or_two"
            ),
            interval("semester", "starts", "ends"),
        ]

    def __str__(self):
        return f"{self.year_id}/{self.number}"


class Cohort(models.Model):
    """A class of a school year, or a teaching group for one subject.

    ``subjects`` empty: all compulsory subjects and activities of level and grade.
    """

    code = models.CharField(max_length=64)
    source_code = models.CharField(max_length=64, blank=True, db_index=True)
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


class RoleAssignment(models.Model):
    """A role at a unit (and below), narrowed to a subject or class where set."""

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


class Enrolment(models.Model):
    """A student in a class, from one day to another.

    ``ends``: first day not enrolled any more. ``exempt_subjects``: subjects that
    this student does not take (miễn học) for the length of the enrolment.
    """

    student = models.ForeignKey(User, models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    source_code = models.CharField(max_length=64, blank=True, db_index=True)
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
    source_code = models.CharField(max_length=64, blank=True, db_index=True)
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
