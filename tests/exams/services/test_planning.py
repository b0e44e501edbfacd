"""A sitting as a teacher sets it: who sits when, with which paper; cancelled."""

from datetime import date, timedelta

import pytest
from django.test import Client

from exams.enums import SittingState
from exams.models import Attempt, RemoteDecision, Sitting
from exams.queries import clock
from exams.services import planning
from exams.services.planning import Decision, SittingPlan
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.models import Semester
from tests.exams.phone import Phone
from tests.factories.curriculum import make_subject
from tests.factories.papers import make_paper
from tests.factories.people import enrol, make_cohort, make_teacher, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)
DECISION = Decision("12/QĐ-THPT", date(2026, 11, 30), "Bão số 9")


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def teacher(cohort):
    return make_teacher(cohort.school)


@pytest.fixture
def paper(teacher, cohort):
    return make_paper(by=teacher, unit=cohort.school)


@pytest.fixture
def pupils(cohort):
    """By name: An, Bình, Cường, Dũng; listed the other way round."""
    made = []
    for name in ("Dũng", "Cường", "Bình", "An"):
        student = make_user(full_name=f"Trần Văn {name}")
        enrol(student, cohort, starts=LONG_AGO)
        made.append(student)
    return made[::-1]


@pytest.fixture
def plan(paper, cohort, pupils, teacher):
    def make(**changes):
        values = {"title": "Giữa kì", "papers": [paper], "cohorts": [cohort]}
        return planning.plan_sitting(SittingPlan(**values | changes), by=teacher)

    return make


def refused(code, call, **more):
    with pytest.raises(DomainError) as caught:
        call(**more)
    assert caught.value.code == code
    assert Sitting.objects.count() == 0


def candidates(sitting):
    return [c.student for c in sitting.candidates.order_by("id")]


def test_a_planned_sitting_is_ready_with_an_attempt_for_everybody(
    plan, pupils, cohort, teacher, paper
):
    sitting = plan()

    assert sitting.state == SittingState.READY
    assert (sitting.unit, sitting.created_by) == (cohort.school, teacher)
    assert (sitting.duration_s, sitting.grace_s) == (2700, 30)
    assert candidates(sitting) == pupils
    assert {c.cohort for c in sitting.candidates.all()} == {cohort}
    assert Attempt.objects.filter(sitting=sitting, state="assigned").count() == 4
    assert [link.paper for link in sitting.papers.all()] == [paper]
    assert [form.code for form in sitting.forms.all()] == [paper.paper_code]
    attempt = Attempt.objects.get(sitting=sitting, candidate__student=pupils[0])
    Phone.of(attempt, Client()).claimed()


def test_times_not_said_follow_from_the_start_and_the_length(plan):
    start = clock.now() + timedelta(days=3)

    sitting = plan(release_at=start, minutes=60)

    assert sitting.release_at - sitting.open_at == timedelta(minutes=10)
    assert sitting.close_at - start == timedelta(minutes=70)


@pytest.mark.parametrize(
    ("opens", "starts", "closes", "code"),
    [
        (10, 5, 60, "times_out_of_order"),
        (0, 10, 10, "times_out_of_order"),
        (0, 10, 61 * 24 * 60, "times_out_of_order"),
        (-90, -80, -1, "time_is_over"),
    ],
)
def test_times_that_make_no_sense_are_refused(plan, opens, starts, closes, code):
    now = clock.now()
    times = {
        name: now + timedelta(minutes=minutes)
        for name, minutes in {
            "open_at": opens, "release_at": starts, "close_at": closes,
        }.items()
    }  # fmt: skip

    refused(code, plan, **times)


@pytest.mark.parametrize(
    "changes", [{"minutes": 0}, {"minutes": 301}, {"grace_s": -1}, {"grace_s": 601}]
)
def test_a_length_out_of_range_is_refused(plan, changes):
    refused("minutes_out_of_range", plan, **changes)


@pytest.mark.parametrize("assessment", ["gk", "ck"])
@pytest.mark.parametrize(
    "decision",
    [None, Decision(" ", DECISION.date, "Bão"), Decision("12", DECISION.date, " ")],
)
def test_a_remote_periodic_test_needs_the_heads_decision(plan, assessment, decision):
    refused(
        "decision_missing", plan, venue="remote", assessment=assessment,
        decision=decision,
    )  # fmt: skip
    assert RemoteDecision.objects.count() == 0


def test_the_heads_decision_is_kept_with_the_sitting(plan, teacher):
    sitting = plan(venue="remote", assessment="gk", decision=DECISION)

    kept = sitting.remote_decision
    assert (kept.number, kept.date, kept.reason, kept.recorded_by) == (
        "12/QĐ-THPT", date(2026, 11, 30), "Bão số 9", teacher,
    )  # fmt: skip
    assert "12/QĐ-THPT" in sitting.decision


@pytest.mark.parametrize(
    ("venue", "assessment"), [("remote", "tx"), ("remote", ""), ("room", "ck")]
)
def test_other_tests_need_no_decision(plan, venue, assessment):
    sitting = plan(venue=venue, assessment=assessment)

    assert sitting.state == SittingState.READY
    assert not RemoteDecision.objects.exists()


def test_candidates_are_those_enrolled_on_the_day_who_take_the_subject(
    plan, pupils, cohort, paper
):
    today = clock.now().date()
    left, comes, exempt = (make_user() for _ in range(3))
    enrol(left, cohort, starts=LONG_AGO, ends=today - timedelta(days=5))
    enrol(comes, cohort, starts=today + timedelta(days=20))
    enrol(exempt, cohort, starts=LONG_AGO).exempt_subjects.add(paper.subject)

    assert candidates(plan()) == pupils
    later = plan(release_at=clock.now() + timedelta(days=30))
    assert set(candidates(later)) == {*pupils, comes}


def test_single_students_sit_with_their_class_or_alone(plan, pupils, cohort):
    guest = make_user()

    both = plan(students=[pupils[0], guest])
    alone = plan(cohorts=[], students=[pupils[1]])

    assert candidates(both) == [*pupils, guest]
    assert both.candidates.get(student=guest).cohort is None
    assert alone.candidates.get().cohort == cohort


def test_nobody_to_sit_is_refused(plan):
    refused("candidates_missing", plan, cohorts=[make_cohort("10A9")])
    assert not AuditEntry.objects.filter(verb="announce").exists()


def test_several_papers_are_dealt_so_that_neighbours_differ(
    plan, pupils, paper, teacher
):
    other = make_paper(by=teacher, paper_code="0201")
    third = make_paper(by=teacher, paper_code="0101")  # a code that is taken

    sitting = plan(papers=[paper, other, third])

    codes = {form.code for form in sitting.forms.all()}
    assert codes == {"0101", "0201", third.code}
    attempts = [
        Attempt.objects.get(sitting=sitting, candidate__student=pupil)
        for pupil in pupils
    ]
    forms = [attempt.form_id for attempt in attempts]
    assert len(set(forms[:3])) == 3
    assert forms[3] == forms[0]
    assert {link.paper_id: link.form.code for link in sitting.papers.all()} == {
        paper.pk: "0101", other.pk: "0201", third.pk: third.code,
    }  # fmt: skip


def test_papers_that_do_not_go_together_are_refused(plan, paper, teacher):
    refused("papers_missing", plan, papers=[])
    refused("papers_missing", plan, papers=[paper] * 49)
    make_subject("LIT")
    other = make_paper(by=teacher, subject="LIT")
    refused("papers_differ", plan, papers=[paper, other])


def test_the_semester_is_that_of_the_day(plan, cohort):
    second = Semester.objects.get(year=cohort.year, number=2)

    assert (
        planning.semester_on(clock.now().replace(year=2027, month=3, day=1)) == second
    )
    assert planning.semester_on(clock.now().replace(year=2027, month=7, day=1)) is None
    assert plan(semester=second).semester == second


def test_a_sitting_nobody_began_is_cancelled_with_a_reason(plan, pupils, teacher):
    sitting = plan()
    attempt = Attempt.objects.get(sitting=sitting, candidate__student=pupils[0])
    with pytest.raises(DomainError) as caught:
        planning.cancel_sitting(sitting, by=teacher, reason=" ")
    assert caught.value.code == "act_needs_reason"

    planning.cancel_sitting(sitting, by=teacher, reason="Mưa bão")

    sitting.refresh_from_db()
    assert sitting.state == SittingState.CANCELLED
    assert AuditEntry.objects.get(verb="cancel").details["reason"] == "Mưa bão"
    assert Phone.of(attempt, Client()).claim().status_code >= 400


def test_a_sitting_somebody_began_is_not_cancelled(plan, pupils, teacher):
    sitting = plan()
    attempt = Attempt.objects.get(sitting=sitting, candidate__student=pupils[0])
    Phone.of(attempt, Client()).claimed()

    with pytest.raises(DomainError) as caught:
        planning.cancel_sitting(sitting, by=teacher, reason="Mưa bão")

    assert caught.value.code == "sitting_begun"
    sitting.refresh_from_db()
    assert sitting.state == SittingState.READY
