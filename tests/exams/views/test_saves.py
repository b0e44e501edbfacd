"""Every line of the status table, in its order (exam-protocol.md, section 3)."""

import pytest

from exams.models import JournalEntry, Response
from tests.exams.phone import Phone, sha, statuses
from tests.factories.exams import make_attempt

pytestmark = pytest.mark.django_db
A, B = {"choice": ["A"]}, {"choice": ["B"]}


def stored(attempt):
    return {
        row.slot: (row.epoch, row.seq, row.value)
        for row in Response.objects.filter(attempt=attempt)
    }


def test_a_save_stores_value_and_journal_line(phone, attempt):
    reply = phone.save(phone.entry("1", A))

    body = reply.json()
    assert reply.status_code == 200
    assert body["results"] == [
        {"slot": "1", "seq": 1, "status": "saved", "current": [1, 1]}
    ]
    assert (body["proto"], body["state"], body["epoch"]) == (1, "in_progress", 1)
    assert body["server_time"].endswith("Z")
    assert body["deadline"].endswith("Z")
    assert body["next_flush_ms"] > 0
    assert stored(attempt) == {"1": (1, 1, '{"choice":["A"]}')}
    line = JournalEntry.objects.get()
    assert (line.line, line.status, line.mono_ms) == (1, "saved", 5)
    attempt.refresh_from_db()
    assert attempt.journal_lines == 1


def test_the_same_entry_again_is_a_duplicate(phone, attempt):
    entry = phone.entry("1", A)

    assert statuses(phone.save(entry)) == ["saved"]
    assert statuses(phone.save(entry, entry)) == ["duplicate", "duplicate"]
    assert JournalEntry.objects.count() == 1


def test_another_value_or_slot_under_the_same_number_is_a_conflict(phone, attempt):
    phone.save(phone.entry("1", A))
    other_value = phone.entry("1", B, seq=1)
    other_slot = phone.entry("2", A, seq=1)

    assert statuses(phone.save(other_value, other_slot)) == ["conflict", "conflict"]
    assert stored(attempt) == {"1": (1, 1, '{"choice":["A"]}')}


def test_an_older_entry_is_superseded(phone, attempt):
    old, new = phone.entry("1", A), phone.entry("1", B)

    assert statuses(phone.save(new, old)) == ["saved", "superseded"]
    assert stored(attempt)["1"] == (1, 2, '{"choice":["B"]}')


def test_a_slot_twice_in_a_batch_is_taken_in_list_order(phone, attempt):
    first, second = phone.entry("1", A), phone.entry("1", B)

    reply = phone.save(first, second)

    assert statuses(reply) == ["saved", "saved"]
    assert [r["current"] for r in reply.json()["results"]] == [[1, 1], [1, 2]]
    assert JournalEntry.objects.count() == 2
    assert stored(attempt)["1"][1] == 2


def test_entries_of_an_old_epoch_are_parked(phone, attempt):
    old_token = phone.token
    phone.save(phone.entry("1", A))
    left = phone.entry("1", B)
    phone.claimed()

    assert statuses(phone.post("saves", phone.batch(left, epoch=1))) == ["parked"]
    by_old_token = phone.post("saves", phone.batch(left, epoch=1), token=old_token)
    assert statuses(by_old_token) == ["parked"]
    assert stored(attempt)["1"] == (1, 1, '{"choice":["A"]}')


def test_an_epoch_above_the_token_is_refused_whole(phone):
    reply = phone.save(phone.entry("1", A), epoch=2)

    assert reply.status_code == 422
    assert reply.json()["error"]["code"] == "epoch_ahead"
    assert JournalEntry.objects.count() == 0


def test_a_cleared_answer_is_a_value(phone, attempt):
    phone.save(phone.entry("1", A))

    assert statuses(phone.save(phone.entry("1", None))) == ["saved"]
    assert stored(attempt)["1"] == (1, 2, "null")


def test_an_invalid_entry_spoils_only_itself(phone, attempt):
    bad_slot = phone.entry("99", A)
    bad_type = phone.entry("1", {"text": "A"})
    bad_option = phone.entry("1", {"choice": ["Z"]})
    bad_hash = phone.entry("1", A, hash=sha(B))
    no_hash = phone.entry("1", A)
    del no_hash["hash"]
    no_value = phone.entry("1", A)
    del no_value["value"]
    good = phone.entry("2", A)

    found = statuses(
        phone.save(bad_slot, bad_type, bad_option, bad_hash, no_hash, no_value, good)
    )

    assert found == ["invalid"] * 6 + ["saved"]
    assert stored(attempt) == {"2": (1, 7, '{"choice":["A"]}')}


@pytest.mark.parametrize(
    "change",
    [
        {"mono_ms": -1},
        {"mono_ms": True},
        {"mono_ms": "5"},
        {"anchor": 5},
        {"anchor": "x" * 201},
        {"hash": "A" * 64},
        {"hash": None},
    ],
)
def test_other_faults_of_an_entry_make_it_invalid(phone, change):
    assert statuses(phone.save(phone.entry("1", A, **change))) == ["invalid"]


def test_any_whole_number_of_milliseconds_is_evidence(phone):
    entry = phone.entry("1", A) | {"mono_ms": 10**30}

    assert statuses(phone.save(entry)) == ["saved"]
    assert JournalEntry.objects.get().mono_ms > 0


def test_floats_doubled_keys_and_surrogates_make_an_entry_invalid(phone):
    text = (
        '{"proto":1,"epoch":1,"batch_id":"batch-0001","entries":['
        '{"slot":"1","seq":1,"value":{"choice":["A"],"choice":["A"]},"hash":"HASH"},'
        '{"slot":"4","seq":2,"value":{"text":2.5},"hash":"HASH"},'
        '{"slot":"5","seq":3,"value":{"text":"\\ud800"},"hash":"HASH"}]}'
    ).replace("HASH", sha(A))

    assert statuses(phone.post("saves", text)) == ["invalid"] * 3


def test_text_is_hashed_and_stored_in_nfc(phone, attempt):
    decomposed = {"text": "u\u031b\u0300"}  # ừ in three code points

    assert statuses(phone.save(phone.entry("5", decomposed))) == ["saved"]
    assert stored(attempt)["5"][2] == '{"text":"ừ"}'


def test_control_characters_survive(phone, attempt):
    value = {"text": "một\nhai\tba \x7f"}

    assert statuses(phone.save(phone.entry("5", value))) == ["saved"]
    assert stored(attempt)["5"][2] == '{"text":"một\\nhai\\tba \x7f"}'


def test_the_heartbeat_answers_and_keeps_the_lease(phone, attempt):
    reply = phone.save()

    attempt.refresh_from_db()
    assert reply.json()["results"] == []
    assert attempt.seen_at is not None


def test_late_entries_are_kept_apart(phone, attempt, hours):
    phone.save(phone.entry("1", A))
    hours(2700 + 31)
    late = phone.entry("2", A)

    reply = phone.save(late)

    body = reply.json()
    assert statuses(reply) == ["late"]
    assert body["state"] == "submitted"
    assert body["receipt"]["kind"] == "deadline"
    assert body["results"][0]["current"] is None
    assert statuses(phone.save(late)) == ["late"]
    assert set(stored(attempt)) == {"1"}


def test_a_saved_entry_stays_a_duplicate_after_the_close(phone, hours):
    entry = phone.entry("1", A)
    phone.save(entry)
    hours(2700 + 31)

    assert statuses(phone.save(entry)) == ["duplicate"]


def test_a_save_in_the_grace_counts_and_is_flagged(phone, attempt, hours):
    hours(2700 + 20)

    assert statuses(phone.save(phone.entry("1", A))) == ["saved"]
    assert Response.objects.get(attempt=attempt).in_grace is True


def test_a_token_is_of_one_attempt(phone, client):
    other = Phone.of(make_attempt(), client).claimed()
    text = phone.batch(phone.entry("1", A))

    reply = other.post("saves", text, token=phone.token)

    assert reply.status_code == 404
    assert Response.objects.count() == 0


def test_an_expired_token_is_refused(phone, hours):
    hours(2700 + 30 + 86_400 + 1)

    reply = phone.save(phone.entry("1", A))

    assert reply.status_code == 401
    assert reply.json()["error"]["code"] == "token_expired"


@pytest.mark.parametrize("token", ["", "x", "ừ" * 30, "a" * 5000])
def test_an_unknown_token_is_refused(phone, token):
    reply = phone.post("saves", phone.batch(), token=token.encode().decode("latin-1"))

    assert reply.status_code == 401
    assert reply.json()["proto"] == 1


def test_the_grace_ends_to_the_millisecond(phone, attempt, hours):
    attempt.refresh_from_db()
    assert (attempt.deadline - attempt.started_at).total_seconds() == 2700
