"""What a sitting brings to the gradebook: its kind of mark, and whose marks."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from exams.models import Attempt, Result, Seal, Sitting
from lms.people.models import Semester


@dataclass(frozen=True)
class CountedSitting:
    """A sitting as the gradebook sees it, also before its results are released.

    kind: tx | gk | ck, "" = practice or rehearsal. semester: None outside all
    semesters. students: who handed in; cohorts: ids of their classes.
    """

    sitting_code: str
    subject_code: str
    school_year: str
    semester: int | None
    kind: str
    ordinal: int
    students: frozenset[int]
    cohorts: frozenset[int]


def counted_sitting(sitting_code: str) -> CountedSitting | None:
    """Return what a sitting brings to the gradebook; None where there is none."""
    sitting = (
        Sitting.objects.filter(code=sitting_code)
        .select_related("subject", "semester__year")
        .first()
    )
    if sitting is None:
        return None
    semester = sitting.semester or _semester_of(sitting)
    sat = _sat(sitting)
    return CountedSitting(
        sitting_code=sitting.code,
        subject_code=sitting.subject.code if sitting.subject else "",
        school_year=semester.year.code if semester else "",
        semester=semester.number if semester else None,
        kind="" if sitting.is_rehearsal else sitting.assessment,
        ordinal=sitting.ordinal,
        students=frozenset(student for student, _cohort in sat),
        cohorts=frozenset(cohort for _student, cohort in sat if cohort),
    )


def _sat(sitting: Sitting) -> list[tuple[int, int | None]]:
    """Return (student, class) of those who handed in or have a result."""
    rows = Attempt.objects.filter(sitting=sitting).filter(
        Q(Exists(Seal.objects.filter(attempt=OuterRef("pk"))))
        | Q(Exists(Result.objects.filter(attempt=OuterRef("pk"))))
    )
    return list(
        rows.values_list("candidate__student_id", "candidate__cohort_id").distinct()
    )


def _semester_of(sitting: Sitting) -> Semester | None:
    day = timezone.localtime(sitting.release_at).date()
    return (
        Semester.objects.filter(starts__lte=day, ends__gte=day)
        .select_related("year")
        .first()
    )
