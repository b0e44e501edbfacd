"""Which schools a province has, where they lie and how big they are (domain.md 6).

Together with the six schools of the small demonstration: 350 schools, 6,550 classes
and about 235,000 students, in the proportions of the plan of Hưng Yên.
"""

from dataclasses import dataclass
from typing import Any

from lms.curriculum.rules.levels import GRADES, LOWER, PRIMARY, UPPER
from lms.demo.seeding.data import load

SCHOOLS, SMALL_SCHOOLS = 350, 6  # of the province; of the small demonstration in it
COMMUNES, CLUSTERS = 97, 9
DIFFICULT = frozenset({3, 6, 9})  # last digits of the communes in difficult areas
CONTINUING, BOTH = "continuing", "primary_lower"


@dataclass(frozen=True)
class Kind:
    """A kind of school: how many there are, and their classes.

    parallel: (level, parallel classes of a grade in turn, school by school).
    pupils: usual size of a class by level. staff: teachers for a class.
    """

    name: str
    prefix: str
    count: int
    parallel: tuple[tuple[str, tuple[int, ...]], ...]
    staff: float


KINDS = (
    Kind("primary", "TH", 164, ((PRIMARY, (4, 3, 4, 5, 4)),), 1.5),
    Kind(BOTH, "LC", 12, ((PRIMARY, (3,)), (LOWER, (2,))), 1.8),
    Kind("lower_secondary", "CS", 132, ((LOWER, (4, 3, 4, 4)),), 2.15),
    Kind("upper_secondary", "PT", 31, ((UPPER, (10, 9, 11)),), 2.4),
    Kind(CONTINUING, "TX", 5, ((UPPER, (4,)),), 1.8),
)
PUPILS = {PRIMARY: 33, LOWER: 38, UPPER: 41}


@dataclass(frozen=True)
class CommunePlan:
    """A commune to be: its former district becomes a reporting group."""

    number: int
    code: str
    name: str
    cluster: int

    @property
    def is_difficult(self) -> bool:
        """Whether online teaching has it hard there."""
        return self.number % 10 in DIFFICULT


@dataclass(frozen=True)
class SchoolPlan:
    """A school to be. number: 1.. among the schools beside the small ones.

    classes: (grade, parallel classes, pupils in each) by grade.
    """

    number: int
    kind: str
    code: str
    name: str
    commune: CommunePlan
    classes: tuple[tuple[int, int, int], ...]
    staff: int

    @property
    def has_sites(self) -> bool:
        """Whether it teaches at several sites."""
        return self.kind == BOTH


def plan_communes() -> list[CommunePlan]:
    """Return the communes beside those of the small demonstration, in order."""
    patterns = load("names.json")["patterns"]
    found = []
    for number in range(1, COMMUNES + 1):
        pattern = patterns["ward" if number % 5 == 0 else "commune"]
        name = pattern.format(n=number)
        found.append(
            CommunePlan(number, f"MH-X{number:03d}", name, number % CLUSTERS + 1)
        )
    return found


def plan_schools(schools: int = SCHOOLS) -> list[SchoolPlan]:
    """Return the schools beside the six small ones, for a province of so many.

    Fewer schools are the first of more: a bigger run goes on from a smaller one.
    """
    communes = plan_communes()
    patterns = load("names.json")["patterns"]
    chosen = _in_proportion()[: max(0, schools - SMALL_SCHOOLS)]
    return [
        _school(number, kind, place, communes, patterns)
        for number, (kind, place) in enumerate(chosen, start=1)
    ]


def _in_proportion() -> list[tuple[Kind, int]]:
    """Return (kind, place in its kind) so that every beginning has all kinds."""
    pairs = [(kind, place) for kind in KINDS for place in range(kind.count)]
    return sorted(
        pairs, key=lambda pair: ((pair[1] + 0.5) / pair[0].count, pair[0].name)
    )


def _school(
    number: int,
    kind: Kind,
    place: int,
    communes: list[CommunePlan],
    patterns: dict[str, Any],
) -> SchoolPlan:
    where = [c for c in communes if c.is_difficult] if kind.name == BOTH else communes
    classes = tuple(
        (grade, turn[place % len(turn)], PUPILS[level])
        for level, turn in kind.parallel
        for grade in GRADES[level]
    )
    return SchoolPlan(
        number=number,
        kind=kind.name,
        code=f"MH-{kind.prefix}{place + 1:03d}",
        name=patterns[kind.name].format(n=place + 1),
        commune=where[number % len(where)],
        classes=classes,
        staff=round(kind.staff * sum(parallel for _g, parallel, _p in classes)) + 4,
    )
