"""The ledger on screen: a week, one period, a period sent back."""

from datetime import date

import pytest
from django.urls import reverse

from lms.records.models import PeriodRecord
from tests.factories.library import TEXT, make_lecture, publish
from tests.factories.people import enrol, make_user
from tests.factories.records import make_period, make_record
from tests.people import standing

pytestmark = pytest.mark.django_db
MONDAY = "2026-09-14"


@pytest.fixture
def people():
    return standing()


def url(name, *args):
    return reverse(f"records:{name}", args=args)


def given(**changes):
    return {
        "date": MONDAY,
        "mode": "online_sync",
        "online_periods": "",
        "resource_code": "",
        "act": "confirm",
    } | changes


def test_a_teacher_sees_her_week_with_what_was_recorded(client, people):
    make_record(make_period(people.cohort, title="Mệnh đề"), date=date(2026, 9, 15))
    make_record(
        make_period(people.other_cohort, title="Của lớp khác"), date=date(2026, 9, 15)
    )
    client.force_login(people.teacher)
    page = client.get(url("week"), {"tuan": MONDAY})
    assert "Mệnh đề" in page.content.decode()
    assert "Của lớp khác" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_week_needs_the_same_queries_for_1_and_3(
    client, people, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        period = make_period(people.cohort, period_no=number)
        make_record(period, date=date(2026, 9, 14))
    client.force_login(people.teacher)
    with django_assert_num_queries(13):
        client.get(url("week"), {"tuan": MONDAY})


def test_a_period_is_recorded_and_confirmed_by_a_form(client, people):
    period = make_period(people.cohort)
    absent = make_user()
    enrol(absent, people.cohort)
    client.force_login(people.teacher)
    assert client.get(url("period", period.pk)).status_code == 200
    answer = client.post(url("period", period.pk), given(absent=[absent.pk]))
    assert answer.status_code == 302
    record = PeriodRecord.objects.get()
    assert (record.mode, record.confirmed, record.completed, record.enrolled) == (
        "online_sync", True, 1, 2,
    )  # fmt: skip
    assert record.by == people.teacher


def test_a_draft_is_kept_unconfirmed(client, people):
    period = make_period(people.cohort)
    client.force_login(people.teacher)
    client.post(url("period", period.pk), given(mode="in_person", act="keep"))
    assert not PeriodRecord.objects.get().confirmed


def test_a_correction_without_reason_comes_back_with_what_was_typed(client, people):
    period = make_period(people.cohort)
    make_record(period)
    client.force_login(people.teacher)
    page = client.post(url("period", period.pk), given(mode="blended", completed="3"))
    assert page.status_code == 200
    assert "Hãy ghi lý do sửa." in page.content.decode()
    assert PeriodRecord.objects.count() == 1


def test_material_is_found_and_chosen_with_all_that_was_typed(client, people):
    version = publish(make_lecture(unit=people.school, body=[TEXT]))
    period = make_period(people.cohort)
    client.force_login(people.teacher)
    typed = given(
        date="2026-09-17",
        mode="blended",
        online_periods="0.5",
        completed="abc",
        enrolled="30",
        absent=[people.candidate.pk],
        is_force_majeure="on",
    )
    seek = typed | {"act": "search", "tim": "hàm số"}
    page = client.post(url("period", period.pk), seek)
    assert f'value="use:{version.code}"' in page.content.decode()
    for act, code in (("search", ""), (f"use:{version.code}", version.code)):
        page = client.post(url("period", period.pk), seek | {"act": act})
        form = page.context["form"]
        kept = {field.name: field.value() for field in form}
        assert kept == {
            "date": "2026-09-17",
            "mode": "blended",
            "online_periods": "0.5",
            "resource_code": code,
            "completed": "abc",
            "enrolled": "30",
            "absent": [str(people.candidate.pk)],
            "is_force_majeure": True,
            "why": None,
        }
        assert not form.is_bound  # not judged yet
    assert not PeriodRecord.objects.exists()


def test_a_form_with_an_error_comes_back_with_all_that_was_typed(client, people):
    period = make_period(people.cohort)
    client.force_login(people.teacher)
    typed = given(
        mode="blended",
        online_periods="0.75",
        resource_code="hl-9",
        completed="31",
        enrolled="30",
        absent=[people.candidate.pk],
        is_force_majeure="on",
    )
    page = client.post(url("period", period.pk), typed)
    assert set(page.context["form"].errors) == {"completed"}
    text = page.content.decode()
    for said in (
        'value="2026-09-14"',
        '<option value="0.75" selected>',
        'value="hl-9"',
        'value="31"',
        'value="30"',
    ):
        assert said in text
    assert text.count(" checked>") == 3  # the mode, the absent pupil, the reason
    assert not PeriodRecord.objects.exists()


def test_what_belongs_to_another_mode_is_no_error(client, people):
    period = make_period(people.cohort)
    client.force_login(people.teacher)
    typed = given(mode="in_person", completed="abc", is_force_majeure="on")
    assert client.post(url("period", period.pk), typed).status_code == 302
    record = PeriodRecord.objects.get()
    assert (record.completed, record.reason) == (None, "")


def test_the_head_reads_and_sends_back_but_does_not_write(client, people):
    period = make_period(people.cohort)
    make_record(period, mode="online_sync", completed=1)
    client.force_login(people.head)
    page = client.get(url("period", period.pk))
    assert page.context["form"] is None
    client.post(url("period", period.pk), given())
    assert PeriodRecord.objects.count() == 1
    client.post(url("reject_period", period.pk), {"why": "Buổi này nghỉ"})
    assert PeriodRecord.objects.current().get().rejected


@pytest.mark.parametrize("who", ["stranger", "candidate", "colleague"])
def test_others_do_not_learn_that_a_period_exists(client, people, who):
    period = make_period(people.cohort)
    make_record(period)
    client.force_login(getattr(people, who))
    for answer in (
        client.get(url("period", period.pk)),
        client.post(url("period", period.pk), given()),
        client.post(url("reject_period", period.pk), {"why": "x"}),
        client.post(url("refresh_period", period.pk)),
        client.get(url("evidence_period", period.pk)),
    ):
        assert answer.status_code == 404
    assert PeriodRecord.objects.count() == 1
