"""The database refuses nonsense."""

import pytest
from django.db import IntegrityError, transaction

from media.models import Blob, StoredFile
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def make_blob(**changes):
    return Blob.objects.create(**{"digest": "d" * 64, "size": 3, "path": "p"} | changes)


def make_row(blob, **changes):
    values = {"name": "a.png", "mime": "image/png", "suffix": "png", "purpose": "t"}
    return StoredFile.objects.create(blob=blob, **values | changes)


def test_bytes_are_kept_once_and_never_empty():
    make_blob()
    with pytest.raises(IntegrityError, match=r"digest|UNIQUE"), transaction.atomic():
        make_blob(path="q")
    with pytest.raises(IntegrityError, match="blob_not_empty"):
        make_blob(digest="e", path="q", size=0)


@pytest.mark.parametrize("has_owner", [True, False])
def test_one_row_per_bytes_purpose_owner_and_name(has_owner):
    blob, owner = make_blob(), make_user() if has_owner else None
    make_row(blob, owner=owner)
    make_row(blob, owner=owner, name="b.png")
    with pytest.raises(IntegrityError, match=r"stored_file_once|UNIQUE"):
        make_row(blob, owner=owner)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"purpose": ""}, "stored_file_has_purpose"),
        ({"width": 3}, "stored_file_whole_size"),
        ({"height": 3}, "stored_file_whole_size"),
    ],
)
def test_a_file_has_a_purpose_and_both_sides_or_none(changes, name):
    with pytest.raises(IntegrityError, match=name):
        make_row(make_blob(), **changes)
