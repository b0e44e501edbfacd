"""What is nearly the same is told while a file is looked through, and while writing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from question_bank.enums import Decision
from question_bank.queries import near_drafts as near_drafts_module
from question_bank.queries.near_drafts import near_drafts
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.question_bank import content, make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db
LONG = (
    "Một vật chuyển động thẳng đều với vận tốc {} mét trên giây. Quãng đường đi được là"
)


def drafts(bank, *numbers, by=None):
    rows = [make_draft_item(n, stem_html=LONG.format(n)) for n in numbers]
    return make_batch(bank, *rows, by=by)


def told(batch):
    found = near_drafts(batch.rows.all(), batch, None)
    return {
        p: [like.item_code or like.ref for like in likes] for p, likes in found.items()
    }


def test_the_same_with_other_numbers_is_told_from_the_bank_and_from_the_file():
    bank = make_bank("B")
    make_item(bank, code="X", text=LONG.format(99))
    make_item(bank, code="Y", text="Thủ đô của nước ta?")
    make_item(make_bank("KHAC"), code="Z", text=LONG.format(7))
    batch = drafts(bank, 3, 4)
    assert set(told(batch)[1]) == {"Câu 4", "X"}
    assert "Y" not in str(told(batch))
    assert "Z" not in str(told(batch))


def test_many_in_the_bank_do_not_hide_one_in_the_file():
    bank = make_bank("B")
    for code in "XYZ":
        make_item(bank, code=code, text=LONG.format(99))
    assert told(drafts(bank, 3, 4))[1] == ["X", "Y", "Câu 4"]


def test_other_questions_are_not_told():
    bank = make_bank("B")
    make_item(bank, code="Y", text="Thủ đô của nước ta là thành phố nào sau đây?")
    assert told(drafts(bank, 3)) == {}


def test_the_most_alike_are_compared_however_many_are_a_little_alike(monkeypatch):
    monkeypatch.setattr(near_drafts_module, "EACH", 2)
    half = "Cho hàm số liên tục trên đoạn và có đạo hàm. Khẳng định nào sau đây đúng? "
    first = [make_draft_item(n, stem_html=half + "khác " * n) for n in range(1, 6)]
    pair = [make_draft_item(n, stem_html=half + f"Số {n}") for n in (8, 9)]
    batch = make_batch(make_bank("B"), *first, *pair)

    assert told(batch)[6][0] == "Câu 9"
    assert told(batch)[7][0] == "Câu 8"


def test_more_rows_ask_no_more_questions():
    counts = []
    for size in (2, 20):
        bank = make_bank()
        make_item(bank, text=LONG.format(99))
        batch = drafts(bank, *range(size))
        rows = list(batch.rows.all())
        with CaptureQueriesContext(connection) as seen:
            near_drafts(rows, batch, None)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_editor_tells_while_somebody_writes(client):
    people = standing()
    bank = make_bank("B", owner=people.school)
    make_item(bank, code="X", by=people.teacher, text=LONG.format(99))
    client.force_login(people.teacher)
    fields = {
        "bank": "B", "editor": "choose_one", "kind": "choose_one",
        "stem_html": LONG.format(5), "option-code": list("ABCD"),
        "option-text": [o["html"] for o in content().body["options"]], "key": "A",
    }  # fmt: skip
    page = client.post(reverse("question_bank:preview"), fields).content.decode()
    assert "gần giống" in page
    assert ">X</a>" in page
    fields["item"] = "X"  # itself
    page = client.post(reverse("question_bank:preview"), fields).content.decode()
    assert "gần giống" not in page


def test_what_is_left_out_of_the_file_is_no_duplicate_and_a_link_stays_on_its_page():
    batch = drafts(make_bank("B"), 3, 4, 5)
    batch.rows.filter(position=3).update(decision=Decision.LEAVE_OUT)
    assert told(batch)[1] == ["Câu 4"]
    [like] = near_drafts(batch.rows.filter(position=1), batch, None)[1]
    assert not like.is_here
    [like] = near_drafts(batch.rows.filter(position__lt=3), batch, None)[1]
    assert like.is_here
