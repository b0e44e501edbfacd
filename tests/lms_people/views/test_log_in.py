import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import override_settings

from lms.core import frame
from tests.factories.people import make_user
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db
GOOD = {"username": "an", "password": "mat-khau-thu"}
PAGE = {"headers": {"accept": "text/html"}}


@pytest.fixture
def an():
    return make_user("an", full_name="Nguyễn Văn An")


def test_a_right_password_leads_to_the_start_or_to_where_one_wanted_to_go(client, an):
    assert client.post("/dang-nhap/", GOOD).url == "/"
    client.logout()
    wanted = client.post("/dang-nhap/", GOOD | {"next": "/tai-khoan/"})
    assert wanted.url == "/tai-khoan/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:1"]
)
def test_nobody_is_led_to_another_site(client, an, target):
    assert client.post("/dang-nhap/", GOOD | {"next": target}).url == "/"


def test_a_wrong_password_is_said_in_words_and_shows_no_name(client, an):
    page = client.post("/dang-nhap/", GOOD | {"password": "x"}).content.decode()

    assert "Tên hoặc mật khẩu chưa đúng" in page
    assert "Nguyễn Văn An" not in page


def test_a_new_session_begins_at_log_in(client, an):
    client.get("/vao-lop/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key

    client.post("/dang-nhap/", GOOD)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_who_came_with_a_paper_chooses_a_password_before_anything_else(client, an):
    an.must_change_password = True
    an.save()
    client.post("/dang-nhap/", GOOD)

    assert client.get("/tai-khoan/", **PAGE).url == "/tai-khoan/mat-khau-dau/"
    same = {"new": "mat-khau-thu", "again": "mat-khau-thu"}
    other = {"new": "con meo nho", "again": "con meo"}
    assert (
        "mật khẩu khác"
        in client.post("/tai-khoan/mat-khau-dau/", same).content.decode()
    )
    assert (
        "không giống nhau"
        in client.post("/tai-khoan/mat-khau-dau/", other).content.decode()
    )
    other["again"] = "con meo nho"
    assert client.post("/tai-khoan/mat-khau-dau/", other).url == "/"

    assert client.get("/tai-khoan/", **PAGE).status_code == 200
    an.refresh_from_db()
    assert (an.must_change_password, an.check_password("con meo nho")) == (False, True)


def test_a_password_is_changed_by_who_knows_the_present_one(client, an):
    client.force_login(an)
    data = {"old": "x", "new": "con meo nho", "again": "con meo nho"}

    assert "chưa đúng" in client.post("/tai-khoan/mat-khau/", data).content.decode()
    data["old"] = "mat-khau-thu"
    assert client.post("/tai-khoan/mat-khau/", data).url == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200  # still logged in
    short = data | {"old": "con meo nho", "new": "meo", "again": "meo"}
    assert "quá ngắn" in client.post("/tai-khoan/mat-khau/", short).content.decode()


def test_demonstration_accounts_are_one_tap_away_in_a_demonstration_only(
    client, an, monkeypatch
):
    accounts = [{"username": "an", "role": "Giáo viên", "name": "An", "place": ""}]
    monkeypatch.setitem(frame._readers, "demo_accounts", lambda: accounts)
    monkeypatch.setitem(frame._readers, "is_demo", lambda: True)

    assert client.post("/dang-nhap/minh-hoa/", {"username": "an"}).status_code == 404
    an.is_demo = True
    an.save()
    assert 'value="an"' in client.get("/dang-nhap/").content.decode()
    make_user("root", is_demo=True)
    assert client.post("/dang-nhap/minh-hoa/", {"username": "root"}).status_code == 404
    assert client.post("/dang-nhap/minh-hoa/", {"username": "an"}).url == "/"
    monkeypatch.setitem(frame._readers, "is_demo", lambda: False)
    assert client.post("/dang-nhap/minh-hoa/", {"username": "an"}).status_code == 404
    client.logout()
    assert 'value="an"' not in client.get("/dang-nhap/").content.decode()


AXES = {
    "AXES_ENABLED": True,
    "AXES_FAILURE_LIMIT": 3,
    "MIDDLEWARE": [*settings.MIDDLEWARE, "axes.middleware.AxesMiddleware"],
    "AUTHENTICATION_BACKENDS": [
        "axes.backends.AxesStandaloneBackend",
        *settings.AUTHENTICATION_BACKENDS,
    ],
}


@override_settings(**AXES)
def test_many_wrong_passwords_lock_the_name_on_that_address(client, an):
    make_user("binh")
    for _ in range(3):
        last = client.post("/dang-nhap/", GOOD | {"password": "x"})

    assert last.status_code == 429
    assert "Nhập sai mật khẩu quá nhiều lần" in last.content.decode()
    assert client.post("/dang-nhap/", GOOD).status_code == 429
    assert client.post("/dang-nhap/", GOOD | {"username": "binh"}).url == "/"
    assert AccessAttempt.objects.exists()


def test_a_person_with_several_roles_looks_with_one_of_them(client):
    people = scene()
    client.force_login(people.it)

    both = client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/vai-tro/", {"role": "teacher"})
    one = client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/vai-tro/", {"role": "administrator"})
    again = client.get("/tai-khoan/").content.decode()

    assert "/nhap-du-lieu/" in both
    assert "/nhap-du-lieu/" not in one
    assert "/nhap-du-lieu/" in again
    assert client.get("/nhap-du-lieu/").status_code == 200  # rights stay
