"""The queue and the page where heads decide."""

import pytest
from django.urls import reverse

from library import api
from library.models import FrozenVersion
from library.services import review
from tests.factories.library import CHECK, TEXT, edit, make_lecture
from tests.library.people import deciding

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return deciding()


@pytest.fixture
def version(people):
    page = make_lecture(unit=people.school, owner=people.teacher, body=[TEXT, CHECK])
    return review.submit(page, by=people.teacher)


def path(name, version):
    return reverse(f"library:{name}", args=[version.code, version.number])


def act(client, version, what, **data):
    return client.post(path("decide", version), {"act": what} | data, follow=True)


def queue_of(client, person):
    client.force_login(person)
    return client.get(reverse("library:queue"))


def test_each_sees_in_the_queue_what_waits_for_her(client, people, version):
    assert queue_of(client, people.candidate).status_code == 404
    assert queue_of(client, people.teacher).status_code == 404
    assert version.title in queue_of(client, people.group_head).content.decode()
    assert version.title not in queue_of(client, people.head).content.decode()
    review.adopt(version, by=people.group_head)
    assert version.title not in queue_of(client, people.group_head).content.decode()
    assert version.title in queue_of(client, people.head).content.decode()
    assert version.title not in queue_of(client, people.officer).content.decode()


def test_the_api_names_what_waits_and_where(people, version):
    card = api.awaiting_review(people.group_head)[0]
    assert (card.step, card.resource.title) == ("adopt", version.title)
    assert card.author_name == "Nguyễn Văn An"
    assert card.url == path("review", version)
    assert api.awaiting_review(people.head) == []
    assert api.awaiting_review(people.candidate) == []


def test_the_way_by_buttons(client, people, version):
    client.force_login(people.group_head)
    page = client.get(path("review", version)).content.decode()
    assert "Tổ chuyên môn thông qua" in page
    assert "Phê duyệt và công bố" not in page
    assert "đúng" in page  # the key is shown to those who decide
    assert "đã thông qua" in act(client, version, "adopt").content.decode()
    client.force_login(people.head)
    assert (
        "Phê duyệt và công bố" in client.get(path("review", version)).content.decode()
    )
    act(client, version, "approve_publish")
    assert FrozenVersion.objects.get().state == "published"
    act(client, version, "withdraw", reason="Sai")
    assert FrozenVersion.objects.get().state == "withdrawn"


def test_the_author_sees_it_but_decides_nothing(client, people, version):
    client.force_login(people.teacher)
    page = client.get(path("review", version)).content.decode()
    assert "người khác sẽ duyệt" in page
    for what in ("adopt", "approve", "approve_publish", "publish", "withdraw", "x"):
        act(client, version, what)
    assert FrozenVersion.objects.get().state == "group_review"


def test_returning_needs_a_reason(client, people, version):
    client.force_login(people.group_head)
    assert "note--bad" in act(client, version, "return").content.decode()
    assert FrozenVersion.objects.get().state == "group_review"
    act(client, version, "return", reason="Thiếu hình")
    assert FrozenVersion.objects.get().state == "returned"


def test_two_heads_at_once_the_second_is_told(client, people, version):
    client.force_login(people.group_head)
    act(client, version, "adopt")
    again = act(client, version, "adopt").content.decode()
    assert "đã thông qua học liệu này rồi" in again


def test_side_by_side_with_what_is_published(client, people, version):
    review.publish(review.approve(review.adopt(version, by=None), by=None), by=None)
    page = version.page.specific
    blocks = page.body.get_prep_value()
    blocks[0]["value"] = "<p>Đoạn đã viết lại</p>"
    blocks[1]["value"]["question"] = "Câu hỏi mới?"
    edit(page, body=[*blocks, {"type": "heading", "value": "Thêm"}])
    second = review.submit(page, by=people.teacher)
    client.force_login(people.group_head)
    text = client.get(path("review", second)).content.decode()
    assert "1 khối mới, 2 khối đã sửa, 0 khối đã bỏ" in text
    assert "Đang công bố" in text
    assert "sides--two" in text
