"""The classes of a school, and the teaching groups beside those of upper secondary."""

from dataclasses import dataclass, field
from random import Random

from lms.curriculum.rules.levels import UPPER, level_of_grade
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.plan import CONTINUING, SchoolPlan
from lms.demo.seeding.province.writer import Table, Writer
from lms.people.enums import CohortKind
from lms.people.models import Cohort
from lms.records.queries.programme import Taught

# What classes choose: four subjects of nine, three clusters (domain.md 4).
CHOICES = (
    (("PHY", "CHE", "BIO", "INF"), ("MAT-CD", "PHY-CD", "CHE-CD")),
    (("PHY", "CHE", "INF", "TEC"), ("MAT-CD", "PHY-CD", "INF-CD")),
    (("GEO", "ELP", "INF", "TEC"), ("LIT-CD", "HIS-CD", "GEO-CD")),
    (("GEO", "ELP", "PHY", "BIO"), ("MAT-CD", "LIT-CD", "GEO-CD")),
)
CONTINUING_BASE = ("LIT", "MAT", "HIS")
FOREVER = 99  # weeks: until the end
SPREAD = 3  # pupils that a class has more or less than usual


@dataclass
class Member:
    """A pupil in a class, from a school week up to (not including) another."""

    person: int
    ability: int  # usual mark in tenths
    is_exempt: bool = False  # from physical education
    first: int = 0
    last: int = FOREVER


@dataclass
class Klass:
    """A class or teaching group to be filled. parent: the class of a group."""

    id: int
    code: str
    grade: int
    choice: int
    size: int
    taught: list[Taught]
    parent: "Klass | None" = None
    members: list[Member] = field(default_factory=list)

    def in_week(self, week: int) -> list[Member]:
        """Return who is in the class in a school week."""
        return [m for m in self.members if m.first <= week < m.last]


def make_classes(
    province: Province, writer: Writer, plan: SchoolPlan, unit: int, sites: list[int]
) -> list[Klass]:
    """Make classes in order of grade and code, each followed by its groups."""
    chance = Random(f"classes {plan.code}")  # noqa: S311  invented, no secret
    fresh = writer.ids(Cohort)
    found = []
    for grade, parallel, pupils in plan.classes:
        for place in range(parallel):
            choice = place % len(CHOICES) if level_of_grade(grade) == UPPER else -1
            home = Klass(
                id=next(fresh),
                code=f"{grade}A{place + 1}",
                grade=grade,
                choice=choice,
                size=max(1, pupils + chance.randint(-SPREAD, SPREAD)),
                taught=_taught(province, plan, grade, choice),
            )
            found.append(home)
            if choice >= 0 and plan.kind != CONTINUING:
                found += [
                    _group(province, home, c, next(fresh)) for c in CHOICES[choice][1]
                ]
    _write(province, writer, found, unit, sites)
    return found


def _taught(
    province: Province, plan: SchoolPlan, grade: int, choice: int
) -> list[Taught]:
    """Return the subjects of a class: the compulsory ones and what it chose."""
    programme, subjects = province.programme, province.subjects
    ids = list(programme.basics[grade])
    if plan.kind == CONTINUING:
        ids = [subjects[code] for code in CONTINUING_BASE]
    if choice >= 0:
        ids += [subjects[code] for code in CHOICES[choice][0]]
    return [taught for id_ in ids if (taught := programme.get(id_, grade))]


def _group(province: Province, home: Klass, subject: str, id_: int) -> Klass:
    taught = province.programme.get(province.subjects[subject], home.grade)
    return Klass(
        id=id_,
        code=f"{home.code}-{subject}",
        grade=home.grade,
        choice=home.choice,
        size=home.size,
        taught=[taught] if taught else [],
        parent=home,
    )


def _write(
    province: Province, writer: Writer, found: list[Klass], unit: int, sites: list[int]
) -> None:
    cohorts = Table(
        Cohort,
        "id",
        "code",
        "title",
        "grade",
        "kind",
        "site",
        school=unit,
        year=province.year.pk,
    )
    rows = []
    for place, klass in enumerate(found):
        kind = CohortKind.GROUP if klass.parent else CohortKind.HOMEROOM
        title = f"Lớp {klass.code}" if not klass.parent else _title(province, klass)
        site = sites[place % len(sites)] if sites else None
        rows.append((klass.id, klass.code, title, klass.grade, kind, site))
    writer.add(cohorts, rows)
    writer.add(
        Table(Cohort.subjects.through, "cohort", "subject"),
        [
            (klass.id, taught.subject_id)
            for klass in found
            if klass.choice >= 0  # the others have what is compulsory
            for taught in klass.taught
        ],
    )


def _title(province: Province, klass: Klass) -> str:
    name = province.subject_names[klass.taught[0].code].removeprefix("Cụm ")
    home = klass.parent.code if klass.parent else ""
    return f"{name[0].upper()}{name[1:]} {home}"
