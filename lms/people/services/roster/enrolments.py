"""enrollments.csv: who learns in a class, from when to when (files.md 5, 17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lms.core.errors import DomainError
from lms.people.services.roster.homes import people_elsewhere
from lms.people.services.roster.places import PlaceLine
from lms.people.services.roster.profiles import load_profile
from lms.people.services.roster.rows import RosterRow, Source
from lms.people.services.roster.run import (
    CohortCard,
    Run,
    chunks,
    limited,
    parsed,
    settled,
)
from lms.people.services.roster.students import take_students
from lms.people.services.roster.teaching import take_teaching

STUDENT, TEACHER, PASSED_OVER = "student", "teacher", "passed_over"


def take_enrolments(run: Run, source: Source) -> None:
    """Add and change the places of students and teachers in classes."""
    rows = settled(run, source, "enrollments", keys=_keys)
    for lines in chunks(_understood(run, rows)):
        people = run.people({line.user for line in lines})
        elsewhere = people_elsewhere(run.scope, people.values())
        known = []
        for line in lines:
            if line.user not in people:
                run.skip(line.row, "unknown_person", value=line.user[:60])
            elif people[line.user] in elsewhere:
                run.skip(line.row, "person_elsewhere", value=line.user[:60])
            else:
                known.append(line)
        take_students(run, [x for x in known if x.role == STUDENT], people)
        take_teaching(run, [x for x in known if x.role == TEACHER], people)
        run.told("enrollments", len(lines))


def refuse_places(run: Run, source: Source) -> None:
    """Refuse the rows of a book whose student has no place, before her person is made.

    The class or its school is unknown or not one's own, the dates make no sense.
    """
    if not source.is_book:
        return
    for row in source.rows("enrollments"):
        if row["role"] == STUDENT:
            try:
                _place(run, row)
            except DomainError as error:
                run.skip(row, error.code, **error.details)


def _keys(row: RosterRow) -> list[tuple[str, ...]]:
    where = (row["school"], row["sessions"], row["class"], row["taught"])
    place = ("place", *where, row["user"], row["role"].lower(), row["starts"])
    return [("source", row["source"]), place] if row["source"] else [place]


def _understood(run: Run, rows: Iterator[RosterRow]) -> Iterator[PlaceLine]:
    for line in parsed(run, rows, _line):
        if line.role == PASSED_OVER:
            run.warn(line.row, "class_role_passed_over", value=line.row["role"])
        else:
            yield line


@dataclass(frozen=True)
class _Place:
    """A row that can be taken, as far as it speaks of the class."""

    role: str
    cohort: CohortCard
    user: str
    starts: date | None
    ends: date | None


def _place(run: Run, row: RosterRow) -> _Place:
    word = limited(row, "role", 60, needed=True)
    role = load_profile("oneroster").words["class_roles"].get(word.lower())
    if role is None:
        raise DomainError("bad_value", value=word, column="role")
    cohort = _cohort(run, row)
    if cohort is None:
        raise DomainError("roster_unknown_class", value=row["class"][:60])
    if not run.scope.holds(cohort.school_id):
        raise DomainError("unit_not_yours", value=row["class"][:60])
    user = limited(row, "user", 255, needed=True)
    starts, ends = row.day("starts"), row.day("ends")
    if role == STUDENT and starts is None:
        starts = cohort.starts
    if starts and ends and ends <= starts and not row.is_deleted:
        raise DomainError("ends_before_start")
    return _Place(role, cohort, user, starts, ends)


def _line(run: Run, row: RosterRow) -> PlaceLine:
    place = _place(run, row)
    return PlaceLine(
        row=row,
        source=limited(row, "source", 255),
        cohort=place.cohort,
        user=place.user,
        role=place.role,
        starts=place.starts,
        ends=place.ends,
        exempt=run.subject_ids(row, row["exempt"]) if row.has("exempt") else None,
        taught=run.subject_ids(row, row["taught"]),
        day=run.effective_day(row),
    )


def _cohort(run: Run, row: RosterRow) -> CohortCard | None:
    """Return the class of a row: by the id of its system, or by school, year, code."""
    name = limited(row, "class", 255, needed=True)
    if not row.has("school"):
        return run.cohorts.get(name)
    school, year = run.units.get(row["school"]), run.sessions.get(row["sessions"])
    if school is None:
        raise DomainError("unknown_unit", value=row["school"][:60])
    if year is None:
        return None
    return run.places.get((school.pk, year.pk, name))
