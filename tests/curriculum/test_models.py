"""Every constraint of the curriculum bites."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lms.curriculum.models import ProgrammeVersion
from tests.factories.curriculum import make_node, make_programme_row, make_subject

pytestmark = pytest.mark.django_db


def bites(name, make):
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE"), transaction.atomic():
        make()


def test_programme_rows():
    make_programme_row("MAT", grade=10)

    bites("programme_row_once", lambda: make_programme_row("MAT", grade=10))
    bites(
        "programme_row_grade_of_level",
        lambda: make_programme_row("LIT", grade=10, level="primary"),
    )
    bites("programme_row_kind_known", lambda: make_programme_row("LIT", kind="hobby"))
    bites(
        "programme_row_assessed_by_known",
        lambda: make_programme_row("LIT", assessed_by="stars"),
    )
    bites("code", lambda: type(make_subject("PHY")).objects.create(code="PHY"))


def test_versions_and_nodes():
    make_node("A")

    bites(
        "programme_version_ends_after_start",
        lambda: ProgrammeVersion.objects.create(
            code="x", valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 1)
        ),
    )
    bites("node_code_once_in_version", lambda: make_node("A"))
    bites("node_kind_known", lambda: make_node("B", kind="chapter"))
    bites("node_periods_not_negative", lambda: make_node("B", periods=-1))
