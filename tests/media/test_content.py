"""The content origin: one package, one reader, nothing of the app."""

import pytest
from django.test import Client, override_settings

from media import doors, tickets
from media.api import register_door, store_package
from tests.factories.media import zip_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><html><head><title>x</title></head><body>mo phong</body></html>"
HOST = "127.0.0.1:8001"


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(doors, "_doors", {})
    person = make_user()
    person.may_open = True
    register_door("test", lambda user, code: user == person and person.may_open)
    return person


@pytest.fixture
def package():
    entries = {"index.html": PAGE, "js/a.js": b"1+1", "x.bin": b"abcdef", "e.txt": b""}
    return store_package(zip_bytes(entries), name="a.zip", by=None, purpose="test")


def ticket_for(package, user):
    return tickets.issue(package.code, user_id=user.pk, app_origin="http://app:8000")


def get(path, **headers):
    answer = Client().get(path, headers={"host": HOST} | headers)
    answer.bytes = b"".join(answer)
    return answer


def test_a_page_is_served_in_a_fence_with_the_bridge_first(reader, package):
    ticket = ticket_for(package, reader)
    answer = get(f"/{ticket}/index.html")
    assert answer.status_code == 200
    text = answer.bytes.decode()
    assert text.index("_lms/bridge.js") < text.index("<title>")
    policy = answer.headers["Content-Security-Policy"]
    own = f"http://{HOST}/{ticket}/"
    assert "default-src 'none'" in policy
    assert f"connect-src {own} data: blob:;" in policy
    assert f"frame-ancestors http://app:8000 {own};" in policy
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_parts_have_their_kinds_and_ranges(reader, package):
    ticket = ticket_for(package, reader)
    script = get(f"/{ticket}/js/a.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    part = get(f"/{ticket}/x.bin", range="bytes=1-2")
    assert (part.status_code, part.bytes) == (206, b"bc")
    known = get(f"/{ticket}/js/a.js", **{"if-none-match": script.headers["ETag"]})
    assert known.status_code == 304
    assert get(f"/{ticket}/e.txt").bytes == b""


def test_nothing_without_a_good_ticket(reader, package):
    ticket = ticket_for(package, reader)
    for path in (
        "/",
        "/dang-nhap/",
        "/healthz",
        "/index.html",
        f"/{ticket}/../index.html",
        f"/{ticket}/khac.html",
        f"/{ticket[:-1]}x/index.html",
    ):
        answer = get(path)
        assert (answer.status_code, answer.bytes) == (404, b"not found"), path
    assert (
        Client().post(f"/{ticket}/index.html", headers={"host": HOST}).status_code
        == 405
    )
    assert get("/_lms/bridge.js").status_code == 200


def test_a_ticket_ends(reader, package, monkeypatch):
    ticket = ticket_for(package, reader)
    later = tickets.time.time() + 24 * 3600 + 1
    monkeypatch.setattr(tickets.time, "time", lambda: later)
    assert get(f"/{ticket}/index.html").status_code == 404


def test_a_closed_door_closes_the_page_at_once(reader, package):
    ticket = ticket_for(package, reader)
    assert get(f"/{ticket}/index.html").status_code == 200
    reader.may_open = False
    assert get(f"/{ticket}/index.html").status_code == 404
    assert get(f"/{ticket}/js/a.js").status_code == 404


def test_a_ticket_of_another_reader_or_package_opens_nothing(reader, package):
    stranger = make_user()
    assert get(f"/{ticket_for(package, stranger)}/index.html").status_code == 404
    other = store_package(
        zip_bytes({"index.html": PAGE, "rieng.js": b"2"}),
        name="b.zip",
        by=None,
        purpose="test",
    )
    ticket = ticket_for(package, reader)
    assert get(f"/{ticket}/rieng.js").status_code == 404
    assert get(f"/{ticket_for(other, reader)}/rieng.js").status_code == 200


def test_the_app_never_serves_an_entry(reader, package):
    ticket = ticket_for(package, reader)
    assert Client().get(f"/{ticket}/index.html").status_code == 404


@override_settings(
    CONTENT_ORIGIN="https://noi-dung.example.vn", ALLOWED_HOSTS=["lms.example.vn"]
)
def test_production_has_a_host_of_its_own(reader, package, rf):
    request = rf.get("/", headers={"host": "lms.example.vn"})
    request.user = reader
    address = tickets.address(request, package.code, "index.html")
    assert address.startswith("https://noi-dung.example.vn/")
    path = address.removeprefix("https://noi-dung.example.vn")
    client = Client()
    assert client.get(path, headers={"host": "lms.example.vn"}).status_code == 404
    answer = client.get(path, headers={"host": "noi-dung.example.vn"})
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "connect-src https://noi-dung.example.vn/" in policy


def test_within_half_a_day_the_address_stays_the_same(reader, package):
    assert ticket_for(package, reader) == ticket_for(package, reader)
