"""courses.csv and classes.csv: rows of classes, understood (files.md 4, 6)."""

import re
from dataclasses import dataclass
from datetime import date

from lms.core.errors import DomainError
from lms.people.enums import CohortKind
from lms.people.models import SchoolYear
from lms.people.services.roster.rows import RosterRow, Source, words_of
from lms.people.services.roster.run import CourseCard, Run, UnitCard, limited
from lms.people.services.roster.units import school_of

KINDS = {"homeroom": CohortKind.HOMEROOM, "scheduled": CohortKind.GROUP}
_LEADING = re.compile(r"^(?:lớp\s*)?(\d{1,2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class CohortLine:
    """One row, understood. None: the file does not say, what is there stays."""

    row: RosterRow
    source: str
    code: str
    title: str | None
    school: UnitCard
    year: SchoolYear
    grade: int | None
    kind: str | None
    subject_ids: frozenset[int] | None
    starts: date | None  # first day of the terms it is taught in
    day: date


def take_courses(run: Run, source: Source) -> None:
    """Learn what classes may take from their courses; nothing is stored."""
    for row in source.rows("courses"):
        subject_ids = _named_subjects(run, row["subject_codes"])
        for text in (row["title"], row["subjects"]):
            subject_ids = subject_ids or _named_subjects(run, text)
        card = CourseCard(row["grades"], row["session"], subject_ids)
        run.courses[row["source"]] = card


def cohort_keys(row: RosterRow) -> list[tuple]:
    """Return what a row speaks of: the id of its system, else place and code."""
    if row["source"]:
        return [("source", row["source"])]
    return [("code", row["school"], row["sessions"], row["code"])]


def read_cohort(run: Run, row: RosterRow) -> CohortLine:
    """Return what a row of classes.csv means. Raises DomainError."""
    source = limited(row, "source", 255)
    course = run.courses.get(row["course"])
    code = limited(row, "code", 64) or limited(row, "source", 64)
    if not code:
        raise DomainError("value_missing", column="classCode")
    school = school_of(run, limited(row, "school", 255, needed=True))
    if not run.scope.holds(school.pk):
        raise DomainError("unit_not_yours", value=row["school"][:60])
    subject_ids = _subjects(run, row, course)
    return CohortLine(
        row=row,
        source=source,
        code=code,
        title=limited(row, "title", 100) if row.has("title") else None,
        school=school,
        year=_year(run, row, course),
        grade=_grade(row, course),
        kind=_kind(row, course),
        subject_ids=subject_ids,
        starts=min(
            (
                run.session_starts[ref]
                for ref in words_of(row["sessions"])
                if ref in run.session_starts
            ),
            default=None,
        ),
        day=run.effective_day(row),
    )


def _year(run: Run, row: RosterRow, course: CourseCard | None) -> SchoolYear:
    refs = words_of(row["sessions"])
    if not refs and course and course.session:
        refs = [course.session]
    years = {year.pk: year for ref in refs if (year := run.sessions.get(ref))}
    if refs and not years:
        raise DomainError("unknown_school_year", value=refs[0][:60])
    if not refs:  # the only year there is may go without saying
        years = {year.pk: year for year in run.file_years}
        years = years or {year.pk: year for year in SchoolYear.objects.all()[:2]}
    if len(years) != 1:
        raise DomainError("class_without_year")
    return next(iter(years.values()))


def _grade(row: RosterRow, course: CourseCard | None) -> int | None:
    """Return the grade: its own, its course's, else the digits its code begins with."""
    words = words_of(row["grades"]) or (words_of(course.grades) if course else [])
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if words and not numbers:
        raise DomainError("bad_value", value=row["grades"][:60], column="grades")
    for text in (row["code"], row["title"]):
        if not numbers and (found := _LEADING.match(text)):
            numbers = [int(found[1])]
    if any(not 1 <= number <= 12 for number in numbers):
        raise DomainError("bad_value", value=row["grades"][:60], column="grades")
    return min(numbers) if numbers else None


def _subjects(
    run: Run, row: RosterRow, course: CourseCard | None
) -> frozenset[int] | None:
    """Return the subjects a class is taught; empty: all of level and grade.

    Raises unknown_subject where the row names subjects and none of them is known:
    to take it as "all" would be worse than not to take it.
    """
    if words_of(row["subject_codes"]):
        found = run.subject_ids(row, row["subject_codes"])
        if not found:
            raise DomainError("unknown_subject", value=row["subject_codes"][:60])
        return found
    kind = _kind(row, course)
    if kind != CohortKind.GROUP:
        return frozenset() if kind and row.has("subject_codes") else None
    named = _named_subjects(run, row["subjects"])
    named = named or (course.subject_ids if course else frozenset())
    if not named:
        run.warn(row, "group_without_subject")
    return named


def _named_subjects(run: Run, text: str) -> frozenset[int]:
    found = (run.index.find(word) for word in words_of(text))
    return frozenset(subject.pk for subject in found if subject)


def _kind(row: RosterRow, course: CourseCard | None) -> str | None:
    word = row["kind"].lower()
    if not word:
        return CohortKind.GROUP if course and course.subject_ids else None
    if word not in KINDS:
        raise DomainError("bad_value", value=row["kind"][:60], column="classType")
    return KINDS[word]
