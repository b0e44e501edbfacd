"""Questions of a secret bank: nobody who is not named in it reads them anywhere."""

import re

import pytest
from django.urls import reverse

from exams.models import Attempt
from exams.services.marking import mark_slot
from exams.services.releasing import release_results
from lms.core.models import AuditEntry
from question_bank.enums import Answer, Right
from question_bank.services import banks, releases
from tests.factories.papers import CHOICE, ESSAY, hand_in, make_paper, plan
from tests.people import standing

pytestmark = pytest.mark.django_db
TEXT = "Câu bí mật"


@pytest.fixture
def secret():
    """The colleague, named in the secret bank, made a paper of it; it was sat."""
    people = standing()
    people.bank = banks.create_bank(
        "MAT", title="Mật", owner=people.school, by=people.colleague, is_secret=True
    )
    people.paper = make_paper(by=people.colleague, unit=people.school, bank=people.bank)
    people.sitting = plan(people.paper, people.cohort, by=people.colleague)
    hand_in(people.sitting, people.candidate)
    people.attempt = Attempt.objects.get(sitting=people.sitting)
    mark_slot(people.attempt, ESSAY, awarded=1, by=people.colleague)
    release_results(people.sitting, by=people.colleague)
    return people


def get(client, person, name, *args):
    client.force_login(person)
    reply = client.get(reverse(f"exams:{name}", args=args))
    return reply.status_code, reply.content.decode()


def test_the_paper_is_for_those_who_are_named_and_every_look_is_logged(client, secret):
    code = secret.paper.code
    for name in ("paper", "paper_print", "paper_key"):
        assert get(client, secret.head, name, code)[0] == 404
        status, text = get(client, secret.colleague, name, code)
        assert status == 200
        assert (TEXT in text) == (name != "paper_key")
    assert secret.paper.title not in get(client, secret.head, "papers")[1]
    looks = AuditEntry.objects.filter(verb="look", object_code="MAT")
    assert [(e.actor, e.details) for e in looks] == [
        (secret.colleague, {"paper": code})
    ] * 3


def test_results_keep_back_text_and_key(client, secret):
    code = secret.sitting.code
    status, text = get(client, secret.head, "results", code)
    assert status == 200
    assert TEXT not in text
    assert TEXT in get(client, secret.colleague, "results", code)[1]
    for person, name in (
        (secret.head, "result_preview"),
        (secret.candidate, "own_result"),
    ):
        status, text = get(client, person, name, secret.attempt.code)
        assert status == 200
        assert TEXT not in text
        assert "choice--right" not in text
        assert "thuộc ngân hàng mật" in text
        assert re.search(r"figure\">\s*10", text)  # the mark is hers all the same


def test_marking_needs_a_name_in_the_bank(client, secret):
    version = secret.paper.slots.get(name=ESSAY).version_id
    code = secret.sitting.code
    assert "Vì sao" not in get(client, secret.head, "marking", code)[1]
    status, text = get(client, secret.head, "mark_one", code, version)
    assert status == 422
    assert "Vì sao" not in text
    assert get(client, secret.colleague, "mark_one", code, version)[0] == 200


def test_once_released_by_two_it_is_a_bank_like_any_other(client, secret):
    banks.grant(secret.bank, secret.teacher, right=Right.REVIEW, by=secret.colleague)
    releases.ask(secret.bank, by=secret.colleague, reason="Đã thi xong")
    releases.answer(secret.bank, by=secret.teacher, answer=Answer.RELEASED)
    assert TEXT in get(client, secret.head, "paper", secret.paper.code)[1]
    assert TEXT in get(client, secret.candidate, "own_result", secret.attempt.code)[1]
    assert secret.paper.slots.get(name=CHOICE).bank_code == "MAT"
