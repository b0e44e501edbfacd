"""Start pages and the one search box ask a fixed number of questions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from library.services import review
from lms.core.clock import today
from lms.core.errors import NotFound
from lms.people.models import Guardianship
from lms.records.api import newest_marks_of
from lms.records.services.snapshots import take_snapshot
from question_bank.services import review as item_review
from tests.factories.curriculum import make_node, make_programme_row
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.exams import make_attempt
from tests.factories.library import make_lecture, publish
from tests.factories.papers import make_paper, plan
from tests.factories.people import enrol, make_cohort, make_unit, make_user
from tests.factories.question_bank import make_bank, make_item
from tests.factories.records import make_mark, make_period, make_record
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def scene(request):
    """One or three of everything that start pages show."""
    people, rows = standing(), request.param
    people.rows = rows
    people.guardian = make_user("guardian", full_name="Trần Văn Cha")
    make_programme_row("MAT")
    bank = make_bank("B", owner=people.school)
    day = today()
    for number in range(rows):
        make_attempt(student=people.candidate)
        plan(make_paper(by=people.teacher, bank=bank), people.cohort, by=people.teacher)
        node = make_node(f"MAT.{number}")
        period = make_period(people.cohort, period_no=number + 1, node_code=node.code)
        lecture = publish(make_lecture(unit=people.school, title=f"Bài Bình {number}"))
        make_record(
            period, date=day, mode="online_async", confirmed=False,
            resource_code=lecture.code,
        )  # fmt: skip
        make_mark(people.candidate, people.cohort, ordinal=number + 1)
        make_batch(bank, make_draft_item(number), by=people.teacher)
        waiting = make_lecture(unit=people.school, title=f"Chờ {number}")
        review.adopt(review.submit(waiting, by=None), by=None)
        sent = make_item(bank, by=people.colleague, text=f"Bình phương {number}?")
        item_review.submit(sent, by=people.colleague)
        child = make_user(f"child{number}", full_name=f"Lý Bình {number}")
        enrol(child, people.cohort)
        make_mark(child, people.cohort)
        Guardianship.objects.create(
            guardian=people.guardian, student=child, verified_at=timezone.now()
        )
        make_cohort(f"10C{number}", school=people.school)
        make_unit(parent=people.commune, name=f"THPT {number}")
    take_snapshot(people.cohort.year.code, as_of=day + timedelta(days=1))
    return people


@pytest.mark.parametrize(
    ("visitor", "queries"),
    [
        ("candidate", 21),
        ("teacher", 28),
        ("head", 31),
        ("officer", 31),
        ("exam_officer", 17),
    ],
)
def test_a_start_page_asks_a_fixed_number_of_questions(
    client, scene, visitor, queries, django_assert_num_queries
):
    client.force_login(getattr(scene, visitor))

    with django_assert_num_queries(queries):
        page = client.get("/")
    if visitor == "candidate":
        assert len(page.context["student"].tasks) == scene.rows


def test_a_guardian_s_page_costs_the_same_for_every_child(
    client, scene, django_assert_num_queries
):
    client.force_login(scene.guardian)

    with django_assert_num_queries(15):
        page = client.get("/")
    assert len(page.context["wards"]) == scene.rows
    assert all(len(w.tasks) == scene.rows for w in page.context["wards"])


def test_a_guardian_reads_the_newest_marks_first_with_day_and_venue(client):
    people, child = standing(), make_user("child", full_name="Lý Bình")
    make_programme_row("MAT")
    enrol(child, people.cohort)
    guardian = make_user("guardian")
    Guardianship.objects.create(
        guardian=guardian, student=child, verified_at=timezone.now()
    )
    late = datetime(2026, 11, 20, 3, tzinfo=UTC)
    for ordinal in range(1, 9):
        make_mark(
            child, people.cohort, ordinal=ordinal, at=late - timedelta(days=ordinal)
        )
    make_mark(child, people.cohort, kind="ck", at=late - timedelta(days=30))
    make_mark(child, people.cohort, ordinal=9, at=late, venue="room")
    client.force_login(guardian)

    page = client.get("/")

    (ward,) = page.context["wards"]
    assert [mark.ordinal for mark in ward.marks] == [9, 1, 2, 3, 4, 5]
    assert "Thường xuyên 9 · 20/11/2026 · Phòng máy" in page.content.decode()


def test_nobody_reads_the_newest_marks_of_anothers_child():
    people = standing()
    with pytest.raises(NotFound):
        newest_marks_of(people.stranger, [people.candidate.pk], limit=3)


def test_the_search_asks_a_fixed_number_of_questions(
    client, scene, django_assert_num_queries
):
    client.force_login(scene.head)

    with django_assert_num_queries(16):
        found = client.get("/tim/", {"q": "binh"}).context["found"]
    assert len(found.materials) == scene.rows
    assert len(found.items) == scene.rows
    assert len(found.people) == scene.rows + 1  # and the candidate
