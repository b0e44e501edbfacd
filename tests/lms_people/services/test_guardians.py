from datetime import timedelta

import pytest
from django.utils import timezone

from lms.core.errors import DomainError
from lms.people.access import forget, reach
from lms.people.models import GuardianCode, Guardianship, User
from lms.people.services.guardians import (
    end_link,
    issue_codes,
    link_guardian,
    make_guardian,
    verify_link,
)
from tests.factories.people import make_user
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def people():
    return scene()


def paper(people, at=NOW):
    child = people.pupils[0]
    [slip] = issue_codes(people.cohort, [child.pk], at=at, by=people.teacher)
    return child, slip


def test_a_paper_links_two_adults_to_the_student_and_no_third(people):
    child, slip = paper(people)
    adults = [make_user(), make_user()]

    for adult in adults:
        link_guardian(adult, slip.shown.lower(), relation="mother", at=NOW)

    for adult in adults:
        assert reach(adult).ward_ids == {child.pk}
    assert {
        link.verified_by for link in Guardianship.objects.filter(student=child)
    } == {people.teacher}
    with pytest.raises(DomainError, match="guardian_code_wrong"):
        link_guardian(make_user(), slip.code, relation="father", at=NOW)


def test_a_paper_runs_out_and_a_new_one_ends_the_old(people):
    _child, old = paper(people)
    _child, new = paper(people)

    for code, at in ((old.code, NOW), (new.code, NOW + timedelta(days=61))):
        with pytest.raises(DomainError, match="guardian_code_wrong"):
            link_guardian(make_user(), code, relation="mother", at=at)
    assert GuardianCode.objects.count() == 1
    assert new.code not in str(list(GuardianCode.objects.values()))


def test_the_holder_of_a_paper_makes_an_account(people):
    child, slip = paper(people)
    new = {"full_name": "Lê Thị Mẹ", "username": "0912345678", "password": "con meo"}

    mother = make_guardian(slip.code, relation="mother", at=NOW, **new)

    assert mother.check_password("con meo")
    assert User.objects.get(code=mother.code) == mother
    assert Guardianship.objects.get(guardian=mother).student == child
    with pytest.raises(DomainError, match="username_taken"):
        make_guardian(slip.code, relation="mother", at=NOW, **new)
    taken = new | {"username": child.code}
    with pytest.raises(DomainError, match="username_taken"):
        make_guardian(slip.code, relation="mother", at=NOW, **taken)


def test_a_student_is_not_her_own_guardian(people):
    child, slip = paper(people)

    with pytest.raises(DomainError, match="guardian_of_oneself"):
        link_guardian(child, slip.code, relation="guardian", at=NOW)


def test_the_school_verifies_and_ends_links(people):
    adult = make_user()
    link = Guardianship.objects.create(guardian=adult, student=people.candidate)
    assert reach(adult).ward_ids == frozenset()

    with pytest.raises(DomainError, match="not_allowed"):
        verify_link(link, at=NOW, by=people.colleague)
    verify_link(link, at=NOW, by=people.it)
    forget(adult)
    assert reach(adult).ward_ids == {people.candidate.pk}

    end_link(link, at=NOW, by=people.head)
    forget(adult)
    assert reach(adult).ward_ids == frozenset()
