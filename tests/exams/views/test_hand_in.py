"""Hand-in, receipt, status, key, adoption, envelopes."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import OperationalError
from django.test import Client
from PIL import Image

from exams.models import Attempt, Envelope, Response, Seal
from exams.queries import clock
from exams.rules import packages, receipts
from exams.services import reading, sittings
from media import api as media
from tests.exams.phone import Phone, sha, statuses
from tests.exams.views.test_claims import code_of
from tests.factories.exams import make_attempt, make_form, make_sitting
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
A, B = {"choice": ["A"]}, {"choice": ["B"]}


def test_a_hand_in_seals_and_gives_a_receipt(phone, attempt):
    phone.answer("1", A)

    reply = phone.submit(phone.entry("2", B))

    body = reply.json()
    receipt = body["receipt"]
    assert (reply.status_code, body["state"]) == (200, "submitted")
    assert statuses(reply) == ["saved"]
    assert set(receipt) == {
        "code", "kind", "server_time", "count", "digest", "signature",
    }  # fmt: skip
    assert len(receipt["code"]) == 10
    assert (receipt["kind"], receipt["count"]) == ("candidate", 2)
    assert receipt["digest"] == phone.digest()
    receipts.check(receipt, sittings.receipt_key(attempt.sitting))
    assert len(base64.b64decode(sittings.receipt_key(attempt.sitting))) == 32
    seal = Seal.objects.get()
    assert seal.values == (
        f'{{"1":{{"epoch":1,"hash":"{sha(A)}","seq":1,"value":{{"choice":["A"]}}}},'
        f'"2":{{"epoch":1,"hash":"{sha(B)}","seq":2,"value":{{"choice":["B"]}}}}}}'
    )


def test_a_second_hand_in_gives_the_same_receipt(phone):
    first = phone.submit(phone.entry("1", A)).json()["receipt"]
    late = phone.entry("2", A)

    again = phone.submit(late, submit_id="another-id", digest="0" * 64)

    assert again.json()["receipt"] == first
    assert statuses(again) == ["late"]
    assert Seal.objects.count() == 1


def test_a_wrong_digest_saves_but_does_not_seal(phone, attempt):
    phone.answer("1", A)
    entry = phone.entry("2", A)

    reply = phone.submit(entry, digest="0" * 64)

    body = reply.json()
    assert code_of(reply) == (409, "digest_mismatch")
    assert [r["status"] for r in body["results"]] == ["saved"]
    assert body["versions"] == {"1": [1, 1, sha(A)], "2": [1, 2, sha(A)]}
    assert body["server_time"]
    attempt.refresh_from_db()
    assert attempt.state == "in_progress"


def test_a_wrong_count_is_a_mismatch_too(phone):
    phone.answer("1", A)

    assert code_of(phone.submit(count=2)) == (409, "digest_mismatch")


def test_the_empty_paper_can_be_handed_in(phone):
    receipt = phone.submit().json()["receipt"]

    assert (receipt["count"], receipt["digest"]) == (0, sha([]))


def test_a_superseded_device_cannot_hand_in(phone, attempt):
    Phone.of(attempt, Client()).claimed(code=attempt.takeover_code)
    entry = phone.entry("1", A)

    reply = phone.submit(entry)

    assert code_of(reply) == (409, "epoch_superseded")
    assert [r["status"] for r in reply.json()["results"]] == ["parked"]
    assert Response.objects.count() == 0


@pytest.mark.parametrize("verb", ["submit", "adopt"])
def test_the_epoch_of_no_message_is_above_its_token(phone, verb):
    body = {"epoch": 9, "submit_id": "x" * 8, "adopt_id": "x" * 8, "entries": []}
    body |= {"digest": "0" * 64, "count": 0, "slots": []}

    assert code_of(phone.post(verb, body)) == (422, "epoch_ahead")


def test_after_deadline_and_grace_every_read_shows_it_closed(phone, attempt, hours):
    phone.answer("1", A)
    hours(2700 + 31)

    body = phone.get().json()

    attempt.refresh_from_db()
    assert body["state"] == "submitted"
    assert body["receipt"]["kind"] == "deadline"
    assert attempt.finished_at == attempt.deadline
    assert code_of(phone.get("nothing")) == (404, "not_found")


def test_a_hand_in_after_the_close_gets_the_receipt_of_the_deadline(phone, hours):
    phone.answer("1", A)
    hours(2700 + 31)

    body = phone.submit(phone.entry("2", A)).json()

    assert body["receipt"]["kind"] == "deadline"
    assert body["results"][0]["status"] == "late"
    assert body["receipt"]["count"] == 1


def test_status_needs_token_or_log_in(phone, client):
    phone.answer("1", A)

    body = phone.get().json()
    assert body["versions"] == {"1": [1, 1, sha(A)]}
    assert phone.get(token="").json()["versions"] == body["versions"]
    client.logout()
    assert code_of(phone.get(token="")) == (401, "log_in_first")


def test_the_key_opens_the_package_after_the_release(client, hours):
    release = clock.now() + timedelta(seconds=60)
    attempt = make_attempt(sitting=make_sitting(release_at=release))
    phone = Phone.of(attempt, client).claimed()

    early = phone.get("key")
    assert code_of(early) == (403, "not_released")
    assert early.json()["release_at"].endswith("Z")
    assert code_of(phone.get("paper")) == (403, "not_released")

    hours(61)
    body = phone.get("key").json()
    address = f"/bai-kiem-tra/packages/{body['package_sha256']}.bin"
    sealed = Client().get(address)
    plain = packages.unseal(sealed.content, base64.b64decode(body["key"]))
    assert "bí mật".encode() not in sealed.content
    assert "bí mật".encode() in plain
    assert "immutable" in sealed.headers["Cache-Control"]
    assert phone.get("paper").json()["slots"][0]["slot"] == "1"


def test_all_packages_of_a_sitting_are_equally_long():
    sitting = make_sitting()
    short = make_form(sitting, "01", {"1": ("essay", {"most": 10})})
    long = {str(n): ("essay", {"most": 10}) for n in range(400)}
    make_form(sitting, "02", long)

    lengths = {len(form.package) for form in sitting.forms.all()}
    short.refresh_from_db()
    assert len(lengths) == 1
    assert packages.unseal(bytes(short.package), bytes(short.package_key)).rstrip()


def test_an_unknown_package_is_404(client, db):
    assert code_of(client.get(f"/bai-kiem-tra/packages/{'0' * 64}.bin"))[0] == 404
    assert code_of(client.get("/bai-kiem-tra/packages/../x"))[0] == 404


def test_a_package_waits_for_a_database_that_is_gone(client, db, monkeypatch):
    def gone(_sha256):
        raise OperationalError

    monkeypatch.setattr(reading.forms, "package_of", gone)

    reply = client.get(f"/bai-kiem-tra/packages/{'0' * 64}.bin")

    assert code_of(reply) == (503, "server_busy")
    assert int(reply.headers["Retry-After"]) >= 1


def test_adoption_copies_what_was_parked(phone, attempt):
    left = phone.entry("1", B)
    phone.claimed()
    phone.save(left, epoch=1)
    assert phone.claim().json()["parked"] == 1
    phone.claimed()  # each claim costs an epoch
    parked = phone.get("parked").json()["parked"]
    assert parked[0]["value"] == B
    wish = {"slot": "1", "seq": 50, "from": [1, left["seq"]]}

    reply = phone.post(
        "adopt", {"epoch": phone.epoch, "adopt_id": "adopt-01", "slots": [wish]}
    )

    assert statuses(reply) == ["saved"]
    row = Response.objects.get(attempt=attempt)
    assert (row.epoch, row.seq, row.value) == (4, 50, '{"choice":["B"]}')
    again = {"slot": "2", "seq": 51, "from": [1, left["seq"]]}
    unknown = {"slot": "1", "seq": 52, "from": [1, 77]}
    reply = phone.post(
        "adopt", {"epoch": 4, "adopt_id": "adopt-02", "slots": [again, unknown]}
    )
    assert statuses(reply) == ["invalid", "invalid"]


@pytest.mark.parametrize(
    "origin", [None, [1], [1, 2, 3], "1:1", [True, 1], ["1", "1"], [0, 1], [1, 2**53]]
)
def test_an_origin_that_cannot_be_read_is_the_fault_of_its_entry_alone(phone, origin):
    left = phone.entry("1", B)
    phone.claimed()
    phone.save(left, epoch=1)
    wishes = [
        {"slot": "2", "seq": 50, "from": origin},
        {"slot": "1", "seq": 51, "from": [1, left["seq"]]},
    ]

    reply = phone.post(
        "adopt", {"epoch": phone.epoch, "adopt_id": "adopt-01", "slots": wishes}
    )

    assert statuses(reply) == ["invalid", "saved"]


def test_a_superseded_device_cannot_adopt(phone):
    phone.claimed()
    body = {"epoch": 1, "adopt_id": "adopt-01", "slots": []}

    assert code_of(phone.post("adopt", body)) == (409, "epoch_superseded")


def test_an_envelope_is_kept_apart_and_once(phone, attempt, hours):
    hours(2700 + 31)

    for _time in range(2):
        reply = phone.post("late", b"sealed", content_type="application/octet-stream")
        assert (reply.status_code, reply.json()["results"]) == (200, [])
    assert bytes(Envelope.objects.get().content) == b"sealed"
    assert Response.objects.count() == 0


def test_an_envelope_may_come_after_log_in_without_token(phone):
    assert phone.post("late", b"sealed", token="").status_code == 200
    assert code_of(phone.post("late", b"")) == (422, "message_unreadable")
    big = phone.post("late", b"x" * (2 * 2**20 + 1))
    assert code_of(big) == (413, "message_too_big")


def test_a_voided_attempt_has_neither_token_nor_receipt(phone, attempt):
    phone.answer("1", A)
    Attempt.objects.filter(pk=attempt.pk).update(state="voided")

    body = phone.claim().json()
    assert body["token"] is None
    assert "receipt" not in body
    assert statuses(phone.save(phone.entry("2", A))) == ["late"]
    assert phone.submit().json()["state"] == "voided"
    assert set(Response.objects.values_list("slot", flat=True)) == {"1"}


def png():
    stream = BytesIO()
    Image.new("RGB", (4, 4), "white").save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def filing(client):
    shape = {"suffixes": ["png", "pdf"], "most_mb": 1}
    contents = {"1": ("file", shape), "2": ("essay", {"most": 10})}
    attempt = make_attempt(contents=contents)
    return Phone.of(attempt, client).claimed()


def send(phone, content, *, slot="1", name="bai.png"):
    headers = {"X-Attempt-Token": phone.token, "X-Slot": slot, "X-File-Name": name}
    return phone.client.post(
        phone.address("files"), content, headers=headers,
        content_type="application/octet-stream",
    )  # fmt: skip


def test_a_file_is_an_answer(filing, client):
    reply = send(filing, png())

    assert reply.status_code == 200, reply.content
    code = reply.json()["file"]
    assert filing.answer("1", {"file": code}) == "saved"
    opened = client.get(media.file_url(code))
    assert opened.status_code == 200
    with Image.open(BytesIO(opened.content)) as picture:  # small: sent in one piece
        assert (picture.format, picture.size) == ("PNG", (4, 4))
    client.force_login(make_user())
    assert client.get(media.file_url(code)).status_code == 404


def test_files_that_do_not_belong_are_refused(filing):
    assert code_of(send(filing, png(), slot="2"))[0] == 422
    assert code_of(send(filing, b"MZ rubbish", name="x.exe"))[0] == 422
    assert code_of(send(filing, b"x" * (2**20 + 1)))[0] == 413
    filing.submit()
    assert code_of(send(filing, png()))[0] == 409
