"""A sitting as teachers set it: which papers, for whom, when; attempts made at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from exams.enums import AssessmentKind, SittingState, Venue
from exams.models import (
    Form,
    Paper,
    RemoteDecision,
    Sitting,
    SittingCohort,
    SittingPaper,
)
from exams.models.staff_reach import staff_reach
from exams.queries import clock
from exams.services.forms import SlotSpec, make_form
from exams.services.sittings import Place, add_candidates, announce, make_sitting
from lms.core import audit
from lms.core.errors import DomainError
from lms.people.models import Cohort, Enrolment, Semester, User

PERIODIC = (AssessmentKind.MIDTERM, AssessmentKind.FINAL)
MOST_PAPERS, MOST_DAYS = 48, 60


@dataclass(frozen=True)
class Decision:
    """The head's decision on a remote periodic test (Circular 09/2021)."""

    number: str
    date: date
    reason: str

    def __str__(self) -> str:
        return f"{self.number}, {self.date:%d/%m/%Y}: {self.reason}"[:200]


@dataclass(frozen=True)
class SittingPlan:
    """What a teacher says. Times aware; assessment "" = practice.

    cohorts: classes whose students sit; students: further ones, or those alone.
    """

    title: str
    papers: Sequence[Paper]
    cohorts: Sequence[Cohort] = ()
    students: Sequence[User] = ()
    open_at: datetime | None = None
    release_at: datetime | None = None
    close_at: datetime | None = None
    minutes: int = 45
    grace_s: int = 30
    venue: str = Venue.ROOM
    assessment: str = ""
    ordinal: int = 1
    semester: Semester | None = None
    decision: Decision | None = None
    stops_clock: bool = False
    subject_id: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def plan_sitting(plan: SittingPlan, *, by: Any) -> Sitting:
    """Make a sitting with forms, candidates and attempts, ready before its start.

    by: None = the system. Candidates stand in the order of their class lists, and
    forms are dealt in turn, so that neighbours get different papers. Raises
    DomainError: papers_missing, papers_differ, times_out_of_order, time_is_over,
    minutes_out_of_range, decision_missing, candidates_missing.
    """
    times = _times(plan)
    _check(plan, times)
    subject_id = plan.subject_id or plan.papers[0].subject_id
    sitting = make_sitting(
        title=plan.title.strip()[:200] or plan.papers[0].title,
        by=by,
        subject_id=subject_id,
        unit_id=_unit_id(plan, by),
        semester=plan.semester or semester_on(times[1]),
        assessment=plan.assessment,
        ordinal=plan.ordinal,
        venue=plan.venue,
        decision=str(plan.decision) if plan.decision else "",
        open_at=times[0],
        release_at=times[1],
        close_at=times[2],
        duration_s=plan.minutes * 60,
        grace_s=plan.grace_s,
        stops_clock=plan.stops_clock,
        state=SittingState.DRAFT,
    )
    if plan.decision:
        _record_decision(sitting, plan.decision, by)
    for paper in plan.papers:
        make_paper_form(sitting, paper)
    SittingCohort.objects.bulk_create(
        [SittingCohort(sitting=sitting, cohort=cohort) for cohort in plan.cohorts]
    )
    places = _places(plan, subject_id, timezone.localtime(times[1]).date())
    if not places:
        raise DomainError("candidates_missing")
    add_candidates(sitting, places)
    announce(sitting, by=by)
    return sitting


def make_paper_form(sitting: Sitting, paper: Paper) -> Form:
    """Freeze a paper as a form of the sitting, linked to the paper."""
    specs = [
        SlotSpec(slot.name, slot.version_id, slot.points, slot.option_order)
        for slot in paper.slots.order_by("position")
    ]
    taken = set(sitting.forms.values_list("code", flat=True))
    code = paper.paper_code if paper.paper_code not in taken else paper.code
    form = make_form(sitting, code=code, slots=specs)
    SittingPaper.objects.create(sitting=sitting, paper=paper, form=form)
    return form


@transaction.atomic
def cancel_sitting(sitting: Sitting, *, by: Any, reason: str) -> None:
    """Cancel a sitting that nobody has begun. Raises act_needs_reason, sitting_begun."""
    if not reason.strip():
        raise DomainError("act_needs_reason")
    if sitting.attempts.exclude(started_at=None).exists():
        raise DomainError("sitting_begun")
    sitting.state = SittingState.CANCELLED
    sitting.save(update_fields=["state"])
    audit.record("cancel", "sitting", sitting.code, by=by, reason=reason.strip())


def semester_on(moment: datetime) -> Semester | None:
    """Return the semester of a day in Vietnam, None in the holidays."""
    day = timezone.localtime(moment).date()
    return (
        Semester.objects.filter(starts__lte=day, ends__gte=day)
        .select_related("year")
        .first()
    )


def _times(plan: SittingPlan) -> tuple[datetime, datetime, datetime]:
    release = plan.release_at or plan.open_at or clock.now()
    opens = plan.open_at or release - timedelta(minutes=10)
    closes = plan.close_at or release + timedelta(minutes=plan.minutes + 10)
    return opens, release, closes


def _check(plan: SittingPlan, times: tuple[datetime, datetime, datetime]) -> None:
    if not 1 <= len(plan.papers) <= MOST_PAPERS:
        raise DomainError("papers_missing")
    if len({paper.subject_id for paper in plan.papers}) > 1:
        raise DomainError("papers_differ")
    if not 1 <= plan.minutes <= 300 or not 0 <= plan.grace_s <= 600:
        raise DomainError("minutes_out_of_range")
    opens, release, closes = times
    if not opens <= release < closes or closes - opens > timedelta(days=MOST_DAYS):
        raise DomainError("times_out_of_order")
    if closes <= clock.now():
        raise DomainError("time_is_over")
    remote = plan.venue == Venue.REMOTE and plan.assessment in PERIODIC
    if remote and not _is_whole(plan.decision):
        raise DomainError("decision_missing")


def _is_whole(decision: Decision | None) -> bool:
    return bool(
        decision
        and decision.number.strip()
        and decision.reason.strip()
        and decision.date
    )


def _record_decision(sitting: Sitting, decision: Decision, by: Any) -> None:
    RemoteDecision.objects.create(
        sitting=sitting,
        number=decision.number.strip()[:60],
        date=decision.date,
        reason=decision.reason.strip()[:500],
        recorded_by=by,
    )


def _unit_id(plan: SittingPlan, by: Any) -> int | None:
    schools = {cohort.school_id for cohort in plan.cohorts}
    if len(schools) == 1:
        return schools.pop()
    return staff_reach(by).home if by is not None else plan.papers[0].unit_id


def _places(plan: SittingPlan, subject_id: int | None, day: date) -> list[Place]:
    """Return the candidates class by class, by name; exempt students left out."""
    places: dict[int, Place] = {}
    for cohort in plan.cohorts:
        enrolled = Enrolment.objects.on(day).filter(cohort=cohort)
        if subject_id:
            enrolled = enrolled.exclude(exempt_subjects=subject_id)
        rows = enrolled.order_by("student__sort_name", "student_id")
        for student_id in rows.values_list("student_id", flat=True):
            places.setdefault(student_id, Place(student_id, cohort.pk))
    for student in plan.students:
        places.setdefault(student.pk, Place(student.pk, _cohort_of(student, day)))
    return list(places.values())


def _cohort_of(student: User, day: date) -> int | None:
    return (
        Enrolment.objects.on(day)
        .filter(student=student, cohort__kind="homeroom")
        .values_list("cohort_id", flat=True)
        .first()
    )
