"""Claims, take-overs, and what closes the door (exam-protocol.md, sections 2 and 3)."""

from datetime import timedelta

import pytest
from django.test import Client

from exams.enums import SittingState
from exams.models import Attempt, AttemptToken
from exams.queries import clock
from exams.services import invigilating
from tests.exams.phone import Phone, statuses
from tests.factories.exams import make_attempt, make_sitting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
A, B = {"choice": ["A"]}, {"choice": ["B"]}


def code_of(reply):
    assert reply.headers["Content-Type"] == "application/json"
    body = reply.json()
    assert body["proto"] == 1
    assert body["error"]["message"]
    return reply.status_code, body["error"]["code"]


def test_a_claim_starts_the_attempt(attempt, client):
    reply = Phone.of(attempt, client).claim()

    body = reply.json()
    attempt.refresh_from_db()
    assert reply.status_code == 200
    assert len(body["token"]) >= 22
    assert (body["epoch"], body["state"]) == (1, "in_progress")
    assert (body["values"], body["parked"]) == ({}, 0)
    assert body["anchor"].startswith("20")
    assert attempt.deadline - attempt.started_at == timedelta(seconds=2700)
    assert not AttemptToken.objects.filter(token_hash=body["token"]).exists()


def test_a_claim_before_the_release_starts_the_clock_at_the_release(client):
    release = clock.now() + timedelta(minutes=10)
    attempt = make_attempt(sitting=make_sitting(release_at=release))

    assert Phone.of(attempt, client).claim().status_code == 200
    attempt.refresh_from_db()
    assert attempt.started_at == release
    assert attempt.deadline == release + timedelta(seconds=2700)


def test_the_deadline_never_passes_the_close(client):
    close = clock.now() + timedelta(minutes=10)
    attempt = make_attempt(sitting=make_sitting(close_at=close))

    Phone.of(attempt, client).claim()
    attempt.refresh_from_db()
    assert attempt.deadline == close


def test_before_the_opening_and_after_the_close_nothing_starts(client):
    soon = clock.now() + timedelta(minutes=10)
    early = make_attempt(sitting=make_sitting(open_at=soon, release_at=soon))
    gone = clock.now() - timedelta(minutes=1)
    late = make_attempt(
        sitting=make_sitting(
            open_at=gone - timedelta(hours=2),
            release_at=gone - timedelta(hours=1),
            close_at=gone,
        )
    )

    assert code_of(Phone.of(early, client).claim()) == (403, "not_open")
    assert code_of(Phone.of(late, client).claim()) == (403, "sitting_closed")
    assert set(Attempt.objects.values_list("state", flat=True)) == {"assigned"}


def test_the_same_device_claims_again_at_once(phone, attempt):
    phone.save(phone.entry("1", A))
    old = phone.token

    phone.claimed()

    assert phone.epoch == 2
    assert phone.token != old
    attempt.refresh_from_db()
    assert attempt.epoch == 2


def test_a_claim_gives_back_what_is_stored(phone):
    entry = phone.entry("1", A)
    phone.save(entry)

    body = phone.claim().json()

    assert body["values"] == {
        "1": {"epoch": 1, "seq": 1, "value": A, "hash": entry["hash"]}
    }


def test_another_device_waits_for_the_lease(phone, attempt, client, hours):
    other = Phone.of(attempt, client)

    refused = other.claim(takeover=True)
    assert code_of(refused) == (409, "lease_held")
    assert 55 <= refused.json()["retry_after_s"] <= 61
    assert int(refused.headers["Retry-After"]) >= 1

    hours(61)
    assert other.claim(takeover=True).status_code == 200


def test_a_save_renews_the_lease(phone, attempt, client, hours):
    other = Phone.of(attempt, client)
    hours(50)
    phone.save()
    hours(50)

    assert code_of(other.claim(takeover=True)) == (409, "lease_held")


def test_the_invigilators_code_takes_over_at_once(phone, attempt, client):
    other = Phone.of(attempt, client)

    assert code_of(other.claim(takeover=True, code="WRONG1")) == (403, "bad_code")
    typed = f" {attempt.takeover_code.lower()} "
    assert other.claim(takeover=True, code=typed).status_code == 200


def test_guessing_codes_is_stopped(phone, attempt, client):
    other = Phone.of(attempt, client)

    codes = [code_of(other.claim(code="WRONG1")) for _try in range(12)]

    assert codes[0] == (403, "bad_code")
    assert codes[-1] == (429, "too_many_codes")


def test_the_superseded_device_is_told(phone, attempt, client):
    old_entry = phone.entry("1", A)
    other = Phone.of(attempt, Client())
    other.claimed(code=attempt.takeover_code)
    other.save(other.entry("1", B))

    reply = phone.save(old_entry)

    assert statuses(reply) == ["parked"]
    assert reply.json()["epoch"] == 2
    assert reply.json()["results"][0]["current"] == [2, 1]


def test_a_stranger_learns_nothing(attempt, client):
    client.force_login(make_user())
    phone = Phone(attempt.code, client)

    assert code_of(phone.claim()) == (404, "not_found")
    assert code_of(phone.get()) == (404, "not_found")


def test_without_log_in_the_claim_says_so(attempt):
    assert code_of(Phone(attempt.code, Client()).claim()) == (401, "log_in_first")


def test_a_claim_without_csrf_token_is_refused(attempt):
    strict = Client(enforce_csrf_checks=True)
    phone = Phone.of(attempt, strict)

    assert code_of(phone.claim()) == (403, "csrf_failed")


def test_a_draft_sitting_is_not_there(attempt, client):
    attempt.sitting.state = SittingState.DRAFT
    attempt.sitting.save()

    assert code_of(Phone.of(attempt, client).claim()) == (404, "not_found")


def test_a_cancelled_sitting_cannot_be_claimed(attempt, client):
    attempt.sitting.state = SittingState.CANCELLED
    attempt.sitting.save()

    assert code_of(Phone.of(attempt, client).claim()) == (403, "sitting_cancelled")


def test_a_suspended_attempt_waits(phone, attempt):
    invigilator = make_user()
    invigilating.suspend(attempt, by=invigilator, reason="Máy hỏng")

    assert code_of(phone.save(phone.entry("1", A))) == (409, "suspended")
    assert code_of(phone.claim()) == (409, "suspended")
    assert code_of(phone.submit()) == (409, "suspended")
    invigilating.resume(attempt, by=invigilator, reason="Đã đổi máy")
    assert statuses(phone.save(phone.entry("1", A))) == ["saved"]


def test_after_the_hand_in_a_claim_gives_the_receipt(phone):
    receipt = phone.submit().json()["receipt"]

    body = phone.claim().json()

    assert body["token"] is None
    assert body["receipt"] == receipt


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"device_id": "short"},
        {"device_id": "x" * 65},
        {"device_id": 5},
        {"device_id": "tab\there0"},
        {"device_id": "device-01", "takeover": "yes"},
        {"device_id": "device-01", "code": 5},
        {"device_id": "device-01", "client_build": []},
        {"device_id": "device-01", "proto": 2},
        {"device_id": "device-01", "proto": True},
        [],
        "text",
        "{",
        b"\xff\xfe",
        b" ",
    ],
)
def test_a_claim_that_cannot_be_read_is_422(attempt, client, body):
    reply = Phone.of(attempt, client).post("claim", body)

    assert code_of(reply) == (422, "message_unreadable")
