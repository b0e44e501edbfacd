"""A common test of two schools: each sees the own pupils, nobody a paper too early."""

from datetime import timedelta

import pytest
from django.urls import reverse

from exams.models import Attempt, Release, Sitting
from exams.queries import clock
from lms.core.models import AuditEntry
from tests.factories.papers import hand_in, make_paper, plan
from tests.factories.people import enrol, make_user
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def common():
    """The province's test: the candidate of school S and a pupil of T handed in."""
    people = standing()
    people.pupil = make_user("pupil", full_name="Bùi Thị Khác")
    enrol(people.pupil, people.other_cohort)
    people.paper = make_paper(by=people.exam_officer, unit=people.province)
    people.sitting = plan(
        people.paper, people.cohort, people.other_cohort, by=people.exam_officer
    )
    for student in (people.candidate, people.pupil):
        hand_in(people.sitting, student)
    return people


@pytest.fixture
def closed(common):
    now = clock.now()
    Sitting.objects.filter(pk=common.sitting.pk).update(
        open_at=now - timedelta(hours=3),
        release_at=now - timedelta(hours=2),
        close_at=now - timedelta(hours=1),
    )
    return common


def url(name, *args):
    return reverse(f"exams:{name}", args=args)


def attempt_of(common, student):
    return Attempt.objects.get(sitting=common.sitting, candidate__student=student)


@pytest.mark.parametrize("visitor", ["teacher", "head", "stranger"])
def test_no_school_sees_the_paper_before_the_end(client, common, visitor):
    client.force_login(getattr(common, visitor))

    for name in ("paper", "paper_print", "paper_key", "paper_variants"):
        ask = client.post if name == "paper_variants" else client.get
        assert ask(url(name, common.paper.code)).status_code == 404
    assert common.paper.title not in client.get(url("papers")).content.decode()
    ready = client.get(url("sitting_ready", common.sitting.code)).content.decode()
    assert common.paper.code not in ready
    for name in ("marking", "results"):
        response = client.get(url(name, common.sitting.code))
        assert response.status_code == 422
        assert "bí mật" not in response.content.decode()


def test_the_paper_opens_with_the_end(client, closed):
    client.force_login(closed.teacher)

    assert client.get(url("paper_key", closed.paper.code)).status_code == 200


def test_a_teacher_sees_the_pupils_of_the_own_class_alone(client, closed):
    client.force_login(closed.teacher)
    own, other = (
        attempt_of(closed, student) for student in (closed.candidate, closed.pupil)
    )

    for name in ("sitting", "results"):
        text = client.get(url(name, closed.sitting.code)).content.decode()
        assert "Trần Thị Bình" in text
        assert "Bùi Thị Khác" not in text
    rows = client.get(url("desk_state", closed.sitting.code)).json()["rows"]
    assert [row["code"] for row in rows] == [own.code]
    assert client.get(url("result_preview", own.code)).status_code == 200
    assert client.get(url("result_preview", other.code)).status_code == 404
    essay = closed.paper.slots.get(kind="essay").version_id
    marked = client.get(url("mark_one", closed.sitting.code, essay))
    assert marked.context["all"] == 1


def test_a_teacher_acts_on_no_pupil_of_another_school(client, closed):
    client.force_login(closed.teacher)
    other = attempt_of(closed, closed.pupil)
    act = {"act": "extend", "minutes": "5", "reason": "Mất điện"}

    assert client.post(url("attempt_act", other.code), act).status_code == 404
    assert not AuditEntry.objects.filter(verb="extra_time").exists()


@pytest.mark.parametrize("visitor", ["teacher", "head"])
def test_acts_on_all_candidates_are_left_to_who_runs_the_test(client, closed, visitor):
    client.force_login(getattr(closed, visitor))
    before = AuditEntry.objects.count()
    acts = {
        "sitting_act": {"act": "extend", "minutes": "5", "reason": "Mất điện"},
        "release": {"reason": "Xong"},
        "void": {
            "version": closed.paper.slots.first().version_id,
            "effect": "full",
            "reason": "Câu in lỗi",
        },
        "regrade": {},
    }

    for name, data in acts.items():
        assert client.post(url(name, closed.sitting.code), data).status_code == 422
    assert AuditEntry.objects.count() == before
    assert not Release.objects.exists()


def test_who_set_the_test_sees_and_does_everything(client, closed):
    client.force_login(closed.exam_officer)

    text = client.get(url("results", closed.sitting.code)).content.decode()
    assert "Trần Thị Bình" in text
    assert "Bùi Thị Khác" in text
    assert client.get(url("paper_key", closed.paper.code)).status_code == 200
    act = {"act": "extend", "minutes": "5", "reason": "Mất điện"}
    assert client.post(url("sitting_act", closed.sitting.code), act).status_code == 302
    assert AuditEntry.objects.filter(verb="extra_time").count() == 1


def test_a_test_of_the_own_classes_alone_is_run_by_their_teacher(client):
    people = standing()
    paper = make_paper(by=people.head, unit=people.school)
    sitting = plan(paper, people.cohort, by=people.head)
    hand_in(sitting, people.candidate)
    client.force_login(people.teacher)

    assert client.get(url("paper_key", paper.code)).status_code == 200
    assert client.get(url("marking", sitting.code)).status_code == 200
    assert client.post(url("regrade", sitting.code)).status_code == 302
