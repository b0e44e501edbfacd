"""The gradebook on screen, and a pupil's own marks."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lms.people.models import Guardianship
from lms.records.models import HeldResult, Mark
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.people import enrol, make_cohort, make_user
from tests.factories.records import make_mark
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_programme_row("MAT")
    return standing()


def url(name, *args):
    return reverse(f"records:{name}", args=args)


def sheet(people):
    return url("sheet", people.cohort.pk, "MAT") + "?hoc-ky=1"


def test_a_teacher_fills_in_the_sheet_by_a_form(client, people):
    client.force_login(people.teacher)
    name = f"d-{people.candidate.pk}-tx-1"
    assert name in client.get(sheet(people)).content.decode()
    client.post(sheet(people), {name: "8,5", "venue": "paper"})
    mark = Mark.objects.get()
    assert (mark.score, mark.by) == (Decimal("8.5"), people.teacher)


def test_an_error_stands_at_its_cell_and_nothing_is_lost(client, people):
    client.force_login(people.teacher)
    name = f"d-{people.candidate.pk}-tx-1"
    page = client.post(sheet(people), {name: "8,25", "venue": "room"})
    text = page.content.decode()
    assert 'value="8,25"' in text
    assert "Sổ điểm chỉ nhận điểm theo bước 0,1; điểm 8,25 không hợp lệ." in text
    assert not Mark.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_needs_the_same_queries_for_1_and_3(
    client, people, count, django_assert_num_queries
):
    for _pupil in range(count - 1):
        pupil = make_user()
        enrol(pupil, people.cohort)
        make_mark(pupil, people.cohort)
    client.force_login(people.teacher)
    with django_assert_num_queries(17):
        client.get(sheet(people))


def test_a_held_result_is_said_above_the_sheet(client, people):
    HeldResult.objects.create(
        result_id=1,
        sitting_code="CT1",
        student=people.candidate,
        cohort=people.cohort,
        subject=make_subject("MAT"),
        kind="gk",
        code="decision_missing",
    )
    client.force_login(people.teacher)
    assert "CT1" in client.get(sheet(people)).content.decode()


def test_the_head_reads_the_sheet_and_cannot_write(client, people):
    client.force_login(people.head)
    page = client.get(sheet(people))
    assert page.status_code == 200
    assert not page.context["may_write"]
    answer = client.post(sheet(people), {f"d-{people.candidate.pk}-tx-1": "8"})
    assert answer.status_code == 404
    assert not Mark.objects.exists()


def test_one_mark_is_corrected_with_a_reason_and_shows_its_history(client, people):
    mark = make_mark(people.candidate, people.cohort, score=Decimal(7))
    client.force_login(people.teacher)
    form = {"text": "8", "venue": "paper", "decision": "", "why": ""}
    assert client.post(url("mark", mark.pk), form).status_code == 200
    answer = client.post(url("mark", mark.pk), form | {"why": "Cộng nhầm"})
    page = client.get(answer.url).content.decode()
    assert "Cộng nhầm" in page
    assert Mark.objects.current().get().score == 8


@pytest.mark.parametrize("who", ["stranger", "candidate", "colleague", "exam_officer"])
def test_others_do_not_learn_that_a_mark_exists(client, people, who):
    mark = make_mark(people.candidate, people.cohort)
    client.force_login(getattr(people, who))
    for answer in (
        client.get(sheet(people)),
        client.post(sheet(people), {f"d-{people.candidate.pk}-tx-1": "9", "why": "x"}),
        client.get(url("mark", mark.pk)),
        client.post(url("mark", mark.pk), {"text": "9", "venue": "paper", "why": "x"}),
        client.get(url("evidence_mark", mark.pk)),
    ):
        assert answer.status_code == 404
    assert Mark.objects.get().score == 8


def test_a_pupil_and_her_guardian_see_her_marks_and_nobody_elses(client, people):
    make_mark(people.candidate, people.cohort, score=Decimal("8.5"))
    guardian, other = make_user("guardian"), make_user("other")
    Guardianship.objects.create(
        guardian=guardian, student=people.candidate, verified_at=timezone.now()
    )
    Guardianship.objects.create(guardian=other, student=people.candidate)  # unverified
    code = people.candidate.code
    client.force_login(people.candidate)
    assert "8,5" in client.get(url("own_marks")).content.decode()
    client.force_login(guardian)
    assert "8,5" in client.get(url("ward_marks", code)).content.decode()
    for stranger in (other, people.stranger, people.teacher):
        client.force_login(stranger)
        assert client.get(url("ward_marks", code)).status_code == 404


def test_a_comment_subject_of_primary_school_has_no_columns(client, people):
    make_programme_row("PED", grade=4, periods=70, assessed_by="comment")
    cohort = make_cohort("4A", grade=4, school=people.school)
    enrol(make_user(), cohort)
    client.force_login(people.head)
    page = client.get(url("sheet", cohort.pk, "PED"), {"hoc-ky": "1"})
    assert page.context["book"].columns == []
    assert "chỉ đánh giá bằng nhận xét" in page.content.decode()


def test_a_primary_pupil_reads_words(client):
    make_programme_row("VIE", grade=4, periods=245)
    cohort, pupil = make_cohort("4A", grade=4), make_user()
    enrol(pupil, cohort)
    make_mark(pupil, cohort, "VIE", kind="ck", score=Decimal(9))
    client.force_login(pupil)
    page = client.get(url("own_marks")).content.decode()
    assert "Hoàn thành tốt" in page
    assert ">9<" not in page
