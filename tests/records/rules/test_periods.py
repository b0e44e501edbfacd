from decimal import Decimal
from fractions import Fraction

import pytest

from lms.core.errors import DomainError
from lms.records.rules.periods import Evidence, counted_quarters, online_quarters

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("mode", "given", "quarters"),
    [
        ("blended", None, 0),
        ("blended", "0", 0),
        ("blended", "0.25", 1),
        ("blended", "0.75", 3),
        ("blended", "1.00", 4),
        ("online_sync", None, 4),
        ("online_sync", "1", 4),
        ("online_async", None, 4),
        ("in_person", None, 0),
        ("in_person", "0", 0),
    ],
)
def test_online_periods_are_read_in_quarters(mode, given, quarters):
    assert online_quarters(mode, given and Decimal(given)) == quarters


@pytest.mark.parametrize(
    ("mode", "given", "code"),
    [
        ("blended", "1.25", "above_plan"),
        ("blended", "1.3", "above_plan"),
        ("in_person", "2", "above_plan"),
        ("blended", "0.3", "bad_value"),
        ("blended", "-0.25", "bad_value"),
        ("online_sync", "0.5", "bad_value"),
        ("online_async", "0", "bad_value"),
        ("in_person", "0.25", "bad_value"),
    ],
)
def test_what_is_no_share_of_one_period_is_refused(mode, given, code):
    with pytest.raises(DomainError) as refusal:
        online_quarters(mode, Decimal(given))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("mode", "quarters", "done", "of", "counted"),
    [
        ("online_sync", 4, 1, None, 4),
        ("online_sync", 4, 0, 40, 0),
        ("online_sync", 4, None, 40, 0),
        ("online_async", 4, 20, 40, 4),  # exactly half counts
        ("online_async", 4, 19, 40, 0),
        ("online_async", 4, None, 40, 0),
        ("online_async", 4, 20, None, 0),
        ("online_async", 4, 0, 0, 0),
        ("blended", 3, 1, 2, 3),
        ("blended", 3, 1, 3, 0),
        ("in_person", 0, 40, 40, 0),
    ],
)
def test_evidence_decides_what_counts(mode, quarters, done, of, counted):
    evidence = Evidence(mode, quarters, done, of)
    assert counted_quarters(evidence, min_completion=HALF) == counted


@pytest.mark.parametrize("spoilt", [{"material_holds": False}, {"rejected": True}])
def test_unapproved_material_or_a_rejection_takes_the_period_out(spoilt):
    evidence = Evidence("online_sync", 4, 30, 40, **spoilt)
    assert counted_quarters(evidence, min_completion=HALF) == 0
