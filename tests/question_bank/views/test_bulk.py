"""Filing many items at once."""

import pytest
from django.urls import reverse

from question_bank.models import Enemy, ItemVersion
from tests.factories.question_bank import make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(client):
    people = standing()
    people.bank = make_bank("B", owner=people.school)
    for code in ("C1", "C2", "C3"):
        make_item(people.bank, code=code, by=people.teacher, publish=code == "C3")
    client.force_login(people.teacher)
    return people


def post(client, *codes, **data):
    url = reverse("question_bank:bulk", args=["B"])
    return client.post(url, {"item": codes, "act": "file"} | data, follow=True)


def test_the_chosen_ones_are_filed_and_nothing_else_changes(client, people):
    reply = post(
        client, "C1", "C3", level="van_dung", node_code="MAT10.1", subject="-", grade="10",
        points="0,5", licence="-", taken_from="", seconds="",
    )  # fmt: skip
    assert "Đã sửa thông tin của 2 câu hỏi" in reply.content.decode()
    found = ItemVersion.objects.order_by("item__code")
    assert [(v.level, v.node_code, v.grade, v.number) for v in found] == [
        ("van_dung", "MAT10.1", 10, 1), ("biet", "", None, 1),
        ("van_dung", "MAT10.1", 10, 1),
    ]  # fmt: skip
    assert [str(v.points.normalize()) for v in found] == ["0.5", "0.25", "0.5"]


def test_the_filter_of_the_list_narrows_the_choice(client, people):
    url = reverse("question_bank:bulk", args=["B"])
    text = client.get(url, {"state": "published"}).content.decode()
    assert "C3" in text
    assert "C1" not in text


def test_the_chosen_ones_are_kept_apart(client, people):
    post(client, "C1", "C2", "C3", enemies="1")
    pairs = set(Enemy.objects.values_list("item__code", "other_code"))
    assert pairs == {("C1", "C2"), ("C1", "C3"), ("C2", "C3")}


def test_drafts_are_sent_for_review(client, people):
    post(client, "C1", "C3", act="submit")
    states = ItemVersion.objects.order_by("item__code").values_list("state", flat=True)
    assert list(states) == ["in_review", "draft", "published"]


def test_items_of_another_bank_are_not_touched(client, people):
    make_item(make_bank("KHAC", owner=people.other_school), code="X")
    post(client, "X", level="van_dung")
    assert not ItemVersion.objects.filter(level="van_dung").exists()


def test_nothing_chosen_is_said(client, people):
    assert "chọn ít nhất" in post(client, level="hieu").content.decode()
    assert "Chưa chọn thông tin" in post(client, "C1").content.decode()
