"""Scoring from the seal: the same again and again, one broken key holds up nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from exams.enums import BoardVerb
from exams.models import Response, Score, ScoringIssue, SealScoring
from exams.queries import clock
from exams.queries.scores import standings
from exams.services import board, invigilating, marking, scoring
from lms.core.commands import REFUSED, SKIPPED
from lms.core.errors import DomainError
from question_bank.errors import BadItem
from tests.exams.commands.test_commands import run
from tests.factories.exams import make_attempt
from tests.factories.marked import RIGHT, WRONG, correct_key, make_class
from tests.factories.papers import CHOICE, ESSAY
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def points(attempt):
    rows = Score.objects.filter(attempt=attempt).order_by("id")
    return [(row.slot, row.awarded) for row in rows]


@pytest.fixture
def broken(monkeypatch):
    """Ids of versions whose key cannot be used, as an old import may have left it."""
    ids = set()
    honest = scoring.question_bank.score_value

    def score_value(version_id, value, *, possible):
        if version_id in ids:
            raise BadItem("key_missing")
        return honest(version_id, value, possible=possible)

    monkeypatch.setattr(scoring.question_bank, "score_value", score_value)
    return ids


def test_answers_are_scored_by_the_key_and_essays_wait():
    made = make_class()
    right = made.answers(made.students[0])
    wrong = made.answers(made.students[1], WRONG)

    assert points(right) == [(CHOICE, Decimal(1))]
    assert points(wrong) == [(CHOICE, Decimal(0))]
    assert [s.waiting for s in SealScoring.objects.all()] == [1, 1]
    assert [s.total.missing for s in standings(made.sitting)] == [(ESSAY,), (ESSAY,)]


def test_scoring_again_adds_nothing():
    made = make_class()
    made.answers(made.students[0])
    made.answers(made.students[1], WRONG)
    before = list(Score.objects.order_by("id").values())

    run = scoring.score_sitting(made.sitting)

    assert (run.seals, run.scores, run.waiting, run.failed) == (2, 0, 2, [])
    assert list(Score.objects.order_by("id").values()) == before


def test_the_seal_is_scored_not_the_live_rows():
    made = make_class(students=1)
    attempt = made.answers(made.students[0], WRONG)
    Score.objects.all().delete()
    Response.objects.filter(attempt=attempt).update(value='{"choice":["A"]}')

    scoring.score_attempt(attempt)
    assert points(attempt) == [(CHOICE, Decimal(0))]
    Response.objects.filter(attempt=attempt).delete()

    assert scoring.score_sitting(made.sitting).scores == 0
    assert points(attempt) == [(CHOICE, Decimal(0))]


def test_an_unanswered_question_gets_nothing():
    made = make_class(students=1, more=1)
    attempt = made.answers(made.students[0])

    assert points(attempt) == [(CHOICE, Decimal(1)), ("03", Decimal(0))]


def test_a_question_changed_after_the_test_is_scored_by_its_old_key():
    made = make_class(students=1)
    correct_key(made.paper.slots.get(name=CHOICE).version, WRONG)

    attempt = made.answers(made.students[0])

    assert points(attempt) == [(CHOICE, Decimal(1))]


def test_a_broken_key_leaves_its_slot_unscored_and_the_rest_goes_on(broken):
    made = make_class(more=1)
    version = made.paper.slots.get(name=CHOICE).version
    broken.add(version.pk)

    attempts = [made.answers(student, RIGHT, RIGHT) for student in made.students]

    for attempt in attempts:
        assert points(attempt) == [("03", Decimal(1))]
    issue = ScoringIssue.objects.get()
    assert (issue.version, issue.slot, issue.resolved_at) == (version, CHOICE, None)
    assert {s.total.missing for s in standings(made.sitting)} == {(CHOICE, ESSAY)}


def test_a_broken_key_made_whole_settles_its_issue(broken):
    made = make_class(students=1)
    broken.add(made.paper.slots.get(name=CHOICE).version_id)
    attempt = made.answers(made.students[0])
    assert points(attempt) == []
    broken.clear()

    assert scoring.score_sitting(made.sitting).scores == 1

    assert points(attempt) == [(CHOICE, Decimal(1))]
    assert ScoringIssue.objects.get().resolved_at is not None


def test_a_seal_that_breaks_holds_up_no_other(monkeypatch):
    made = make_class()
    bad, good = (made.answers(student) for student in made.students)
    Score.objects.all().delete()
    SealScoring.objects.all().delete()
    whole = scoring.form_slots

    def form_slots(seal):
        if seal.attempt_id == bad.pk:
            raise RuntimeError("unreadable")
        return whole(seal)

    monkeypatch.setattr(scoring, "form_slots", form_slots)
    run = scoring.score_waiting()

    assert (run.seals, run.failed) == (1, [str(bad.pk)])
    assert points(good) == [(CHOICE, Decimal(1))]
    assert not SealScoring.objects.filter(seal__attempt=bad).exists()


def test_waiting_seals_are_scored_once():
    made = make_class()
    for student in made.students:
        made.answers(student)
    Score.objects.all().delete()
    SealScoring.objects.all().delete()

    assert scoring.score_waiting(limit=1).seals == 1
    assert scoring.score_waiting().seals == 1
    assert scoring.score_waiting().seals == 0
    assert Score.objects.count() == 2


def test_what_is_not_handed_in_is_not_scored():
    with pytest.raises(DomainError) as caught:
        scoring.score_attempt(make_attempt())
    assert caught.value.code == "not_sealed"


def test_the_mark_of_a_person_is_carried_to_a_new_seal_of_the_same_answer():
    made = make_class(students=1)
    attempt = made.answers(made.students[0])
    marking.mark_slot(attempt, ESSAY, awarded=Decimal("0.75"), by=made.teacher)
    act = board.ask(
        attempt, BoardVerb.REOPEN, by=made.teacher, reason="Mất điện",
        until=clock.now() + timedelta(minutes=20),
    )  # fmt: skip
    board.confirm(act, by=make_user())
    invigilating.collect(made.attempt(made.students[0]), by=None, reason="Xong")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.seal_version) == ("submitted", 2)

    scoring.score_attempt(attempt)

    [standing] = standings(made.sitting)
    assert (standing.total.awarded, standing.total.missing) == (Decimal("1.75"), ())
    assert standing.lines[1].by_id == made.teacher.pk


def test_the_command_scores_what_waits_and_one_sitting_again(monkeypatch):
    made = make_class()
    first, _second = (made.answers(student) for student in made.students)
    Score.objects.all().delete()
    SealScoring.objects.all().delete()
    done = {"attempts": 2, "scores": 2, "waiting": 2, "failed": []}

    assert run("score_attempts", "--dry-run") == (0, done)
    assert Score.objects.count() == 0
    assert run("score_attempts") == (0, done)
    assert run("score_attempts") == (
        0, {"attempts": 0, "scores": 0, "waiting": 0, "failed": []},
    )  # fmt: skip
    code = made.sitting.code
    assert run("score_attempts", "--sitting", code) == (0, done | {"scores": 0})
    monkeypatch.setattr(scoring, "corrected_keys", None)  # nothing can be scored
    status, said = run("score_attempts", "--sitting", code)
    assert (status, said["attempts"]) == (SKIPPED, 0)
    assert str(first.pk) in said["failed"]
    assert run("score_attempts", "--sitting", "KHONG-CO")[0] == REFUSED


def test_one_sitting_is_scored_for_whoever_opens_its_results(client):
    mine, other = make_class(), make_class()
    for made in (mine, other):
        made.answers(made.students[0])
    Score.objects.all().delete()
    SealScoring.objects.all().delete()

    assert scoring.score_waiting(sitting=mine.sitting).seals == 1
    assert Score.objects.filter(attempt__sitting=other.sitting).count() == 0

    client.force_login(other.teacher)
    page = client.get(reverse("exams:results", args=[other.sitting.code]))
    assert page.status_code == 200
    assert Score.objects.filter(attempt__sitting=other.sitting).exists()
