"""Every constraint of the protocol's tables bites."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from exams.models import (
    Adjustment,
    Attempt,
    AttemptToken,
    BoardAct,
    Candidate,
    Envelope,
    JournalEntry,
    Response,
    Ruling,
    Seal,
    Sitting,
    SittingCohort,
)
from exams.queries import clock
from exams.services import sittings
from exams.services.sittings import Place
from lms.core.errors import DomainError
from tests.factories.exams import make_attempt, make_form, make_sitting
from tests.factories.people import make_cohort, make_user

pytestmark = pytest.mark.django_db
H = "0" * 64


def bites(name, make):
    with (
        pytest.raises(IntegrityError, match=rf"{name}|UNIQUE|CHECK"),
        transaction.atomic(),
    ):
        make()


def test_sitting(db):
    sitting = make_sitting()
    change = Sitting.objects.filter(pk=sitting.pk).update
    bites("sitting_times_in_order", lambda: change(close_at=sitting.release_at))
    bites("sitting_times_in_order", lambda: change(open_at=sitting.close_at))
    bites("sitting_has_duration", lambda: change(duration_s=0))
    bites("sitting_state_known", lambda: change(state="x"))
    bites("sitting_venue_known", lambda: change(venue="x"))
    bites("sitting_assessment_known", lambda: change(assessment="x"))


def test_lists_of_a_sitting(db):
    sitting, one, two = make_sitting(), make_user(), make_user()
    cohort = make_cohort()
    SittingCohort.objects.create(sitting=sitting, cohort=cohort)
    bites(
        "sitting_cohort_once",
        lambda: SittingCohort.objects.create(sitting=sitting, cohort=cohort),
    )
    Candidate.objects.create(
        sitting=sitting, student=one, number="1", room="P", seat="1"
    )
    new = Candidate.objects.create
    bites("candidate_once_in_sitting", lambda: new(sitting=sitting, student=one))
    bites(
        "candidate_number_once", lambda: new(sitting=sitting, student=two, number="1")
    )
    bites(
        "candidate_seat_once",
        lambda: new(sitting=sitting, student=two, room="P", seat="1"),
    )
    make_form(sitting)
    with pytest.raises(DomainError, match="form_exists"):
        make_form(sitting)


def test_a_seat_is_given_once():
    sitting = make_sitting()
    people = [Place(make_user().pk, room="P1", seat="5") for _n in range(2)]

    with pytest.raises(DomainError, match="seat_taken"):
        sittings.add_candidates(sitting, people)
    assert Candidate.objects.count() == 0


def test_attempt():
    attempt = make_attempt()
    now = clock.now()
    change = Attempt.objects.filter(pk=attempt.pk).update
    bites(
        "attempt_one_per_candidate",
        lambda: Attempt.objects.create(
            code="x", sitting=attempt.sitting, candidate=attempt.candidate,
            form=attempt.form, takeover_code="x",
        ),
    )  # fmt: skip
    bites("attempt_deadline_after_start", lambda: change(started_at=now, deadline=now))
    bites("attempt_deadline_after_start", lambda: change(started_at=now))
    end = now + timedelta(hours=1)
    bites(
        "attempt_state_known",
        lambda: change(state="x", epoch=1, started_at=now, deadline=end),
    )
    bites(
        "attempt_submitted_is_sealed",
        lambda: change(state="submitted", epoch=1, started_at=now, deadline=end),
    )
    bites("attempt_claimed_has_epoch", lambda: change(state="in_progress"))


def test_tokens_and_responses():
    attempt, now = make_attempt(), clock.now()
    values = {"attempt": attempt, "epoch": 1, "user": make_user(), "device_id": "d"}
    AttemptToken.objects.create(**values, token_hash="a", issued_at=now)
    bites(
        "attempt_token_one_per_epoch",
        lambda: AttemptToken.objects.create(**values, token_hash="b", issued_at=now),
    )
    row = {
        "attempt": attempt, "slot": "1", "epoch": 1, "seq": 1, "hash": H, "value": "null",
        "received_at": now, "in_grace": False,
    }  # fmt: skip
    Response.objects.create(**row)
    bites("response_one_per_slot", lambda: Response.objects.create(**row))
    bites(
        "response_version_positive",
        lambda: Response.objects.create(**row | {"slot": "2", "seq": 0}),
    )


def make_line(attempt, **changes):
    values = {
        "attempt": attempt, "line": 1, "epoch": 1, "seq": 1, "slot": "1", "hash": H,
        "value": "null", "status": "late", "source": "script",
        "received_at": clock.now(), "in_grace": False, "previous": H,
    }  # fmt: skip
    return JournalEntry.objects.create(**values | changes)


def make_act(attempt, **changes):
    values = {
        "attempt": attempt, "verb": "void", "reason": "x", "asked_by": make_user(),
        "asked_at": clock.now(),
    }  # fmt: skip
    return BoardAct.objects.create(**values | changes)


def test_journal_envelopes_and_rulings():
    attempt = make_attempt()
    line = make_line(attempt)
    bites("journal_names_entry_once", lambda: make_line(attempt, line=2))
    bites("journal_status_kept", lambda: make_line(attempt, seq=2, status="invalid"))
    with pytest.raises(TypeError):
        line.delete()
    row = {"attempt": attempt, "digest": H, "content": b"x", "received_at": clock.now()}
    envelope = Envelope.objects.create(**row)
    bites("envelope_once_per_attempt", lambda: Envelope.objects.create(**row))
    act = make_act(attempt)
    bites(
        "ruling_on_one_thing", lambda: Ruling.objects.create(act=act, is_accepted=True)
    )
    bites(
        "ruling_on_one_thing",
        lambda: Ruling.objects.create(
            act=act, is_accepted=True, entry=line, envelope=envelope
        ),
    )


def test_board_acts_and_adjustments():
    attempt, now = make_attempt(), clock.now()
    one = make_user()
    bites(
        "board_act_two_people",
        lambda: make_act(attempt, asked_by=one, confirmed_by=one, confirmed_at=now),
    )
    bites("board_act_two_people", lambda: make_act(attempt, confirmed_by=one))
    bites("board_act_has_reason", lambda: make_act(attempt, reason=""))
    bites("board_act_verb_known", lambda: make_act(attempt, verb="x"))
    row = {"sitting": attempt.sitting, "reason": "x", "at": now}
    new = Adjustment.objects.create
    bites("adjustment_seconds_or_until", lambda: new(**row))
    bites("adjustment_seconds_or_until", lambda: new(**row, until=now))
    bites(
        "adjustment_one_scope", lambda: new(**row, seconds=1, attempt=attempt, room="P")
    )
    bites("adjustment_has_reason", lambda: new(**row | {"reason": ""}, seconds=1))


def test_seals():
    attempt, now = make_attempt(), clock.now()
    row = {
        "attempt": attempt, "version": 1, "kind": "candidate", "digest": H, "count": 0,
        "values": "{}", "journal_line": 0, "finished_at": now, "sealed_at": now,
        "signature": "",
    }  # fmt: skip
    Seal.objects.create(**row, receipt_code="A")
    new = Seal.objects.create
    bites("seal_version_once", lambda: new(**row, receipt_code="B"))
    bites("seal_kind_known", lambda: new(**row | {"kind": "x"}, receipt_code="C"))
    bites(
        "seal_version_positive", lambda: new(**row | {"version": 0}, receipt_code="D")
    )
