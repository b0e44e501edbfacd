"""List pages of those who make and run tests ask a fixed number of questions."""

import pytest
from django.urls import reverse

from exams.services.blueprints import create_blueprint
from exams.services.papers import permute_paper
from tests.factories.papers import hand_in, make_paper, plan
from tests.factories.people import enrol, make_user
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def scene(request, client):
    """One or three of everything: papers, codes, blueprints, sittings, candidates."""
    people, rows = standing(), request.param
    made = {"by": people.teacher, "unit": people.school}
    pupils = [people.candidate, *(make_user() for _n in range(rows - 1))]
    for pupil in pupils[1:]:
        enrol(pupil, people.cohort)
    papers = [make_paper(more=rows - 1, **made) for _n in range(rows)]
    for number in range(rows):
        create_blueprint(
            by=people.teacher, title=f"Ma trận {number}", grade=10,
            subject=papers[number].subject,
        )  # fmt: skip
    permute_paper(papers[0], count=rows, seed=1, by=people.teacher)
    sittings = [plan(paper, people.cohort, by=people.teacher) for paper in papers]
    for pupil in pupils:
        hand_in(sittings[0], pupil)
    people.rows, people.paper, people.sitting = rows, papers[0], sittings[0]
    client.force_login(people.teacher)
    return people


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("papers", 13),
        ("blueprints", 12),
        ("sittings", 19),
        ("sitting_new", 17),
    ],
)
def test_lists_ask_a_fixed_number_of_questions(
    client, scene, name, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"exams:{name}"))
    assert page.status_code == 200
    if "page" in page.context:
        found = page.context["page"].paginator.count
        assert found == (2 * scene.rows if name == "papers" else scene.rows)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("sitting", 19),
        ("desk_state", 13),
        ("sitting_ready", 19),
        ("marking", 18),
        ("results", 31),
    ],
)
def test_pages_of_a_sitting_ask_a_fixed_number_of_questions(
    client, scene, name, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"exams:{name}", args=[scene.sitting.code]))
    assert page.status_code == 200
    if name in {"sitting", "results"}:
        assert len(page.context["rows"]) == scene.rows


@pytest.mark.parametrize(("name", "queries"), [("paper", 17), ("paper_key", 16)])
def test_a_paper_asks_a_fixed_number_of_questions(
    client, scene, name, queries, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"exams:{name}", args=[scene.paper.code]))
    assert page.status_code == 200
