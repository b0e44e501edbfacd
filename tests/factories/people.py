"""Units, classes and people for tests. Plain functions, no surprises."""

from datetime import date
from itertools import count

from lms.people.enums import CohortKind, Role, UnitKind
from lms.people.models import (
    Cohort,
    Enrolment,
    OrgParent,
    OrgUnit,
    RoleAssignment,
    SchoolYear,
    Semester,
    TeachingAssignment,
    User,
)
from tests.factories.curriculum import make_subject

YEAR = "2026-2027"
_numbers = count(1)


def make_year(code=YEAR):
    first = int(code[:4])
    year, is_new = SchoolYear.objects.get_or_create(
        code=code,
        defaults={"starts": date(first, 9, 5), "ends": date(first + 1, 5, 31)},
    )
    if is_new:
        middle = date(first + 1, 1, 12)
        Semester.objects.create(
            year=year, number=1, starts=year.starts, ends=date(first + 1, 1, 11)
        )
        Semester.objects.create(year=year, number=2, starts=middle, ends=year.ends)
    return year


def make_unit(code=None, *, kind=UnitKind.SCHOOL, parent=None, **changes):
    number = next(_numbers)
    unit = OrgUnit.objects.create(
        code=code or f"U{number}",
        kind=kind,
        **{"name": f"Trường số {number}"} | changes,
    )
    if parent is not None:
        OrgParent.objects.create(unit=unit, parent=parent)
    return unit


def make_user(username=None, **changes):
    number = next(_numbers)
    values = {
        "username": username or f"user{number}",
        "full_name": f"Nguyễn Văn {number}",
        "code": f"P{number:08d}",
    } | changes
    password = values.pop("password", "mat-khau-thu")
    user = User(**values)
    user.set_password(password)
    user.save()
    return user


def make_cohort(code="10A1", *, school=None, grade=10, year=None, **changes):
    return Cohort.objects.create(
        code=code,
        school=school or make_unit(),
        year=year or make_year(),
        grade=grade,
        **{"kind": CohortKind.HOMEROOM} | changes,
    )


def enrol(student, cohort, *, starts=None, ends=None):
    return Enrolment.objects.create(
        student=student,
        cohort=cohort,
        starts=starts or cohort.year.starts,
        ends=ends,
    )


def give_role(person, role, unit, **changes):
    return RoleAssignment.objects.create(person=person, role=role, unit=unit, **changes)


def assign(teacher, cohort, subject="MAT"):
    return TeachingAssignment.objects.create(
        teacher=teacher,
        cohort=cohort,
        subject=make_subject(subject) if subject else None,
    )


def make_teacher(school, **changes):
    teacher = make_user(**changes)
    give_role(teacher, Role.TEACHER, school)
    return teacher
