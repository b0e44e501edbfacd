"""Two at once: real row locks decide, so these run on PostgreSQL.

The two of many writers run on both: many writers at once, and SQLite's one writer.
"""

import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, connections

from exams.errors import Refused
from exams.models import AttemptToken, JournalEntry, Response, Seal
from exams.queries import clock, forms, gate
from exams.rules import messages
from exams.services import claiming, closing, handing_in, saving, verifying
from tests.exams.phone import sha
from tests.factories.exams import make_attempt, make_sitting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _fresh():
    forms.forget()
    gate.breaker.answered()


def at_once(*works):
    """Run all works in threads that start together; return what they gave."""
    gate = threading.Barrier(len(works))
    outcomes = [None] * len(works)

    def run(place, work):
        try:
            gate.wait()
            outcomes[place] = work()
        except Exception as error:  # noqa: BLE001  handed to the test
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def claim(attempt, device="device-01", code=""):
    message = messages.ClaimMessage(device, "1", takeover=bool(code), code=code)
    return claiming.claim(attempt.code, attempt.candidate.student_id, message)


def save(attempt, token, *entries, epoch=1):
    rows = [
        {"slot": slot, "seq": seq, "value": value, "hash": sha(value)}
        for slot, seq, value in entries
    ]
    body = {"proto": 1, "epoch": epoch, "batch_id": "batch-0001", "entries": rows}
    return saving.save(attempt.code, token, messages.read_save(body))


def submit(attempt, token, digest, count):
    message = messages.SubmitMessage(1, (), digest, count)
    return handing_in.hand_in(attempt.code, token, message)


@contextmanager
def attempts_locked():
    """Let nobody else read or write an attempt meanwhile (PostgreSQL)."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE exams_attempt IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            cursor.execute("COMMIT")
    other.close()


def refused(work):
    """Return status and Retry-After of a refusal, (200, None) of an answer."""
    try:
        work()
    except Refused as refusal:
        return refusal.status, refusal.retry_after
    return 200, None


def served_again(work, within=5):
    """Return the status of the entry once the database answers again."""
    give_up = time.monotonic() + within
    while refused(work)[0] == 503:
        assert time.monotonic() < give_up
        time.sleep(0.1)
    return work()["results"][0]["status"]


@pytest.mark.postgres
def test_two_hand_ins_at_once_give_one_receipt():
    attempt = make_attempt()
    token = claim(attempt)["token"]
    work = [lambda: submit(attempt, token, sha([]), 0)] * 4

    receipts = [found["receipt"]["code"] for found in at_once(*work)]

    assert len(set(receipts)) == 1
    assert Seal.objects.count() == 1


@pytest.mark.postgres
def test_a_save_and_a_hand_in_at_once_agree():
    for _round in range(10):
        attempt = make_attempt(sitting=make_sitting(duration_s=600))
        token = claim(attempt)["token"]
        at_once(
            lambda a=attempt, t=token: save(a, t, ("1", 1, {"choice": ["A"]})),
            lambda a=attempt, t=token: submit(a, t, sha([]), 0),
        )
        attempt.refresh_from_db()
        stored = Response.objects.filter(attempt=attempt).count()
        status = JournalEntry.objects.get(attempt=attempt).status
        if attempt.state == "submitted":
            assert (stored, status) == (0, "late")
        else:
            assert (stored, status) == (1, "saved")
    assert verifying.verify()["breaks"] == []


@pytest.mark.postgres
def test_two_claims_at_once_get_two_epochs():
    attempt = make_attempt()
    work = [lambda: claim(attempt)] * 5

    epochs = sorted(found["epoch"] for found in at_once(*work))

    assert epochs == [1, 2, 3, 4, 5]
    assert AttemptToken.objects.count() == 5


@pytest.mark.postgres
def test_the_receipt_time_is_that_of_the_arrival_not_of_the_lock():
    attempt = make_attempt()
    token = claim(attempt)["token"]
    held, may_go = threading.Event(), threading.Event()

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT 1 FROM exams_attempt WHERE id = %s FOR UPDATE", [attempt.pk]
            )
            held.set()
            may_go.wait(10)
            cursor.execute("UPDATE exams_attempt SET device_id = 'x'")
            cursor.execute("COMMIT")

    def wait_and_save():
        held.wait(10)
        threading.Timer(1.0, may_go.set).start()
        return save(attempt, token, ("1", 1, {"choice": ["A"]}))

    at_once(hold, wait_and_save)

    waited = clock.now() - Response.objects.get().received_at
    assert waited.total_seconds() > 0.9


def test_many_saves_of_one_attempt_at_once_lose_nothing():
    attempt = make_attempt()
    token = claim(attempt)["token"]
    work = [
        lambda n=n: save(attempt, token, ("5", n, {"text": f"bài {n}"}))
        for n in range(1, 9)
    ]

    outcomes = at_once(*work)

    said = [found["results"][0]["status"] for found in outcomes]
    assert set(said) <= {"saved", "superseded"}
    assert Response.objects.get().seq == 8
    assert JournalEntry.objects.count() == said.count("saved")
    assert verifying.verify()["breaks"] == []


def test_many_attempts_at_once_do_not_fail():
    sitting = make_sitting()
    attempts = [make_attempt(sitting=sitting) for _n in range(8)]
    tokens = [claim(attempt)["token"] for attempt in attempts]

    def live(attempt, token):
        for seq in range(1, 21):
            save(attempt, token, ("1", seq, {"choice": ["ABCD"[seq % 4]]}))
        return "done"

    outcomes = at_once(
        *(lambda a=a, t=t: live(a, t) for a, t in zip(attempts, tokens, strict=True))
    )

    assert outcomes == ["done"] * 8
    assert JournalEntry.objects.count() == 160


@pytest.mark.postgres
def test_the_sweep_and_a_message_close_once(monkeypatch):
    attempt = make_attempt()
    token = claim(attempt)["token"]
    honest = clock.read
    monkeypatch.setattr(clock, "read", lambda raw: honest(raw) + timedelta(hours=1))

    at_once(
        closing.close_overdue,
        closing.close_overdue,
        lambda: save(attempt, token, ("1", 1, {"choice": ["A"]})),
    )

    assert Seal.objects.count() == 1
    assert JournalEntry.objects.get().status == "late"


@pytest.mark.postgres
def test_a_database_that_does_not_answer_is_503_and_comes_back(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_S", 0.7)
    attempt = make_attempt()
    token = claim(attempt)["token"]
    message = ("1", 1, {"choice": ["A"]})

    def wait_and_save():
        with attempts_locked():
            started = time.monotonic()
            answer = refused(lambda: save(attempt, token, message))
            return *answer, time.monotonic() - started

    status, retry_after, seconds = at_once(wait_and_save)[0]

    assert status == 503
    assert retry_after >= 1
    assert seconds < 8
    assert served_again(lambda: save(attempt, token, message)) in {"saved", "duplicate"}


@pytest.mark.postgres
def test_those_behind_one_who_waited_in_vain_are_told_at_once(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_S", 1.5)
    attempt = make_attempt()
    token = claim(attempt)["token"]
    message = ("1", 1, {"choice": ["A"]})

    def wait_and_save():
        with attempts_locked():
            first = refused(lambda: save(attempt, token, message))
            started = time.monotonic()
            rest = [refused(lambda: save(attempt, token, message)) for _n in range(20)]
            return first, rest, time.monotonic() - started

    first, rest, seconds = at_once(wait_and_save)[0]

    assert {first[0], *(answer[0] for answer in rest)} == {503}
    assert seconds < 4  # at most one or two tries among the twenty
    assert served_again(lambda: save(attempt, token, message)) in {"saved", "duplicate"}


@pytest.mark.sqlite
def test_who_waits_for_the_turn_to_write_does_not_wait_twice(monkeypatch):
    monkeypatch.setattr(gate, "PATIENCE_S", 0.6)
    attempt = make_attempt()
    token = claim(attempt)["token"]
    held, late = threading.Event(), threading.Event()

    def hold():
        with gate._writer:
            held.set()
            late.wait(0.5)

    def wait_and_save():
        held.wait(5)
        return refused(lambda: save(attempt, token, ("1", 1, {"choice": ["A"]})))

    _held, answer = at_once(hold, wait_and_save)

    assert answer[0] == 503
    assert not JournalEntry.objects.exists()
