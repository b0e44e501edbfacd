"""Reads for the pages of the online share: figures of units, classes, subjects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from lms.curriculum.models import Subject
from lms.people.models import Cohort, OrgUnit
from lms.records.models import Figure, Snapshot
from lms.records.queries.figures import parameters_of, said_of
from lms.records.queries.scope import parents_on
from lms.records.queries.targets import Aim
from lms.records.rules.share import INDICATOR
from lms.records.rules.slices import SECONDARY, SECONDARY_LEVELS, Said

LEVEL_ORDER = ("primary", "lower_secondary", "upper_secondary", SECONDARY, "")


@dataclass(frozen=True)
class Line:
    """One figure ready for a page: L, A, S with their counts."""

    figure: Figure
    said: Mapping[str, Said]
    aim: Aim | None = None
    name: str = ""
    link: Any = None  # what it opens: a code, an id, or None

    @property
    def lessons(self) -> Said:
        """L by the full plan."""
        return self.said["L_plan"]

    @property
    def to_date(self) -> Said:
        """L of the periods taught so far."""
        return self.said["L_todate"]

    @property
    def marks(self) -> Said:
        """A of the recorded marks."""
        return self.said["A_recorded"]

    @property
    def share(self) -> Said:
        """S, the mean of both."""
        return self.said["S_mean"]

    @property
    def mean(self) -> Said | None:
        """S as the mean of schools, for units above schools."""
        return self.said.get("S_mean_mean_of_schools")

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached, on unrounded counts; None without either."""
        if self.aim is None or self.share.value is None:
            return None
        exact = Fraction(int(self.share.numerator), int(self.share.denominator))
        return exact >= self.aim.value

    @property
    def bar(self) -> int:
        """S in tenths of a percent of the page's scale, 0..100 for a class name."""
        return min(100, round(float(self.share.value or 0) * 100))

    @property
    def confirmed(self) -> Fraction | None:
        """Share of class-subjects without an unconfirmed record."""
        cells = self.figure.cells
        return Fraction(self.figure.cells_confirmed, cells) if cells else None


@dataclass
class Board:
    """Everything the page of a unit or class shows."""

    snapshot: Snapshot
    levels: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    subjects: list[Line] = field(default_factory=list)


def snapshots_covering(
    *, unit: OrgUnit | None = None, cohort: Cohort | None = None
) -> QuerySet[Snapshot]:
    """Return the snapshots that hold figures of a unit or class, newest first."""
    figures = (
        Figure.objects.filter(unit=unit)
        if unit
        else Figure.objects.filter(cohort=cohort)
    )
    return Snapshot.objects.filter(
        indicator=INDICATOR, pk__in=figures.values("snapshot_id")
    ).select_related("year", "by")


def unit_board(
    snapshot: Snapshot, unit: OrgUnit, *, level: str, aims: Mapping[str, Aim]
) -> Board:
    """Return the figures of a unit: by level, of what is below it, by subject.

    level: narrows what is below and the subjects; "" = all.
    """
    own = list(Figure.objects.filter(snapshot=snapshot, unit=unit).order_by("id"))
    parameters = parameters_of(snapshot)
    levels = {f.level: f for f in own if not f.grade and not f.subject_code}
    subjects = _subject_names(f.subject_code for f in own)
    board = Board(snapshot)
    board.levels = [
        Line(levels[key], said_of(levels[key], parameters), aim_of(key, aims), key)
        for key in telling(levels)
    ]
    wanted = {"lower_secondary", "upper_secondary"} if level == SECONDARY else {level}
    board.subjects = [
        Line(f, said_of(f, parameters), None, subjects[f.subject_code])
        for f in own
        if f.subject_code and not f.grade and (not level or f.level in wanted)
    ]
    board.below = _below(snapshot, unit, level, aim_of(level, aims))
    return board


def telling(levels: Collection[str]) -> list[str]:
    """Return the levels worth a figure: a sum of one level only repeats it."""
    secondary = [key for key in SECONDARY_LEVELS if key in levels]
    real = [key for key in levels if key and key != SECONDARY]
    dropped = {SECONDARY} if len(secondary) < 2 else set()
    dropped |= {""} if len(real) < 2 else set()
    return [key for key in LEVEL_ORDER if key in levels and key not in dropped]


def aim_of(level: str, aims: Mapping[str, Aim]) -> Aim | None:
    """Return the aim of a level; THCS and THPT share that of trung học."""
    found = aims.get(level)
    if found is None and level in SECONDARY_LEVELS:
        found = aims.get(SECONDARY)
    return found


def _below(
    snapshot: Snapshot, unit: OrgUnit, level: str, aim: Aim | None
) -> list[Line]:
    parameters = parameters_of(snapshot)
    children = [
        child for child, parent in parents_on(snapshot.as_of).items()
        if parent == unit.pk
    ]  # fmt: skip
    figures = list(
        Figure.objects.filter(
            snapshot=snapshot,
            unit_id__in=children,
            level=level,
            grade=None,
            subject_code="",
        ).select_related("unit")
    )
    lines = [
        Line(f, said_of(f, parameters), aim, f.unit.name, f.unit.code)  # type: ignore[union-attr]
        for f in figures
    ]
    return sorted(lines, key=lambda line: line.name)


def class_lines(snapshot: Snapshot, school: OrgUnit, *, level: str) -> list[Line]:
    """Return the figures of a school's classes, by grade and code."""
    figures = Figure.objects.filter(
        snapshot=snapshot, cohort__school=school, subject_code=""
    ).select_related("cohort")
    if level == SECONDARY:
        figures = figures.exclude(level="primary")
    elif level:
        figures = figures.filter(level=level)
    parameters = parameters_of(snapshot)
    return [
        Line(f, said_of(f, parameters), None, str(f.cohort), f.cohort_id)
        for f in figures.order_by("cohort__grade", "cohort__code")
    ]


def cohort_board(snapshot: Snapshot, cohort: Cohort) -> Board:
    """Return the figures of a class: the whole, and by subject."""
    own = Figure.objects.filter(snapshot=snapshot, cohort=cohort).order_by("id")
    parameters = parameters_of(snapshot)
    names = _subject_names(f.subject_code for f in own)
    board = Board(snapshot)
    for figure in own:
        line = Line(
            figure,
            said_of(figure, parameters),
            None,
            names.get(figure.subject_code, ""),
            figure.subject_code,
        )
        (board.below if figure.subject_code else board.levels).append(line)
    return board


def cell_line(snapshot: Snapshot, cohort: Cohort, subject: Subject) -> Line | None:
    """Return the figure of one subject of a class."""
    figure = Figure.objects.filter(
        Q(snapshot=snapshot, cohort=cohort, subject_code=subject.code)
    ).first()
    if figure is None:
        return None
    said = said_of(figure, parameters_of(snapshot))
    return Line(figure, said, None, str(subject), subject.code)


def trend_of(
    unit: OrgUnit, snapshots: Sequence[Snapshot]
) -> list[tuple[Snapshot, Line]]:
    """Return the whole figure of a unit in each of some snapshots."""
    figures = {
        figure.snapshot_id: figure
        for figure in Figure.objects.filter(
            unit=unit, snapshot__in=snapshots, level="", grade=None, subject_code=""
        )
    }
    return [
        (s, Line(figures[s.pk], said_of(figures[s.pk], parameters_of(s))))
        for s in snapshots
        if s.pk in figures
    ]


def _subject_names(codes: Any) -> dict[str, str]:
    wanted = {code for code in codes if code}
    rows = Subject.objects.filter(code__in=wanted).values_list("code", "name_vi")
    return dict(rows)
