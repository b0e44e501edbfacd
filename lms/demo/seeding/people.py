"""Staff, students and guardians of the demonstration province."""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lms.core.text import name_key
from lms.curriculum.enums import SubjectKind
from lms.curriculum.models import ProgrammeRow, Subject
from lms.curriculum.rules.levels import level_of_grade
from lms.demo.seeding.calendar import Calendar
from lms.demo.seeding.names import Names
from lms.demo.seeding.organisation import Organisation
from lms.demo.state import PASSWORD
from lms.people.enums import CohortKind, Role
from lms.people.models import (
    Cohort,
    Enrolment,
    Guardianship,
    PersonIdentifier,
    RoleAssignment,
    TeachingAssignment,
    User,
)

SECOND_OFFICER = "second curriculum officer"  # writes what the first reviews
PRIMARY_BY_ONE = frozenset(["VIE", "MAT", "ETH", "NSO", "SCI", "HGE", "EXP", "ITE"])


@dataclass
class People:
    """Everybody, ready to be looked up by the later steps."""

    calendar: Calendar
    password: str
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    students: dict[str, list[User]] = field(default_factory=dict)
    teachers: dict[tuple[str, str], User] = field(default_factory=dict)
    staff: dict[str, list[User]] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)
    group_heads: dict[tuple[str, str], User] = field(default_factory=dict)
    officers: dict[str, User] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    counter: Any = field(default_factory=lambda: itertools.count(1))

    def make(self, names: list[str], *, prefix: str) -> list[User]:
        """Make people with codes and the common password."""
        users = []
        for name in names:
            code = f"{prefix}{next(self.counter):08d}"
            users.append(
                User(
                    username=code.lower(),
                    code=code,
                    full_name=name,
                    sort_name=name_key(name),
                    password=self.password,
                    is_demo=True,
                )
            )
        made = User.objects.bulk_create(users)
        PersonIdentifier.objects.bulk_create(
            PersonIdentifier(person=user, scheme="sector", value=user.code)
            for user in made
        )
        return made


def make_people(organisation: Organisation, calendar: Calendar) -> People:
    """Make officers, staff, classes, students, guardians and who teaches whom."""
    people = People(calendar, make_password(PASSWORD))
    people.subjects = {subject.code: subject for subject in Subject.objects.all()}
    _make_officers(organisation, people)
    for row in organisation.plan["schools"]:
        _make_classes(organisation, people, row)
        _make_students(people, row)
        _make_staff(organisation, people, row)
        _assign_teaching(people, row)
    _make_groups(organisation, people)
    _move_some(people)
    _make_guardians(people)
    return people


def subject_codes(cohort: Cohort) -> list[str]:
    """Return what a class is taught: its own list, or all that is compulsory."""
    own = sorted(subject.code for subject in cohort.subjects.all())
    if own:
        return own
    rows = ProgrammeRow.objects.filter(
        level=level_of_grade(cohort.grade), grade=cohort.grade
    ).exclude(kind=SubjectKind.ELECTIVE)
    return sorted(rows.values_list("subject__code", flat=True))


def _make_officers(organisation: Organisation, people: People) -> None:
    names = Names("officers").several(6)
    roles = (
        Role.PROVINCE_LEADER,
        Role.CURRICULUM_OFFICER,
        Role.EXAM_OFFICER,
        Role.ADMINISTRATOR,
        Role.COMMUNE_OFFICER,
        Role.CURRICULUM_OFFICER,
    )
    for role, user in zip(roles, people.make(names, prefix="CB"), strict=True):
        known = role in people.officers
        people.officers[SECOND_OFFICER if known else role] = user
        unit = organisation.province
        if role == Role.COMMUNE_OFFICER:
            unit = organisation.units[organisation.plan["communes"][2]["code"]]
        RoleAssignment.objects.create(person=user, role=role, unit=unit)


def _make_classes(
    organisation: Organisation, people: People, row: dict[str, Any]
) -> None:
    school = organisation.units[row["code"]]
    site_codes = [code for code, _name in row.get("sites", ())]
    selective = organisation.plan["selective"].get(row["code"], {})
    for place, (code, grade, _size) in enumerate(row["classes"]):
        site = organisation.units[site_codes[place % 2]] if site_codes else None
        cohort = Cohort.objects.create(
            code=code,
            source_code=f"{row['code']}-{code}",
            title=f"Lớp {code}",
            school=school,
            site=site,
            year=people.calendar.year,
            grade=grade,
        )
        if chosen := selective.get(str(grade)):
            base = _taught_in(grade, is_continuing=bool(row.get("continuing")))
            cohort.subjects.set(people.subjects[c] for c in [*base, *chosen])
        people.cohorts[code] = cohort


def _taught_in(grade: int, *, is_continuing: bool) -> list[str]:
    level = "continuing_upper_secondary" if is_continuing else level_of_grade(grade)
    rows = ProgrammeRow.objects.filter(level=level, grade=grade)
    rows = rows.exclude(kind=SubjectKind.ELECTIVE)
    return sorted(rows.values_list("subject__code", flat=True))


def _make_students(people: People, row: dict[str, Any]) -> None:
    year = people.calendar.year
    highland = row["commune"] == "MH-X3"
    for code, _grade, size in row["classes"]:
        names = Names(f"students {code}", highland=highland).several(size)
        students = people.make(sorted(names, key=name_key), prefix="HS")
        people.students[code] = students
        Enrolment.objects.bulk_create(
            Enrolment(student=student, cohort=people.cohorts[code], starts=year.starts)
            for student in students
        )


def _make_staff(
    organisation: Organisation, people: People, row: dict[str, Any]
) -> None:
    code = row["code"]
    school = organisation.units[code]
    count = organisation.plan["staff_per_school"][code]
    staff = people.make(Names(f"staff {code}").several(count), prefix="GV")
    people.staff[code] = staff
    people.heads[code] = staff[0]
    roles = [RoleAssignment(person=staff[0], role=Role.SCHOOL_HEAD, unit=school)]
    roles += [
        RoleAssignment(person=person, role=Role.TEACHER, unit=school)
        for person in staff[1:]
    ]
    roles.append(RoleAssignment(person=staff[-1], role=Role.SCHOOL_IT, unit=school))
    for place, subject in enumerate(row["groups"]):
        head = staff[1 + place]
        people.group_heads[code, subject] = head
        roles.append(
            RoleAssignment(
                person=head,
                role=Role.GROUP_HEAD,
                unit=organisation.groups[code, subject],
                subject=people.subjects[subject],
            )
        )
    RoleAssignment.objects.bulk_create(roles)


def _assign_teaching(people: People, row: dict[str, Any]) -> None:
    """Give each subject of each class a teacher; groups' subjects have their own.

    A head of a group teaches its subject in the upper classes, the teacher after
    the heads in the lower ones, so that two people know each subject of a group.
    """
    staff = people.staff[row["code"]]
    own = {subject: place for place, subject in enumerate(row["groups"])}
    first = 1 + len(own)
    rows = []
    for index, (code, grade, _size) in enumerate(row["classes"]):
        cohort = people.cohorts[code]
        homeroom = staff[first + index % (len(staff) - first)]
        rows.append(TeachingAssignment(teacher=homeroom, cohort=cohort))
        for place, subject in enumerate(subject_codes(cohort)):
            if grade <= 5 and subject in PRIMARY_BY_ONE:
                teacher = homeroom
            elif subject in own:
                second = first + own[subject] % (len(staff) - first)
                teacher = staff[second if index < 2 else 1 + own[subject]]
            else:
                teacher = staff[first + (place + index) % (len(staff) - first)]
            people.teachers[code, subject] = teacher
            rows.append(
                TeachingAssignment(
                    teacher=teacher, cohort=cohort, subject=people.subjects[subject]
                )
            )
    TeachingAssignment.objects.bulk_create(rows)


def _make_groups(organisation: Organisation, people: People) -> None:
    """Make the teaching groups (cụm chuyên đề) beside the classes."""
    for row in organisation.plan["schools"]:
        for code, grade, subject, classes, size in row.get("clusters", ()):
            cohort = Cohort.objects.create(
                code=code,
                source_code=f"{row['code']}-{code}",
                title=f"{people.subjects[subject].name_vi} {grade}",
                school=organisation.units[row["code"]],
                year=people.calendar.year,
                grade=grade,
                kind=CohortKind.GROUP,
            )
            cohort.subjects.set([people.subjects[subject]])
            people.cohorts[code] = cohort
            pool = [s for c in classes for s in people.students[c]]
            members = pool[:: max(1, len(pool) // size)][:size]
            Enrolment.objects.bulk_create(
                Enrolment(student=s, cohort=cohort, starts=people.calendar.year.starts)
                for s in members
            )
            people.students[code] = members
            teacher = people.teachers[classes[0], subject.removesuffix("-CD")]
            people.teachers[code, subject] = teacher
            TeachingAssignment.objects.create(
                teacher=teacher, cohort=cohort, subject=people.subjects[subject]
            )


def _move_some(people: People) -> None:
    """Let a few students change class or school, and one be exempt."""
    moves = (("10A2", "10A1", 4), ("10B1", "10A2", 6), ("6B", "6A", 5))
    for place, (source, target, week) in enumerate(moves):
        if week > people.calendar.week_now:
            continue
        student = people.students[source][10 + place]
        day = people.calendar.day(week, 0)
        Enrolment.objects.filter(student=student, cohort=people.cohorts[source]).update(
            ends=day
        )
        Enrolment.objects.create(
            student=student, cohort=people.cohorts[target], starts=day
        )
        people.students[source].remove(student)
        people.students[target].append(student)
    exempt = Enrolment.objects.get(
        student=people.students["11A1"][3], cohort=people.cohorts["11A1"]
    )
    exempt.exempt_subjects.add(people.subjects["PED"])


def _make_guardians(people: People) -> None:
    """Give every fourth student a guardian, verified by the school."""
    verified = timezone.now() - timedelta(days=20)
    rows = []
    for code, students in people.students.items():
        if people.cohorts[code].kind == CohortKind.GROUP:
            continue
        wards = students[::4]
        adults = people.make(Names(f"adults {code}").several(len(wards)), prefix="PH")
        head = people.heads[people.cohorts[code].school.code]
        rows += [
            Guardianship(
                guardian=adult,
                student=ward,
                relation="cha mẹ",
                verified_by=head,
                verified_at=verified,
            )
            for adult, ward in zip(adults, wards, strict=True)
        ]
    Guardianship.objects.bulk_create(rows)
