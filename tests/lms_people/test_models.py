"""Every constraint of people bites."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.people.enums import Area, ParentRelation, Role, RunState, SuccessionKind
from lms.people.models import (
    AcademicSession,
    ClassDoor,
    Cohort,
    Enrolment,
    GuardianCode,
    Guardianship,
    ImportRun,
    OrgArea,
    OrgParent,
    OrgSuccession,
    OrgUnit,
    PersonIdentifier,
    RoleAssignment,
    SchoolYear,
    Semester,
    TeachingAssignment,
    User,
)
from tests.factories.curriculum import make_subject
from tests.factories.people import make_cohort, make_unit, make_user, make_year

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 5)
BACKWARDS = {"valid_from": DAY, "valid_to": DAY}


def bites(name, make):
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE"), transaction.atomic():
        make()


def test_units():
    unit, other = make_unit(), make_unit()
    OrgParent.objects.create(unit=unit, parent=other)
    OrgArea.objects.create(unit=unit, area=Area.DIFFICULT)

    bites("org_unit_kind_known", lambda: make_unit(kind="planet"))
    bites("org_unit_ends_after_start", lambda: make_unit(**BACKWARDS))
    bites(
        "org_parent_one_now", lambda: OrgParent.objects.create(unit=unit, parent=other)
    )
    bites(
        "org_parent_not_itself",
        lambda: OrgParent.objects.create(unit=other, parent=other),
    )
    bites(
        "org_parent_ends_after_start",
        lambda: OrgParent.objects.create(unit=other, parent=unit, **BACKWARDS),
    )
    bites("org_area_known", lambda: OrgArea.objects.create(unit=other, area="sunny"))
    bites(
        "org_area_one_now",
        lambda: OrgArea.objects.create(unit=unit, area=Area.FAVOURABLE),
    )
    bites(
        "org_area_ends_after_start",
        lambda: OrgArea.objects.create(unit=other, area=Area.DIFFICULT, **BACKWARDS),
    )
    OrgParent.objects.create(
        unit=unit, parent=make_unit(), relation=ParentRelation.REPORTING
    )


def test_successions():
    old, new = make_unit(), make_unit()

    bites(
        "org_succession_has_successor",
        lambda: OrgSuccession.objects.create(
            old=old, date=DAY, kind=SuccessionKind.MERGE
        ),
    )
    bites(
        "org_succession_has_successor",
        lambda: OrgSuccession.objects.create(
            old=old, new=new, date=DAY, kind=SuccessionKind.ABOLISH
        ),
    )
    bites(
        "org_succession_kind_known",
        lambda: OrgSuccession.objects.create(old=old, new=new, date=DAY, kind="sold"),
    )


def test_years():
    year = make_year()
    AcademicSession.objects.create(source_code="x", year=year)

    bites(
        "school_year_ends_after_start",
        lambda: SchoolYear.objects.create(code="1", starts=DAY, ends=DAY),
    )
    bites(
        "semester_once",
        lambda: Semester.objects.create(
            year=year, number=1, starts=DAY, ends=DAY + timedelta(1)
        ),
    )
    bites(
        "semester_one_or_two",
        lambda: Semester.objects.create(
            year=year, number=3, starts=DAY, ends=DAY + timedelta(1)
        ),
    )
    bites(
        "semester_ends_after_start",
        lambda: Semester.objects.filter(number=2).update(ends=DAY, starts=DAY),
    )
    bites(
        "source_code",
        lambda: AcademicSession.objects.create(source_code="x", year=year),
    )


def test_classes_and_who_is_in_them():
    cohort, person = make_cohort("10A1"), make_user()
    Enrolment.objects.create(student=person, cohort=cohort, starts=DAY)
    TeachingAssignment.objects.create(teacher=person, cohort=cohort)
    now = timezone.now()
    ClassDoor.objects.create(code="A", cohort=cohort, opened_by=person, closes_at=now)

    bites("cohort_code_once", lambda: make_cohort("10A1", school=cohort.school))
    bites("cohort_grade_known", lambda: make_cohort("13A", grade=13))
    bites("cohort_kind_known", lambda: make_cohort("10A2", kind="club"))
    bites(
        "enrolment_once",
        lambda: Enrolment.objects.create(student=person, cohort=cohort, starts=DAY),
    )
    bites(
        "enrolment_ends_after_start",
        lambda: Enrolment.objects.create(
            student=make_user(), cohort=cohort, starts=DAY, ends=DAY
        ),
    )
    bites(
        "teaching_once",
        lambda: TeachingAssignment.objects.create(teacher=person, cohort=cohort),
    )
    bites(
        "teaching_ends_after_start",
        lambda: TeachingAssignment.objects.create(
            teacher=person, cohort=cohort, starts=DAY, ends=DAY
        ),
    )
    bites(
        "code",
        lambda: ClassDoor.objects.create(
            code="A", cohort=cohort, opened_by=person, closes_at=now
        ),
    )


def test_people_and_roles():
    person, unit = make_user(), make_unit()
    subject = make_subject()
    PersonIdentifier.objects.create(person=person, scheme="sector", value="1")
    RoleAssignment.objects.create(person=person, role=Role.TEACHER, unit=unit)
    RoleAssignment.objects.create(
        person=person, role=Role.TEACHER, unit=unit, subject=subject
    )

    bites("code", lambda: make_user(code=person.code))
    bites(
        "identifier_names_one_person",
        lambda: PersonIdentifier.objects.create(
            person=make_user(), scheme="sector", value="1"
        ),
    )
    bites(
        "identifier_ends_after_start",
        lambda: PersonIdentifier.objects.create(
            person=person, scheme="x", value="1", **BACKWARDS
        ),
    )
    bites(
        "role_assignment_once",
        lambda: RoleAssignment.objects.create(
            person=person, role=Role.TEACHER, unit=unit
        ),
    )
    bites(
        "role_assignment_role_known",
        lambda: RoleAssignment.objects.create(person=person, role="king", unit=unit),
    )
    bites(
        "role_assignment_ends_after_start",
        lambda: RoleAssignment.objects.create(
            person=person, role=Role.MARKER, unit=unit, **BACKWARDS
        ),
    )


def test_guardians():
    person, child, now = make_user(), make_user(), timezone.now()
    Guardianship.objects.create(guardian=person, student=child)
    code = {
        "student": child,
        "issued_by": person,
        "issued_at": now,
        "expires_at": now + timedelta(1),
    }
    GuardianCode.objects.create(digest="a", **code)

    bites(
        "guardianship_once",
        lambda: Guardianship.objects.create(guardian=person, student=child),
    )
    bites(
        "guardianship_not_oneself",
        lambda: Guardianship.objects.create(guardian=person, student=person),
    )
    bites(
        "guardian_code_one_valid",
        lambda: GuardianCode.objects.create(digest="b", **code),
    )
    bites(
        "guardian_code_ends_after_start",
        lambda: GuardianCode.objects.create(
            digest="c", **(code | {"student": person, "expires_at": now})
        ),
    )


def test_runs():
    run = {
        "token": "a",
        "importer": "roster",
        "file_name": "a",
        "digest": "",
        "size": 1,
        "by": make_user(),
    }
    ImportRun.objects.create(**run)

    bites("token", lambda: ImportRun.objects.create(**run))
    bites(
        "import_run_state_known",
        lambda: ImportRun.objects.create(**(run | {"token": "b", "state": "lost"})),
    )
    bites(
        "import_run_done_has_end",
        lambda: ImportRun.objects.create(
            **(run | {"token": "c", "state": RunState.DONE})
        ),
    )


def test_names_are_derived_however_a_person_is_written():
    saved = make_user(full_name="  Đỗ   Thị Ánh ")
    [bulk] = User.objects.bulk_create([User(username="b", full_name="Đỗ Thị  Ánh")])

    for person in (saved, User.objects.get(pk=bulk.pk)):
        person.refresh_from_db()
        assert (person.full_name, person.name_fold) == ("Đỗ Thị Ánh", "do thi anh")
        assert person.sort_name == saved.sort_name
    assert (saved.get_short_name(), str(saved)) == ("Ánh", "Đỗ Thị Ánh")


def test_labels_say_what_a_row_is():
    cohort = make_cohort("10A1", title="Lớp 10A1")

    assert (str(cohort), str(Cohort(code="X"))) == ("Lớp 10A1", "X")
    assert str(OrgUnit(name="THPT Một")) == "THPT Một"
