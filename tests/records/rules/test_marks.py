from decimal import Decimal

import pytest

from lms.core.errors import DomainError
from lms.records.rules.marks import Value, check_decision, check_kind, read_mark
from lms.records.rules.requirements import (
    regular_marks,
    required_marks,
    required_periodic,
    required_weight,
)
from lms.records.rules.schemes import is_cluster, scheme_for

PRIMARY, UPPER = scheme_for("primary"), scheme_for("upper_secondary")


@pytest.mark.parametrize(
    ("text", "scheme", "comment", "value"),
    [
        ("8,5", UPPER, False, Value(score=Decimal("8.5"))),
        ("8.50", UPPER, False, Value(score=Decimal("8.5"))),
        ("10", UPPER, False, Value(score=Decimal(10))),
        ("0", PRIMARY, False, Value(score=Decimal(0))),
        ("9.0", PRIMARY, False, Value(score=Decimal(9))),
        ("Đ", UPPER, True, Value(passed=True)),
        ("cđ", UPPER, True, Value(passed=False)),
        ("\u00d0", UPPER, True, Value(passed=True)),  # Eth of old fonts
    ],
)
def test_marks_are_read_as_written(text, scheme, comment, value):
    assert read_mark(text, scheme=scheme, by_comment=comment) == value


@pytest.mark.parametrize(
    ("text", "scheme", "comment", "code"),
    [
        ("8,25", UPPER, False, "mark_step"),
        ("8,5", PRIMARY, False, "mark_step"),
        ("10,1", UPPER, False, "mark_range"),
        ("-1", UPPER, False, "mark_range"),
        ("10,5", UPPER, False, "mark_range"),
        ("NaN", UPPER, False, "bad_value"),
        ("1e1", UPPER, False, "bad_value"),
        ("1_0", UPPER, False, "bad_value"),
        ("tám", UPPER, False, "bad_value"),
        ("8", UPPER, True, "mark_form"),
        ("Đ", UPPER, False, "mark_form"),
    ],
)
def test_what_is_no_mark_is_refused(text, scheme, comment, code):
    with pytest.raises(DomainError) as refusal:
        read_mark(text, scheme=scheme, by_comment=comment)
    assert refusal.value.code == code


def test_primary_knows_no_regular_marks():
    with pytest.raises(DomainError, match="tx_in_primary"):
        check_kind("tx", scheme=PRIMARY)
    check_kind("ktl", scheme=PRIMARY)


@pytest.mark.parametrize("kind", ["gk", "ck"])
def test_a_periodic_test_at_a_distance_needs_the_heads_decision(kind):
    with pytest.raises(DomainError, match="decision_missing"):
        check_decision(kind, venue="remote", decision="")
    check_decision(kind, venue="remote", decision="12/QĐ, 01/10/2025")
    check_decision(kind, venue="room", decision="")
    check_decision("tx", venue="remote", decision="")


@pytest.mark.parametrize(
    ("periods", "count"), [(35, 2), (36, 3), (52, 3), (70, 3), (71, 4), (140, 4)]
)
def test_regular_marks_follow_the_periods_of_the_curriculum(periods, count):
    assert regular_marks(UPPER, periods) == count


@pytest.mark.parametrize(
    ("scheme", "subject", "grade", "periods", "weight", "periodic"),
    [
        (UPPER, "MAT", 10, 105, 9, ("gk", "ck")),
        (UPPER, "HIS", 10, 52, 8, ("gk", "ck")),
        (UPPER, "DEF", 10, 35, 7, ("gk", "ck")),
        (PRIMARY, "VIE", 5, 245, 2, ("gk", "ck")),
        (PRIMARY, "MAT", 4, 175, 2, ("gk", "ck")),
        (PRIMARY, "MAT", 3, 175, 1, ("ck",)),
        (PRIMARY, "HGE", 5, 70, 1, ("ck",)),
    ],
)
def test_a_semester_asks_for_so_much(scheme, subject, grade, periods, weight, periodic):
    wanted = required_marks(
        scheme, subject=subject, grade=grade, periods_per_year=periods
    )
    assert required_weight(scheme, wanted) == weight
    assert required_periodic(wanted) == periodic


def test_clusters_are_told_by_their_code():
    assert is_cluster("MAT-CD")
    assert not is_cluster("MAT")
