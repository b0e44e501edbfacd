"""Papers taken whole from a file, permuted into further codes, put away."""

from decimal import Decimal

import pytest

from exams.models import Paper, Slot
from exams.services import papers, planning
from exams.services.papers import PaperFacts
from lms.core.errors import DomainError, NotFound
from lms.core.models import AuditEntry
from question_bank.models import ItemVersion
from question_bank.services import accept, review
from tests.factories.drafts import make_batch, make_draft_item, make_options
from tests.factories.exams import make_sitting
from tests.factories.people import make_teacher, make_unit, make_user
from tests.factories.question_bank import make_bank, make_item

pytestmark = pytest.mark.django_db
BOTH = make_options("Hà Nội", "Huế", "Cả A và B", "Tất cả các đáp án trên")


@pytest.fixture
def batch(db):
    """A file of four questions, taken into its bank; none published yet."""
    drafts = [make_draft_item(number) for number in (1, 2, 3)]
    drafts.append(make_draft_item(4, options=BOTH, key={"choice": ["C"]}))
    batch = make_batch(make_bank(), *drafts, name="Đề giữa kì.gift")
    accept.accept_batch(batch, by=None)
    return batch


def versions(batch):
    return list(ItemVersion.objects.filter(item__bank=batch.bank).order_by("id"))


def publish(batch, *, leave_out=()):
    for number, version in enumerate(versions(batch), start=1):
        if number not in leave_out:
            review.publish(version, by=None, in_one_step=True)


def take(batch, *, by=None, **more):
    return papers.paper_from_batch(by, batch.code, facts=PaperFacts(), **more)


def ids(paper):
    rows = paper.slots.order_by("position")
    return list(rows.values_list("version_id", flat=True))


def refused(code, call, *args, **more):
    with pytest.raises(DomainError) as caught:
        call(*args, **more)
    assert caught.value.code == code
    return caught.value


def test_a_file_becomes_a_paper_in_its_own_order(batch):
    publish(batch)

    paper = take(batch)

    assert ids(paper) == [version.pk for version in versions(batch)]
    assert {slot.option_order for slot in paper.slots.all()} == {None}
    assert (paper.title, paper.paper_code) == ("Đề giữa kì", "0101")
    assert (paper.batch_code, paper.drawing, paper.base) == (batch.code, None, None)
    assert [s.position for s in paper.slots.order_by("name")] == [1, 2, 3, 4]
    assert {s.points for s in paper.slots.all()} == {Decimal("0.25")}
    assert all(slot.version.frozen_at for slot in paper.slots.all())


def test_what_the_teacher_says_goes_before_what_the_file_says(batch):
    publish(batch)
    unit = make_unit()
    facts = PaperFacts(title="Đề 15 phút", grade=11, minutes=15, unit_id=unit.pk)

    paper = papers.paper_from_batch(None, batch.code, facts=facts)

    assert (paper.title, paper.grade, paper.minutes) == ("Đề 15 phút", 11, 15)
    assert paper.unit == unit


def test_a_file_with_unpublished_questions_is_refused_unless_they_may_lack(batch):
    publish(batch, leave_out=(2,))

    error = refused("batch_not_published", take, batch)
    assert error.details["count"] == 1
    assert Paper.objects.count() == 0

    first, _second, third, fourth = (version.pk for version in versions(batch))
    assert ids(take(batch, allow_missing=True)) == [first, third, fourth]


def test_a_file_without_published_questions_makes_no_paper(batch):
    refused("batch_has_no_items", take, batch)
    refused("batch_has_no_items", take, batch, allow_missing=True)
    assert Paper.objects.count() == 0


def test_a_file_in_the_bank_of_another_is_not_there(batch):
    publish(batch)
    batch.bank.owner_person = make_user()
    batch.bank.save()

    for code in (batch.code, "KHONG-CO"):
        with pytest.raises(NotFound):
            papers.paper_from_batch(make_teacher(make_unit()), code, facts=PaperFacts())
    assert Paper.objects.count() == 0


def test_further_codes_hold_the_same_questions_in_other_orders(batch):
    publish(batch)
    paper = take(batch)

    made = papers.permute_paper(paper, count=3, seed=5, by=None)

    assert [p.paper_code for p in made] == ["0201", "0301", "0401"]
    assert {p.base for p in made} == {paper}
    assert all(set(ids(p)) == set(ids(paper)) for p in made)
    assert len({tuple(ids(p)) for p in [paper, *made]}) > 1
    orders = {
        (slot.paper_id, slot.version_id): slot.option_order
        for slot in Slot.objects.filter(paper__in=made)
    }
    assert all(sorted(order) == list("ABCD") for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) > 2
    for slot in paper.slots.all():
        same = Slot.objects.filter(paper__in=made, version=slot.version)
        assert {s.points for s in same} == {slot.points}
    assert ids(paper) == [version.pk for version in versions(batch)]


def test_options_that_name_others_keep_their_place(batch):
    publish(batch)
    last = versions(batch)[-1]

    for number in range(6):
        [made] = papers.permute_paper(take(batch), count=1, seed=number, by=None)
        order = made.slots.get(version=last).option_order
        assert order == ["A", "B", "C", "D"], "Cả A và B names both by their letters"


def test_an_option_that_names_all_stays_last_and_the_others_move():
    drafts = [
        make_draft_item(
            number, options=make_options("1", "2", "3", "Tất cả các đáp án trên")
        )
        for number in range(1, 9)
    ]
    batch = make_batch(make_bank(), *drafts)
    accept.accept_batch(batch, by=None)
    publish(batch)

    [made] = papers.permute_paper(take(batch), count=1, seed=3, by=None)

    orders = [slot.option_order for slot in made.slots.all()]
    assert {order[3] for order in orders} == {"D"}
    assert {order.index("A") for order in orders} == {0, 1, 2}


def test_the_right_options_are_spread_over_the_letters():
    bank = make_bank()
    drafts = [make_draft_item(number) for number in range(1, 13)]
    batch = make_batch(bank, *drafts)
    accept.accept_batch(batch, by=None)
    publish(batch)

    [made] = papers.permute_paper(take(batch), count=1, seed=3, by=None)

    places = [slot.option_order.index("A") for slot in made.slots.all()]
    assert [places.count(place) for place in range(4)] == [3, 3, 3, 3]


def test_the_same_seed_permutes_the_same_way(batch):
    publish(batch)

    def orders(paper, seed):
        [made] = papers.permute_paper(paper, count=1, seed=seed, by=None)
        rows = made.slots.order_by("position")
        return list(rows.values_list("version_id", "option_order"))

    assert orders(take(batch), 5) == orders(take(batch), 5)
    assert orders(take(batch), 5) != orders(take(batch), 6)


def test_codes_go_on_after_those_there_are_also_from_a_variant(batch):
    publish(batch)
    paper = take(batch)
    [first] = papers.permute_paper(paper, count=1, seed=1, by=None)

    [second] = papers.permute_paper(first, count=1, seed=1, by=None)

    assert (second.paper_code, second.base) == ("0301", paper)
    for count in (0, -1, 49):
        refused(
            "variants_out_of_range", papers.permute_paper,
            paper, count=count, seed=1, by=None,
        )  # fmt: skip
    papers.permute_paper(paper, count=48, seed=1, by=None)
    papers.permute_paper(paper, count=48, seed=1, by=None)
    refused(
        "variants_out_of_range", papers.permute_paper,
        paper, count=1, seed=1, by=None,
    )  # fmt: skip
    assert paper.variants.count() == 98


def test_a_paper_no_sitting_uses_is_put_away_once(batch):
    publish(batch)
    paper = take(batch)

    papers.discard_paper(paper, by=None)
    first = Paper.objects.get(pk=paper.pk).discarded_at
    papers.discard_paper(paper, by=None)

    assert Paper.objects.get(pk=paper.pk).discarded_at == first
    assert not Paper.objects.kept().exists()
    assert paper.slots.count() == 4
    assert AuditEntry.objects.filter(verb="discard").count() == 1


def test_a_paper_of_a_sitting_is_not_put_away(batch):
    publish(batch)
    paper = take(batch)
    planning.make_paper_form(make_sitting(), paper)

    refused("paper_in_use", papers.discard_paper, paper, by=None)

    assert Paper.objects.get(pk=paper.pk).discarded_at is None


def test_items_withdrawn_after_the_paper_was_taken_stay_in_it(batch):
    publish(batch)
    paper = take(batch)
    before = ids(paper)
    review.withdraw(versions(batch)[0], by=None, reason="Sai")
    make_item(batch.bank, publish=True, text="Câu mới")

    [made] = papers.permute_paper(paper, count=1, seed=1, by=None)

    assert ids(paper) == before
    assert set(ids(made)) == set(before)
