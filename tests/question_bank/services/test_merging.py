"""Two items that are the same become one."""

import pytest

from lms.core.errors import DomainError
from question_bank.enums import VersionState
from question_bank.queries.cards import published_versions
from question_bank.services import items, merging, review
from tests.factories.question_bank import (
    content,
    make_bank,
    make_generated,
    make_item,
)
from tests.people import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return make_bank("B")


def merge(other, into, by=None):
    merging.merge(other.item, into.item, by=by)


def refused(*args, **more):
    with pytest.raises(DomainError) as error:
        merge(*args, **more)
    return error.value.code


def test_the_other_goes_out_of_use_and_its_enemies_are_passed_on(bank):
    into = make_item(bank, code="A", publish=True)
    other = make_item(bank, code="B", publish=True, enemies=("C", "A"))
    make_item(bank, code="C", publish=True)
    make_item(bank, code="D", publish=True, enemies=("B",))
    merge(other, into)
    cards = {c.item_code: c for c in published_versions(bank_codes=["B"])}
    assert sorted(cards) == ["A", "C", "D"]
    assert {"C", "D"} <= cards["A"].enemies
    other.refresh_from_db()
    assert other.state == VersionState.WITHDRAWN
    assert other.log.last().reason == "→ A"
    with pytest.raises(DomainError) as error:
        items.add_version(other.item, content("Khác?"), by=None)
    assert error.value.code == "item_merged"


def test_a_merge_follows_to_the_end(bank):
    a, b, c = (make_item(bank, code=code, publish=True) for code in "ABC")
    merge(c, b)
    merge(b, a)
    c.item.refresh_from_db()
    assert c.item.merged_into == a.item


def test_what_cannot_be_merged(bank):
    a = make_item(bank, code="A", publish=True)
    draft = make_item(bank, code="B")
    assert refused(a, a) == "merge_itself"
    assert refused(a, make_item(make_bank("N"))) == "merge_other_bank"
    assert refused(a, draft) == "merge_keeps_unpublished"
    assert refused(make_generated(bank), a) == "merge_generated"
    merge(draft, a)
    assert refused(draft, a) == "item_merged"
    draft.refresh_from_db()
    with pytest.raises(DomainError) as error:
        review.submit(draft, by=None)
    assert error.value.code == "item_merged"


def test_who_may_not_decide_does_not_merge():
    people = standing()
    bank = make_bank("S1", owner=people.school)
    a, b = (make_item(bank, code=code, publish=True) for code in "AB")
    assert refused(b, a, by=people.stranger) == "not_allowed"
    assert refused(b, a, by=people.officer) == "not_allowed"
    merge(b, a, by=people.teacher)
