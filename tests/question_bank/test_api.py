"""The door that exams and records use."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lms.core.errors import NotFound
from question_bank import api
from question_bank.errors import Frozen, InvalidValue
from question_bank.kinds import registry
from question_bank.models import ItemVersion
from question_bank.models.keys import ItemKey
from question_bank.services import items, review
from tests.factories.question_bank import content, make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


def test_cards_of_published_versions_one_an_item():
    bank = make_bank("B")
    first = make_item(bank, code="C1", publish=True, enemies=("C2",), node_code="N1")
    second = make_item(bank, code="C2", publish=True, text="Hai cộng hai?")
    make_item(bank, code="C3", text="Chưa xong")
    newer = items.add_version(first.item, content("Một cộng một là mấy?"), by=None)

    cards = api.published_versions(bank_codes=["B"])

    assert [(c.item_code, c.version_id) for c in cards] == [
        ("C1", first.pk), ("C2", second.pk),
    ]  # fmt: skip
    assert cards[0].enemies == {"C2"}
    assert cards[1].enemies == {"C1"}
    assert (cards[0].points, cards[0].level, cards[0].node_code) == (
        Decimal("0.25"), "biet", "N1",
    )  # fmt: skip

    review.publish(newer, by=None, in_one_step=True)
    assert api.published_versions(bank_codes=["B"])[0].version_id == newer.pk
    review.withdraw(newer, by=None)
    assert [c.item_code for c in api.published_versions(bank_codes=["B"])] == ["C2"]


def test_cards_take_the_same_number_of_queries_for_many_items():
    bank = make_bank("B")
    counts = []
    for number in range(3):
        make_item(bank, text=f"Câu {number}?", publish=True)
        with CaptureQueriesContext(connection) as seen:
            api.published_versions(bank_codes=["B"])
        counts.append(len(seen))
    assert counts == [3, 3, 3]


def test_a_slot_is_drawn_in_the_paper_s_order_and_holds_no_key():
    version = make_item(
        text="Tính $x^2$?",
        publish=True,
        explanation_html="<p>bi-mat-loi-giai</p>",
        group_code="NL1",
        group_html="<p>Đọc đoạn sau.</p>",
    )
    with CaptureQueriesContext(connection) as seen:
        slot = api.candidate_slot(version.pk, option_order=["C", "A", "D", "B"])

    assert not [q for q in seen.captured_queries if "itemkey" in q["sql"].lower()]
    assert len(seen) == 1
    assert [o["code"] for o in slot["options"]] == ["C", "A", "D", "B"]
    assert 'class="katex"' in slot["stem"]
    assert slot["group"] == {"code": "NL1", "html": "<p>Đọc đoạn sau.</p>"}
    assert slot["shape"] == {"options": ["A", "B", "C", "D"], "most": 1}
    assert "bi-mat" not in str(slot)
    assert "key" not in slot


def test_there_is_no_way_from_a_version_to_its_key():
    version = make_item()
    with pytest.raises(FieldError):
        ItemVersion.objects.filter(itemkey__key=None).exists()
    assert not [n for n in dir(version) if "key" in n.lower() and n[0] != "_"]


def test_scoring_names_the_key_and_the_rule():
    version = make_item(publish=True)
    card = api.score_value(version.pk, {"choice": ["A"]}, possible=Decimal("0.5"))
    assert (card.awarded, card.correct) == (Decimal("0.5"), True)
    assert card.rule_version == "choose_one/1"
    assert card.key_digest == ItemKey.objects.get(version=version).digest
    assert api.score_value(version.pk, None, possible=Decimal(1)).awarded == 0
    with pytest.raises(NotFound):
        api.score_value(0, None, possible=Decimal(1))


def test_values_are_judged_by_the_shape_alone():
    with CaptureQueriesContext(connection) as seen:
        api.check_value("choose_one", {"options": ["A"], "most": 1}, {"choice": ["A"]})
        api.check_value("choose_one", {"options": ["A"], "most": 1}, None)
        with pytest.raises(InvalidValue):
            api.check_value("choose_one", {"options": ["A"], "most": 1}, {"choice": 1})
    assert len(seen) == 0


def test_a_used_version_is_frozen_for_the_service_and_the_database():
    version = make_item()
    digest = version.digest
    assert api.freeze_versions([version.pk]) == 1
    assert api.freeze_versions([version.pk]) == 0

    with pytest.raises(Frozen):
        items.rewrite(version, content("Khác hẳn"), by=None)
    for broken in (
        lambda: ItemVersion.objects.filter(pk=version.pk).update(stem_html="x"),
        lambda: ItemVersion.objects.filter(pk=version.pk).update(body={"options": []}),
        lambda: ItemKey.objects.filter(pk=version.pk).update(key={"choice": ["B"]}),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            broken()

    version.refresh_from_db()
    kept = items.content_of(version)
    assert version.digest == digest == kept.fingerprint()
    assert kept.key == {"choice": ["A"]}


def test_a_changed_wording_is_a_new_version_and_the_old_one_stays():
    version = make_item(publish=True)
    newer = items.add_version(version.item, content("Một cộng một?"), by=None)
    assert (newer.number, newer.state, newer.change_class) == (2, "draft", "wording")
    version.refresh_from_db()
    assert version.state == "published"
    again = items.add_version(version.item, content("Một cộng hai?"), by=None)
    assert again.pk == newer.pk


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"key": {"choice": ["B"]}}, "key"),
        ({"rules": {"partial": "x"}}, "scoring"),
        ({"stem_html": "<p>Một cộng một bằng mấy?</p>"}, "cosmetic"),
        ({"stem_html": "<p>Hai?</p>", "key": {"choice": ["B"]}}, "wording"),
    ],
)
def test_the_change_class_says_how_far_a_version_departs(changes, expected):
    version = make_item(publish=True)
    newer = items.add_version(version.item, content(**changes), by=None)
    assert newer.change_class == expected


def test_invented_items_cover_every_automatic_kind_with_canaries():
    invented = api.invent_items(12, seed=7)
    assert {card.kind for card in invented} == set(registry.AUTOMATIC)
    canaries = [c for card in invented for c in (card.canary_text, card.canary_key)]
    assert len(set(canaries)) == 24
    for card in invented:
        slot = api.candidate_slot(card.version_id)
        assert card.canary_text in slot["stem"]
        assert card.canary_key not in str(slot)
        assert card.canary_key in str(api.reveal_slot(card.version_id))
        for example in card.examples:
            api.check_value(card.kind, slot["shape"], example)
            api.score_value(card.version_id, example, possible=Decimal(1))
    assert len(api.invent_items(3, seed=7)) == 3


def test_origin_names_author_and_reviewer():
    people = standing()
    bank = make_bank(owner=people.school)
    version = make_item(bank, by=people.teacher)
    review.publish(version, by=people.colleague)
    found = api.origin(version.pk)
    assert (found.author, found.reviewer) == ("Nguyễn Văn An", "Đỗ Thị Hoa")
    assert found.published_at is not None
    assert (found.batch_code, found.where) == ("", "")
