"""academicSessions.csv: school years and their semesters (files.md 4, 5)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lms.core.errors import DomainError
from lms.people.models import AcademicSession, SchoolYear, Semester
from lms.people.services.roster.rows import RosterRow, Source
from lms.people.services.roster.run import Run, limited, parsed, settled

YEAR, SEMESTER, TERM = "schoolyear", "semester", "term"
_KINDS = {YEAR, SEMESTER, TERM, "gradingperiod"}
_CODE = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
SECOND_STARTS_AFTER = timedelta(days=90)  # into the year, where one semester is known


@dataclass(frozen=True)
class SessionLine:
    """One row, understood."""

    row: RosterRow
    source: str
    kind: str
    starts: date
    ends: date
    parent: str
    year: str  # code, "" where the row does not say


# first day -> (what the file says, what is known)
Periods = dict[date, tuple[SessionLine | None, Semester | None]]


def take_years(run: Run, source: Source) -> None:
    """Add and change school years and semesters; learn the ids that mean them."""
    for session in AcademicSession.objects.select_related("year", "semester"):
        run.sessions[session.source_code] = session.year
        first = session.semester or session.year
        run.session_starts[session.source_code] = first.starts
    rows = settled(
        run, source, "academicSessions", keys=lambda row: [("source", row["source"])]
    )
    lines = [line for line in parsed(run, rows, _line) if not line.row.is_deleted]
    run.session_starts |= {line.source: line.starts for line in lines}
    if run.scope.is_limited:
        _learn_only(run, lines)
        return
    for line in lines:
        if line.kind == YEAR:
            _keep_year(run, line)
    parts = [line for line in lines if line.kind in {SEMESTER, TERM}]
    parts = [line for line in parts if _find_year(run, line)]
    by_year: dict[str, list[SessionLine]] = {}
    for line in parts:
        by_year.setdefault(run.sessions[line.source].code, []).append(line)
    for code, found in by_year.items():
        semesters = [line for line in found if line.kind == SEMESTER]
        _keep_semesters(run, code, semesters or found)


def _line(run: Run, row: RosterRow) -> SessionLine:
    source = limited(row, "source", 255, needed=True)
    kind = limited(row, "type", 60, needed=True).lower()
    if kind not in _KINDS:
        raise DomainError("bad_value", value=row["type"], column="type")
    starts, ends = row.day("starts"), row.day("ends")
    if starts is None or ends is None:
        column = "startDate" if starts is None else "endDate"
        raise DomainError("value_missing", column=column)
    if ends <= starts:
        raise DomainError("ends_before_start")
    code = year_code(row["year"], starts, ends, whole=kind == YEAR)
    return SessionLine(row, source, kind, starts, ends, row["parent"], code)


def year_code(text: str, starts: date, ends: date, *, whole: bool) -> str:
    """Return "2025-2026" for the schoolYear 2026; "" where nothing says it.

    whole: the dates are those of a whole year; where they span two calendar years
    they decide, because some systems write the year in which a school year begins.
    Raises bad_value.
    """
    if whole and ends.year == starts.year + 1:
        return f"{starts.year}-{ends.year}"
    if found := _CODE.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    if not text:
        return f"{ends.year - 1}-{ends.year}" if whole else ""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise DomainError("bad_value", value=text[:60], column="schoolYear")
    last = int(text)
    if starts >= date(last, 7, 1):  # the writer means the year in which it begins
        last += 1
    return f"{last - 1}-{last}"


def _keep_year(run: Run, line: SessionLine) -> None:
    year, is_new = SchoolYear.objects.get_or_create(
        code=line.year, defaults={"starts": line.starts, "ends": line.ends}
    )
    if not is_new and (year.starts, year.ends) != (line.starts, line.ends):
        year.starts, year.ends = line.starts, line.ends
        year.save(update_fields=["starts", "ends"])
    AcademicSession.objects.update_or_create(
        source_code=line.source, defaults={"year": year, "semester": None}
    )
    run.sessions[line.source] = year
    run.file_years.append(year)


def _find_year(run: Run, line: SessionLine) -> bool:
    """Learn the year of a semester: by its parent, else by its schoolYear."""
    year = run.sessions.get(line.parent)
    if year is None and line.year:
        year, _is_new = SchoolYear.objects.get_or_create(
            code=line.year, defaults={"starts": line.starts, "ends": line.ends}
        )
    if year is None:
        run.skip(line.row, "unknown_school_year", value=line.parent[:60])
        return False
    run.sessions[line.source] = year
    return True


def _keep_semesters(run: Run, code: str, lines: list[SessionLine]) -> None:
    """Number the semesters of a year by their first day, those known already too."""
    year = SchoolYear.objects.get(code=code)
    known = {
        session.source_code: session.semester
        for session in AcademicSession.objects.filter(
            year=year, semester__isnull=False
        ).select_related("semester")
    }
    stored = {s.pk: s for s in year.semesters.all()}
    by_start = {semester.starts: semester for semester in stored.values()}
    periods: Periods = {
        semester.starts: (None, semester) for semester in stored.values()
    }
    for told in sorted(lines, key=lambda line: line.starts):
        semester = known.get(told.source) or by_start.get(told.starts)
        if semester is not None:
            periods.pop(semester.starts, None)
        periods[told.starts] = (told, semester)
    _drop_surplus(run, periods)
    ordered = sorted(periods.items())
    first = 1
    if len(ordered) == 1 and ordered[0][0] - year.starts > SECOND_STARTS_AFTER:
        first = 2
    for number, (_start, (line, semester)) in reversed(
        list(enumerate(ordered, start=first))
    ):
        _keep_semester(year, number, line, semester)


def _drop_surplus(run: Run, periods: Periods) -> None:
    """Keep two semesters: those already known, then the earliest of the file."""
    new = sorted(start for start, (_line, known) in periods.items() if known is None)
    while len(periods) > 2 and new:
        surplus, _semester = periods.pop(new.pop())
        if surplus is not None:
            run.warn(surplus.row, "semester_too_many")


def _keep_semester(
    year: SchoolYear,
    number: int,
    line: SessionLine | None,
    semester: Semester | None,
) -> None:
    if semester is None:
        semester = Semester(year=year)
    semester.number = number
    if line is not None:
        semester.starts, semester.ends = line.starts, line.ends
    semester.save()
    if line is not None:
        AcademicSession.objects.update_or_create(
            source_code=line.source, defaults={"year": year, "semester": semester}
        )


def _learn_only(run: Run, lines: list[SessionLine]) -> None:
    """Staff of a school set no dates: their ids must mean years that exist."""
    for line in lines:
        year = SchoolYear.objects.filter(code=line.year).first()
        year = year or run.sessions.get(line.parent)
        if year is None:
            run.skip(line.row, "unknown_school_year", value=line.year or line.parent)
        else:
            run.sessions[line.source] = year
            run.file_years.append(year)
