"""In which column of the gradebook the marks of a sitting stand."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from exams.api import CountedSitting
from exams.signals import Place
from lms.curriculum.models import Subject
from lms.people.models import Cohort
from lms.records.models import Mark
from lms.records.queries import doors
from lms.records.queries.access import may_read
from lms.records.queries.gradebook import column_label
from lms.records.queries.programme import Programme
from lms.records.rules.columns import Standing, column_of_sitting
from lms.records.rules.schemes import TX


@dataclass(frozen=True)
class Course:
    """A class, subject and semester with one kind of mark."""

    cohort_id: int
    subject_id: int
    semester: int
    kind: str

    def marks(self) -> Any:
        """Return the marks that stand there now."""
        return Mark.objects.current().filter(**vars(self))

    def standings(self) -> list[Standing]:
        """Return what the column needs to know of these marks."""
        return [Standing(*row) for row in self.marks().values_list(*Standing._fields)]


def places_of_sitting(sitting_code: str, *, user: Any = None) -> list[Place]:
    """Return where the marks of a sitting stand or would enter, by class.

    user: who asks; a gradebook that she may not open has no address.
    """
    sitting = doors.counted_sitting(sitting_code)
    if sitting is None or not sitting.kind or sitting.semester is None:
        return []
    subject = Subject.objects.filter(code=sitting.subject_code).first()
    if subject is None:
        return []
    programme, standings = Programme(), _standings(sitting, subject)
    cohorts = Cohort.objects.filter(
        pk__in=sitting.cohorts, year__code=sitting.school_year
    ).order_by("code")
    places = []
    for cohort in cohorts:
        taught = programme.get(subject.pk, cohort.grade)
        if taught is None or taught.by_comment:
            continue
        if sitting.kind in taught.scheme.kinds:
            place = _place(sitting, subject, cohort, standings[cohort.pk])
            is_shut = user is not None and not may_read(user, cohort, subject.pk)
            places.append(replace(place, url="") if is_shut else place)
    return places


def _standings(sitting: CountedSitting, subject: Subject) -> dict[int, list[Standing]]:
    rows = Mark.objects.current().filter(
        cohort_id__in=sitting.cohorts,
        subject=subject,
        semester=sitting.semester,
        kind=sitting.kind,
    )
    found = defaultdict(list)
    for cohort_id, *said in rows.values_list("cohort_id", *Standing._fields):
        found[cohort_id].append(Standing(*said))
    return found


def _place(
    sitting: CountedSitting, subject: Subject, cohort: Cohort, found: list[Standing]
) -> Place:
    code, students = sitting.sitting_code, sitting.students
    ordinal = column_of_sitting(
        sitting.kind, found, code, wish=sitting.ordinal, students=students
    )
    address = reverse("records:sheet", args=[cohort.pk, subject.code])
    return Place(
        class_code=cohort.code,
        column=column_label(sitting.kind, ordinal),
        moved=sitting.kind == TX and ordinal != sitting.ordinal,
        replaced=sum(
            one.ordinal == ordinal
            and one.student_id in students
            and one.sitting_code != code
            for one in found
        ),
        url=f"{address}?hoc-ky={sitting.semester}",
    )
