"""Reads for the gradebook: the sheet of a class and subject, a pupil's own marks."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from lms.people.models import Cohort, Enrolment, Semester, User
from lms.records.enums import MarkKind, PrimaryWord, Venue
from lms.records.models import HeldResult, Mark
from lms.records.queries.programme import Programme, Taught
from lms.records.rules.averages import Given, semester_average, semester_comment
from lms.records.rules.requirements import regular_marks
from lms.records.rules.schemes import CK, GK, KTL, PERIODIC, TX

ColumnKey = tuple[str, int]
ORDER = {TX: 0, GK: 1, CK: 2, KTL: 3}


@dataclass
class Column:
    """One column of the sheet."""

    kind: str
    ordinal: int
    label: str
    is_required: bool

    @property
    def key(self) -> ColumnKey:
        """Kind and ordinal."""
        return self.kind, self.ordinal


@dataclass
class Cell:
    """One cell: its mark if any; ``text`` as shown or typed, ``error`` in words."""

    name: str
    column: Column
    mark: Mark | None = None
    text: str = ""
    error: str = ""

    @property
    def is_online(self) -> bool:
        """Whether the test was taken on the platform."""
        return self.mark is not None and self.mark.venue != Venue.PAPER


@dataclass
class Line:
    """One pupil of the sheet."""

    student: User
    has_left: bool
    is_exempt: bool
    cells: list[Cell] = field(default_factory=list)
    average: str = ""


@dataclass
class Sheet:
    """The gradebook of a class, subject and semester."""

    cohort: Cohort
    taught: Taught
    semester: int
    columns: list[Column]
    lines: list[Line]
    held: list[HeldResult]


def sheet_of(cohort: Cohort, taught: Taught, semester: Semester) -> Sheet:
    """Return the sheet: pupils by name, columns by kind; four queries."""
    marks = _marks(cohort, taught, semester.number)
    columns = _columns(taught, marks)
    lines = _lines(cohort, taught, semester, {student for student, _k in marks})
    for line in lines:
        for column in columns:
            mark = marks.get((line.student.pk, column.key))
            name = f"d-{line.student.pk}-{column.kind}-{column.ordinal}"
            line.cells.append(Cell(name, column, mark, written(mark)))
        line.average = average_of(line, taught)
    held = HeldResult.objects.filter(
        cohort=cohort, subject_id=taught.subject_id, entered_at=None
    ).select_related("student")
    return Sheet(cohort, taught, semester.number, columns, lines, list(held))


def written(mark: Mark | None) -> str:
    """Return a mark as teachers write it: "8,5", "9", "Đ"; "" without a mark."""
    if mark is None:
        return ""
    if mark.score is None:
        return "Đ" if mark.passed else "CĐ"
    text = f"{mark.score:f}".rstrip("0").rstrip(".")
    return (text or "0").replace(".", ",")


def average_of(line: Line, taught: Taught) -> str:
    """Return the semester's average or result as written, "" while incomplete."""
    if not taught.scheme.has_averages:
        return ""
    by_kind: dict[str, list[Decimal | bool]] = defaultdict(list)
    for cell in line.cells:
        if cell.mark is not None:
            by_kind[cell.column.kind].append(cell.mark.value)
    given = Given(
        tuple(by_kind[TX]),
        by_kind[GK][-1] if by_kind[GK] else None,
        by_kind[CK][-1] if by_kind[CK] else None,
    )
    if taught.by_comment:
        passed = semester_comment(given, required=taught.scheme.tx_comment)
        return "" if passed is None else "Đ" if passed else "CĐ"
    required = regular_marks(taught.scheme, taught.periods)
    average = semester_average(given, required=required)
    return "" if average is None else f"{average:.1f}".replace(".", ",")


def _marks(
    cohort: Cohort, taught: Taught, semester: int
) -> dict[tuple[int, ColumnKey], Mark]:
    rows = Mark.objects.current().filter(
        cohort=cohort, subject_id=taught.subject_id, semester=semester
    )
    return {(mark.student_id, (mark.kind, mark.ordinal)): mark for mark in rows}


def _columns(taught: Taught, marks: dict[tuple[int, ColumnKey], Mark]) -> list[Column]:
    used = {key for _student, key in marks}
    required = {(GK, 1), (CK, 1)}
    if taught.by_comment and not taught.scheme.has_averages:
        required = set()  # primary: words alone, no test (domain.md 3.3)
    wanted = set(used)
    if TX in taught.scheme.kinds:
        count = taught.scheme.tx_comment
        if not taught.by_comment:
            count = regular_marks(taught.scheme, taught.periods)
        required |= {(TX, at) for at in range(1, count + 1)}
        most = max([at for kind, at in used if kind == TX] + [count])
        wanted |= {(TX, at) for at in range(1, most + 2)}
    gk_only = taught.scheme.gk_only
    if gk_only is not None and taught.grade not in gk_only.get(taught.code, ()):
        required.discard((GK, 1))
    wanted |= required
    return [
        Column(kind, at, column_label(kind, at), (kind, at) in required)
        for kind, at in sorted(wanted, key=lambda key: (ORDER[key[0]], key[1]))
    ]


def column_label(kind: str, ordinal: int) -> str:
    """Return the short heading of a column: "TX2", "GK"."""
    short = {TX: "TX", GK: "GK", CK: "CK", KTL: "KTL"}[kind]
    return short if kind in PERIODIC and ordinal == 1 else f"{short}{ordinal}"


def _lines(
    cohort: Cohort, taught: Taught, semester: Semester, marked: set[int]
) -> list[Line]:
    enrolments = (
        Enrolment.objects.filter(cohort=cohort)
        .filter(starts__lte=semester.ends)
        .select_related("student")
        .order_by("starts")
    )
    exempt = set(
        Enrolment.exempt_subjects.through.objects.filter(
            enrolment__cohort=cohort, subject_id=taught.subject_id
        ).values_list("enrolment_id", flat=True)
    )
    lines = {}
    for enrolment in enrolments:
        ends = enrolment.ends or date.max
        has_left = ends <= semester.ends
        if ends <= semester.starts and enrolment.student_id not in marked:
            continue
        lines[enrolment.student_id] = Line(
            enrolment.student, has_left, enrolment.pk in exempt
        )
    return sorted(
        lines.values(), key=lambda line: (line.has_left, line.student.sort_name)
    )


@dataclass(frozen=True)
class OwnMark:
    """A mark as its owner sees it: ``text`` is "8,5", "Đ", or primary words."""

    subject_code: str
    subject_name: str
    semester: int
    kind: str
    kind_label: str
    ordinal: int
    text: str
    is_words: bool
    is_online: bool
    venue_label: str
    result_id: int | None
    at: Any


def own_marks(student: User, *, year_id: int) -> list[OwnMark]:
    """Return a pupil's own marks of a year; primary ones in words (domain.md 3.3)."""
    programme = Programme()
    rows = _of_students([student.pk], year_id).order_by(
        "semester", "subject__code", "ordinal"
    )
    ordered = sorted(rows, key=lambda mark: ORDER[mark.kind])
    return [_own(mark, programme) for mark in ordered]


def newest_marks(
    student_ids: Collection[int], *, year_id: int, limit: int
) -> dict[int, list[OwnMark]]:
    """Return the marks given last to some students, the newest first, by student.

    Two queries for all of them.
    """
    programme = Programme()
    found: dict[int, list[OwnMark]] = {pk: [] for pk in student_ids}
    for mark in _of_students(found, year_id).order_by("-at", "-id"):
        if len(found[mark.student_id]) < limit:
            found[mark.student_id].append(_own(mark, programme))
    return found


def _of_students(student_ids: Collection[int], year_id: int) -> QuerySet[Mark]:
    return (
        Mark.objects.current()
        .filter(student_id__in=student_ids, cohort__year_id=year_id)
        .select_related("subject", "cohort")
    )


def _own(mark: Mark, programme: Programme) -> OwnMark:
    word = programme.scheme(mark.cohort.grade).word_for(mark.score)
    words = str(PrimaryWord(word).label) if word else ""
    return OwnMark(
        subject_code=mark.subject.code,
        subject_name=mark.subject.name_vi,
        semester=mark.semester,
        kind=mark.kind,
        kind_label=str(MarkKind(mark.kind).label),
        ordinal=mark.ordinal,
        text=words or written(mark),
        is_words=bool(words),
        is_online=mark.venue != Venue.PAPER,
        venue_label=str(Venue(mark.venue).label),
        result_id=mark.result_id,
        at=mark.at,
    )
