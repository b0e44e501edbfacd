"""From a file to items: brought, read, corrected, accepted."""

import base64
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lms.core.errors import DomainError, Problem
from question_bank import api
from question_bank.enums import Decision
from question_bank.models import DraftRow, ImportBatch, Item, ItemVersion
from question_bank.rules.drafts import Draft, DraftGap, DraftImage, DraftSkip
from question_bank.services import accept, corrections, imports, review
from tests.factories.curriculum import make_subject
from tests.factories.drafts import make_batch, make_draft_item, make_options
from tests.factories.question_bank import make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


def test_a_file_becomes_items_that_lead_back_to_their_paragraph():
    people = standing()
    bank = make_bank("B", owner=people.school)
    batch = make_batch(
        bank,
        make_draft_item(1),
        make_draft_item(2, key={"choice": ["B"]}),
        by=people.teacher,
        name="Đề kiểm tra.gift",
    )
    done = accept.accept_batch(batch, by=people.teacher, submit=True)

    assert [row.version.item.code for row in done.rows] == ["B-0001", "B-0002"]
    assert [row.version.state for row in done.rows] == ["in_review", "in_review"]
    batch.refresh_from_db()
    assert batch.state == "accepted"
    version = review.publish(done.rows[1].version, by=people.colleague)
    found = api.origin(version.pk)
    assert found.batch_code == batch.code
    assert found.file_name == "Đề kiểm tra.gift"
    assert found.where == "paragraph 2"
    assert found.source_html == "<p>Câu 2. Số nào là 2?</p>"
    assert (found.author, found.reviewer) == ("Nguyễn Văn An", "Đỗ Thị Hoa")


def test_the_same_bytes_are_the_same_batch_and_add_nothing():
    bank = make_bank()
    first, is_new = imports.bring(b"abc", bank, name="a.gift", by=None)
    again, is_new_again = imports.bring(b"abc", bank, name="b.gift", by=None)
    assert (first.pk, is_new) == (again.pk, True)
    assert is_new_again is False
    batch = make_batch(bank, make_draft_item(1))
    accept.accept_batch(batch, by=None)
    accept.accept_batch(batch, by=None)
    assert Item.objects.filter(bank=bank).count() == 1


def test_open_points_keep_a_draft_with_the_file_until_it_is_put_right():
    bank = make_bank()
    batch = make_batch(
        bank,
        make_draft_item(1),
        make_draft_item(2, key=None),
        make_draft_item(3, key={"choice": ["E"]}),
        make_draft_item(4, options=make_options("1", "1", "2")),
    )
    problems = {row.position: row.problems for row in batch.rows.all()}
    assert [p["code"] for row in problems.values() for p in row] == [
        "key_missing", "key_names_no_option", "option_twice",
    ]  # fmt: skip

    done = accept.accept_batch(batch, by=None)
    assert len(done.rows) == 1
    assert [problem.code for _row, problem in done.skipped] == [
        "key_missing", "key_names_no_option", "option_twice",
    ]  # fmt: skip
    batch.refresh_from_db()
    assert batch.state == "ready"

    row = corrections.row_of(batch, 2)
    corrections.correct(row, {"key": {"choice": ["C"]}})
    assert row.problems == []
    for position in (3, 4):
        corrections.decide(corrections.row_of(batch, position), Decision.LEAVE_OUT)
    accept.accept_batch(batch, by=None)
    batch.refresh_from_db()
    assert batch.state == "accepted"
    assert Item.objects.filter(bank=bank).count() == 2
    with pytest.raises(DomainError, match="draft_accepted"):
        corrections.correct(corrections.row_of(batch, 2), {"key": None})


def test_incomplete_drafts_may_be_taken_but_not_published():
    bank = make_bank()
    batch = make_batch(bank, make_draft_item(1, key=None))
    done = accept.accept_batch(batch, by=None, incomplete=True, submit=True)
    version = done.rows[0].version
    assert version.state == "draft"
    refused = accept.publish_rows(done.rows, by=None)
    assert [problem.code for _row, problem in refused] == ["key_missing"]
    version.refresh_from_db()
    assert version.state == "draft"


def test_corrections_go_over_what_was_read_and_can_be_undone():
    batch = make_batch(make_bank(), make_draft_item(1))
    row = corrections.row_of(batch, 1)
    read = row.data["stem_html"]
    corrections.correct(row, {"stem_html": '<p onclick="x">Mới</p>', "level": "hieu"})
    assert row.edits == {"stem_html": "<p>Mới</p>", "level": "hieu"}
    corrections.correct(row, {"stem_html": read})
    row.refresh_from_db()
    assert row.edits == {"level": "hieu"}
    assert corrections.for_all(batch, only_empty=True, level="biet", node_code="N") == 1
    row.refresh_from_db()
    assert row.edits == {"level": "hieu", "node_code": "N"}


def test_pictures_are_filed_and_refused_ones_are_said():
    item = make_draft_item(
        1,
        stem_html='<p>Hình <img data-file="draft:a.png" alt="đồ thị"></p>',
        options=make_options('<img data-file="draft:b.png" alt="x">', "2"),
    )
    images = (
        DraftImage("a.png", PNG, "image/png"),
        DraftImage("b.png", b"not a picture", "image/png"),
    )
    batch = make_batch(make_bank(), item, images=images)
    row = batch.rows.get()
    assert 'data-file="' in row.data["stem_html"]
    assert "draft:" not in str(row.data)
    assert [w["code"] for w in row.warnings] == ["format_unknown"]
    version = accept.accept_batch(batch, by=None).rows[0].version
    assert "data:image/png;base64," in api.candidate_slot(version.pk)["stem"]


def test_usual_points_are_those_of_the_subject():
    short = {"kind": "short_answer", "options": (), "key": {"accepted": ["1,5"]}}
    items = [
        make_draft_item(1),
        make_draft_item(2, **short),
        make_draft_item(3, points="0.4", points_stated=True),
    ]
    bank = make_bank()
    batch, _new = imports.bring(
        b"x", bank, name="x.gift", by=None, subject_id=make_subject("MAT").pk
    )
    imports.fill(batch, Draft("docx", tuple(items)))
    done = accept.accept_batch(batch, by=None)
    assert [row.version.points for row in done.rows] == [
        Decimal("0.25"), Decimal("0.5"), Decimal("0.4"),
    ]  # fmt: skip


def test_our_own_codes_are_kept_and_a_changed_row_is_a_new_version():
    bank = make_bank("B")
    first = make_batch(
        bank,
        make_draft_item(1, code="T-01", enemies=("T-02",), seconds=90),
        make_draft_item(2, code="T-02"),
        form="xlsx",
    )
    done = accept.accept_batch(first, by=None)
    assert [row.version.item.code for row in done.rows] == ["T-01", "T-02"]
    assert done.rows[0].version.seconds == 90
    accept.publish_rows(done.rows, by=None)

    second = make_batch(
        bank,
        make_draft_item(1, code="T-01", enemies=("T-02",), seconds=90),
        make_draft_item(2, code="T-02", key={"choice": ["B"]}),
        form="xlsx",
        content=b"another file",
    )
    again = accept.accept_batch(second, by=None)
    assert [(r.version.item.code, r.version.number) for r in again.rows] == [
        ("T-01", 1), ("T-02", 2),
    ]  # fmt: skip
    assert again.rows[1].version.change_class == "key"


def test_a_code_of_another_system_gives_way_and_the_same_question_is_not_doubled():
    bank = make_bank("B")
    make_item(bank, code="item1")
    one = make_batch(bank, make_draft_item(1, code="item1"), form="qti")
    done = accept.accept_batch(one, by=None)
    assert done.rows[0].version.item.code == "B-0001"
    assert [w["code"] for w in done.rows[0].warnings] == ["item_code_taken"]

    two = make_batch(bank, make_draft_item(1), content=b"again", form="gift")
    twin = accept.accept_batch(two, by=None)
    assert twin.rows[0].version.pk == done.rows[0].version.pk
    assert [w["code"] for w in twin.rows[0].warnings] == ["already_in_bank"]
    assert ItemVersion.objects.filter(item__bank=bank).count() == 2


def test_orders_and_pairs_in_the_right_order_are_mixed():
    parts = make_options("Một", "Hai", "Ba", "Bốn")
    items = [
        make_draft_item(
            1, kind="order", options=parts, key={"order": ["A", "B", "C", "D"]}
        ),
        make_draft_item(
            2,
            kind="match",
            options=make_options("một", "hai", "ba"),
            targets=make_options("1", "2", "3", codes="123"),
            key={"pairs": [["A", "1"], ["B", "2"], ["C", "3"]]},
        ),
    ]
    batch = make_batch(make_bank(), *items)
    order, match = (r.version for r in accept.accept_batch(batch, by=None).rows)
    slot = api.candidate_slot(order.pk)
    shown = {o["code"]: o["html"] for o in slot["options"]}
    assert [o["code"] for o in slot["options"]] == ["A", "B", "C", "D"]
    right = api.reveal_slot(order.pk)["key"]["order"]
    assert right != ["A", "B", "C", "D"]
    assert [shown[code] for code in right] == ["Một", "Hai", "Ba", "Bốn"]
    pairs = api.reveal_slot(match.pk)["key"]["pairs"]
    sides = {s["code"]: s["html"] for s in api.candidate_slot(match.pk)["right"]}
    assert [(a, sides[b]) for a, b in pairs] == [("A", "1"), ("B", "2"), ("C", "3")]
    assert pairs != [["A", "1"], ["B", "2"], ["C", "3"]]


def test_a_shared_passage_is_one_row_for_its_items():
    passage = {"group": "G1", "group_html": "<p>Đọc đoạn sau.</p>"}
    batch = make_batch(
        make_bank(), make_draft_item(1, **passage), make_draft_item(2, **passage)
    )
    done = accept.accept_batch(batch, by=None)
    groups = {row.version.group for row in done.rows}
    assert [group.code for group in groups] == ["G1"]


def test_gaps_bring_their_tolerances_and_weights():
    gaps = (
        DraftGap("1", "number", points="2", tolerances=("0.1",)),
        DraftGap("2", "choice", options=make_options("a", "b"), points="1"),
    )
    item = make_draft_item(
        1,
        kind="cloze",
        options=(),
        stem_html='<span data-gap="1"></span> và <span data-gap="2"></span>',
        gaps=gaps,
        key={"gaps": {"1": ["2.5"], "2": ["B"]}},
    )
    batch = make_batch(make_bank(), item)
    version = accept.accept_batch(batch, by=None).rows[0].version
    card = api.score_value(version.pk, {"gaps": {"1": "2,6"}}, possible=Decimal(3))
    assert card.awarded == 2


def test_questions_that_could_not_become_drafts_are_kept_with_their_reason():
    skip = DraftSkip("Câu 9", Problem("stem_missing", "paragraph 30"), "<p>Câu 9</p>")
    batch = make_batch(make_bank(), make_draft_item(1), skipped=(skip,))
    assert batch.skipped == [
        {
            "ref": "Câu 9",
            "code": "stem_missing",
            "where": "paragraph 30",
            "details": {},
            "source_html": "<p>Câu 9</p>",
        }
    ]


def test_a_file_without_questions_is_refused():
    batch = make_batch(make_bank())
    assert batch.state == "refused"
    assert batch.refusal["code"] == "no_question_found"
    assert not DraftRow.objects.exists()


def test_a_batch_that_is_not_read_cannot_be_accepted():
    batch, _new = imports.bring(b"x", make_bank(), name="x.gift", by=None)
    with pytest.raises(DomainError, match="batch_not_ready"):
        accept.accept_batch(batch, by=None)


GIFT = "::1:: Một cộng một? {=2 ~3}\n\n::2:: Hai cộng hai? {=4 ~5}\n".encode()


def brought(**changes):
    batch, _new = imports.bring(GIFT, make_bank(), name="de.gift", by=None)
    ImportBatch.objects.filter(pk=batch.pk).update(**changes)
    batch.refresh_from_db()
    return batch


def test_a_large_file_is_read_in_the_background(django_capture_on_commit_callbacks):
    batch = brought(size=imports.SMALL + 1)
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        imports.start_reading(batch)
        batch.refresh_from_db()
        assert batch.state == "waiting"
    assert len(waiting) == 1
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("ready", 2)


@pytest.mark.parametrize(
    ("state", "age_s", "read"),
    [("waiting", 60, 1), ("waiting", 1, 0), ("reading", 3600, 1), ("reading", 60, 0)],
)
def test_the_schedule_picks_up_what_was_left_lying(state, age_s, read):
    then = timezone.now() - timedelta(seconds=age_s)
    batch = brought(state=state, at=then, claimed_at=then)
    assert imports.resume_imports() == read
    batch.refresh_from_db()
    assert batch.state == ("ready" if read else state)


def test_a_file_that_breaks_the_reader_again_and_again_is_refused():
    then = timezone.now() - timedelta(hours=1)
    batch = brought(state="reading", claimed_at=then, attempts=imports.MOST_ATTEMPTS)
    imports.resume_imports()
    batch.refresh_from_db()
    assert (batch.state, batch.refusal["code"]) == ("refused", "reader_broke")


def test_reading_twice_at_once_reads_once():
    batch = brought()
    imports.read_batch(batch.pk)
    imports.read_batch(batch.pk)
    batch.refresh_from_db()
    assert (batch.attempts, batch.rows.count()) == (1, 2)
