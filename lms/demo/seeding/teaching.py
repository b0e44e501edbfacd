"""Teaching plans, the period ledger to date and the marks so far, as schools' files.

Written as the CSV files of files.md and taken in by the importers, so that the
demonstration goes the road of a real school.
"""

import csv
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from library import api as library
from lms.curriculum.enums import AssessedBy, NodeKind
from lms.curriculum.models import Node, ProgrammeRow
from lms.curriculum.rules.levels import PRIMARY, level_of_grade, semester_periods
from lms.demo.seeding import reading
from lms.demo.seeding.calendar import WEEKS
from lms.demo.seeding.people import People, subject_codes
from lms.people.models import Cohort
from lms.records.services.imports.ledger import import_ledger
from lms.records.services.imports.marks import import_marks
from lms.records.services.imports.plan import import_plan

ONLINE_EVERY = {PRIMARY: 16}  # every so many periods one is taught online
ONLINE_EVERY_ABOVE = 9
BEHIND = {"8L", "11B1"}  # classes whose ledger is not kept up
WEEKS_BEHIND = 4


@dataclass(frozen=True)
class Course:
    """One subject in one class: its periods over the year and its place in a week."""

    cohort: Cohort
    subject: str
    periods: int
    place: int
    is_scored: bool

    @property
    def first(self) -> int:
        """Periods of semester 1."""
        return semester_periods(self.periods)[0]

    def week(self, number: int) -> int:
        """Return the school week (1–35) in which a period is taught."""
        return week_of(number, self.periods)

    @property
    def online_every(self) -> int:
        """Every how many periods one is planned online."""
        return ONLINE_EVERY.get(level_of_grade(self.cohort.grade), ONLINE_EVERY_ABOVE)

    def is_read_at_home(self, number: int) -> bool:
        """Whether it is the period for which the classes read the material."""
        is_one = self.subject == reading.SUBJECT and number == reading.PERIOD
        return is_one and self.cohort.code in reading.CLASSES

    def mode(self, number: int) -> str:
        """Return the planned mode of a period."""
        if self.is_read_at_home(number):
            return "online_async"
        turn = (number + self.place) % self.online_every
        if turn:
            return "in_person"
        kinds = ("online_async", "online_sync", "blended")
        return kinds[(number // self.online_every + self.place) % 3]


def week_of(number: int, periods: int) -> int:
    """Return the school week (1–35) of a period, of so many in the year."""
    first = semester_periods(periods)[0]
    if number <= first:
        return -(-number * WEEKS[0] // first)
    return WEEKS[0] + -(-(number - first) * WEEKS[1] // (periods - first))


def courses(people: People) -> list[Course]:
    """Return every subject of every class."""
    rows = {
        (row.level, row.grade, row.subject.code): row
        for row in ProgrammeRow.objects.select_related("subject")
    }
    found = []
    for cohort in people.cohorts.values():
        level = level_of_grade(cohort.grade)
        for place, code in enumerate(subject_codes(cohort)):
            row = rows[level, cohort.grade, code]
            scored = row.assessed_by == AssessedBy.SCORE and not row.is_cluster
            found.append(Course(cohort, code, row.periods_per_year, place, scored))
    return found


def teach(people: People, materials: dict[str, str]) -> dict[str, Any]:
    """Write and take in plans, ledger and marks. materials: {key: resource code}."""
    all_courses = courses(people)
    lessons = lessons_by_period()
    with tempfile.TemporaryDirectory() as folder:
        plan = _write(
            Path(folder) / "phan-phoi-chuong-trinh.csv",
            _plan_rows(people, all_courses, lessons),
        )
        ledger = _write(
            Path(folder) / "so-dau-bai.csv",
            _ledger_rows(people, all_courses, materials),
        )
        marks = _write(Path(folder) / "so-diem.csv", _mark_rows(people, all_courses))
        return {
            "plan": import_plan(plan),
            "ledger": import_ledger(ledger),
            "marks": import_marks(marks),
        }


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    iterator = iter(rows)
    first = next(iterator)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(iterator)
    return path


def lessons_by_period() -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Return {(subject, grade): [(node code, title)] one entry a period}."""
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    nodes = Node.objects.current().filter(kind=NodeKind.LESSON)
    for node in nodes.select_related("subject").order_by("position"):
        periods = found.setdefault((node.subject.code, node.grade), [])
        periods += [(node.code, node.title)] * int(node.periods)
    return found


def _plan_rows(
    people: People,
    all_courses: list[Course],
    lessons: dict[tuple[str, int], list[tuple[str, str]]],
) -> Iterator[dict[str, Any]]:
    for course in all_courses:
        titles = lessons.get((course.subject, course.cohort.grade), [])
        for number in range(1, course.periods + 1):
            node, title = titles[number - 1] if number <= len(titles) else ("", "")
            yield {
                "school_year": people.calendar.year.code,
                "class_code": course.cohort.code,
                "subject_code": course.subject,
                "semester": 1 if number <= course.first else 2,
                "period_no": number,
                "week": course.week(number),
                "node_code": node,
                "title": title or f"Tiết {number}",
                "mode_planned": course.mode(number),
            }


def _ledger_rows(
    people: People,
    all_courses: list[Course],
    materials: dict[str, str],
) -> Iterator[dict[str, Any]]:
    chance = random.Random("ledger")  # noqa: S311  invented records, no secret
    for course in all_courses:
        last = people.calendar.weeks_over
        if course.cohort.code in BEHIND:
            last -= WEEKS_BEHIND
        for number in range(1, course.periods + 1):
            week = course.week(number)
            if week > last:
                break
            confirmed = week < last or chance.random() < 0.7
            yield _ledger_row(people, course, number, confirmed) | _online(
                people, course, number, materials, chance
            )


def _ledger_row(
    people: People, course: Course, number: int, confirmed: bool
) -> dict[str, Any]:
    day = people.calendar.day(course.week(number), (number + course.place) % 5)
    return {
        "school_year": people.calendar.year.code,
        "class_code": course.cohort.code,
        "subject_code": course.subject,
        "period_no": number,
        "date": day.isoformat(),
        "confirmed": int(confirmed),
    }


def _online(
    people: People,
    course: Course,
    number: int,
    materials: dict[str, str],
    chance: random.Random,
) -> dict[str, Any]:
    """Return how a period was held: mostly as planned, not always with success."""
    if course.is_read_at_home(number):
        return _read_at_home(people, course, materials)
    mode = course.mode(number)
    if mode != "in_person" and chance.random() < 0.15:
        mode = "in_person"  # the line was down, the class met at school
    size = len(people.students[course.cohort.code])
    row: dict[str, Any] = {
        "mode": mode,
        "online_periods": "",
        "reason": "",
        "resource_code": "",
        "completed": "",
        "enrolled": "",
    }
    if mode == "in_person":
        return row
    share = min(1.0, max(0.2, chance.gauss(0.8, 0.18)))
    row |= {"completed": round(size * share), "enrolled": size}
    if mode == "blended":
        row["online_periods"] = chance.choice(["0.25", "0.5", "0.5"])
    return row


def _read_at_home(
    people: People, course: Course, materials: dict[str, str]
) -> dict[str, Any]:
    """Return the period that was learned at home, counted from the evidence."""
    students = [student.pk for student in people.students[course.cohort.code]]
    found = library.completions(materials[reading.MATERIAL], students)
    return {
        "mode": "online_async",
        "online_periods": "",
        "reason": "",
        "resource_code": materials[reading.MATERIAL],
        "completed": sum(done.completed_at is not None for done in found.values()),
        "enrolled": len(students),
    }


def _mark_rows(people: People, all_courses: list[Course]) -> Iterator[dict[str, Any]]:
    chance = random.Random("marks")  # noqa: S311  invented marks, no secret
    for course in all_courses:
        if (
            level_of_grade(course.cohort.grade) == PRIMARY
            or not course.subject.isalpha()
        ):
            continue
        kinds = [("tx", 1, 5), ("tx", 2, 8), ("gk", 1, 10), ("tx", 3, 11)]
        if course.periods <= 70:
            kinds = [("tx", 1, 6), ("gk", 1, 10), ("tx", 2, 11)][:3]
        for semester in (1, 2):
            for kind, ordinal, week in kinds:
                if week + WEEKS[0] * (semester - 1) >= people.calendar.week_now:
                    continue
                for student in people.students[course.cohort.code]:
                    row = _mark_row(people, course, kind, ordinal, student, chance)
                    yield row | {"semester": semester}


def _mark_row(
    people: People,
    course: Course,
    kind: str,
    ordinal: int,
    student: Any,
    chance: random.Random,
) -> dict[str, Any]:
    if course.is_scored:
        ability = 5.5 + (student.pk * 2654435761 % 1000) / 1000 * 3
        value = min(10.0, max(1.0, chance.gauss(ability, 1.1)))
        mark = str(Decimal(round(value * 4)) / 4)
        if mark.endswith(("25", "75")):
            mark = str(Decimal(mark) + Decimal("0.05"))
    else:
        mark = "CĐ" if chance.random() < 0.02 else "Đ"
    return {
        "school_year": people.calendar.year.code,
        "class_code": course.cohort.code,
        "subject_code": course.subject,
        "student_code": student.code,
        "kind": kind,
        "ordinal": ordinal,
        "mark": mark,
        "venue": _venue(course, kind, ordinal),
    }


def _venue(course: Course, kind: str, ordinal: int) -> str:
    """Return where a test was taken: a few on computers, one subject at a distance."""
    if not course.is_scored or kind != "tx" or ordinal != 2:
        return "paper"
    if course.subject in {"MAT", "FL1"}:
        return "room"
    return "remote" if course.subject in {"INF", "HIS"} else "paper"
