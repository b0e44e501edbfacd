"""Which classes a measurement covers, and where they hang on the as-of date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Value

from lms.core.errors import DomainError, NotFound
from lms.curriculum.models import Subject
from lms.curriculum.rules.levels import level_of_grade
from lms.people.enums import CohortKind, ParentRelation, UnitKind
from lms.people.models import (
    Cohort,
    OrgParent,
    OrgSuccession,
    OrgUnit,
    SchoolYear,
    Semester,
)
from lms.people.rules.tree import below, chain
from lms.records.queries.programme import Programme
from lms.records.rules.placement import census_day

LISTED = frozenset({UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.SCHOOL})


@dataclass(frozen=True, slots=True)
class Klass:
    """A class or teaching group with what it is taught (files.md 6)."""

    id: int
    label: str  # its code in files and figures (files.md 4)
    school_id: int
    grade: int
    level: str
    is_group: bool
    subjects: frozenset[int]


@dataclass(frozen=True, slots=True)
class Term:
    """A semester as measured: its first day and the day that decides."""

    number: int
    begins: date
    ends: date
    census: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that figures are given for."""

    id: int
    code: str
    kind: str


@dataclass
class Scope:
    """Everything a measurement needs to know of years, units and classes.

    schools: in the order of their codes. chains: school -> the listed units it
    counts for, itself first. is_whole: nothing of the year is left out.
    """

    year: SchoolYear
    terms: tuple[Term, ...]
    as_of: date
    programme: Programme
    subject_codes: dict[int, str]
    units: dict[int, Unit]
    classes: dict[int, Klass]
    schools: dict[int, list[Klass]] = field(default_factory=dict)
    chains: dict[int, list[int]] = field(default_factory=dict)
    is_whole: bool = True


def scope_of(
    year_code: str,
    *,
    semester: int | None,
    as_of: date,
    unit: OrgUnit | None = None,
    cohort: Cohort | None = None,
) -> Scope:
    """Return the scope of a measurement: a year, narrowed to a unit or a class.

    Raises DomainError unknown_school_year, semester_undated.
    """
    year = SchoolYear.objects.filter(code=year_code).first()
    if year is None:
        raise DomainError("unknown_school_year", value=year_code)
    programme = Programme()
    scope = Scope(
        year=year,
        terms=_terms(year, semester, as_of),
        as_of=as_of,
        programme=programme,
        subject_codes=dict(Subject.objects.values_list("id", "code")),
        units={u.id: u for u in _units()},
        classes={klass.id: klass for klass in _classes(year, programme)},
        is_whole=unit is None and cohort is None,
    )
    _hang(scope, unit, cohort)
    return scope


def place_named(code: str, *, year_code: str) -> tuple[OrgUnit | None, Cohort | None]:
    """Return the unit or the class of a code (files.md 4, 10). Raises NotFound."""
    unit = OrgUnit.objects.filter(code=code).first()
    if unit is not None:
        return unit, None
    school, _slash, name = code.rpartition("/")
    cohorts = Cohort.objects.filter(year__code=year_code)
    found = list(cohorts.filter(code=code)[:2])
    if len(found) != 1 and school:
        found = list(cohorts.filter(school__code=school, code=name)[:2])
    if len(found) != 1:
        raise NotFound("unit", value=code)
    return None, found[0]


def parents_on(day: date) -> dict[int, int]:
    """Return unit -> parent in the line of administration on a day (files.md 10).

    A unit that is no more counts below what it became, one that was split below its
    first successor: the periods and marks of its classes stay in the sums above.
    """
    gone = OrgSuccession.objects.filter(new__isnull=False, date__lte=day)
    places = OrgParent.objects.on(day).filter(relation=ParentRelation.LINE)
    rows = (
        places.order_by()
        .annotate(stands=Value(1))
        .values_list("stands", "valid_from", "id", "unit_id", "parent_id")
        .union(
            gone.order_by()
            .annotate(stands=Value(0), first=-F("new_id"))
            .values_list("stands", "date", "first", "old_id", "new_id")
        )
    )
    return {
        unit: parent
        for _stands, _from, _id, unit, parent in sorted(rows, key=_succeeding)
    }


def _succeeding(row: tuple[int, date | None, int, int, int]) -> tuple:
    stands, since, number, *_ids = row
    return stands, since or date.min, number


def _terms(year: SchoolYear, number: int | None, as_of: date) -> tuple[Term, ...]:
    semesters = Semester.objects.filter(year=year).order_by("number")
    if number is not None:
        semesters = semesters.filter(number=number)
    terms = tuple(
        Term(s.number, s.starts, s.ends, census_day(s.ends, as_of=as_of))
        for s in semesters
    )
    if not terms:
        raise DomainError("semester_undated", year=year.code)
    return terms


def _units() -> Iterable[Unit]:
    rows = OrgUnit.objects.values_list("id", "code", "kind")
    return [Unit(*row) for row in rows.iterator()]


def _classes(year: SchoolYear, programme: Programme) -> list[Klass]:
    listed: dict[int, list[int]] = {}
    through = Cohort.subjects.through
    for cohort, subject in (
        through.objects.filter(cohort__year=year)
        .values_list("cohort_id", "subject_id")
        .iterator()
    ):
        listed.setdefault(cohort, []).append(subject)
    rows = list(
        Cohort.objects.filter(year=year)
        .order_by("id")
        .values_list("id", "code", "school_id", "school__code", "grade", "kind")
    )
    seen: dict[str, int] = {}
    for _id, code, *_rest in rows:
        seen[code] = seen.get(code, 0) + 1
    classes = []
    for id_, code, school_id, school, grade, kind in rows:
        is_group = kind == CohortKind.GROUP
        subjects = listed.get(id_) or ([] if is_group else programme.basics[grade])
        label = f"{school}/{code}" if seen[code] > 1 else code
        level = level_of_grade(grade)
        classes.append(
            Klass(id_, label, school_id, grade, level, is_group, frozenset(subjects))
        )
    return classes


def _hang(scope: Scope, unit: OrgUnit | None, cohort: Cohort | None) -> None:
    parents = parents_on(scope.as_of)
    wanted = set(scope.units)
    if unit is not None:
        wanted = set(below(frozenset({unit.pk}), parents.items()))
    if cohort is not None:
        wanted = {cohort.school_id}
    listed = {
        id_
        for id_ in wanted
        if scope.units[id_].kind in LISTED or (unit and id_ == unit.pk)
    }
    by_code = sorted(scope.classes.values(), key=lambda k: k.label)
    for klass in by_code:
        if klass.school_id not in wanted or (cohort and klass.id != cohort.pk):
            continue
        scope.schools.setdefault(klass.school_id, []).append(klass)
    order = sorted(scope.schools, key=lambda school: scope.units[school].code)
    scope.schools = {school: scope.schools[school] for school in order}
    if cohort is None:
        scope.chains = {
            school: [u for u in chain(school, parents) if u in listed]
            for school in order
        }
