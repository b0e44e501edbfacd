"""What a student has to learn by herself: periods given with material."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from library import api as library
from lms.people.models import Enrolment
from lms.records.enums import Mode
from lms.records.models import PeriodRecord, PlanPeriod

DAYS_BEFORE, DAYS_AFTER = 14, 7  # of today: when a task is on a student's list
DONE = Decimal("0.8")


@dataclass(frozen=True)
class LearningTask:
    """A period a student does with a material. fraction: 0 to 1; due: its day."""

    subject_name: str
    lesson: str
    title: str
    due: date
    fraction: Decimal
    url: str


@dataclass(frozen=True)
class PlannedLesson:
    """A period that the plan of a student's class names next."""

    subject_code: str
    subject_name: str
    node_code: str
    title: str
    mode: str


def tasks_of(student: Any, *, day: date) -> list[LearningTask]:
    """Return the open tasks of a student round a day, the earliest due first."""
    return tasks_of_students([student.pk], day=day)[student.pk]


def tasks_of_students(
    student_ids: Collection[int], *, day: date
) -> dict[int, list[LearningTask]]:
    """Return the same for some students, by id; four queries for all of them."""
    stays = Enrolment.objects.on(day).filter(student_id__in=student_ids)
    places = set(stays.values_list("student_id", "cohort_id"))
    found = _given_with_material({cohort for _student, cohort in places}, day)
    codes = {record.resource_code for record in found}
    cards = library.resource_cards(codes)
    done = library.completions_of_readers(student_ids, codes)
    tasks: dict[int, list[LearningTask]] = {}
    for student in student_ids:
        own = (
            _task(
                record,
                cards[record.resource_code],
                done.get((student, record.resource_code)),
            )
            for record in found
            if (student, record.period.cohort_id) in places
            and record.resource_code in cards
        )
        tasks[student] = [task for task in own if task.fraction < DONE]
    return tasks


def _given_with_material(cohorts: Collection[int], day: date) -> list[PeriodRecord]:
    records = (
        PeriodRecord.objects.current()
        .filter(
            period__cohort_id__in=cohorts,
            mode__in=[Mode.ONLINE_ASYNC, Mode.BLENDED],
            rejected=False,
            date__gte=day - timedelta(days=DAYS_BEFORE),
            date__lte=day + timedelta(days=DAYS_AFTER),
        )
        .exclude(resource_code="")
        .select_related("period__subject")
        .order_by("date", "id")
    )
    return list(records)


def next_lessons(student: Any, *, day: date, ahead: int = 3) -> list[PlannedLesson]:
    """Return what the student's classes are taught next, subject by subject.

    The periods after the last recorded one, ``ahead`` of them. Three queries.
    """
    cohorts = _cohorts(student, day)
    given = (
        PeriodRecord.objects.current()
        .filter(period__cohort_id__in=cohorts)
        .values_list("period__cohort_id", "period__subject_id")
        .annotate(last=Max("period__period_no"))
    )
    last = {(cohort, subject): number for cohort, subject, number in given}
    coming = Q(cohort_id__in=cohorts, period_no__lte=ahead)
    for (cohort, subject), number in last.items():
        coming = coming | Q(
            cohort_id=cohort,
            subject_id=subject,
            period_no__gt=number,
            period_no__lte=number + ahead,
        )
    periods = PlanPeriod.objects.filter(coming).select_related("subject")
    return [
        PlannedLesson(
            subject_code=period.subject.code,
            subject_name=str(period.subject),
            node_code=period.node_code,
            title=period.title,
            mode=period.mode_planned,
        )
        for period in periods.order_by("period_no", "subject__name_vi")
        if period.period_no > last.get((period.cohort_id, period.subject_id), 0)
    ]


def _cohorts(student: Any, day: date) -> list[int]:
    rows = Enrolment.objects.on(day).filter(student=student)
    return list(rows.values_list("cohort_id", flat=True))


def _task(
    record: PeriodRecord, card: library.ResourceCard, done: library.Completion | None
) -> LearningTask:
    return LearningTask(
        subject_name=str(record.period.subject),
        lesson=record.period.title,
        title=card.title,
        due=record.date,
        fraction=done.fraction if done else Decimal(0),
        url=card.url,
    )
