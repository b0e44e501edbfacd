"""Finding items by what they are filed under, their figures, and their use."""

from datetime import timedelta
from decimal import Decimal

import pytest

from exams.models import Paper
from lms.core.clock import database_now
from question_bank.models import ItemStatistic
from question_bank.queries.search import Wanted, find_versions
from question_bank.services import items
from tests.factories.papers import make_paper
from tests.factories.people import make_user
from tests.factories.question_bank import make_bank, make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank():
    return make_bank("B")


def found(bank, **wanted):
    rows = find_versions(None, Wanted(**wanted), bank=bank)
    return [version.item.code for version in rows]


def test_by_grade_and_picture(bank):
    picture = '<p>Xem <img data-file="abcdefghijklmnopqrstuv" alt=""></p>'
    make_item(bank, code="A", grade=10, stem_html=picture)
    make_item(bank, code="B", grade=11)
    assert found(bank, grade="10") == ["A"]
    assert found(bank, picture="1") == ["A"]
    assert found(bank, picture="0") == ["B"]
    assert found(bank, grade="x", picture="?") == ["A", "B"]


def test_by_figures(bank):
    for code, facility, discrimination in (
        ("A", "0.9", "0.3"), ("B", "0.7", "0.1"), ("C", "0.3", None), ("D", "0.29", "0.5"),
    ):  # fmt: skip
        version = make_item(bank, code=code)
        ItemStatistic.objects.create(
            version=version,
            facility=Decimal(facility),
            discrimination=discrimination and Decimal(discrimination),
        )
    make_item(bank, code="E")
    assert found(bank, facility="easy") == ["A", "B"]
    assert found(bank, facility="medium") == ["C"]
    assert found(bank, facility="hard") == ["D"]
    assert found(bank, facility="weak") == ["B"]
    assert found(bank, facility="none") == ["E"]


def test_by_bounds_and_by_the_newest_figure_alone(bank):
    version = make_item(bank, code="A")
    figures = ItemStatistic.objects
    figures.create(version=version, model="ctt", facility="0.9", discrimination="0.1")
    figures.create(version=version, model="2pl", facility="0.4", discrimination="0.5")
    figures.create(version=version, model="rasch", b="0")  # says nothing of either
    assert found(bank, facility="easy") == []
    assert found(bank, facility="medium") == ["A"]
    assert found(bank, facility="weak") == []
    assert found(bank, facility="0.4-0.5") == found(bank, facility="0,3-0,4") == ["A"]
    assert found(bank, facility="0.41-1") == []


def test_a_date_of_the_address_is_a_condition_on_use():
    day = {"unused": "30", "unused_since": "2026-01-31"}
    assert Wanted.from_query(day) == Wanted(unused="2026-01-31")
    assert Wanted.from_query({"unused": "30"}) == Wanted(unused="30")


def test_by_use_in_papers(bank):
    paper = make_paper(by=make_user(), bank=bank)
    make_item(bank, code="NEU")
    used = [slot.item_code for slot in paper.slots.order_by("item_code")]
    assert found(bank, unused="ever") == ["NEU"]
    assert found(bank, unused="30") == ["NEU"]
    Paper.objects.update(created_at=database_now() - timedelta(days=40))
    assert found(bank, unused="30") == [*used, "NEU"]
    assert found(bank, unused="ever") == ["NEU"]
    day = (database_now() - timedelta(days=41)).date().isoformat()
    assert found(bank, unused=day) == ["NEU"]
    assert found(bank, unused="2026-13-01") == [*used, "NEU"]


def test_an_item_was_used_whatever_its_version(bank):
    paper = make_paper(by=make_user(), bank=bank)
    version = paper.slots.first().version
    items.add_version(
        version.item, items.content_of(version).with_html(str.upper), by=None
    )
    assert version.item.code not in found(bank, unused="ever")


def test_a_discarded_paper_used_nothing(bank):
    paper = make_paper(by=make_user(), bank=bank)
    Paper.objects.update(discarded_at=database_now())
    assert len(found(bank, unused="ever")) == paper.slots.count()
