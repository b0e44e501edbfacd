"""Generated items on their way into papers."""

from dataclasses import replace

import pytest

from question_bank.enums import VersionState
from question_bank.errors import BadItem
from question_bank.models import Item, ItemVersion
from question_bank.queries.cards import published_versions
from question_bank.queries.papers import batch_card
from question_bank.services import items, review
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.question_bank import (
    generated_content,
    make_bank,
    make_generated,
    make_item,
)
from tests.people import standing

pytestmark = pytest.mark.django_db


def pool(bank):
    return {card.item_code: card for card in published_versions(bank_codes=[bank.code])}


def test_only_vetted_variants_come_into_papers_and_never_two_of_one_item():
    bank = make_bank("B")
    make_item(bank, code="KHAC", publish=True)
    template = make_generated(bank, code="TONG", publish=True)
    codes = [f"TONG~00{n}" for n in range(1, 6)]
    cards = pool(bank)
    assert sorted(cards) == ["KHAC", *codes]
    for code in codes:
        assert cards[code].enemies == set(codes) - {code}
        assert cards[code].family == "TONG"
    first = ItemVersion.objects.get(item__code="TONG~001")
    assert first.made_from == template
    assert first.drawn.keys() == {"a", "b"}
    assert first.level == template.level
    assert first.log.get().act == "published"


def test_a_draft_has_no_variants_and_a_recipe_that_fails_is_not_published():
    bank = make_bank("B")
    make_generated(bank, code="TONG")
    assert not pool(bank)
    assert Item.objects.count() == 1
    bad = make_generated(bank, key={"accepted": ["@{a/0}"]})
    with pytest.raises(BadItem) as refused:
        review.publish(bad, by=None, in_one_step=True)
    assert refused.value.code == "division_by_zero"
    assert not pool(bank)


def test_a_second_person_publishes_template_and_variants_together():
    people = standing()
    bank = make_bank("B", owner=people.school)
    version = make_generated(bank, by=people.teacher, code="TONG")
    review.submit(version, by=people.teacher)
    review.publish(version, by=people.head)
    variant = ItemVersion.objects.get(item__code="TONG~001")
    assert (variant.author, variant.published_by) == (people.teacher, people.head)


def test_the_next_version_replaces_the_variants_and_papers_keep_theirs():
    bank = make_bank("B")
    first = make_generated(bank, code="TONG", publish=True)
    old = ItemVersion.objects.get(item__code="TONG~001")
    items.freeze_versions([old.pk])
    recipe = first.recipe | {"seed": 2, "variants": 3}
    second = items.add_version(first.item, generated_content(recipe=recipe), by=None)
    assert len(pool(bank)) == 5  # until it is published
    review.publish(second, by=None, in_one_step=True)
    assert sorted(pool(bank)) == [f"TONG~00{n}" for n in (6, 7, 8)]
    old.refresh_from_db()
    assert old.state == VersionState.WITHDRAWN
    assert old.log.last().reason == "superseded"


def test_a_variant_that_is_put_right_stays_in_its_family():
    bank = make_bank("B")
    make_generated(bank, code="TONG", publish=True)
    variant = ItemVersion.objects.get(item__code="TONG~001")
    right = replace(items.content_of(variant), key={"accepted": ["9"]})
    corrected = items.add_version(variant.item, right, by=None)
    review.publish(corrected, by=None, in_one_step=True)
    assert corrected.change_class == "key"
    assert pool(bank)["TONG~001"].family == "TONG"
    assert pool(bank)["TONG~001"].version_id == corrected.pk


def test_withdrawing_the_template_withdraws_its_variants():
    bank = make_bank("B")
    review.withdraw(make_generated(bank, publish=True), by=None, reason="sai")
    assert not pool(bank)


def test_variants_are_filed_with_their_template():
    bank = make_bank("B")
    version = make_generated(bank, publish=True)
    items.reclassify(version, by=None, level="hieu", node_code="T.1")
    assert {(c.level, c.node_code) for c in pool(bank).values()} == {("hieu", "T.1")}


def test_a_paper_of_a_file_takes_the_first_variant():
    bank = make_bank("B")
    batch = make_batch(bank, make_draft_item(1))
    version = make_generated(bank, code="TONG", publish=True)
    batch.rows.update(version=version)
    card = batch_card(None, batch.code)
    assert [c.item_code for c in card.cards] == ["TONG~001"]
    assert card.unpublished == 0
