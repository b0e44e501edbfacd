"""An essay is marked by its criteria."""

import pytest
from django.urls import reverse

from exams.models import Score
from tests.factories.marked import make_class
from tests.factories.papers import ESSAY
from tests.factories.question_bank import make_item

pytestmark = pytest.mark.django_db
RUBRIC = [
    {"title": "Mở bài", "points": "0.25"},
    {"title": "Thân bài", "points": "0.75"},
]


@pytest.fixture
def made(client, monkeypatch):
    """A class that handed in; its essay has a rubric of one point altogether."""
    real = make_item

    def with_rubric(bank, **changes):
        if changes.get("kind") == "essay":
            changes["key"] = {"rubric": RUBRIC}
        return real(bank, **changes)

    monkeypatch.setattr("tests.factories.papers.make_item", with_rubric)
    made = make_class(students=1)
    made.answers(made.students[0])
    client.force_login(made.teacher)
    return made


def mark(client, made, *given, **more):
    version = made.paper.slots.get(name=ESSAY).version_id
    url = reverse("exams:mark_one", args=[made.sitting.code, version])
    page = client.get(url).content.decode()
    reply = client.post(f"{url}?bai=1", {"criterion": given} | more, follow=True)
    return page, reply.content.decode()


def test_every_criterion_is_marked_and_the_sum_is_the_mark(client, made):
    page, _reply = mark(client, made, "0.25", "0.50")
    assert "Mở bài" in page
    assert 'type="radio"' not in page
    score = Score.objects.get(slot=ESSAY, basis="person")
    assert str(score.awarded.normalize()) == "0.75"
    assert score.parts == {"Mở bài": "0.25", "Thân bài": "0.50"}


@pytest.mark.parametrize("given", [("0.25",), ("0.25", ""), ("1", "0"), ("0.1", "0.5")])
def test_a_mark_that_is_none_of_the_steps_is_refused(client, made, given):
    _page, reply = mark(client, made, *given)
    assert not Score.objects.filter(basis="person").exists()
    assert "note" in reply
