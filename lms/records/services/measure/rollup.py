"""Sums along the tree as it was on the as-of date (files.md 10, 19)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lms.people.enums import UnitKind
from lms.records.queries.material import Material
from lms.records.queries.scope import Klass, Scope, Unit
from lms.records.rules.share import Parameters, Tally, school_means
from lms.records.rules.slices import Slice, class_slices, unit_slices
from lms.records.services.measure.cells import cells_of, chunks, open_books

ORDER = {UnitKind.COMMUNE: 1, UnitKind.CLUSTER: 2, UnitKind.PROVINCE: 3}
Sums = dict[Slice, Tally]


@dataclass(frozen=True, slots=True)
class SliceFigure:
    """The counts of one slice of a unit or class."""

    code: str
    unit_id: int | None
    cohort_id: int | None
    slice: Slice
    tally: Tally
    means: Mapping[str, Fraction | None] | None = None


@dataclass
class Above:
    """A unit above schools: its sums, and those of each school for the means."""

    sums: Sums = field(default_factory=dict)
    schools: dict[Slice, list[Tally]] = field(default_factory=lambda: defaultdict(list))

    def take(self, school: Sums) -> None:
        """Add the sums of one school."""
        for place, tally in school.items():
            add_to(self.sums, place, tally)
            self.schools[place].append(tally)


def measure(scope: Scope, parameters: Parameters) -> Iterator[SliceFigure]:
    """Yield the figures of a scope: classes and schools, then what is above.

    The order depends on codes alone, so the same data give the same rows. Memory
    holds the counts of marks and one school at a time.
    """
    books = open_books(scope, parameters)
    material = Material(as_of=scope.as_of)
    above: dict[int, Above] = defaultdict(Above)
    for chunk in chunks(scope):
        cells: dict[int, list[tuple[Klass, int, Tally]]] = defaultdict(list)
        for cell in cells_of(books, chunk, material):
            cells[cell[0].school_id].append(cell)
        for school in dict.fromkeys(klass.school_id for klass in chunk):
            yield from _school(scope, school, cells[school], above)
    for unit_id in sorted(above, key=lambda u: _rank(scope.units[u])):
        yield from _unit(scope.units[unit_id], above[unit_id], parameters)


def _school(
    scope: Scope,
    school: int,
    cells: list[tuple[Klass, int, Tally]],
    above: dict[int, Above],
) -> Iterator[SliceFigure]:
    """Yield the figures of a school's classes and of itself; add to those above."""
    classes, sums = _sums(scope, cells)
    for cohort in sorted(classes, key=lambda c: scope.classes[c].label):
        label = scope.classes[cohort].label
        for place, tally in sorted(classes[cohort].items()):
            yield SliceFigure(label, None, cohort, place, tally)
    for unit_id in scope.chains.get(school, ()):
        if unit_id != school:
            above[unit_id].take(sums)
            continue
        for place, tally in sorted(sums.items()):
            yield SliceFigure(scope.units[school].code, school, None, place, tally)


def _sums(
    scope: Scope, cells: list[tuple[Klass, int, Tally]]
) -> tuple[dict[int, Sums], Sums]:
    classes: dict[int, Sums] = defaultdict(dict)
    sums: Sums = {}
    for klass, subject_id, tally in cells:
        subject = scope.subject_codes[subject_id]
        for place in class_slices(klass.level, klass.grade, subject):
            add_to(classes[klass.id], place, tally)
        for place in unit_slices(klass.level, klass.grade, subject):
            add_to(sums, place, tally)
    return classes, sums


def add_to(sums: Sums, place: Slice, tally: Tally) -> None:
    """Add a tally to a slice; a first one is copied, never shared."""
    known = sums.get(place)
    if known is None:
        known = sums[place] = Tally()
    known.add(tally)


def _unit(unit: Unit, above: Above, parameters: Parameters) -> Iterator[SliceFigure]:
    for place, tally in sorted(above.sums.items()):
        means = school_means(above.schools[place], share_w=parameters.share_w)
        yield SliceFigure(unit.code, unit.id, None, place, tally, means)


def _rank(unit: Unit) -> tuple[int, str]:
    return ORDER.get(UnitKind(unit.kind), 0), unit.code
