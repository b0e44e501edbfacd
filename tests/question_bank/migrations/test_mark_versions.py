"""What was in a bank before the index is found like the rest."""

from importlib import import_module

import pytest
from django.apps import apps

from question_bank.models import DraftRow, ItemVersion, LikenessMark
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.question_bank import make_bank, make_item

migration = import_module("question_bank.migrations.0005_mark_versions")
pytestmark = pytest.mark.django_db


def test_versions_are_marked_as_the_service_marks_them(monkeypatch):
    monkeypatch.setattr(migration, "BATCH", 2)
    bank = make_bank("B")
    picture = '<p>Xem hình <img data-file="abcdefghijklmnopqrstuv" alt=""></p>'
    make_item(bank, stem_html=picture)
    make_item(bank, group_code="NL1", group_html="<p>Đoạn   trích</p>", publish=True)
    make_item(bank)
    fields = ("pk", "own_from", "has_picture")
    marks = set(LikenessMark.objects.values_list("bank", "mark", "version"))
    known = list(ItemVersion.objects.order_by("pk").values_list(*fields))
    assert [row[1:] for row in known] == [(0, True), (11, False), (0, False)]

    LikenessMark.objects.all().delete()
    ItemVersion.objects.update(own_from=0, has_picture=False)
    for _time in range(2):
        migration.mark_versions(apps, None)
        assert list(ItemVersion.objects.order_by("pk").values_list(*fields)) == known
        found = LikenessMark.objects.values_list("bank", "mark", "version")
        assert (set(found), len(found)) == (marks, len(marks))


def test_drafts_that_wait_say_what_they_say():
    make_batch(make_bank("B"), make_draft_item(1))
    row = DraftRow.objects.get()
    known = row.wording
    assert known["words"].startswith("so nao la 1?")
    DraftRow.objects.update(wording={})

    migration.word_drafts(apps, None)
    row.refresh_from_db()
    assert row.wording == known
