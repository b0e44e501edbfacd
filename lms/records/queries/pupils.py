"""Enrolments of a year, student by student, as the placement rules need them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby

from django.db.models import Q

from lms.people.models import Enrolment
from lms.records.models import Mark
from lms.records.queries.scope import Scope
from lms.records.rules.placement import Stay

NO_EXEMPTION: frozenset[int] = frozenset()


def students_and_stays(scope: Scope) -> Iterator[tuple[int, list[Stay]]]:
    """Yield each student of the scope with all stays in classes of the year.

    A narrowed scope takes in every student who was ever enrolled in, or has marks
    in, one of its classes, with her stays elsewhere.
    """
    enrolments = Enrolment.objects.filter(cohort__year=scope.year)
    if not scope.is_whole:
        cohorts = [klass.id for classes in scope.schools.values() for klass in classes]
        there = Enrolment.objects.filter(cohort_id__in=cohorts).values("student_id")
        marked = Mark.objects.current().filter(cohort_id__in=cohorts)
        enrolments = enrolments.filter(
            Q(student_id__in=there) | Q(student_id__in=marked.values("student_id"))
        )
    exempt = _exemptions(scope)
    rows = enrolments.order_by("student_id").values_list(
        "student_id", "id", "cohort_id", "starts", "ends"
    )
    for student, group in groupby(rows.iterator(5_000), key=lambda row: row[0]):
        stays = []
        for _student, id_, cohort, starts, ends in group:
            klass = scope.classes[cohort]
            free = exempt.get(id_, NO_EXEMPTION)
            stays.append(Stay(cohort, klass.label, starts, ends, klass.is_group, free))
        yield student, stays


def students_of(cohort_id: int) -> set[int]:
    """Return everyone who was ever enrolled in a class."""
    rows = Enrolment.objects.filter(cohort_id=cohort_id)
    return set(rows.values_list("student_id", flat=True))


def stays_of(scope: Scope, students: Collection[int]) -> dict[int, list[Stay]]:
    """Return the stays of some students in classes of the year."""
    exempt = _exemptions(scope, students)
    found: dict[int, list[Stay]] = defaultdict(list)
    rows = Enrolment.objects.filter(
        cohort__year=scope.year, student_id__in=students
    ).values_list("student_id", "id", "cohort_id", "starts", "ends")
    for student, id_, cohort, starts, ends in rows:
        klass = scope.classes[cohort]
        free = exempt.get(id_, NO_EXEMPTION)
        found[student].append(
            Stay(cohort, klass.label, starts, ends, klass.is_group, free)
        )
    return found


def _exemptions(
    scope: Scope, students: Collection[int] | None = None
) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    rows = Enrolment.exempt_subjects.through.objects.filter(
        enrolment__cohort__year=scope.year
    ).values_list("enrolment_id", "subject_id")
    if students is not None:
        rows = rows.filter(enrolment__student_id__in=students)
    for enrolment, subject in rows.iterator():
        found.setdefault(enrolment, set()).add(subject)
    return {enrolment: frozenset(subjects) for enrolment, subjects in found.items()}
