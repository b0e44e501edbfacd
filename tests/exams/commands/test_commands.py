"""The commands of the protocol as commands.md promises them."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from exams.models import Attempt, JournalEntry, Response, Sitting
from exams.queries import clock
from exams.services import heads
from lms.core.commands import REFUSED, SKIPPED
from lms.people.models import User
from tests.exams.phone import Phone
from tests.factories.exams import make_attempt, make_sitting

pytestmark = pytest.mark.django_db
A, B = {"choice": ["A"]}, {"choice": ["B"]}


def run(name, *args):
    out = StringIO()
    status = 0
    try:
        call_command(name, *args, "--json", stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = end.code
    return status, json.loads(out.getvalue())


@pytest.fixture(autouse=True)
def _own_copies(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def sealed(phone, attempt, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        phone.answer("1", A)
        phone.answer("2", B)
        phone.answer("1", B)
        phone.submit()
    return attempt


def test_close_overdue_attempts_closes_only_what_is_over(phone, attempt, hours):
    phone.answer("1", A)
    other = make_attempt(sitting=make_sitting(duration_s=9000))
    Phone.of(other, Client()).claimed()
    hours(2700 + 31)

    assert run("close_overdue_attempts", "--dry-run") == (
        0, {"overdue": 1, "closed": 0},
    )  # fmt: skip
    assert run("close_overdue_attempts") == (0, {"overdue": 1, "closed": 1})
    assert run("close_overdue_attempts") == (0, {"overdue": 0, "closed": 0})
    attempt.refresh_from_db()
    other.refresh_from_db()
    assert (attempt.state, other.state) == ("submitted", "in_progress")


def test_a_whole_journal_verifies(sealed):
    status, outcome = run("verify_journal", "--sitting", sealed.sitting.code)

    assert (status, outcome) == (0, {"attempts": 1, "lines": 3, "breaks": []})


def break_line(**changes):
    return lambda: JournalEntry.objects.filter(line=2).update(**changes)


def swap_lines():
    first, second = JournalEntry.objects.order_by("line")[:2]
    JournalEntry.objects.filter(pk=first.pk).update(line=2)
    JournalEntry.objects.filter(pk=second.pk).update(line=1)


def cut_the_end():
    """Remove the last line and everything in the database that tells of it."""
    last = JournalEntry.objects.order_by("-line").first()
    before = JournalEntry.objects.get(line=last.line - 1)
    JournalEntry.objects.filter(pk=last.pk)._raw_delete("default")
    Response.objects.filter(slot=last.slot).update(
        epoch=1, seq=1, hash=JournalEntry.objects.get(line=1).hash, value=json.dumps(A)
    )
    Attempt.objects.update(journal_lines=before.line, journal_head=last.previous)


@pytest.mark.parametrize(
    "tamper",
    [
        break_line(value='{"choice":["C"]}'),
        break_line(hash="0" * 64),
        break_line(slot="7"),
        break_line(seq=77),
        break_line(status="late"),
        break_line(received_at="2026-01-01T00:00:00Z"),
        break_line(previous="0" * 64),
        break_line(mono_ms=99),
        lambda: JournalEntry.objects.filter(line=2)._raw_delete("default"),
        lambda: JournalEntry.objects.filter(line=3)._raw_delete("default"),
        lambda: JournalEntry.objects.all()._raw_delete("default"),
        lambda: Response.objects.filter(slot="2").update(value='{"choice":["A"]}'),
        lambda: Response.objects.filter(slot="2").delete(),
        lambda: Attempt.objects.update(journal_head="0" * 64),
        swap_lines,
        cut_the_end,
    ],
)
def test_whatever_is_changed_in_a_journal_is_found(sealed, tamper):
    tamper()

    status, outcome = run("verify_journal")

    assert status == SKIPPED
    assert outcome["breaks"]
    assert {one["attempt"] for one in outcome["breaks"]} == {sealed.code}


def test_heads_are_copied_outside(phone):
    phone.answer("1", A)

    assert heads.copy_recent() == 1
    copied = list(heads.read())
    assert [(row["attempt"], row["line"]) for row in copied] == [(phone.code, 1)]


def test_export_sealed_reads_the_newest_seal(sealed, phone, tmp_path):
    phone.save(phone.entry("3", {"truth": {"a": True}}))
    unsealed = Phone.of(make_attempt(sitting=sealed.sitting), Client()).claimed()
    unsealed.answer("1", A)
    out = tmp_path / "sealed.jsonl"

    status, outcome = run(
        "export_sealed", "--sitting", sealed.sitting.code, "--out", str(out)
    )

    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert (status, outcome["written"]) == (0, 2)
    assert rows[0]["attempt"] == sealed.code
    assert (rows[0]["sealed"], rows[0]["seal_version"]) == (True, 1)
    assert {slot: v["value"] for slot, v in rows[0]["values"].items()} == {
        "1": B, "2": B,
    }  # fmt: skip
    assert [late["slot"] for late in rows[0]["late"]] == ["3"]
    assert (rows[1]["sealed"], rows[1]["seal_version"], rows[1]["receipt"]) == (
        False, None, None,
    )  # fmt: skip
    assert rows[1]["values"]["1"]["value"] == A


def test_export_sealed_refuses_an_unknown_sitting(tmp_path):
    status, outcome = run(
        "export_sealed", "--sitting", "NONE", "--out", str(tmp_path / "x")
    )

    assert status == REFUSED
    assert outcome["error"]["code"] == "sitting_unknown"


def test_a_rehearsal_can_be_taken_over_plain_http(hours):
    status, found = run(
        "prepare_rehearsal", "--candidates", "3", "--items", "12", "--minutes", "0.5",
        "--grace", "7",
    )  # fmt: skip

    assert status == 0
    assert set(found) == {
        "sitting", "base_url", "open_at", "release_at", "close_at", "grace_s",
        "receipt_key", "canaries", "candidates", "forms",
    }  # fmt: skip
    assert found["grace_s"] == 7
    assert len(found["candidates"]) == 3
    candidate = found["candidates"][0]
    assert set(candidate) == {
        "attempt", "login", "headers", "urls", "takeover_code", "form",
    }  # fmt: skip
    assert set(candidate["urls"]) == {
        "claim", "saves", "submit", "status", "key", "package", "adopt", "late",
    }  # fmt: skip
    plain = Client(enforce_csrf_checks=True)
    urls, headers = candidate["urls"], candidate["headers"]

    def post(url, body, **more):
        return plain.post(
            url, json.dumps(body), content_type="application/json",
            headers=headers | more,
        )  # fmt: skip

    claimed = post(urls["claim"], {"device_id": "load-tool-1", "client_build": "1"})
    assert claimed.status_code == 200, claimed.content
    phone = Phone(candidate["attempt"], plain)
    phone.token, phone.epoch = claimed.json()["token"], 1
    slots = found["forms"][candidate["form"]]
    assert len(slots) == 12
    for slot in slots:
        assert len(slot["examples"]) == 3
        for value in slot["examples"]:
            assert phone.answer(slot["slot"], value) == "saved", slot
    key = phone.get("key").json()
    sealed = plain.get(urls["package"])
    assert key["package_sha256"] in urls["package"]
    text = phone.get("paper").content.decode()
    assert all(canary in text for canary in found["canaries"]["text"])
    assert not any(canary in text for canary in found["canaries"]["key"])
    assert not any(c.encode() in sealed.content for c in found["canaries"]["text"])
    assert phone.submit().status_code == 200


def test_a_rehearsal_before_the_release_shows_no_key():
    _status, found = run(
        "prepare_rehearsal", "--candidates", "1", "--items", "2", "--minutes", "5",
        "--release-in", "60",
    )  # fmt: skip
    attempt = Attempt.objects.get()
    phone = Phone.of(attempt, Client()).claimed()

    reply = phone.get("key")

    assert reply.json()["error"]["code"] == "not_released"
    assert reply.json()["release_at"] == found["release_at"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("--candidates", "0"), ("--items", "0"), ("--minutes", "x"), ("--minutes", "nan")],
)
def test_a_rehearsal_out_of_range_is_refused(name, value):
    wish = {"--candidates": "1", "--items": "1", "--minutes": "1"} | {name: value}

    status, outcome = run("prepare_rehearsal", *[a for p in wish.items() for a in p])

    assert (status, outcome["error"]["code"]) == (REFUSED, "rehearsal_out_of_range")
    assert Attempt.objects.count() == 0


def test_a_rehearsal_is_refused_in_production(settings):
    settings.EMBEDDED = False
    wish = ("--candidates", "1", "--items", "1", "--minutes", "1")

    assert run("prepare_rehearsal", *wish)[0] == REFUSED
    assert run("prepare_rehearsal", *wish, "--i-know")[0] == 0


def test_exam_check_says_what_is_wrong(settings):
    sitting = make_sitting(open_at=clock.now() - timedelta(hours=1))

    _status, system = run("exam_check")
    status, found = run("exam_check", "--sitting", sitting.code)

    codes = {one["code"]: one["level"] for one in found["checks"]}
    assert {"durability", "library", "clock", "storage", "tls"} <= {
        one["code"] for one in system["checks"]
    }
    assert status == SKIPPED
    assert found["ready"] is False
    assert (codes["candidates"], codes["forms"]) == ("refused", "refused")
    assert codes["clock"] == "ok"


def test_exam_check_refuses_a_disk_that_cannot_be_written(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "file"
    settings.VAR_DIR.write_text("in the way")

    status, found = run("exam_check")

    codes = {one["code"]: one["level"] for one in found["checks"]}
    assert (status, codes["storage"]) == (SKIPPED, "refused")


def test_a_dry_run_of_a_rehearsal_leaves_nothing_behind():
    before = (Sitting.objects.count(), User.objects.count())
    words = ["--candidates", "2", "--items", "3", "--minutes", "5", "--dry-run"]

    status, outcome = run("prepare_rehearsal", *words)

    assert (status, len(outcome["candidates"])) == (0, 2)
    assert (Sitting.objects.count(), User.objects.count()) == before


def test_a_dry_run_of_an_export_counts_and_closes_nothing(
    phone, attempt, hours, tmp_path
):
    phone.answer("1", A)
    hours(2700 + 31)
    out = tmp_path / "sealed.jsonl"
    words = ["--sitting", attempt.sitting.code, "--out", str(out), "--dry-run"]

    status, outcome = run("export_sealed", *words)

    attempt.refresh_from_db()
    assert (status, outcome["written"]) == (0, 1)
    assert (attempt.state, out.exists()) == ("in_progress", False)


def test_an_export_into_nowhere_is_refused_with_its_file(attempt, tmp_path):
    out = tmp_path / "nowhere" / "sealed.jsonl"
    words = ["--sitting", attempt.sitting.code, "--out", str(out)]

    status, outcome = run("export_sealed", *words)

    assert status == REFUSED
    assert outcome["error"]["code"] == "file_unwritable"
    assert outcome["error"]["where"] == "file sealed.jsonl"


def test_a_dry_run_of_scoring_closes_nothing(phone, attempt, hours):
    phone.answer("1", A)
    hours(2700 + 31)

    status, _outcome = run(
        "score_attempts", "--sitting", attempt.sitting.code, "--dry-run"
    )

    attempt.refresh_from_db()
    assert (status, attempt.state) == (0, "in_progress")
