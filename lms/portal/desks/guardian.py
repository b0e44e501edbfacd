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
    """A child of the guardian. marks: the newest, as words in primary school."""

    name: str
    code: str
    tests: list[exams.SittingCard]
    tasks: list[records.LearningTask]
    marks: list[records.OwnMark]


def wards(user: Any) -> list[Ward]:
    """Return the children a person is the verified guardian of."""
    now, day = timezone.now(), today()
    return [
        Ward(
            name=child.get_full_name(),
            code=child.code or "",
            tests=exams.upcoming_for_student(child, at=now),
            tasks=records.tasks_of(child, day=day),
            marks=records.marks_of_student(user, student=child)[-NEWEST_MARKS:],
        )
        for child in (row.student for row in wards_of(user))
    ]
