"""The counts of every cell (class × subject) of a school (files.md 14-20)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.curriculum.rules.levels import semester_periods
from lms.records.queries.lessons import (
    OnlineRecord,
    online_records,
    planned_periods,
    record_counts,
)
from lms.records.queries.mark_counts import (
    KINDS,
    REPEATED,
    mark_counts,
    strangers,
    students_with_marks,
)
from lms.records.queries.material import Material
from lms.records.queries.programme import Taught
from lms.records.queries.scope import Klass, Scope
from lms.records.rules.periods import Evidence, counted_quarters
from lms.records.rules.requirements import (
    required_marks,
    required_periodic,
    required_weight,
)
from lms.records.rules.share import Parameters, Tally
from lms.records.services.measure.pupils import PLACE_OF, Pupils, no_marks, sort_out

CellKey = tuple[int, int, int]  # class, subject, semester
CHUNK = 300  # classes whose counts are fetched together


@dataclass
class Books:
    """What is known of marks and pupils before the cells are counted."""

    scope: Scope
    parameters: Parameters
    given: dict[CellKey, list[int]] = field(default_factory=dict)
    pupils: Pupils = field(default_factory=lambda: Pupils({}, {}, {}))


def open_books(scope: Scope, parameters: Parameters) -> Books:
    """Count the marks where they were given and sort out the pupils."""
    books = Books(scope, parameters)
    odd: set[int] = set()
    for classes in chunks(scope):
        ids = [klass.id for klass in classes]
        counted = mark_counts(ids, online=parameters.online_venues)
        for key, counts in counted.items():
            cohort, subject, _semester = key
            if counts[REPEATED] or subject not in scope.classes[cohort].subjects:
                odd |= students_with_marks(*key)
        odd |= strangers(ids)
        books.given |= counted
    books.pupils = sort_out(scope, odd=odd, online=parameters.online_venues)
    return books


def chunks(scope: Scope) -> Iterator[list[Klass]]:
    """Yield the classes of the scope, whole schools together."""
    chunk: list[Klass] = []
    for classes in scope.schools.values():
        chunk = chunk + classes
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def cells_of(
    books: Books, classes: list[Klass], material: Material
) -> Iterator[tuple[Klass, int, Tally]]:
    """Yield (class, subject, counts) of every cell of these classes.

    The counts are those of one semester or the sum of both (files.md 17).
    """
    scope, ids = books.scope, [klass.id for klass in classes]
    planned = planned_periods(ids)
    records = record_counts(ids, as_of=scope.as_of)
    quarters = _online(books, ids, material)
    for klass in classes:
        for subject in klass.subjects:
            tally = Tally(cells=1, cells_confirmed=1)
            for term in scope.terms:
                key = (klass.id, subject, term.number)
                done, open_ = records.get(key, (0, 0))
                tally.l_quarters += quarters.get(key, 0)
                tally.l_plan += _planned(planned, key, _taught(scope, key))
                tally.l_todate += done
                if open_:
                    tally.cells_confirmed = 0
                _add_marks(tally, books, key, planned)
            yield klass, subject, tally


def _taught(scope: Scope, key: CellKey) -> Taught | None:
    return scope.programme.get(key[1], scope.classes[key[0]].grade)


def _planned(planned: dict[CellKey, int], key: CellKey, taught: Taught | None) -> int:
    """Return the planned periods of a semester: by plan, else default (files.md 15).

    A plan for any period of the year counts; then a semester without rows has 0.
    """
    if key in planned:
        return planned[key]
    return semester_periods(taught.periods)[key[2] - 1] if taught else 0


def _online(books: Books, ids: list[int], material: Material) -> dict[CellKey, int]:
    """Return the quarters of a period that count as online, by cell (files.md 14)."""
    found: dict[CellKey, int] = {}
    for record in online_records(ids, as_of=books.scope.as_of):
        quarters = counted_quarters(
            evidence_of(record, material),
            min_completion=books.parameters.min_completion,
        )
        if quarters:
            key = (record.cohort, record.subject, record.semester)
            found[key] = found.get(key, 0) + quarters
    return found


def evidence_of(record: OnlineRecord, material: Material) -> Evidence:
    """Return what the rule of files.md 14 asks about a record."""
    return Evidence(
        mode=record.mode,
        quarters=int(record.online_periods * 4),  # type: ignore[operator]
        completed=record.completed,
        enrolled=record.enrolled,
        material_holds=material.holds(record.resource_code, record.date),
        rejected=record.rejected,
    )


def _add_marks(
    tally: Tally, books: Books, key: CellKey, planned: dict[CellKey, int]
) -> None:
    """Add A of one class, subject and semester (files.md 17-20)."""
    taught = _taught(books.scope, key)
    if taught is None or not taught.has_marks:
        return
    pupils, placed = books.pupils, books.pupils.placed.get(key)
    given = books.given.get(key, no_marks())
    taken = pupils.taken_out.get(key, no_marks())
    regular = [all_ - out for all_, out in zip(given[:6], taken, strict=True)]
    counted = regular
    if placed:
        counted = [a + b for a, b in zip(regular, placed.marks, strict=True)]
    for kind in KINDS:
        weight, at = taught.scheme.weights.get(kind, 0), PLACE_OF[kind]
        tally.a_recorded += weight * counted[at]
        tally.a_num += weight * counted[at + 1]
    if not _planned(planned, key, taught):
        return
    present = pupils.regular.get(key[0], 0) + (placed.present if placed else 0)
    wanted = required_marks(
        taught.scheme,
        subject=taught.code,
        grade=taught.grade,
        periods_per_year=taught.periods,
    )
    tally.a_required += required_weight(taught.scheme, wanted) * present
    for kind in required_periodic(wanted):
        have = regular[PLACE_OF[kind]] + (placed.have[kind] if placed else 0)
        tally.periodic_missing += present - have
