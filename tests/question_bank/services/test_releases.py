"""Secret banks: two open them, two publish in them."""

import pytest

from lms.core.errors import DomainError
from question_bank.enums import Answer, Right
from question_bank.models import Bank
from question_bank.services import banks, releases, review
from tests.factories.question_bank import make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people = standing()
    people.bank = banks.create_bank(
        "MAT", title="Mật", owner=people.school, by=people.head, is_secret=True
    )
    banks.grant(people.bank, people.colleague, right=Right.REVIEW, by=people.head)
    banks.grant(people.bank, people.teacher, right=Right.WRITE, by=people.head)
    return people


def refused(act, *args, **more):
    with pytest.raises(DomainError) as error:
        act(*args, **more)
    return error.value.code


def is_secret():
    return Bank.objects.get(code="MAT").is_secret


def test_one_asks_and_another_opens(people):
    releases.ask(people.bank, by=people.head, reason="Đã thi xong")
    assert is_secret()
    for who in (people.head, people.teacher, people.officer):
        code = refused(releases.answer, people.bank, by=who, answer=Answer.RELEASED)
        assert code == ("release_takes_two" if who == people.head else "not_allowed")
    releases.answer(people.bank, by=people.colleague, answer=Answer.RELEASED)
    assert not is_secret()
    assert Bank.objects.visible_to(people.officer).filter(code="MAT").exists()


def test_nobody_is_named_only_to_open_it(people):
    releases.ask(people.bank, by=people.head, reason="Đã thi xong")
    banks.grant(people.bank, people.stranger, right=Right.REVIEW, by=people.head)
    banks.grant(people.bank, people.teacher, right=Right.REVIEW, by=people.head)
    for who in (people.stranger, people.teacher):  # one new, one raised
        code = refused(releases.answer, people.bank, by=who, answer=Answer.RELEASED)
        assert code == "release_named_after"
    banks.grant(people.bank, people.colleague, right=Right.REVIEW, by=people.head)
    releases.answer(people.bank, by=people.colleague, answer=Answer.RELEASED)


def test_a_wish_can_be_refused_or_taken_back_and_made_again(people):
    for answer, who in (
        (Answer.REFUSED, people.colleague),
        (Answer.TAKEN_BACK, people.head),
    ):
        releases.ask(people.bank, by=people.head, reason="Đã thi xong")
        assert refused(releases.ask, people.bank, by=people.head, reason="x") == (
            "release_asked"
        )
        releases.answer(people.bank, by=who, answer=answer)
        assert is_secret()
    assert (
        refused(releases.answer, people.bank, by=people.head, answer=Answer.RELEASED)
        == "release_not_asked"
    )
    assert refused(releases.ask, people.bank, by=people.head, reason=" ") == (
        "reason_missing"
    )


def test_nobody_publishes_alone_in_a_secret_bank(people):
    version = make_item(people.bank, by=people.teacher)
    code = refused(review.publish, version, by=people.head, in_one_step=True)
    assert code == "secret_takes_two"
    review.submit(version, by=people.teacher)
    review.publish(version, by=people.head)
