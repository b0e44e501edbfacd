"""Counts of marks for some classes, and the marks that need a closer look."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from lms.people.models import Enrolment
from lms.records.models import Mark
from lms.records.rules.schemes import CK, GK, TX

KINDS = (TX, GK, CK)
CellKey = tuple[int, int, int]  # class, subject, semester
Counted = list[int]  # for tx, gk, ck in turn: all, online; then repeated periodic
REPEATED = 6
CHUNK = 400  # students fetched together


class GivenMark(NamedTuple):
    """A current mark of one student, where it was given."""

    student: int
    cohort: int
    subject: int
    semester: int
    kind: str
    ordinal: int
    venue: str


def mark_counts(
    cohorts: Collection[int], *, online: tuple[str, ...]
) -> dict[CellKey, Counted]:
    """Return the counts of marks by the class in which they were given.

    online: venues on the platform. The last number says how many periodic marks
    have an ordinal above 1, which a count cannot tell from another pupil's.
    """
    counts = {}
    for kind in KINDS:
        counts[kind] = Count("id", filter=Q(kind=kind))
        counts[f"{kind}_online"] = Count("id", filter=Q(kind=kind, venue__in=online))
    rows = (
        Mark.objects.current()
        .filter(cohort_id__in=cohorts)
        .order_by()
        .values_list("cohort_id", "subject_id", "semester")
        .annotate(
            **counts,
            repeated=Count("id", filter=Q(kind__in=[GK, CK], ordinal__gt=1)),
        )
    )
    return {
        (cohort, subject, semester): counted
        for cohort, subject, semester, *counted in rows.iterator()
    }


def students_with_marks(cohort: int, subject: int, semester: int) -> set[int]:
    """Return the students with marks in one cell."""
    return set(
        Mark.objects.current()
        .filter(cohort_id=cohort, subject_id=subject, semester=semester)
        .values_list("student_id", flat=True)
    )


def strangers(cohorts: Collection[int]) -> set[int]:
    """Return the students with marks in a class whose enrolment is gone."""
    enrolled = Enrolment.objects.filter(
        student_id=OuterRef("student_id"), cohort_id=OuterRef("cohort_id")
    )
    return set(
        Mark.objects.current()
        .filter(~Exists(enrolled), cohort_id__in=cohorts)
        .order_by()
        .values_list("student_id", flat=True)
        .distinct()
    )


def marks_of(students: Iterable[int]) -> Iterator[GivenMark]:
    """Yield the current marks of these students, all years, student by student."""
    waiting = iter(sorted(students))
    while chunk := list(islice(waiting, CHUNK)):
        rows = (
            Mark.objects.current()
            .filter(student_id__in=chunk, kind__in=KINDS)
            .order_by("student_id")
            .values_list(
                "student_id", "cohort_id", "subject_id", "semester", "kind",
                "ordinal", "venue",
            )
        )  # fmt: skip
        for row in rows.iterator(chunk_size=5_000):
            yield GivenMark(*row)


class ValuedMark(NamedTuple):
    """A current mark of one student with what it says."""

    student: int
    cohort: int
    subject: int
    semester: int
    kind: str
    ordinal: int
    value: Decimal | bool


def values_of(students: Iterable[int]) -> Iterator[ValuedMark]:
    """Yield the current marks of these students with their values, all years."""
    waiting = iter(sorted(students))
    while chunk := list(islice(waiting, CHUNK)):
        rows = (
            Mark.objects.current()
            .filter(student_id__in=chunk, kind__in=KINDS)
            .order_by()
            .values_list(
                "student_id", "cohort_id", "subject_id", "semester", "kind",
                "ordinal", "score", "passed",
            )
        )  # fmt: skip
        for *where, kind, ordinal, score, passed in rows.iterator(chunk_size=5_000):
            student, cohort, subject, semester = where
            value = passed if score is None else score
            yield ValuedMark(student, cohort, subject, semester, kind, ordinal, value)
