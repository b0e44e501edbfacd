from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from lms.people.models import ClassDoor
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(client):
    cache.clear()
    found = scene()
    for pupil in found.pupils:
        pupil.set_password(f"mk-{pupil.username}")
        pupil.save()
    return found


def open_door(client, people, minutes=15):
    client.force_login(people.teacher)
    client.post(f"/lop/{people.cohort.pk}/mo-cua/", {"minutes": minutes})
    client.logout()
    return ClassDoor.objects.get()


def test_a_class_walks_in_by_code_name_and_password(client, people):
    door = open_door(client, people)

    assert client.post("/vao-lop/", {"code": door.code.lower()}).url == "/vao-lop/ten/"
    names = client.get("/vao-lop/ten/").content.decode()
    assert (
        names.index("Nguyễn Văn An") < names.index("Trần Thị Ánh") < names.index("Yến")
    )
    assert "Cao Văn Chuyển" not in names  # has left the class
    pupil = people.pupils[0]
    assert (
        client.post("/vao-lop/ten/", {"student": pupil.pk}).url == "/vao-lop/mat-khau/"
    )
    wrong = client.post("/vao-lop/mat-khau/", {"password": "x"}).content.decode()
    assert "Mật khẩu chưa đúng" in wrong
    assert client.post("/vao-lop/mat-khau/", {"password": "mk-hs1"}).url == "/"
    assert client.session["_auth_user_id"] == str(pupil.pk)
    assert client.session.get_expire_at_browser_close()
    assert "door" not in client.session


def test_no_name_is_shown_without_a_code(client, people):
    assert client.get("/vao-lop/ten/").url == "/vao-lop/"
    assert client.get("/vao-lop/mat-khau/").url == "/vao-lop/"
    wrong = client.post("/vao-lop/", {"code": "XXXXXX"}).content.decode()
    assert "đã hết giờ" in wrong
    assert "Nguyễn" not in wrong


def test_a_closed_door_shows_no_names_any_more(client, people):
    door = open_door(client, people)
    client.post("/vao-lop/", {"code": door.code})
    ClassDoor.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    assert client.get("/vao-lop/ten/").url == "/vao-lop/"
    assert client.post("/vao-lop/", {"code": door.code}).status_code == 200


def test_only_names_of_the_class_can_be_picked(client, people):
    door = open_door(client, people)
    client.post("/vao-lop/", {"code": door.code})

    answer = client.post("/vao-lop/ten/", {"student": people.teacher.pk})

    assert answer.status_code == 200
    assert client.get("/vao-lop/mat-khau/").url == "/vao-lop/ten/"


def test_whoever_sat_here_before_is_logged_out(client, people):
    door = open_door(client, people)
    client.force_login(people.candidate)

    client.post("/vao-lop/", {"code": door.code})

    assert "_auth_user_id" not in client.session


def test_codes_cannot_be_guessed_by_trying(client, people):
    door = open_door(client, people)
    for _ in range(60):
        client.post("/vao-lop/", {"code": "AAAAAA"})

    answer = client.post("/vao-lop/", {"code": door.code})

    assert "Nhập sai quá nhiều lần" in answer.content.decode()


def test_the_board_shows_the_code_and_a_new_one_closes_the_old(client, people):
    door = open_door(client, people)
    client.force_login(people.teacher)
    board = client.get(f"/lop/{people.cohort.pk}/cua/").content.decode()
    client.post(f"/lop/{people.cohort.pk}/mo-cua/", {"minutes": "10"})

    assert f">{door.code}<" in board
    assert "<svg" in board
    door.refresh_from_db()
    assert door.closes_at <= timezone.now()
    client.post(f"/lop/{people.cohort.pk}/cua/")
    assert not ClassDoor.objects.filter(closes_at__gt=timezone.now()).exists()


def test_two_of_one_name_are_told_apart(client, people):
    twin = people.pupils[1]
    twin.full_name = people.pupils[0].full_name
    twin.save()
    door = open_door(client, people)
    client.post("/vao-lop/", {"code": door.code})

    names = client.get("/vao-lop/ten/").content.decode()

    assert "mã …0001" in names
    assert "mã …0002" in names


@pytest.mark.parametrize("minutes", ["", "0", "999", "x"])
def test_a_door_opens_for_the_offered_minutes_only(client, people, minutes):
    client.force_login(people.teacher)

    answer = client.post(f"/lop/{people.cohort.pk}/mo-cua/", {"minutes": minutes})

    assert answer.status_code == 422
    assert not ClassDoor.objects.exists()
