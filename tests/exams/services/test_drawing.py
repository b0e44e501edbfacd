"""Papers drawn from a bank: kept, found again, never changed."""

from dataclasses import replace

import pytest

from exams.models import Drawing, Paper, Slot
from exams.rules.assembly.assemble import INFEASIBLE
from exams.services import blueprints, drawing, papers, planning
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from question_bank.services import items, review
from tests.factories.exams import make_sitting
from tests.factories.people import make_teacher, make_unit, make_user
from tests.factories.question_bank import content, make_bank, make_item

pytestmark = pytest.mark.django_db
ROW = {"kind": "choose_one", "level": "biet", "count": 4, "points": "0.5"}


@pytest.fixture
def bank(db):
    bank = make_bank()
    for number in range(10):
        make_item(bank, publish=True, text=f"Số {number} cộng một bằng mấy?")
    return bank


def document(*rows, **rules):
    return {"title": "Kiểm tra 15 phút", "rows": list(rows or [ROW]), "rules": rules}


def request(bank, *rows, seed=7, count=1, **rules):
    return drawing.Request(
        document(*rows, **rules), (bank.code,), count=count, seed=seed
    )


def draw(asked, **more):
    return drawing.draw_papers(asked, by=more.pop("by", None), **more)


def slots(paper):
    rows = paper.slots.order_by("position")
    return list(rows.values_list("version_id", "points", "option_order"))


def refused(code, call, *args, **more):
    with pytest.raises(DomainError) as caught:
        call(*args, **more)
    assert caught.value.code == code
    return caught.value


def test_a_drawn_paper_is_what_was_asked_for(bank):
    drawn = draw(request(bank, count=2, max_overlap=2))

    assert [p.paper_code for p in drawn.papers] == ["0101", "0102"]
    first, second = ({row[0] for row in slots(p)} for p in drawn.papers)
    assert len(first) == len(second) == 4
    assert len(first & second) <= 2
    assert {str(points) for _v, points, _o in slots(drawn.papers[0])} == {"0.5000"}
    assert drawn.papers[0].title == "Kiểm tra 15 phút"
    assert [sheet.code for sheet in drawn.sheets] == ["0101", "0102"]
    assert AuditEntry.objects.filter(verb="draw", object_type="paper").count() == 1


def test_the_same_request_on_the_same_stock_is_the_same_drawing(bank):
    first = draw(request(bank))
    again = draw(request(bank))

    assert again.drawing == first.drawing
    assert [p.pk for p in again.papers] == [p.pk for p in first.papers]
    assert again.sheets == first.sheets
    assert (Drawing.objects.count(), Paper.objects.count()) == (1, 1)


def test_another_seed_or_another_stock_is_another_drawing(bank):
    first = draw(request(bank))

    seeded = draw(request(bank, seed=8))
    make_item(bank, publish=True, text="Thêm một câu")
    grown = draw(request(bank))

    assert len({first.drawing, seeded.drawing, grown.drawing}) == 3
    assert slots(seeded.papers[0]) != slots(first.papers[0])


def test_a_request_drawn_without_keeping_shows_what_is_kept_later(bank):
    shown = draw(request(bank), keep=False)
    assert (shown.drawing, shown.papers, Drawing.objects.count()) == (None, [], 0)
    assert Slot.objects.count() == 0

    kept = draw(request(bank))

    assert kept.sheets == shown.sheets


def test_equal_blueprints_of_two_people_get_papers_of_their_own(bank):
    made = {}
    for person in (make_user(), make_user()):
        sheet = blueprints.create_blueprint(
            by=person, title="Đề", subject=None, grade=10, bank_codes=[]
        )
        drawn = draw(request(bank), blueprint=sheet)
        again = draw(request(bank), blueprint=sheet)
        assert again.drawing == drawn.drawing
        assert drawn.drawing.blueprint == sheet
        made[person] = drawn

    one, other = made.values()
    assert one.drawing != other.drawing
    assert not {p.pk for p in one.papers} & {p.pk for p in other.papers}
    assert draw(request(bank)).drawing not in {one.drawing, other.drawing}


def test_equal_requests_without_a_blueprint_give_each_person_their_papers(bank):
    theirs = make_teacher(make_unit())
    bank.owner_person = theirs
    bank.save()
    system = draw(request(bank))
    person = draw(request(bank), by=theirs)

    assert person.drawing != system.drawing
    assert {p.created_by for p in person.papers} == {theirs}
    assert slots(person.papers[0]) == slots(system.papers[0])
    assert draw(request(bank), by=theirs).drawing == person.drawing


def test_a_discarded_paper_is_not_given_again(bank):
    first = draw(request(bank))
    papers.discard_paper(first.papers[0], by=None)

    second = draw(request(bank))

    assert second.drawing != first.drawing
    assert slots(second.papers[0]) == slots(first.papers[0])


def test_a_discarded_paper_that_was_not_drawn_hides_no_drawing(bank):
    first = draw(request(bank))
    [variant] = papers.permute_paper(first.papers[0], count=1, seed=1, by=None)
    papers.discard_paper(variant, by=None)

    assert draw(request(bank)).drawing == first.drawing
    assert Drawing.objects.count() == 1


def test_what_cannot_be_met_is_named_and_nothing_is_kept(bank):
    short = {"kind": "short_answer", "level": "hieu", "count": 3, "points": "0.5"}

    drawn = draw(request(bank, ROW, short))

    assert (drawn.status, drawn.drawing, drawn.sheets) == (INFEASIBLE, None, ())
    assert [(u.needed, u.available) for u in drawn.unmet] == [(3, 0)]
    assert [u.name for u in drawn.unmet] == [("row", 1)]
    assert (Drawing.objects.count(), Paper.objects.count()) == (0, 0)
    assert not AuditEntry.objects.filter(verb="draw").exists()


def test_a_bank_that_is_unknown_or_not_mine_is_refused(bank):
    asked = replace(request(bank), bank_codes=(bank.code, "KHONG-CO"))
    error = refused("bank_unknown", draw, asked)
    assert error.details["value"] == "KHONG-CO"
    secret = make_bank(owner=make_user())
    error = refused("bank_unknown", draw, request(secret), by=make_user())
    assert error.details["value"] == secret.code
    refused("bank_unknown", draw, replace(request(bank), bank_codes=()))
    assert Drawing.objects.count() == 0


def test_only_published_questions_are_drawn():
    bank = make_bank()
    published = [make_item(bank, publish=True, text=f"Câu {n}") for n in range(3)]
    make_item(bank, text="Bản nháp")
    gone = make_item(bank, publish=True, text="Đã rút")
    review.withdraw(gone, by=None, reason="Sai")

    assert draw(request(bank)).status == INFEASIBLE
    drawn = draw(request(bank, ROW | {"count": 3}))

    assert {row[0] for row in slots(drawn.papers[0])} == {v.pk for v in published}


def test_questions_of_a_kept_paper_count_as_used_until_it_is_discarded(bank):
    first = draw(request(bank)).papers[0]
    fresh = request(bank, seed=9, exclude_used_within_days=30)

    drawn = draw(fresh)

    used = {row[0] for row in slots(first)}
    assert (drawn.used, draw(fresh).used) == (4, 4)  # found again: as it was then
    assert not used & {row[0] for row in slots(drawn.papers[0])}
    assert draw(request(bank, seed=10, exclude_used_within_days=30)).used == 8
    papers.discard_paper(first, by=None)
    assert draw(request(bank, seed=11, exclude_used_within_days=30)).used == 4


def test_a_question_changed_or_withdrawn_after_the_draw_changes_no_paper(bank):
    paper = draw(request(bank)).papers[0]
    before = slots(paper)
    [one, two] = (slot.version for slot in paper.slots.order_by("position")[:2])
    later = items.add_version(one.item, content(text="Đổi hẳn lời?"), by=None)
    review.publish(later, by=None, in_one_step=True)
    review.withdraw(two, by=None, reason="Sai")

    assert later.pk != one.pk
    assert slots(paper) == before
    form = planning.make_paper_form(make_sitting(), paper)
    assert "Đổi hẳn lời" not in form.slots
    assert f'"version_id":{one.pk}' in form.slots.replace(" ", "")
    [variant] = papers.permute_paper(paper, count=1, seed=1, by=None)
    assert {row[0] for row in slots(variant)} == {row[0] for row in before}
    assert draw(request(bank)).drawing != paper.drawing


def test_the_versions_of_a_paper_can_never_be_rewritten(bank):
    paper = draw(request(bank)).papers[0]
    version = paper.slots.first().version

    assert version.frozen_at is not None
    with pytest.raises(DomainError):
        items.rewrite(version, content(text="Lời khác"), by=None)
