"""The students of a school and where they are enrolled."""

from dataclasses import replace
from random import Random

from lms.core.text import name_key
from lms.demo.seeding.names import Names
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.classes import FOREVER, Klass, Member
from lms.demo.seeding.province.people import add_people
from lms.demo.seeding.province.plan import SchoolPlan
from lms.demo.seeding.province.writer import Row, Table, Writer
from lms.people.models import Enrolment

MOVE, EXEMPT = 0.02, 0.003  # of all students, within the year
MOVE_WEEKS = (3, 30)
PHYSICAL = "PED"


def add_students(
    province: Province, writer: Writer, plan: SchoolPlan, classes: list[Klass]
) -> None:
    """Fill the classes with students; a few change to a class of the same choice."""
    chance = Random(f"students {plan.code}")  # noqa: S311  invented, no secret
    homes = [klass for klass in classes if klass.parent is None]
    _name(province, writer, plan, homes, chance)
    _move(homes, chance)
    for klass in classes:
        if klass.parent is not None:
            klass.members = klass.parent.members
    _enrol(province, writer, classes)


def _name(
    province: Province,
    writer: Writer,
    plan: SchoolPlan,
    homes: list[Klass],
    chance: Random,
) -> None:
    number = 0
    for klass in homes:
        drawn = Names(
            f"students {plan.code} {klass.code}", highland=plan.commune.is_difficult
        ).several(klass.size)
        people = []
        for name in sorted(drawn, key=name_key):
            number += 1
            people.append((f"HS{plan.number:03d}{number:05d}", name))
        for person in add_people(province, writer, people):
            ability = min(95, max(25, round(chance.gauss(68, 13))))
            klass.members.append(Member(person, ability, chance.random() < EXEMPT))


def _move(homes: list[Klass], chance: Random) -> None:
    by_kind: dict[tuple[int, int], list[Klass]] = {}
    for klass in homes:
        by_kind.setdefault((klass.grade, klass.choice), []).append(klass)
    for klass in homes:
        others = [k for k in by_kind[klass.grade, klass.choice] if k is not klass]
        for member in list(klass.members):
            stays = member.first or not others  # who came stays, too
            if not stays and chance.random() < MOVE:
                member.last = chance.randint(*MOVE_WEEKS)
                moved = replace(member, first=member.last, last=FOREVER)
                chance.choice(others).members.append(moved)


def _enrol(province: Province, writer: Writer, classes: list[Klass]) -> None:
    calendar, year = province.calendar, province.year
    fresh = writer.ids(Enrolment)
    physical = province.subjects[PHYSICAL]
    kept = ("id", "student", "cohort", "starts")
    whole, ended = Table(Enrolment, *kept), Table(Enrolment, *kept, "ends")
    exempt: list[Row] = []
    for klass in classes:
        takes = physical in {taught.subject_id for taught in klass.taught}
        for member in klass.members:
            starts = calendar.day(member.first, 0) if member.first else year.starts
            id_ = next(fresh)
            row = (id_, member.person, klass.id, starts)
            if member.last == FOREVER:
                writer.add(whole, [row])
            else:
                writer.add(ended, [(*row, calendar.day(member.last, 0))])
            if member.is_exempt and takes:
                exempt.append((id_, physical))
    writer.add(Table(Enrolment.exempt_subjects.through, "enrolment", "subject"), exempt)
