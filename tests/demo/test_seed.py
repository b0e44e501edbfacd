"""The demonstration province is seeded once, whole, and says what it is."""

import json

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from lms.core.errors import DomainError
from lms.core.middleware import LANGUAGE_COOKIE
from lms.demo.models import Demonstration
from lms.demo.seeding import seed as seeding
from lms.demo.state import PASSWORD
from lms.people.models import Cohort, OrgUnit, User
from tests.factories.people import make_unit


@pytest.mark.django_db
def test_a_database_with_other_schools_is_refused():
    make_unit("REAL")
    with pytest.raises(DomainError, match="demo_not_empty"):
        seeding.seed()
    assert OrgUnit.objects.count() == 1
    assert not Demonstration.objects.exists()


def test_the_steps_are_told_in_the_language_of_the_reader(monkeypatch):
    for name in ("make_programme", "make_organisation", "make_people"):
        monkeypatch.setattr(seeding, name, lambda *_args: None)
    monkeypatch.setattr(seeding, "make_calendar", lambda _day, **_more: None)

    def dies(_people):
        raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "name_accounts", dies)
    told: dict[str, list[str]] = {"vi": [], "en": []}
    for language, steps in told.items():
        with translation.override(language), pytest.raises(KeyboardInterrupt):
            seeding._small(steps.append, is_over=False)
    assert told == {
        "vi": ["chương trình học", "đơn vị và con người"],
        "en": ["programme", "units and people"],
    }


@pytest.mark.django_db
def test_the_log_in_page_tells_the_roles_in_the_language_of_the_reader(
    client, settings
):
    Demonstration.objects.create(
        scale="small",
        version=1,
        accounts=[
            {"username": "totruong", "role": "Head of the subject group", "name": "An"}
        ],
    )
    settings.LMS_DEMO_NOTICE = True
    cache.clear()
    with translation.override("vi"):
        page = client.get("/dang-nhap/").content.decode()
    assert "<strong>Tổ trưởng chuyên môn</strong>" in page
    assert "Head of the subject group" not in page
    client.cookies[LANGUAGE_COOKIE] = "en"
    page = client.get("/dang-nhap/").content.decode()
    assert "<strong>Head of the subject group</strong>" in page
    cache.clear()


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_nothing_is_written(monkeypatch):
    def dies(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "make_banks", dies)
    with pytest.raises(KeyboardInterrupt):
        seeding.seed()
    assert not OrgUnit.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_province_is_seeded_once_and_calls_itself_a_demonstration(
    client, settings, capsys
):
    call_command("seed_demo", "--json")
    first = json.loads(capsys.readouterr().out)
    assert first["is_new"] is True
    schools = OrgUnit.objects.filter(kind="school")
    assert schools.count() == 6
    assert Cohort.objects.count() == 25
    assert 650 <= User.objects.filter(code__startswith="HS").count() <= 750
    assert 55 <= User.objects.filter(code__startswith="GV").count() <= 70

    call_command("seed_demo", "--json")
    again = json.loads(capsys.readouterr().out)
    assert again["is_new"] is False
    assert again["accounts"] == first["accounts"]
    assert Cohort.objects.count() == 25

    with pytest.raises(DomainError, match="demo_other_scale"):
        seeding.seed("province")

    settings.LMS_DEMO_NOTICE = True
    cache.clear()
    for account in first["accounts"]:
        client.logout()
        assert client.login(username=account["username"], password=PASSWORD)
        page = client.get("/")
        assert page.status_code == 200
        assert "Bản minh hoạ" in page.content.decode()
    cache.clear()
