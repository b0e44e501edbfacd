"""Every constraint of the record bites."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lms.records.models import Figure, Mark, PeriodRecord, PlanRevision, Snapshot
from tests.factories.people import make_cohort, make_unit, make_user
from tests.factories.records import make_mark, make_period, make_record, make_target

pytestmark = pytest.mark.django_db


def refused(name, make, **changes):
    """The database refuses by the named constraint (SQLite names checks only)."""
    with pytest.raises(IntegrityError, match=rf"{name}|UNIQUE"), transaction.atomic():
        make(**changes)


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def pupil():
    return make_user()


def test_a_planned_period_stands_once(cohort):
    make_period(cohort, period_no=1)
    make_period(cohort, period_no=2)
    make_period(cohort, "LIT", period_no=1)
    refused("plan_period_once", lambda: make_period(cohort, period_no=1))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("plan_period_semester_known", {"semester": 3}),
        ("plan_period_counts_from_one", {"period_no": 0}),
        ("plan_period_mode_known", {"mode_planned": "zoom"}),
    ],
)
def test_a_planned_period_makes_sense(cohort, name, changes):
    refused(name, lambda: make_period(cohort, **changes))


def test_a_plan_keeps_each_old_revision_once(cohort):
    period = make_period(cohort)
    PlanRevision.objects.create(period=period, semester=1, revision=1)
    refused(
        "plan_revision_once",
        lambda: PlanRevision.objects.create(period=period, semester=2, revision=1),
    )


def test_one_record_of_a_period_is_current(cohort):
    period = make_period(cohort)
    make_record(period, current=False)
    make_record(period, revision=2)
    refused("period_record_one_current", lambda: make_record(period, revision=3))
    assert PeriodRecord.objects.current().get().revision == 2


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("period_record_mode_known", {"mode": "zoom"}),
        (
            "period_record_quarters",
            {"mode": "blended", "online_periods": Decimal("0.3")},
        ),
        (
            "period_record_quarters",
            {"mode": "blended", "online_periods": Decimal("1.25")},
        ),
        ("period_record_share_of_mode", {"online_periods": Decimal(1)}),
        (
            "period_record_share_of_mode",
            {"mode": "online_sync", "online_periods": Decimal("0.5")},
        ),
        ("period_record_source_known", {"source": "sitting"}),
        ("period_record_rejected_says_why", {"rejected": True, "why": ""}),
    ],
)
def test_a_record_makes_sense(cohort, name, changes):
    # A wrong mode breaks the share of its mode as well: either may speak first.
    name = f"{name}|period_record_share_of_mode"
    refused(name, lambda: make_record(make_period(cohort), **changes))


def test_one_mark_of_a_key_is_current(cohort, pupil):
    make_mark(pupil, cohort, current=False)
    make_mark(pupil, cohort, revision=2)
    make_mark(pupil, cohort, ordinal=2)
    refused("mark_one_current", lambda: make_mark(pupil, cohort, revision=3))
    assert Mark.objects.current().count() == 2


def test_a_result_of_a_sitting_enters_once(cohort, pupil):
    taken = {"source": "sitting", "result_id": 7, "result_revision": 1}
    make_mark(pupil, cohort, **taken)
    make_mark(make_user(), cohort, **taken)
    refused("mark_result_once", lambda: make_mark(pupil, cohort, ordinal=2, **taken))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("mark_number_or_word", {"score": None}),
        ("mark_zero_to_ten", {"score": Decimal("10.1")}),
        ("mark_zero_to_ten", {"score": Decimal(-1)}),
        ("mark_semester_known", {"semester": 3}),
        ("mark_kind_known", {"kind": "kt"}),
        ("mark_venue_known", {"venue": "home"}),
        ("mark_ordinal_from_one", {"ordinal": 0}),
        ("mark_remote_periodic_decided", {"kind": "gk", "venue": "remote"}),
        ("mark_result_from_sitting", {"source": "sitting"}),
        ("mark_result_from_sitting", {"result_id": 7, "result_revision": 1}),
    ],
)
def test_a_mark_makes_sense(cohort, pupil, name, changes):
    refused(name, lambda: make_mark(pupil, cohort, **changes))


def test_a_mark_is_a_number_or_a_word_but_not_both(cohort, pupil):
    mark = make_mark(pupil, cohort, passed=True)
    assert (mark.score, mark.value) == (None, True)
    refused(
        "mark_number_or_word",
        lambda: Mark.objects.filter(pk=mark.pk).update(score=Decimal(8)),
    )


def snapshot(cohort, **changes):
    return Snapshot.objects.create(
        **{
            "code": f"TT-{Snapshot.objects.count()}",
            "indicator": "online_share",
            "method_version": "1",
            "year": cohort.year,
            "as_of": date(2026, 11, 22),
            "digest": "0",
        }
        | changes
    )


def figure(frozen, **changes):
    counts = dict.fromkeys(
        ("l_num", "l_plan", "l_todate", "a_num", "a_recorded", "a_required",
         "cells", "cells_confirmed", "periodic_missing"), 1,
    )  # fmt: skip
    return Figure.objects.create(
        **{"snapshot": frozen, "org_code": "X"} | counts | changes
    )


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("snapshot_kind_known", {"kind": "other"}),
        ("snapshot_semester_known", {"semester": 3}),
        ("UNIQUE|unique", {"code": "TT-0"}),
    ],
)
def test_a_snapshot_makes_sense(cohort, name, changes):
    snapshot(cohort)
    refused(name, lambda: snapshot(cohort, **changes))


def test_a_snapshot_and_its_figures_never_change(cohort):
    frozen = snapshot(cohort)
    known = figure(frozen, cohort=cohort)
    for row in (frozen, known):
        with pytest.raises(TypeError, match="never changed"):
            row.save()


def test_a_figure_is_of_one_unit_or_class_and_stands_once(cohort):
    frozen, unit = snapshot(cohort), make_unit()
    figure(frozen, cohort=cohort)
    figure(frozen, unit=unit, level="primary")
    refused("figure_once", lambda: figure(frozen, unit=unit, level="primary"))
    refused("figure_of_unit_or_class", lambda: figure(frozen))
    refused("figure_of_unit_or_class", lambda: figure(frozen, unit=unit, cohort=cohort))
    refused(
        "figure_confirmed_within_cells",
        lambda: figure(frozen, unit=unit, cells_confirmed=2),
    )


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("target_once_a_day", {}),
        ("target_is_a_share", {"value": "1.5"}),
        ("target_level_known", {"level": "kindergarten"}),
        (
            "target_ends_after_start",
            {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 1, 1)},
        ),
    ],
)
def test_a_target_makes_sense(name, changes):
    unit = make_unit()
    make_target(unit)
    refused(name, lambda: make_target(unit, **changes))
