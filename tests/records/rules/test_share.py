from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.records.rules.share import (
    Parameters,
    Tally,
    combined_share,
    exact_sum,
    lesson_share,
    mark_share,
    school_means,
)
from lms.records.rules.slices import (
    class_slices,
    exact_text,
    unit_slices,
    value_text,
    variants,
    whole_text,
)

HALF = Fraction(1, 2)


def s(tally, method="mean"):
    return combined_share(tally, method, share_w=HALF)


def test_the_worked_example_of_the_domain_brief():
    one_test = Tally(l_quarters=24, l_plan=54, a_num=40, a_recorded=360)
    assert lesson_share(one_test) == Fraction(6, 54)
    assert mark_share(one_test) == Fraction(40, 360) == Fraction(1, 9)
    assert s(one_test) == (Fraction(1, 9), ())
    with_gk = Tally(l_quarters=24, l_plan=54, a_num=120, a_recorded=360)
    assert mark_share(with_gk) == Fraction(3, 9)
    assert s(with_gk) == (Fraction(2, 9), ())


def test_s_needs_l_and_says_when_it_stands_alone():
    assert s(Tally(a_num=1, a_recorded=2)) == (None, ())
    alone = Tally(l_quarters=4, l_plan=10)
    for method in ("mean", "min", "lessons_only"):
        assert s(alone, method) == (Fraction(1, 10), ("A_missing",))


def test_the_other_methods():
    tally = Tally(l_quarters=4, l_plan=10, a_num=1, a_recorded=2)
    assert s(tally, "min") == (Fraction(1, 10), ())
    assert s(tally, "lessons_only") == (Fraction(1, 10), ())


def test_schools_without_a_value_are_left_out_of_the_mean():
    means = school_means(
        [
            Tally(l_quarters=4, l_plan=10, a_num=1, a_recorded=2),
            Tally(l_quarters=4, l_plan=5),
            Tally(a_num=1, a_recorded=4),
        ],
        share_w=HALF,
    )
    assert means == {
        "L_plan": Fraction(3, 20),
        "A_recorded": Fraction(3, 8),
        "S_mean": (Fraction(3, 10) + Fraction(1, 5)) / 2,
    }


def test_a_slice_is_said_in_exact_strings():
    tally = Tally(l_quarters=23, l_plan=54, l_todate=20, a_num=3, a_recorded=9)
    said = {row.variant: row for row in variants(tally, share_w=HALF)}
    assert (said["L_plan"].numerator, said["L_plan"].denominator) == ("5.75", "54")
    assert said["A_recorded"].value == "0.33333333333333333333"
    required = said["A_required"]
    assert (required.numerator, required.denominator, required.value) == (
        "3", "0", None,
    )  # fmt: skip
    assert "L_plan_mean_of_schools" not in said


def test_slices_of_a_class_and_of_units():
    assert class_slices("primary", 3, "MAT") == (
        ("primary", 3, ""),
        ("primary", 3, "MAT"),
    )
    assert ("secondary", 0, "") in unit_slices("lower_secondary", 7, "MAT")
    assert len(unit_slices("primary", 3, "MAT")) == 5


@pytest.mark.parametrize(
    ("number", "text"), [(6, "6"), (100, "100"), (Decimal("5.50"), "5.5"), (0, "0")]
)
def test_exact_text(number, text):
    assert exact_text(number) == text


def test_numbers_beyond_pythons_limit_are_written():
    assert len(whole_text(10**6000)) == 6001


@given(st.fractions(min_value=0, max_value=1, max_denominator=10**9))
def test_a_value_keeps_twelve_significant_digits(share):
    assert abs(Fraction(value_text(share)) - share) <= share / 10**15


@given(st.lists(st.fractions(max_denominator=50), max_size=30))
def test_the_sum_in_pairs_is_the_sum(parts):
    assert exact_sum(parts) == sum(parts, Fraction(0))


def test_the_switch_for_tests_in_computer_rooms():
    assert Parameters().online_venues == ("room", "remote")
    assert Parameters(count_room_tests=False).online_venues == ("remote",)
