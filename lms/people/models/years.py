"""School years and their semesters."""

from django.db import models
from django.db.models import Q

from lms.people.models.intervals import interval


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


class AcademicSession(models.Model):
    """An id of a year or semester in a source system; later files speak of it."""

    source_code = models.CharField(max_length=255, unique=True)
    year = models.ForeignKey(SchoolYear, models.CASCADE, related_name="sessions")
    semester = models.ForeignKey(
        Semester, models.CASCADE, null=True, blank=True, related_name="sessions"
    )

    def __str__(self):
        return self.source_code
