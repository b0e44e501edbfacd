"""The database refuses nonsense: each constraint bites."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from question_bank.models import (
    Bank,
    BankGrant,
    DraftRow,
    Enemy,
    ImportBatch,
    Item,
    ItemGroup,
    ItemPicture,
    ItemStatistic,
    ItemVersion,
    PublishLog,
)
from question_bank.models.keys import ItemKey
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.people import make_unit, make_user
from tests.factories.question_bank import make_bank, make_item

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def change(thing, **values):
    refused(lambda: type(thing).objects.filter(pk=thing.pk).update(**values))


def twice(thing, **changes):
    """Save a copy of a row with some changes."""
    thing.pk = None
    thing._state.adding = True
    for name, value in changes.items():
        setattr(thing, name, value)
    refused(thing.save)


def test_banks():
    person = make_user()
    bank = make_bank("B", owner=make_unit())
    change(bank, owner_person=person)
    change(make_bank(owner=person), is_secret=True)
    twice(Bank.objects.get(pk=bank.pk))
    grant = BankGrant.objects.create(bank=bank, person=person)
    change(grant, right="all")
    twice(grant)


def test_items_and_groups():
    version = make_item(group_code="NL", group_html="<p>x</p>")
    change(version.item, code="")
    twice(Item.objects.get(pk=version.item_id))
    twice(ItemGroup.objects.get())
    enemy = Enemy.objects.create(item=version.item, other_code="X")
    twice(enemy)
    twice(ItemPicture.objects.create(bank=version.item.bank, file_code="abcdef12"))


@pytest.mark.parametrize(
    "values",
    [
        {"state": "lost"},
        {"level": "cao"},
        {"change_class": "big"},
        {"points": Decimal(0)},
        {"points": Decimal(-1)},
        {"grade": 13},
        {"state": "published"},
        {"published_at": NOW},
    ],
)
def test_versions(values):
    change(make_item(), **values)


def test_one_open_version_an_item_and_each_number_once():
    version = make_item()
    twice(ItemVersion.objects.get(pk=version.pk), number=2)
    published = make_item(publish=True)
    twice(ItemVersion.objects.get(pk=published.pk))


def test_nobody_publishes_her_own_version_unless_the_log_says_so():
    author = make_user()
    version = make_item(by=author)
    row = ItemVersion.objects.filter(pk=version.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="published", published_at=NOW, published_by=author)
    row.update(
        state="published", published_at=NOW, published_by=author, in_one_step=True
    )
    assert row.get().published_by == author


def test_statistics_and_the_log():
    version = make_item(publish=True)
    figure = ItemStatistic.objects.create(version=version, model="ctt")
    change(figure, facility=Decimal("1.1"))
    change(figure, c=Decimal("-0.1"))
    twice(figure)
    log = PublishLog.objects.get()
    change(log, act="burned")
    change(log, act="returned")


def test_files_and_drafts():
    batch = make_batch(make_bank(), make_draft_item(1))
    change(batch, state="lost")
    change(batch, state="accepted")
    change(batch, accepted_at=NOW)
    twice(ImportBatch.objects.get(pk=batch.pk), code="OTHER")
    row = DraftRow.objects.get()
    change(row, decision="burn")
    twice(row)


@pytest.mark.parametrize("how", ["published", "used"])
def test_what_is_frozen_cannot_be_touched_by_anybody(how):
    version = make_item(publish=how == "published")
    if how == "used":
        ItemVersion.objects.filter(pk=version.pk).update(frozen_at=NOW)
    row = ItemVersion.objects.filter(pk=version.pk)
    key = ItemKey.objects.filter(pk=version.pk)
    for act in (
        lambda: row.update(stem_html="x"),
        lambda: row.update(kind="essay"),
        lambda: row.update(digest="0" * 64),
        lambda: row.update(number=9),
        lambda: key.update(key=None),
        lambda: key.update(rules={"partial": "per_option"}),
        lambda: key.update(explanation_html="x"),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act()
    assert row.update(node_code="N1", level="hieu") == 1


def test_a_draft_may_change():
    version = make_item()
    assert ItemVersion.objects.filter(pk=version.pk).update(stem_html="x") == 1
    assert ItemKey.objects.filter(pk=version.pk).update(key=None) == 1
