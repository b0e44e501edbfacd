"""The conditions of a bank's page: in Vietnamese, kept in the form, folded while unset."""

import pytest
from django.urls import reverse

from tests.factories.question_bank import make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    people = standing()
    bank = make_bank("B", owner=people.school)
    make_item(bank, by=people.teacher, code="C1", grade=10)
    make_item(bank, by=people.teacher, code="C2", grade=11)
    client.force_login(people.teacher)

    def shown(**query):
        answer = client.get(reverse("question_bank:bank", args=["B"]), query)
        return answer.content.decode()

    return shown


def test_rare_conditions_are_folded_until_one_is_set(page):
    assert '<details class="filters__more">' in page()
    assert '<details class="filters__more" open>' in page(grade="10")
    assert "C2" not in page(grade="10")


@pytest.mark.parametrize(
    "text", ["dễ: từ 70", "độ phân biệt thấp", "chưa ra đề lần nào"]
)
def test_the_choices_are_vietnamese(page, text):
    assert text in page()


def test_what_stands_in_the_address_stays_in_the_form(page):
    shown = page(facility="0.3-0.5", unused_since="2026-01-31")
    assert '<option value="0.3-0.5" selected>' in shown
    assert 'name="unused_since" value="2026-01-31"' in shown
