"""Near-duplicates are found by the index, within what a person may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.core import html
from question_bank.models import ItemVersion, LikenessMark
from question_bank.queries import near
from question_bank.queries.near import near_items, near_wording, wording_of
from question_bank.rules.marks import BANDS
from question_bank.services import items, review
from tests.factories.question_bank import content, make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db
CIRCLE = "Một hình tròn có bán kính 5 cm thì diện tích là bao nhiêu?"
TEXTS = ["Hà Nội là thủ đô", "Huế nằm ở miền Trung", "Đà Lạt có khí hậu mát"]


def options(*texts):
    return {
        "options": [
            {"code": code, "html": html.from_text(text)}
            for code, text in zip("ABCD", texts, strict=False)
        ]
    }


def codes(found):
    return [version.item.code for version, _share in found.found]


def test_other_numbers_swapped_options_and_another_word_are_found():
    bank = make_bank("B")
    asked = "Phát biểu nào sau đây nói đúng về các thành phố của nước ta?"
    make_item(bank, code="C1", text=asked, body=options(*TEXTS))
    make_item(bank, code="C2", text=asked, body=options(*reversed(TEXTS)))
    other = asked.replace("đúng", "sai")
    make_item(bank, code="C3", text=other, body=options(*TEXTS))
    make_item(bank, code="C4", text="Nước sôi ở bao nhiêu độ?")
    make_item(bank, code="D1", text=CIRCLE)
    make_item(bank, code="D2", text=CIRCLE.replace("5", "17"))

    assert sorted(codes(near_items(None, "C1", bank=bank))) == ["C2", "C3"]
    assert codes(near_items(None, "D1", bank=bank)) == ["D2"]
    assert codes(near_items(None, "C4")) == []


def test_the_newest_wording_counts_and_a_rewritten_draft_is_marked_anew():
    bank = make_bank("B")
    make_item(bank, code="C1", text=CIRCLE)
    known = make_item(bank, code="C2", text=CIRCLE, publish=True)
    draft = items.add_version(known.item, content("Nước sôi ở đâu?"), by=None)
    assert codes(near_items(None, "C1", bank=bank)) == []

    items.rewrite(draft, content(CIRCLE), by=None)
    assert codes(near_items(None, "C1", bank=bank)) == ["C2"]
    assert LikenessMark.objects.filter(version=draft).count() == BANDS


def test_nobody_finds_what_she_may_not_see():
    people = standing()
    bank = make_bank("B", owner=people.province)
    shown = make_item(bank, code="C1", text=CIRCLE, publish=True)
    items.add_version(shown.item, content("Nước sôi ở đâu?"), by=None)
    make_item(bank, code="C2", text=CIRCLE)
    wording = wording_of(shown)

    for where in (bank, None):
        found = near_wording(wording, people.teacher, bank=where)
        assert [(v.item.code, v.number) for v, _s in found.found] == [("C1", 1)]
    make_item(make_bank("S", owner=people.school), code="S1", text=CIRCLE)
    assert codes(near_wording(wording, people.teacher)) == ["C1", "S1"]
    assert codes(near_wording(wording, people.stranger)) == ["C1"]


def test_a_bank_of_one_item_with_other_numbers_is_cut_in_a_fixed_order(monkeypatch):
    monkeypatch.setattr(near, "A_MARK", 4)
    monkeypatch.setattr(near, "MOST", 3)
    full, bank = make_bank("A"), make_bank("B")
    for number in range(6):
        make_item(full, code=f"F{number}", text=CIRCLE.replace("5", str(number)))
    make_item(bank, code="C1", text=CIRCLE)
    make_item(bank, code="C2", text=CIRCLE)

    found = near_items(None, "F5", bank=full)
    assert (codes(found), found.more) == (["F0", "F1", "F2"], True)
    found = near_items(None, "C1", bank=bank)
    assert (codes(found), found.more) == (["C2"], False)


def test_no_text_is_scanned_and_the_number_of_questions_is_fixed():
    bank = make_bank("B")
    wording = wording_of(make_item(bank, text=CIRCLE))
    asked = []
    for _turn in range(2):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            near_wording(wording, None, bank=bank)
        asked.append(len(seen))
        assert not any("LIKE" in query["sql"] for query in seen)
        for _item in range(5):
            make_item(bank, text=CIRCLE)
    assert asked == [4, 4]


@pytest.mark.sqlite
def test_candidates_come_from_the_index_alone():
    bank = make_bank("B")
    make_item(bank, text=CIRCLE)
    with CaptureQueriesContext(connection) as seen:
        near.holders([1, 2], [bank.pk], each=5)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {seen[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    searches = [step for step in plan if "likenessmark" in step]
    assert len(searches) == 2
    assert all("COVERING INDEX likeness_mark_found (mark=?" in x for x in searches)


def test_a_cosmetic_change_keeps_its_marks_beside_the_old_ones():
    bank = make_bank("B")
    old = make_item(bank, code="C1", text=CIRCLE, publish=True)
    new = items.add_version(old.item, content(CIRCLE, key={"choice": ["B"]}), by=None)
    review.publish(new, by=None, in_one_step=True)

    assert ItemVersion.objects.count() == 2
    assert codes(near_wording(wording_of(old), None, bank=bank)) == ["C1"]


def test_variants_of_one_template_and_merged_items_are_left_out():
    bank = make_bank("B")
    template = make_item(bank, code="T", text=CIRCLE)
    for code in ("T~1", "T~2"):
        variant = make_item(bank, code=code, text=CIRCLE)
        ItemVersion.objects.filter(pk=variant.pk).update(made_from=template)
    other = make_item(bank, code="C1", text=CIRCLE)
    merged = make_item(bank, code="C2", text=CIRCLE)
    merged.item.merged_into = other.item
    merged.item.save()

    assert codes(near_items(None, "T~1", bank=bank)) == ["C1"]
    assert codes(near_items(None, "T", bank=bank)) == ["C1"]
    assert codes(near_items(None, "C1", bank=bank)) == ["T", "T~1", "T~2"]
