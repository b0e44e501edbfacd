"""What invigilators and the board do: extra time, suspension, reopening, late answers."""

import json
from datetime import timedelta

import pytest

from exams.enums import BoardVerb
from exams.models import Adjustment, BoardAct, Envelope, JournalEntry, Response, Seal
from exams.queries import clock
from exams.queries.desk import desk_rows
from exams.rules import envelopes as sealing
from exams.services import adjusting, board, envelopes, invigilating, verifying
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from tests.exams.phone import Phone, sha, statuses
from tests.factories.exams import make_attempt, make_sitting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
A, B = {"choice": ["A"]}, {"choice": ["B"]}


@pytest.fixture
def two(db):
    return make_user(), make_user()


def decide(attempt, verb, two, **more):
    act = board.ask(attempt, verb, by=two[0], reason="Mất điện", **more)
    board.confirm(act, by=two[1])
    attempt.refresh_from_db()


def refused(code, call, *args, **more):
    with pytest.raises(DomainError) as caught:
        call(*args, **more)
    assert caught.value.code == code


@pytest.mark.parametrize("scope", ["attempt", "room", "sitting"])
def test_extra_time_moves_the_deadline_at_once(phone, attempt, scope):
    attempt.candidate.room = "P1"
    attempt.candidate.save()
    attempt.refresh_from_db()
    before = attempt.deadline
    where = {"attempt": {"attempt": attempt}, "room": {"room": "P1"}, "sitting": {}}

    adjusting.grant_time(
        attempt.sitting, seconds=300, reason="Vào muộn", by=make_user(), **where[scope]
    )

    attempt.refresh_from_db()
    assert attempt.deadline - before == timedelta(seconds=300)
    assert (
        phone.save()
        .json()["deadline"]
        .startswith(f"{attempt.deadline:%Y-%m-%dT%H:%M:%S}")
    )
    assert AuditEntry.objects.filter(verb="extra_time").count() == 1


def test_extra_time_of_another_room_is_not_mine(phone, attempt):
    attempt.refresh_from_db()
    before = attempt.deadline

    adjusting.grant_time(
        attempt.sitting, seconds=300, reason="Vào muộn", by=None, room="P2"
    )

    attempt.refresh_from_db()
    assert attempt.deadline == before


def test_extra_time_before_the_start_counts_at_the_claim(attempt, client):
    adjusting.grant_time(
        attempt.sitting, seconds=600, reason="Khuyết tật", by=None, attempt=attempt
    )
    Phone.of(attempt, client).claimed()

    attempt.refresh_from_db()
    assert attempt.deadline - attempt.started_at == timedelta(seconds=3300)


def test_extra_time_never_passes_the_close_nor_the_start(client):
    close = clock.now() + timedelta(minutes=50)
    attempt = make_attempt(sitting=make_sitting(close_at=close))
    Phone.of(attempt, client).claimed()

    adjusting.grant_time(attempt.sitting, seconds=3600, reason="Lỗi mạng", by=None)
    attempt.refresh_from_db()
    assert attempt.deadline == close
    adjusting.grant_time(attempt.sitting, seconds=-20_000, reason="Nhầm", by=None)
    attempt.refresh_from_db()
    assert attempt.deadline > attempt.started_at


def test_extra_time_needs_a_reason_and_a_sensible_number(attempt):
    give = adjusting.grant_time
    refused("act_needs_reason", give, attempt.sitting, seconds=60, reason=" ", by=None)
    for seconds in (0, 10**6):
        refused(
            "extra_time_out_of_range", give, attempt.sitting,
            seconds=seconds, reason="x", by=None,
        )  # fmt: skip
    assert Adjustment.objects.count() == 0


@pytest.mark.parametrize(("stops", "given_back"), [(True, 120), (False, 0)])
def test_a_suspension_stops_the_clock_only_by_policy(client, hours, stops, given_back):
    attempt = make_attempt(sitting=make_sitting(stops_clock=stops))
    Phone.of(attempt, client).claimed()
    attempt.refresh_from_db()
    before = attempt.deadline
    invigilating.suspend(attempt, by=make_user(), reason="Kiểm tra máy")
    hours(120)

    invigilating.resume(attempt, by=make_user(), reason="Xong")

    attempt.refresh_from_db()
    assert round((attempt.deadline - before).total_seconds()) == given_back
    assert attempt.state == "in_progress"


def test_a_suspended_attempt_is_closed_by_its_clock_or_by_the_close(client, hours):
    running = make_attempt(sitting=make_sitting(stops_clock=False))
    still = make_attempt(sitting=make_sitting(stops_clock=True))
    for one in (running, still):
        Phone.of(one, client).claimed()
        invigilating.suspend(one, by=make_user(), reason="Lập biên bản")
    hours(2700 + 31)
    phones = {one: Phone.of(one, client) for one in (running, still)}
    phones[running].client.force_login(running.candidate.student)
    assert phones[running].get(token="").json()["state"] == "submitted"
    client.force_login(still.candidate.student)
    assert phones[still].get(token="").json()["state"] == "suspended"

    hours(3 * 3600)
    assert phones[still].get(token="").json()["state"] == "submitted"


def test_collecting_closes_with_what_is_stored(phone, attempt):
    phone.answer("1", A)

    invigilating.collect(attempt, by=make_user(), reason="Vi phạm")

    seal = Seal.objects.get()
    assert (seal.kind, seal.count) == ("invigilator", 1)
    refused(
        "attempt_wrong_state",
        invigilating.suspend, attempt, by=make_user(), reason="x",
    )  # fmt: skip


def test_a_reopening_needs_two_people_and_gives_a_new_seal(phone, attempt, two, hours):
    phone.answer("1", A)
    first = phone.submit().json()["receipt"]
    until = clock.now() + timedelta(minutes=20)
    act = board.ask(
        attempt, BoardVerb.REOPEN, by=two[0], reason="Mất điện", until=until
    )
    refused("act_same_person", board.confirm, act, by=two[0])
    attempt.refresh_from_db()
    assert attempt.state == "submitted"

    board.confirm(act, by=two[1])

    attempt.refresh_from_db()
    assert (attempt.state, attempt.deadline) == ("in_progress", until)
    refused("act_already_decided", board.confirm, act, by=two[1])
    assert phone.answer("1", B) == "saved"
    second = phone.submit(submit_id="second-one").json()["receipt"]
    assert second["code"] != first["code"]
    assert list(Seal.objects.order_by("version").values_list("version", "count")) == [
        (1, 1), (2, 1),
    ]  # fmt: skip
    assert verifying.verify()["breaks"] == []


def test_a_reopened_attempt_closes_by_its_new_deadline(phone, attempt, two, hours):
    phone.submit()
    decide(
        attempt, BoardVerb.REOPEN, two, until=clock.now() + timedelta(hours=20)
    )  # long after the sitting has closed
    hours(5 * 3600)
    assert phone.answer("1", A) == "saved"
    hours(15 * 3600 + 31)

    assert phone.get().json()["receipt"]["kind"] == "deadline"


def test_an_open_attempt_cannot_be_reopened(phone, attempt, two):
    act = board.ask(
        attempt, BoardVerb.REOPEN, by=two[0], reason="x",
        until=clock.now() + timedelta(hours=1),
    )  # fmt: skip

    refused("attempt_wrong_state", board.confirm, act, by=two[1])
    assert BoardAct.objects.get().confirmed_at is None


def test_voiding_deletes_nothing(phone, attempt, two):
    phone.answer("1", A)
    phone.submit()

    decide(attempt, BoardVerb.VOID, two)

    assert attempt.state == "voided"
    assert (Seal.objects.count(), Response.objects.count()) == (1, 1)


def test_accepted_late_answers_make_a_new_seal(phone, attempt, two, hours):
    phone.answer("1", A)
    hours(2700 + 31)
    assert phone.answer("2", B) == "late"
    before = Seal.objects.get()
    version = (1, phone.seq)

    decide(attempt, BoardVerb.ACCEPT_LATE, two, versions=[version])

    after = Seal.objects.get(version=2)
    assert (before.count, after.count, after.kind) == (1, 2, "deadline")
    assert Response.objects.get(slot="2").value == '{"choice":["B"]}'
    assert verifying.verify()["breaks"] == []
    again = board.ask(
        attempt, BoardVerb.REFUSE_LATE, by=two[0], reason="x", versions=[version]
    )
    refused("attempt_wrong_state", board.confirm, again, by=two[1])


def test_refused_late_answers_change_nothing_and_are_recorded(
    phone, attempt, two, hours
):
    hours(2700 + 31)
    phone.answer("2", B)

    decide(attempt, BoardVerb.REFUSE_LATE, two, versions=[(1, phone.seq)])

    assert JournalEntry.objects.get().ruling.is_accepted is False
    assert (Seal.objects.count(), Response.objects.count()) == (1, 0)


def test_the_board_says_what_is_missing(attempt, two):
    ask = board.ask
    refused("act_needs_reason", ask, attempt, BoardVerb.VOID, by=two[0], reason="")
    refused("until_missing", ask, attempt, BoardVerb.REOPEN, by=two[0], reason="x")
    refused(
        "versions_missing", ask, attempt, BoardVerb.ACCEPT_LATE, by=two[0], reason="x"
    )


def sealed_queue(attempt, *, code=None):
    entry = {"slot": "1", "seq": 9, "value": A, "hash": sha(A)}
    batch = {"proto": 1, "epoch": 1, "batch_id": "sealed-01", "entries": [entry]}
    plain = json.dumps({"attempt": code or attempt.code, "batches": [batch]}).encode()
    key = bytes(attempt.sitting.secret.envelope_key)
    return sealing.seal(plain, sealing.public_point(key))


def test_an_envelope_is_unpacked_into_late_entries(phone, attempt, two, hours):
    hours(2700 + 31)
    phone.post("late", sealed_queue(attempt), content_type="application/octet-stream")
    envelope = Envelope.objects.get()

    results = envelopes.unpack(envelope, by=two[0])

    assert [r["status"] for r in results] == ["late"]
    line = JournalEntry.objects.get()
    assert (line.status, line.source) == ("late", "envelope")
    decide(attempt, BoardVerb.ACCEPT_LATE, two, versions=[(1, 9)])
    assert Response.objects.get().value == '{"choice":["A"]}'


def test_before_the_close_an_envelope_only_parks(phone, attempt):
    phone.post("late", sealed_queue(attempt), content_type="application/octet-stream")

    results = envelopes.unpack(Envelope.objects.get(), by=make_user())

    assert [r["status"] for r in results] == ["parked"]
    assert Response.objects.count() == 0


@pytest.mark.parametrize("spoil", ["bytes", "other", "plain"])
def test_an_envelope_that_is_not_ours_cannot_be_opened(phone, attempt, spoil):
    sealed = sealed_queue(attempt)
    content = {
        "bytes": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "other": sealed_queue(attempt, code="0" * 16),
        "plain": b"hello",
    }[spoil]
    phone.post("late", content, content_type="application/octet-stream")

    refused(
        "envelope_unreadable", envelopes.unpack, Envelope.objects.get(), by=make_user()
    )
    assert JournalEntry.objects.count() == 0


def test_an_unsealed_file_of_a_browser_without_crypto_opens_too(phone, attempt):
    plain = b'LMSP1{"attempt":"%s","batches":[]}' % attempt.code.encode()
    phone.post("late", plain, content_type="application/octet-stream")

    assert envelopes.unpack(Envelope.objects.get(), by=make_user()) == []
    assert statuses(phone.save()) == []


def test_ending_a_sitting_collects_and_lets_nobody_in(client):
    sitting = make_sitting()
    at_work, absent = (make_attempt(sitting=sitting) for _ in "ab")
    phone = Phone.of(at_work, client).claimed()
    assert phone.answer("1", A) == "saved"

    collected = invigilating.end_sitting(sitting, by=make_user(), reason="Xong sớm")

    assert collected == 1
    at_work.refresh_from_db()
    assert at_work.state == "submitted"
    assert at_work.seals.get().kind == "invigilator"
    assert json.loads(at_work.seals.get().values)["1"]["value"] == A
    assert phone.answer("1", B) == "late"
    reply = Phone.of(absent, client).claim()
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "sitting_closed")
    sitting.refresh_from_db()
    assert {row.label for row in desk_rows(sitting)} == {"Đã nộp", "Vắng"}
    assert invigilating.end_sitting(sitting, by=None, reason="Lần nữa") == 0
    assert AuditEntry.objects.filter(verb="end").count() == 2


def test_ending_wants_a_reason_and_a_test_that_has_begun():
    now = clock.now()
    later = make_sitting(
        open_at=now, release_at=now + timedelta(hours=1), close_at=now + timedelta(2)
    )
    refused("act_needs_reason", invigilating.end_sitting, later, by=None, reason=" ")
    refused("sitting_not_begun", invigilating.end_sitting, later, by=None, reason="x")
    later.refresh_from_db()
    assert later.close_at == now + timedelta(2)
