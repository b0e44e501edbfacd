"""One page per child: what is to come, results as the level allows."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from exams import api as exams
from lms.core.clock import today
from lms.people.queries.persons import wards_of
from lms.records import api as records

NEWEST_MARKS = 6


@dataclass(frozen=True)
class Ward:
    """A child of the guardian. marks: the newest first, words in primary school."""

    name: str
    code: str
    tests: list[exams.SittingCard]
    tasks: list[records.LearningTask]
    marks: list[records.OwnMark]


def wards(user: Any) -> list[Ward]:
    """Return the children a person is the verified guardian of.

    All are read together: the page asks as much for three children as for one.
    """
    children = {row.student_id: row.student for row in wards_of(user)}
    if not children:
        return []
    ids = list(children)
    tests = exams.upcoming_for_students(ids, at=timezone.now())
    tasks = records.tasks_of_students(ids, day=today())
    marks = records.newest_marks_of(user, ids, limit=NEWEST_MARKS)
    return [
        Ward(
            name=child.get_full_name(),
            code=child.code or "",
            tests=tests[pk],
            tasks=tasks[pk],
            marks=marks[pk],
        )
        for pk, child in children.items()
    ]
