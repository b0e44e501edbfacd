"""Classes: lists, the page of one, look-ups by code for files."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from lms.people.models import (
    Cohort,
    Enrolment,
    Guardianship,
    SchoolYear,
    TeachingAssignment,
)
from lms.people.querysets import holds_on


@dataclass
class Pupil:
    """One line of a class list on a day."""

    enrolment: Enrolment
    exempt: list[str]  # names of subjects
    guardians: int  # verified links


@dataclass
class ClassSheet:
    """The page of one class on a day; five queries."""

    cohort: Cohort
    day: date
    pupils: list[Pupil]
    left: list[Enrolment]  # of this class, but not on that day
    teaching: list[TeachingAssignment]


def cohorts_found(
    user: Any,
    *,
    day: date,
    year: str = "",
    text: str = "",
    grade: int | None = None,
    school_id: int | None = None,
) -> QuerySet[Cohort]:
    """Return the classes a user may see, narrowed, with the number of students."""
    found = Cohort.objects.visible_to(user).select_related("school", "year")
    if year:
        found = found.filter(year__code=year)
    if text := text.strip():
        found = found.filter(Q(code__icontains=text) | Q(title__icontains=text))
    if grade:
        found = found.filter(grade=grade)
    if school_id:
        found = found.filter(school_id=school_id)
    on_day = holds_on(day, start="enrolments__starts", end="enrolments__ends")
    return found.annotate(
        student_count=Count("enrolments__student", filter=on_day, distinct=True)
    ).order_by("-year__code", "school__name", "grade", "code")


def class_sheet(cohort: Cohort, day: date) -> ClassSheet:
    """Return who learns and teaches in a class on a day."""
    rows = list(
        cohort.enrolments.select_related("student")
        .prefetch_related("exempt_subjects")
        .order_by("student__sort_name", "starts")
    )
    here = [row for row in rows if row.starts <= day and not _over(row.ends, day)]
    guardians = _guardians([row.student_id for row in here])
    pupils = [
        Pupil(
            row,
            [subject.name_vi for subject in row.exempt_subjects.all()],
            guardians[row.student_id],
        )
        for row in here
    ]
    teaching = list(
        cohort.teaching.on(day)
        .select_related("teacher", "subject")
        .order_by("subject__name_vi", "teacher__sort_name")
    )
    left = [row for row in rows if row not in here]
    return ClassSheet(cohort, day, pupils, left, teaching)


def years() -> list[SchoolYear]:
    """Return all school years, newest first."""
    return list(SchoolYear.objects.order_by("-code"))


def present_year(day: date) -> str:
    """Return the code of the school year of a day, else of the newest, else ""."""
    rows = years()
    for year in rows:
        if year.starts <= day <= year.ends:
            return year.code
    return rows[0].code if rows else ""


def _over(ends: date | None, day: date) -> bool:
    return ends is not None and ends <= day


def _guardians(student_ids: list[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for student_id in Guardianship.objects.filter(
        student_id__in=student_ids, verified_at__isnull=False, ended_at=None
    ).values_list("student_id", flat=True):
        counts[student_id] += 1
    return counts
