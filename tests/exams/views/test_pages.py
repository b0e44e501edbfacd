"""The candidate's pages and the plain form."""

import re

import pytest
from django.test import Client

from exams.enums import SittingState
from exams.models import Attempt, JournalEntry, Response
from exams.services import rehearsal
from tests.exams.phone import Phone
from tests.factories.exams import make_attempt, make_sitting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def page(client, attempt, more=""):
    return client.get(f"/bai-kiem-tra/{attempt.code}/{more}")


@pytest.fixture
def rehearsed(client):
    rehearsal.prepare(candidates=1, items=10, minutes=30)
    attempt = Attempt.objects.get()
    client.force_login(attempt.candidate.student)
    return attempt


def test_the_list_shows_own_tests_by_what_to_do(client, django_assert_num_queries):
    student = make_user()
    now = make_attempt(student=student)
    client.force_login(student)

    with django_assert_num_queries(9):
        text = client.get("/bai-kiem-tra/").content.decode()
    assert now.sitting.title in text
    for _n in range(2):
        make_attempt(student=student)
    with django_assert_num_queries(9):
        client.get("/bai-kiem-tra/")


def test_the_empty_list_says_what_will_come(client, db):
    client.force_login(make_user())

    assert 'class="empty"' in client.get("/bai-kiem-tra/").content.decode()


def test_strangers_and_drafts_are_404(client, attempt):
    client.force_login(make_user())
    for more in ("", "bien-nhan/"):
        assert page(client, attempt, more).status_code == 404
    client.force_login(attempt.candidate.student)
    attempt.sitting.state = SittingState.DRAFT
    attempt.sitting.save()
    assert page(client, attempt).status_code == 404


def test_visitors_are_sent_to_the_log_in(attempt):
    assert page(Client(), attempt).status_code == 302


def test_the_room_holds_no_word_of_the_paper(client, attempt):
    client.force_login(attempt.candidate.student)

    reply = page(client, attempt)

    assert "bí mật" not in reply.content.decode()
    assert "script-src" in reply.headers["Content-Security-Policy"]


def test_the_code_is_one_build_and_small(client, db):
    worker = client.get("/bai-kiem-tra/sw.js").content.decode()
    addresses = re.findall(r'"(/bai-kiem-tra/ma/[^"]+)"', worker)
    modules = [a for a in addresses if a.endswith(".js")]

    assert len(modules) > 10
    size = 0
    for address in modules:
        reply = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in reply.headers["Cache-Control"]
        size += len(reply.content)
    assert size < 40_000
    assert client.get(modules[0].replace("ma/", "ma/x")).headers["Cache-Control"] == (
        "no-cache"
    )
    assert client.get("/bai-kiem-tra/ma/x/settings.js").status_code == 404


def test_the_receipt_page_shows_the_code(client, attempt):
    phone = Phone.of(attempt, client).claimed()
    assert page(client, attempt, "bien-nhan/").status_code == 302
    receipt = phone.submit().json()["receipt"]

    text = page(client, attempt, "bien-nhan/").content.decode()

    assert receipt["code"] in text
    assert receipt["signature"] in text


def hidden(reply, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', reply.content.decode())
    return found.group(1) if found else ""


def test_the_whole_paper_can_be_answered_without_script(client, rehearsed):
    start = client.post(f"/bai-kiem-tra/{rehearsed.code}/giay/bat-dau/")
    assert start.status_code == 200
    fields = {"token": hidden(start, "token"), "epoch": hidden(start, "epoch")}
    answers = {
        "1.a": "B", "2.a": ["A", "C"], "3.a": "1", "3.b": "0", "4.a": "1,5",
        "5.a": "12,5", "6.a": "một từ", "7.A": "2", "7.B": "1", "8.A": "2", "8.B": "1",
        "9.1": "100", "9.2": "A", "10.x0": "50", "10.y0": "60",
    }  # fmt: skip
    address = f"/bai-kiem-tra/{rehearsed.code}/giay/"

    saved = client.post(address, fields | answers | {"save": "1"})

    assert saved.status_code == 200
    assert saved.context["bad"] == set()
    stored = dict(Response.objects.values_list("slot", "value"))
    kinds = {
        slot["slot"]["slot"]: slot["slot"]["kind"] for slot in saved.context["rows"]
    }
    assert len(stored) == 10, set(kinds) - set(stored)
    assert set(JournalEntry.objects.values_list("source", flat=True)) == {"form"}
    client.post(address, fields | answers | {"save": "1"})
    assert JournalEntry.objects.count() == 10  # nothing changed, nothing written
    ask = client.post(address, fields | answers | {"hand_in": "1"})
    assert ask.context["open"] == []
    done = client.post(
        address,
        fields
        | {
            "confirm": "1",
            "digest": hidden(ask, "digest"),
            "count": hidden(ask, "count"),
        },
    )
    assert done.status_code == 302
    assert done.headers["Location"].endswith("/bien-nhan/")


def test_a_plain_page_waits_for_the_release(client, hours):
    rehearsal.prepare(candidates=1, items=10, minutes=30, release_in_s=60)
    attempt = Attempt.objects.get()
    client.force_login(attempt.candidate.student)
    address = f"/bai-kiem-tra/{attempt.code}/giay/bat-dau/"

    early = client.post(address)
    hours(61)
    later = client.post(address)

    assert "canary-text" not in early.content.decode()
    assert "canary-text" in later.content.decode()
    assert "canary-key" not in later.content.decode()


def test_a_plain_page_tells_of_another_device(client, rehearsed):
    Phone.of(rehearsed, Client()).claimed()

    reply = client.post(f"/bai-kiem-tra/{rehearsed.code}/giay/bat-dau/")

    assert reply.status_code == 409
    assert reply.context["wait"] > 0


def test_a_bad_field_of_a_plain_page_is_named_and_the_rest_saved(client, rehearsed):
    start = client.post(f"/bai-kiem-tra/{rehearsed.code}/giay/bat-dau/")
    fields = {"token": hidden(start, "token"), "epoch": hidden(start, "epoch")}

    reply = client.post(
        f"/bai-kiem-tra/{rehearsed.code}/giay/",
        fields | {"1.a": "Z", "4.a": "12345", "6.a": "từ", "hand_in": "1"},
    )

    assert reply.context["bad"] == {"1", "4"}
    assert list(Response.objects.values_list("slot", flat=True)) == ["6"]


def test_no_test_of_a_draft_or_cancelled_sitting_can_start(client):
    attempt = make_attempt(sitting=make_sitting(state=SittingState.CANCELLED))
    client.force_login(attempt.candidate.student)

    assert page(client, attempt).status_code == 200
