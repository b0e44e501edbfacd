"""The bank's pages: doors, query counts, and what each act does."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.core.models import AuditEntry
from lms.people.enums import Role, UnitKind
from question_bank.enums import Right
from question_bank.models import Bank, ImportBatch, Item, ItemVersion
from question_bank.queries.slots import candidate_slot
from question_bank.services import banks, items, review
from tests.factories.curriculum import make_subject
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.people import give_role, make_unit, make_user
from tests.factories.question_bank import content, make_bank, make_item
from tests.people import standing
from tests.sounds import wav

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return standing()


@pytest.fixture
def bank(people):
    return make_bank("B", owner=people.school, title="Toán 10")


def log_in(client, user):
    client.force_login(user)
    return client


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def addresses(bank, version, batch):
    item = (bank.code, version.item.code)
    return {
        "banks": reverse("question_bank:banks"),
        "upload": reverse("question_bank:upload"),
        "queue": reverse("question_bank:queue"),
        "bank": reverse("question_bank:bank", args=[bank.code]),
        "item_new": reverse("question_bank:item_new", args=[bank.code]),
        "item": reverse("question_bank:item", args=item),
        "edit": reverse("question_bank:item_edit", args=item),
        "try": reverse("question_bank:item_try", args=item),
        "batch": reverse("question_bank:batch", args=[batch.code]),
    }


STAFF_PAGES = {"banks", "upload", "queue"}


@pytest.mark.parametrize(
    ("who", "open_pages"),
    [
        ("teacher", "all"),
        ("colleague", "all"),
        ("head", "all"),
        ("stranger", STAFF_PAGES),
        ("officer", STAFF_PAGES | {"bank", "item", "try"}),
        ("candidate", set()),
    ],
)
def test_doors(client, people, bank, who, open_pages):
    version = make_item(bank, by=people.teacher)
    batch = make_batch(bank, make_draft_item(1), by=people.teacher)
    pages = addresses(bank, version, batch)
    log_in(client, getattr(people, who))
    found = {name for name, url in pages.items() if client.get(url).status_code == 200}
    closed = {n for n, u in pages.items() if client.get(u).status_code == 404}
    expected = set(pages) if open_pages == "all" else open_pages
    assert found == expected
    assert closed == set(pages) - expected


def test_visitors_are_sent_to_log_in(client, bank):
    answer = client.get(reverse("question_bank:bank", args=["B"]))
    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]


def test_a_bank_above_shows_what_is_published_only(client, people):
    province = make_bank("P", owner=people.province)
    make_item(province, code="OUT", publish=True)
    make_item(province, code="DRAFT")
    log_in(client, people.teacher)
    page = client.get(reverse("question_bank:bank", args=["P"])).content.decode()
    assert "OUT" in page
    assert "DRAFT" not in page
    url = reverse("question_bank:item", args=["P", "DRAFT"])
    assert client.get(url).status_code == 404
    url = reverse("question_bank:item_new", args=["P"])
    assert client.get(url).status_code == 404


def test_a_teacher_s_own_bank_shows_her_head_what_was_sent(client, people):
    own = make_bank("R", owner=people.teacher)
    make_item(own, code="MINE", by=people.teacher)
    sent = make_item(own, code="SENT", by=people.teacher, text="Khác?")
    review.submit(sent, by=people.teacher)
    log_in(client, people.colleague)
    url = reverse("question_bank:bank", args=["R"])
    assert client.get(url).status_code == 404
    log_in(client, people.head)
    page = client.get(url).content.decode()
    assert "SENT" in page
    assert "MINE" not in page
    assert "SENT" in client.get(reverse("question_bank:queue")).content.decode()


def test_an_officer_of_one_subject_sees_that_subject_s_drafts(client, people):
    officer = make_user("toan", full_name="Lê Thị Toán")
    maths, physics = make_subject("MAT"), make_subject("PHY")
    give_role(officer, Role.CURRICULUM_OFFICER, people.province, subject=maths)
    mixed = make_bank("M", owner=people.school)
    make_item(mixed, code="TOAN-1", subject_id=maths.pk)
    make_item(mixed, code="LY-1", subject_id=physics.pk)
    log_in(client, officer)
    page = client.get(reverse("question_bank:bank", args=["M"])).content.decode()
    assert "TOAN-1" in page
    assert "LY-1" not in page
    url = reverse("question_bank:item", args=["M", "LY-1"])
    assert client.get(url).status_code == 404


def test_the_head_of_a_subject_group_reviews_that_subject_alone(client, people):
    maths, physics = make_subject("MAT"), make_subject("PHY")
    group = make_unit(
        "S-TOAN", kind=UnitKind.SUBJECT_GROUP, parent=people.school, subject=maths
    )
    leader = make_user("to_truong")
    give_role(leader, Role.GROUP_HEAD, group)
    own = make_bank("R", owner=people.teacher)
    for code, subject in (("TOAN-1", maths), ("LY-1", physics)):
        version = make_item(
            own, code=code, by=people.teacher, subject_id=subject.pk, text=f"{code}?"
        )
        review.submit(version, by=people.teacher)
    log_in(client, leader)
    page = client.get(reverse("question_bank:queue")).content.decode()
    assert "TOAN-1" in page
    assert "LY-1" not in page


def test_a_secret_bank_is_for_named_people_and_every_look_is_logged(client, people):
    secret = banks.create_bank(
        "MAT", title="Đề mật", owner=people.school, by=people.head, is_secret=True
    )
    version = make_item(secret, code="X", by=people.head)
    url = reverse("question_bank:bank", args=["MAT"])
    item = reverse("question_bank:item", args=["MAT", version.item.code])
    for person in (people.teacher, people.officer, people.stranger):
        log_in(client, person)
        assert client.get(url).status_code == 404
        assert client.get(item).status_code == 404
    banks.grant(secret, people.stranger, right=Right.READ, by=people.head)
    log_in(client, people.stranger)
    assert client.get(item).status_code == 200
    entry = AuditEntry.objects.get(verb="look")
    assert (entry.actor, entry.object_code) == (people.stranger, "MAT")
    assert entry.details == {"item": "X"}
    more = (
        ("item_try", "X", {"item": "X"}),
        ("item_edit", "X", {"item": "X"}),
        ("bulk", None, {}),
        ("map", None, {}),
        ("export", None, {"format": "gift"}),
    )
    banks.grant(secret, people.stranger, right=Right.WRITE, by=people.head)
    for name, code, seen in more:
        args = ["MAT", code] if code else ["MAT"]
        page = reverse(f"question_bank:{name}", args=args)
        reply = client.get(page, {"format": "gift"} if name == "export" else {})
        assert reply.status_code == 200
        assert AuditEntry.objects.filter(verb="look").last().details == seen


def test_lists_take_the_same_number_of_queries_for_many_rows(client, people, bank):
    counts = {}
    for number in (2, 4):  # from two on there is something nearly the same
        while Item.objects.filter(bank=bank).count() < number:
            version = make_item(
                bank, by=people.colleague, text=f"Câu {Item.objects.count()}?"
            )
            review.submit(version, by=people.colleague)
            make_bank(owner=people.school)
        batch = make_batch(
            bank,
            *(make_draft_item(n + 1) for n in range(number)),
            by=people.teacher,
            content=f"{number}".encode(),
        )
        pages = addresses(bank, version, batch)
        log_in(client, people.teacher)
        names = ("banks", "bank", "queue", "batch", "item")
        counts[number] = {name: queries(client, pages[name]) for name in names}
    assert counts[2] == counts[4]
    assert counts[4] == {"banks": 16, "bank": 19, "queue": 19, "batch": 22, "item": 27}


def test_a_teacher_walks_from_the_file_to_the_bank(client, people, bank):
    batch = make_batch(
        bank,
        make_draft_item(1),
        make_draft_item(2, key=None),
        by=people.teacher,
        name="Đề 1.gift",
    )
    log_in(client, people.teacher)
    url = reverse("question_bank:batch", args=[batch.code])
    page = client.get(url).content.decode()
    assert page.index("Câu 2") < page.index("Câu 1")
    row = reverse("question_bank:row", args=[batch.code, 2])
    answer = client.post(
        row,
        {
            "act": "save",
            "editor": "choose_one",
            "kind": "choose_one",
            "stem_html": "Số nào là $2$?",
            "option-code": ["A", "B", "C", "D", "E"],
            "option-text": ["1", "2", "3", "4", ""],
            "key": "B",
            "level": "hieu",
            "node_code": "MAT10.1",
            "points": "0,5",
        },
    )
    assert answer.status_code == 302
    assert answer["Location"].endswith("#cau-2")
    client.post(reverse("question_bank:take", args=[batch.code]), {"submit": "1"})
    version = ItemVersion.objects.get(item__code="B-0002")
    kept = items.content_of(version)
    assert kept.key == {"choice": ["B"]}
    assert kept.stem_html == 'Số nào là <span data-latex="2"></span>?'
    assert (version.level, version.node_code, str(version.points)) == (
        "hieu", "MAT10.1", "0.5000",
    )  # fmt: skip
    assert version.state == "in_review"
    assert Item.objects.filter(bank=bank).count() == 2


def test_one_row_is_saved_by_itself_for_the_script(client, people, bank):
    batch = make_batch(bank, make_draft_item(1, key=None), by=people.teacher)
    log_in(client, people.teacher)
    answer = client.post(
        reverse("question_bank:row", args=[batch.code, 1]),
        {"act": "leave_out"},
        headers={"X-Part": "row"},
    )
    parts = answer.json()
    assert "mirror--out" in parts["row"]
    assert set(parts) == {"row", "bar"}
    assert batch.rows.get().decision == "leave_out"


def test_the_kind_can_be_changed_and_what_fits_both_stays(client, people, bank):
    batch = make_batch(bank, make_draft_item(1), by=people.teacher)
    log_in(client, people.teacher)
    client.post(
        reverse("question_bank:row", args=[batch.code, 1]),
        {
            "act": "save",
            "editor": "choose_one",
            "kind": "true_false_cluster",
            "option-code": ["A", "B"],
            "option-text": ["một", "hai"],
            "key": "A",
        },
    )
    row = batch.rows.get()
    assert row.proposal["kind"] == "true_false_cluster"
    assert row.proposal["body"] == {
        "statements": [{"code": "a", "html": "một"}, {"code": "b", "html": "hai"}]
    }
    assert [p["code"] for p in row.problems] == ["key_missing"]


def test_the_preview_saves_nothing(client, people, bank):
    batch = make_batch(bank, make_draft_item(1), by=people.teacher)
    log_in(client, people.teacher)
    answer = client.post(
        reverse("question_bank:preview"),
        {"batch": batch.code, "position": "1", "editor": "choose_one",
         "stem_html": "Tính $x^2$ <script>alert(1)</script>"},
    )  # fmt: skip
    page = answer.content.decode()
    assert 'class="katex"' in page
    assert "<script" not in page
    assert batch.rows.get().edits == {}
    log_in(client, people.stranger)
    answer = client.post(
        reverse("question_bank:preview"),
        {"batch": batch.code, "position": "1", "editor": "choose_one"},
    )
    assert answer.status_code == 404


def test_publishing_many_and_returning_one(client, people, bank):
    versions = [
        review.submit(
            make_item(bank, by=people.teacher, text=f"Câu {n}?"), by=people.teacher
        )
        for n in range(3)
    ]
    own = make_item(bank, by=people.colleague, text="Của tôi?")
    review.submit(own, by=people.colleague)
    log_in(client, people.colleague)
    decide = reverse("question_bank:decide")
    client.post(decide, {"version": [versions[0].pk, versions[1].pk, own.pk]})
    client.post(
        decide, {"return": versions[2].pk, f"reason-{versions[2].pk}": "Thiếu đơn vị"}
    )
    states = [ItemVersion.objects.get(pk=v.pk).state for v in (*versions, own)]
    assert states == ["published", "published", "draft", "in_review"]
    entry = versions[2].log.get(act="returned")
    assert (entry.reason, entry.by) == ("Thiếu đơn vị", people.colleague)


def test_writing_editing_and_trying_an_item(client, people, bank):
    log_in(client, people.teacher)
    new = reverse("question_bank:item_new", args=["B"])
    form = {
        "editor": "short_answer",
        "kind": "short_answer",
        "stem_html": "Tính $1+1$.",
        "accepted": "2",
        "points": "0,5",
    }
    answer = client.post(f"{new}?kind=short_answer", form)
    assert answer["Location"].endswith("/B/cau/B-0001/")
    version = ItemVersion.objects.get()
    review.publish(version, by=people.colleague)
    edit = reverse("question_bank:item_edit", args=["B", "B-0001"])
    client.post(edit, form | {"stem_html": "Tính $1+1$ bằng mấy?"})
    client.post(edit, form | {"stem_html": "Tính $1+1$ được mấy?", "level": "biet"})
    assert list(
        ItemVersion.objects.order_by("number").values_list("number", "state")
    ) == [(1, "published"), (2, "draft")]
    page = client.post(
        reverse("question_bank:item_try", args=["B", "B-0001"]), {"text": "2,0"}
    ).content.decode()
    assert "0,5" in page


def test_filing_a_published_item_anew_makes_no_version(client, people, bank):
    version = make_item(bank, by=people.teacher, publish=True)
    items.save_edit(version.item, content(node_code="N9", level="biet"), by=None)
    version.refresh_from_db()
    assert version.node_code == "N9"
    assert version.item.versions.count() == 1


def test_an_upload_goes_to_the_teacher_s_own_bank(client, people):
    log_in(client, people.teacher)
    file = SimpleUploadedFile("x.exe", b"MZ\x90\x00\x03")
    page = client.post(reverse("question_bank:upload"), {"file": file})
    assert page.status_code == 200
    assert not ImportBatch.objects.exists()


def test_people_may_be_named_by_those_in_charge(client, people, bank):
    log_in(client, people.teacher)
    url = reverse("question_bank:people", args=["B"])
    assert client.get(url).status_code == 404
    log_in(client, people.head)
    client.post(url, {"person": "stranger", "right": "write"})
    assert bank.grants.get().person == people.stranger
    client.post(url, {"person": "candidate", "right": "write"})
    assert bank.grants.count() == 1
    client.post(reverse("question_bank:strike", args=["B"]), {"person": "stranger"})
    assert bank.grants.count() == 0


def test_a_new_bank_is_made_for_one_s_school(client, people):
    give_role(people.teacher, Role.GROUP_HEAD, people.school)
    log_in(client, people.teacher)
    form = {"code": "HOA10", "title": "Hoá 10", "owner": "S"}
    answer = client.post(reverse("question_bank:bank_new"), form)
    assert answer["Location"].endswith("/HOA10/")
    assert Bank.objects.get().owner_unit == people.school
    form["owner"] = "T"
    assert client.post(reverse("question_bank:bank_new"), form).status_code == 200
    assert Bank.objects.count() == 1


def test_a_bank_goes_out_as_a_file_with_what_is_lost(client, people, bank):
    make_item(bank, code="C1", kind="order", body={
        "options": [{"code": c, "html": c} for c in "ABC"]
    }, key={"order": ["C", "A", "B"]})  # fmt: skip
    make_item(bank, code="C2")
    url = reverse("question_bank:export", args=["B"])
    log_in(client, people.teacher)
    page = client.get(url, {"format": "gift"}).content.decode()
    assert "1 câu được ghi vào tệp" in page
    answer = client.post(url, {"format": "gift"})
    assert answer["Content-Disposition"] == 'attachment; filename="b.gift.txt"'
    assert "C2" in answer.content.decode()
    assert AuditEntry.objects.filter(verb="export", actor=people.teacher).exists()
    log_in(client, people.officer)
    assert client.get(url).status_code == 404


def test_the_map_counts_published_items_by_topic_and_level(client, people, bank):
    make_item(bank, publish=True, node_code="MAT10.1", level="biet")
    make_item(bank, text="Khác?", publish=True, node_code="MAT10.1", level="hieu")
    make_item(bank, text="Nháp?", node_code="MAT10.2")
    log_in(client, people.teacher)
    page = client.get(reverse("question_bank:map", args=["B"])).content.decode()
    assert "MAT10.1" in page
    assert "MAT10.2" not in page


def test_items_nearly_the_same_are_found_on_the_page(client, people, bank):
    make_item(bank, code="C1", text="Tính diện tích hình tròn bán kính 5 cm.")
    make_item(bank, code="C2", text="Tính diện tích hình tròn bán kính 7 cm.")
    log_in(client, people.teacher)
    url = reverse("question_bank:item", args=["B", "C1"])
    page = client.get(url).content.decode()
    assert "C2" in page
    assert "100" in page


def upload(client, url, **data):
    fields = {
        "editor": "choose_one", "kind": "choose_one", "option-code": ["A", "B"],
        "option-text": ["1", "2"], "key": "A", "level": "", "node_code": "",
        "points": "", "seconds": "", "subject": "", "grade": "", "enemies": "",
    }  # fmt: skip
    return client.post(url, fields | data)


def test_a_sound_stands_before_the_passage_that_questions_share(client, people, bank):
    log_in(client, people.teacher)
    url = reverse("question_bank:item_new", args=[bank.code])
    passage = {"group_code": "NGHE1", "group_html": "Nghe và trả lời."}
    sound = SimpleUploadedFile("bai-nghe.wav", wav(), "audio/wav")
    upload(client, url, stem_html="Ai nói?", picture=sound, plays="2", **passage)
    first = ItemVersion.objects.get(item__bank=bank)
    assert 'data-plays="2"' in first.group.html
    assert "Nghe và trả lời." in first.group.html
    upload(client, url, stem_html="Ở đâu?", group_code="NGHE1", group_html="")
    second = ItemVersion.objects.exclude(pk=first.pk).get(item__bank=bank)
    assert second.group == first.group
    page = reverse("question_bank:item", args=[bank.code, second.item.code])
    text = client.get(page).content.decode()
    address = re.search(r'<audio[^>]*src="([^"]+)"', text)[1]
    assert client.get(address).status_code == 200
    slot = candidate_slot(second.pk)
    assert 'src="data:audio/' in slot["group"]["html"]


def test_two_passages_without_a_code_are_two(client, people, bank):
    log_in(client, people.teacher)
    url = reverse("question_bank:item_new", args=[bank.code])
    for stem, passage in (("Một?", "Bài một"), ("Hai?", "Bài hai"), ("Ba?", "Bài một")):
        upload(client, url, stem_html=stem, group_code="", group_html=passage)
    codes = ItemVersion.objects.filter(item__bank=bank).order_by("item__code")
    assert [v.group.code for v in codes] == ["NL1", "NL2", "NL1"]
