"""List pages of gradebook, figures and targets ask a fixed number of questions."""

from datetime import date

import pytest
from django.urls import reverse

from lms.records.services.snapshots import take_snapshot
from tests.factories.curriculum import make_programme_row
from tests.factories.people import assign, enrol, make_cohort, make_unit, make_user
from tests.factories.records import make_mark, make_period, make_record, make_target
from tests.people import standing

pytestmark = pytest.mark.django_db
SUBJECTS = ("MAT", "LIT", "PHY")


@pytest.fixture(params=[1, 3])
def scene(request):
    """One or three of everything: schools, classes, subjects, periods, marks."""
    people, rows = standing(), request.param
    people.rows = rows
    for subject in SUBJECTS[:rows]:
        make_programme_row(subject)
        make_mark(people.candidate, people.cohort, subject)
    for number in range(rows):
        period = make_period(people.cohort, period_no=number + 1)
        make_record(period, mode="online_sync", completed=1)
        cohort = make_cohort(f"10C{number}", school=people.school)
        assign(people.teacher, cohort)
        pupil = make_user()
        enrol(pupil, people.cohort)
        make_mark(pupil, people.cohort, venue="room")
        school = make_unit(parent=people.commune, name=f"THPT {number}")
        make_record(make_period(make_cohort(school=school)))
        make_target(
            people.school,
            value=f"0.0{number + 5}",
            valid_from=date(2023 + number, 1, 1),
            valid_to=date(2023 + number, 12, 31),
        )
    take_snapshot(people.cohort.year.code, as_of=date(2027, 6, 30))
    return people


def test_the_courses_of_a_teacher(client, scene, django_assert_num_queries):
    client.force_login(scene.teacher)
    with django_assert_num_queries(10):
        page = client.get(reverse("records:courses"))
    assert page.content.decode().count("10C") >= scene.rows


def test_the_own_marks_of_a_pupil(client, scene, django_assert_num_queries):
    client.force_login(scene.candidate)
    with django_assert_num_queries(11):
        assert client.get(reverse("records:own_marks")).status_code == 200


@pytest.mark.parametrize(
    ("name", "queries"), [("unit", 22), ("print_unit", 19), ("lacking", 20)]
)
def test_the_figures_of_a_commune(
    client, scene, name, queries, django_assert_num_queries
):
    client.force_login(scene.officer)
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"records:{name}", args=[scene.commune.code]))
    assert page.status_code == 200


def test_the_targets_of_a_school(client, scene, django_assert_num_queries):
    client.force_login(scene.head)
    with django_assert_num_queries(15):
        page = client.get(reverse("records:targets", args=[scene.school.code]))
    assert len(page.context["targets"]) == scene.rows


@pytest.mark.parametrize(("name", "queries"), [("cohort", 15), ("cell", 30)])
def test_the_figures_of_a_class(
    client, scene, name, queries, django_assert_num_queries
):
    args = [scene.cohort.pk, "MAT"] if name == "cell" else [scene.cohort.pk]
    client.force_login(scene.officer)
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"records:{name}", args=args))
    assert page.status_code == 200
