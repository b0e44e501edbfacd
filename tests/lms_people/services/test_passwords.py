import pytest

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.models import User
from lms.people.services.passwords import (
    hand_out_to_class,
    hand_out_to_person,
    may_reset,
)
from tests.factories.people import enrol, make_user
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return scene()


def test_slips_open_the_accounts_of_those_who_were_ticked_and_no_others(people):
    two = [people.pupils[1].pk, people.pupils[0].pk]

    slips = hand_out_to_class(people.cohort, two, day=today(), by=people.teacher)

    assert [slip.person.username for slip in slips] == ["hs1", "hs2"]
    for slip in slips:
        person = User.objects.get(pk=slip.person.pk)
        assert person.check_password(slip.password)
        assert person.must_change_password
    assert not User.objects.get(username="hs3").has_usable_password()
    entry = AuditEntry.objects.get(verb="hand_out")
    assert entry.details == {"people": ["0000000001", "0000000002"]}
    assert not any(slip.password in str(entry.details) for slip in slips)


def test_small_children_keep_the_password_of_the_paper(people):
    child = make_user("child")
    enrol(child, people.primary)

    [slip] = hand_out_to_class(people.primary, [child.pk], day=today(), by=people.it)

    assert not slip.must_change
    assert not User.objects.get(pk=child.pk).must_change_password


@pytest.mark.parametrize("name", ["colleague", "officer", "stranger", "candidate"])
def test_others_hand_out_nothing(people, name):
    with pytest.raises(DomainError, match="not_allowed"):
        hand_out_to_class(
            people.cohort, [people.pupils[0].pk], day=today(), by=getattr(people, name)
        )


def test_only_students_of_the_class_get_a_slip(people):
    with pytest.raises(DomainError, match="nothing_to_do"):
        hand_out_to_class(
            people.cohort, [people.head.pk], day=today(), by=people.teacher
        )
    assert User.objects.get(username="head").check_password("mat-khau-thu")


def test_one_person_gets_a_new_password_from_those_who_keep_her(people):
    may = {
        name: may_reset(getattr(people, name), people.candidate)
        for name in ("teacher", "colleague", "it", "head", "officer", "candidate")
    }
    assert may == {
        "teacher": True,
        "colleague": False,
        "it": True,
        "head": True,
        "officer": False,
        "candidate": False,
    }
    slip = hand_out_to_person(people.candidate, by=people.it)
    assert User.objects.get(username="candidate").check_password(slip.password)
    with pytest.raises(DomainError, match="not_allowed"):
        hand_out_to_person(people.head, by=people.it)
