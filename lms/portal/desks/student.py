"""Hôm nay: what a student does next, in order of time."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from exams import api as exams
from library import api as library
from lms.core.clock import today
from lms.people.access import reach
from lms.people.models import Cohort
from lms.records import api as records

NEW_DAYS, MOST_RESULTS = 21, 4


@dataclass
class StudentDesk:
    """One student's day. suggestion: a material and the lesson it belongs to."""

    tests: list[exams.SittingCard]
    tasks: list[records.LearningTask]
    results: list[exams.ResultCard]
    going_on: library.ContinueCard | None
    suggestion: library.ResourceCard | None = None
    lesson: records.PlannedLesson | None = None
    is_child: bool = False
    cohort: Cohort | None = None
    lessons: list[records.PlannedLesson] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done today."""
        return not (self.tests or self.tasks or self.results)


def student_desk(user: Any) -> StudentDesk:
    """Return the start page of a student."""
    now, day = timezone.now(), today()
    cohort = (
        Cohort.objects.filter(pk__in=reach(user).enrolled_ids)
        .order_by("kind", "pk")
        .last()
    )
    newest = now - timedelta(days=NEW_DAYS)
    desk = StudentDesk(
        tests=exams.upcoming_for_student(user, at=now),
        tasks=records.tasks_of(user, day=day),
        results=[r for r in exams.results_for_student(user) if r.released_at >= newest][
            :MOST_RESULTS
        ],
        going_on=library.continue_for(user),
        is_child=cohort is not None and cohort.grade <= 5,
        cohort=cohort,
    )
    _suggest(desk, user)
    return desk


def _suggest(desk: StudentDesk, user: Any) -> None:
    """Choose one unread material for what the class is taught next."""
    planned = records.next_lessons(user, day=today())
    desk.lessons = [lesson for lesson in planned if lesson.node_code]
    shown = {desk.going_on.resource.code} if desk.going_on else set()
    codes = [lesson.node_code for lesson in desk.lessons]
    for card in library.unread_for_nodes(user, codes):
        if card.code in shown:
            continue
        desk.suggestion = card
        desk.lesson = _lesson_of(card, desk.lessons)
        return


def _lesson_of(
    card: library.ResourceCard, lessons: list[records.PlannedLesson]
) -> records.PlannedLesson | None:
    for lesson in lessons:
        if any(lesson.node_code.startswith(code) for code in card.node_codes):
            return lesson
    return None
