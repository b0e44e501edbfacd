"""The door view of stored files."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media import doors
from media.api import file_url, register_door, store_file
from media.storage import signed_name
from tests.factories.media import make_file, picture_bytes
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@pytest.fixture
def owner_sees(monkeypatch):
    monkeypatch.setattr(doors, "_doors", {})
    person = make_user()
    register_door("test", lambda user, code: user == person, cache_s=60)
    return person


def test_only_whom_the_rule_names_gets_the_file(client, owner_sees):
    address = file_url(make_file().code)
    assert client.get(address).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    client.force_login(owner_sees)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert b"".join(answer).startswith(b"\x89PNG")


def test_a_purpose_without_rule_is_closed(client, owner_sees):
    client.force_login(owner_sees)
    address = file_url(make_file(purpose="other").code)
    assert client.get(address).status_code == 404
    assert client.get("/tap-tin/khong-co-ma-nay/").status_code == 404


def test_ranges_heads_and_known_copies(client, owner_sees):
    client.force_login(owner_sees)
    content = (CORPORA / "media/made-tone.mp3").read_bytes()
    card = store_file(content, name="a.mp3", by=None, purpose="test")
    address = file_url(card.code)
    part = client.get(address, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.headers["Content-Length"]) == (206, "10")
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert b"".join(part) == content[10:20]
    assert client.get(address, headers={"range": "bytes=9999999-"}).status_code == 416
    head = client.head(address)
    assert (head.headers["Content-Length"], head.content) == (str(len(content)), b"")
    known = client.get(address, headers={"if-none-match": f'"{card.digest}"'})
    assert known.status_code == 304
    stale = client.get(address, headers={"range": "bytes=0-1", "if-range": '"old"'})
    assert stale.status_code == 200
    b"".join(stale)


def test_large_files_are_streamed(client, owner_sees):
    client.force_login(owner_sees)
    content = (CORPORA / "media/friday.mp4").read_bytes()
    card = store_file(content, name="a.mp4", by=None, purpose="test")
    answer = client.get(file_url(card.code))
    assert answer.streaming
    assert b"".join(answer) == content


def test_a_page_that_somebody_brings_is_only_ever_a_download(client, owner_sees):
    client.force_login(owner_sees)
    page = (CORPORA / "hostile/html/page-with-vectors.html").read_bytes()
    card = store_file(page, name="bài <b>1.html", by=None, purpose="test")
    answer = client.get(file_url(card.code))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    b"".join(answer)


def test_files_of_the_back_office_need_a_signature_and_a_right(client, owner_sees):
    name = default_storage.save("images/a.png", ContentFile(picture_bytes()))
    address = default_storage.url(name)
    client.force_login(owner_sees)
    assert client.get(address).status_code == 404
    register_door("back_office", lambda user, code: user == owner_sees)
    answer = client.get(address)
    assert answer.status_code == 200
    b"".join(answer)
    assert client.get("/tap-tin/van-phong/images/a.png").status_code == 404
    assert (
        client.get(f"/tap-tin/van-phong/{signed_name('images/b.png')}").status_code
        == 404
    )
    client.logout()
    assert client.get(address).status_code == 404
