import pytest
from django.contrib.auth import authenticate

from lms.people.models import PersonIdentifier
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu"


def log_in(name, password=PASSWORD):
    found = authenticate(None, username=name, password=password)
    return found.username if found else None


def test_a_person_logs_in_by_user_name_code_or_identifier():
    person = make_user("an.nguyen", code="0123456789")
    PersonIdentifier.objects.create(person=person, scheme="personal", value="001")

    for name in ("an.nguyen", "An.Nguyen", " 0123456789 ", "001"):
        assert log_in(name) == "an.nguyen"
    assert log_in("an.nguyen", "wrong") is None
    assert log_in("") is None
    assert log_in("nobody") is None


def test_ids_of_other_systems_and_old_codes_are_no_names():
    person = make_user("an")
    for scheme in ("source", "former"):
        PersonIdentifier.objects.create(person=person, scheme=scheme, value="77")

    assert log_in("77") is None


def test_an_identifier_of_two_people_logs_nobody_in():
    for name, scheme in (("an", "personal"), ("binh", "library")):
        person = make_user(name)
        PersonIdentifier.objects.create(person=person, scheme=scheme, value="5")

    assert log_in("5") is None


def test_closed_accounts_and_those_without_a_password_stay_out():
    make_user("closed", is_active=False)
    fresh = make_user("fresh")
    fresh.set_unusable_password()
    fresh.save()

    assert log_in("closed") is None
    assert log_in("fresh", fresh.password) is None
    assert log_in("fresh", "") is None
