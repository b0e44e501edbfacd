"""List pages of the banks ask a fixed number of questions."""

import pytest
from django.urls import reverse

from question_bank.services import review
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.question_bank import make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def scene(request, client):
    """One or three of everything: banks, items, versions that wait, drafts."""
    people, rows = standing(), request.param
    all_banks = [make_bank(owner=people.school) for _n in range(rows)]
    people.bank, people.rows = all_banks[0], rows
    for number in range(rows):
        make_item(people.bank, by=people.teacher, publish=True, text=f"Câu {number}?")
        sent = make_item(people.bank, by=people.colleague, text=f"Chờ {number}?")
        review.submit(sent, by=people.colleague)
    drafts = [make_draft_item(number) for number in range(1, rows + 1)]
    people.batch = make_batch(people.bank, *drafts, by=people.head)
    client.force_login(people.head)
    return people


@pytest.mark.parametrize(
    ("name", "queries"),
    [("banks", 15), ("queue", 18), ("upload", 14)],
)
def test_lists_ask_a_fixed_number_of_questions(
    client, scene, name, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        assert client.get(reverse(f"question_bank:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("name", "queries"),
    [("bank", 18), ("map", 14), ("people", 16)],
)
def test_pages_of_a_bank_ask_a_fixed_number_of_questions(
    client, scene, name, queries, django_assert_num_queries
):
    address = reverse(f"question_bank:{name}", args=[scene.bank.code])

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_batch_asks_a_fixed_number_of_questions(
    client, scene, django_assert_num_queries
):
    address = reverse("question_bank:batch", args=[scene.batch.code])

    with django_assert_num_queries(21):
        page = client.get(address)
    assert page.content.decode().count("Số nào là") >= scene.rows
