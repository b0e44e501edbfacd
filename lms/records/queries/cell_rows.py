"""The rows behind one figure: periods and marks of a class and subject."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lms.people.models import User
from lms.records.enums import Mode
from lms.records.models import Mark, PeriodRecord
from lms.records.queries.gradebook import ORDER, written
from lms.records.queries.material import Material
from lms.records.queries.pupils import stays_of, students_of
from lms.records.queries.scope import Klass, Scope, Term
from lms.records.rules.periods import Evidence, counted_quarters, why_not
from lms.records.rules.placement import Stay, place, standing
from lms.records.rules.share import Parameters


@dataclass(frozen=True)
class PeriodRow:
    """One record of the cell: what counts of it, else why not."""

    record: PeriodRecord
    counted: Decimal
    why_not: str


@dataclass(frozen=True)
class MarkRow:
    """One mark that counts in the cell, with its weight in A (0: it has none)."""

    mark: Mark
    student: User
    weight: int
    is_online: bool
    given_in: str  # code of another class it was given in, else ""


@dataclass
class PupilMarks:
    """The marks of one pupil in the cell."""

    student: User
    rows: list[MarkRow]

    @property
    def marks(self) -> list[tuple[MarkRow, str]]:
        """Rows with the mark as it is written."""
        return [(row, written(row.mark)) for row in self.rows]

    @property
    def a_num(self) -> int:
        """Weight of the marks earned online."""
        return sum(row.weight for row in self.rows if row.is_online)

    @property
    def a_recorded(self) -> int:
        """Weight of all marks that count."""
        return sum(row.weight for row in self.rows)


@dataclass
class CellRows:
    """Periods and marks of one cell, with their sums."""

    periods: list[PeriodRow]
    marks: list[MarkRow]

    @property
    def by_pupil(self) -> list[PupilMarks]:
        """The marks by pupil, in the order of names."""
        found: dict[int, PupilMarks] = {}
        for row in self.marks:
            known = found.setdefault(row.student.pk, PupilMarks(row.student, []))
            known.rows.append(row)
        return list(found.values())

    @property
    def l_num(self) -> Decimal:
        """Accepted online periods."""
        return sum((row.counted for row in self.periods), Decimal(0))

    @property
    def a_num(self) -> int:
        """Weight of the marks earned online."""
        return sum(row.weight for row in self.marks if row.is_online)

    @property
    def a_recorded(self) -> int:
        """Weight of all marks that count."""
        return sum(row.weight for row in self.marks)


def cell_rows(
    scope: Scope, klass: Klass, subject_id: int, parameters: Parameters
) -> CellRows:
    """Return the rows of a cell by the same rules as its figure (files.md 14-19)."""
    return CellRows(
        _periods(scope, klass, subject_id, parameters),
        _marks(scope, klass, subject_id, parameters),
    )


def _periods(
    scope: Scope, klass: Klass, subject_id: int, parameters: Parameters
) -> list[PeriodRow]:
    records = (
        PeriodRecord.objects.current()
        .filter(
            period__cohort_id=klass.id,
            period__subject_id=subject_id,
            period__semester__in=[term.number for term in scope.terms],
            date__lte=scope.as_of,
        )
        .select_related("period")
        .order_by("period__period_no")
    )
    material = Material(as_of=scope.as_of)
    rows = []
    for record in records:
        if record.mode == Mode.IN_PERSON and record.confirmed:
            continue
        evidence = Evidence(
            mode=record.mode,
            quarters=int(record.online_periods * 4),
            completed=record.completed,
            enrolled=record.enrolled,
            material_holds=material.holds(record.resource_code, record.date),
            rejected=record.rejected,
        )
        rows.append(_period_row(record, evidence, parameters))
    return rows


def _period_row(
    record: PeriodRecord, evidence: Evidence, parameters: Parameters
) -> PeriodRow:
    if not record.confirmed:
        return PeriodRow(record, Decimal(0), "unconfirmed")
    half = parameters.min_completion
    quarters = counted_quarters(evidence, min_completion=half)
    return PeriodRow(
        record, Decimal(quarters) / 4, why_not(evidence, min_completion=half)
    )


def _marks(
    scope: Scope, klass: Klass, subject_id: int, parameters: Parameters
) -> list[MarkRow]:
    taught = scope.programme.get(subject_id, klass.grade)
    if taught is None:
        return []
    students = students_of(klass.id)
    stays = stays_of(scope, students)
    by_student: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.current().filter(
        student_id__in=students, subject_id=subject_id
    ):
        if mark.cohort_id in scope.classes:
            by_student[mark.student_id].append(mark)
    people = User.objects.in_bulk(by_student)
    rows = []
    for student, marks in by_student.items():
        for mark in _placed(scope, klass, subject_id, stays[student], marks):
            weight = taught.scheme.weights.get(mark.kind, 0) if taught.has_marks else 0
            given_in = scope.classes[mark.cohort_id].label
            rows.append(
                MarkRow(
                    mark,
                    people[student],
                    weight,
                    mark.venue in parameters.online_venues,
                    given_in if mark.cohort_id != klass.id else "",
                )
            )
    return sorted(rows, key=_by_name)


def _placed(
    scope: Scope, klass: Klass, subject_id: int, stays: list[Stay], marks: list[Mark]
) -> Iterable[Mark]:
    """Yield the marks that stand and count in this class (files.md 17)."""
    there = [s for s in stays if subject_id in scope.classes[s.cohort].subjects]
    for term in scope.terms:
        home = place(there, begins=term.begins, census=term.census)
        if home is None or home.cohort != klass.id or subject_id in home.exempt:
            continue
        yield from _standing(term, stays, marks)


def _standing(term: Term, stays: list[Stay], marks: list[Mark]) -> Iterable[Mark]:
    return standing(
        (
            (mark.cohort_id, (mark.kind, mark.ordinal), mark)
            for mark in marks
            if mark.semester == term.number
        ),
        stays,
        semester_ends=term.ends,
    ).values()


def _by_name(row: MarkRow) -> tuple[str, int, int, int, int]:
    mark = row.mark
    name = row.student.sort_name
    return (name, row.student.pk, mark.semester, ORDER[mark.kind], mark.ordinal)
