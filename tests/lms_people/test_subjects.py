"""Lists of subjects offer what is taught at the levels of one's classes."""

import pytest

from lms.people.queries.subjects import subjects_for
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.people import make_user
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make_programme_row("VIE", grade=4, level="primary", periods=245)
    make_programme_row("NAS", grade=7, level="lower_secondary", periods=140)
    make_programme_row("MAT", grade=11, level="upper_secondary")
    make_subject("XXX")  # the programme has it nowhere
    return standing()


def offered(user, **options):
    return set(subjects_for(user, **options).values_list("code", flat=True))


@pytest.mark.parametrize("who", ["teacher", "head", "candidate", "officer"])
def test_people_of_upper_secondary_schools_get_its_subjects(people, who):
    codes = offered(getattr(people, who))
    assert {"MAT", "XXX"} <= codes
    assert codes.isdisjoint({"VIE", "NAS"})


def test_what_is_chosen_already_stays(people):
    assert "VIE" in offered(people.teacher, kept="VIE")


def test_without_any_class_all_are_offered(people):
    assert {"MAT", "VIE", "NAS"} <= offered(make_user())
