"""The staff of a school: who leads it, who teaches what."""

from dataclasses import dataclass, field
from itertools import cycle

from lms.demo.seeding.data import load
from lms.demo.seeding.names import Names
from lms.demo.seeding.people import PRIMARY_BY_ONE
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.classes import Klass
from lms.demo.seeding.province.people import add_people
from lms.demo.seeding.province.plan import SchoolPlan
from lms.demo.seeding.province.writer import Row, Table, Writer
from lms.people.enums import Role, UnitKind
from lms.people.models import (
    OrgParent,
    OrgUnit,
    RoleAssignment,
    TeachingAssignment,
)

OFFICE = 3  # head, deputy head, IT staff: they teach nothing
GROUPS = ("MAT", "LIT", "VIE", "FL1", "NAT", "PHY", "HIS")  # where they are taught
Course = tuple[Klass, str, int]  # class, subject that its teacher is of, subject id


@dataclass
class Staff:
    """The teachers of a school by the subject they teach; class teachers of primary."""

    teachers: list[int]
    by_subject: dict[str, list[int]] = field(default_factory=dict)
    by_class: dict[int, int] = field(default_factory=dict)


def add_staff(
    province: Province,
    writer: Writer,
    plan: SchoolPlan,
    unit: int,
    classes: list[Klass],
) -> None:
    """Add staff with roles, subject groups with heads, and who teaches whom."""
    names = Names(f"staff {plan.code}").several(plan.staff)
    codes = [f"GV{plan.number:03d}{n:05d}" for n in range(1, plan.staff + 1)]
    people = add_people(province, writer, list(zip(codes, names, strict=True)))
    office, teachers = people[:OFFICE], people[OFFICE:]
    staff = Staff(teachers)
    rows = _teaching(staff, classes)
    writer.add(Table(TeachingAssignment, "teacher", "cohort", "subject"), rows)
    roles = [
        (person, role, unit, None)
        for person, role in zip(
            office, (Role.SCHOOL_HEAD, Role.SCHOOL_HEAD, Role.SCHOOL_IT), strict=True
        )
    ]
    roles += [(person, Role.TEACHER, unit, None) for person in teachers]
    roles += _groups(province, writer, plan, unit, staff)
    writer.add(Table(RoleAssignment, "person", "role", "unit", "subject"), roles)


def _teaching(staff: Staff, classes: list[Klass]) -> list[Row]:
    """Return (teacher, class, subject or None for the class teacher)."""
    homes = [klass for klass in classes if klass.parent is None]
    rows: list[Row] = []
    for klass, person in zip(homes, cycle(staff.teachers), strict=False):
        staff.by_class[klass.id] = person
        rows.append((person, klass.id, None))
    courses = [
        (klass, taught.code.removesuffix("-CD"), taught.subject_id)
        for klass in classes
        for taught in klass.taught
    ]
    _share_out(staff, courses, len(homes))
    turn = {code: cycle(people) for code, people in staff.by_subject.items()}
    for klass, code, subject in courses:
        person = staff.by_class[klass.id] if _by_one(klass, code) else next(turn[code])
        rows.append((person, klass.id, subject))
    return rows


def _by_one(klass: Klass, code: str) -> bool:
    return klass.grade <= 5 and code in PRIMARY_BY_ONE


def _share_out(staff: Staff, courses: list[Course], homes: int) -> None:
    """Give each subject teachers in proportion to its classes, one at least.

    In primary, who has a class of her own teaches only there.
    """
    loads: dict[str, int] = {}
    for klass, code, _subject in courses:
        if not _by_one(klass, code):
            loads[code] = loads.get(code, 0) + 1
    free = staff.teachers
    if any(_by_one(klass, code) for klass, code, _subject in courses):
        free = staff.teachers[homes:] or staff.teachers
    total, at = sum(loads.values()), 0.0
    for code, load_ in sorted(loads.items()):
        share = load_ * len(free) / total
        first, last = int(at), max(int(at) + 1, round(at + share))
        staff.by_subject[code] = free[first:last] or free[-1:]
        at += share


def _groups(
    province: Province, writer: Writer, plan: SchoolPlan, unit: int, staff: Staff
) -> list[Row]:
    """Make the subject groups; return the roles of their heads."""
    fresh = writer.ids(OrgUnit)
    pattern = load("names.json")["patterns"]["subject_group"]
    units: list[Row] = []
    roles: list[Row] = []
    for code in GROUPS:
        teachers = staff.by_subject.get(code) or (
            staff.teachers if code == "VIE" and plan.classes[0][0] <= 5 else []
        )
        if not teachers:
            continue
        id_, subject = next(fresh), province.subjects[code]
        name = pattern.format(subject=province.subject_names[code])
        units.append((id_, f"{plan.code}-TO-{code}", name, subject))
        roles.append((teachers[0], Role.GROUP_HEAD, id_, subject))
    writer.add(
        Table(OrgUnit, "id", "code", "name", "subject", kind=UnitKind.SUBJECT_GROUP),
        units,
    )
    writer.add(Table(OrgParent, "unit", "parent"), [(row[0], unit) for row in units])
    return roles
