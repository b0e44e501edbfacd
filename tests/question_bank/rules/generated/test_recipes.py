from fractions import Fraction
from itertools import islice

import pytest

from question_bank.rules.generated.domains import read_domain
from question_bank.rules.generated.expressions import BadExpression, Calculator
from question_bank.rules.generated.recipes import draws, read_recipe
from question_bank.rules.generated.writing import Place, write


def recipe(*parameters, conditions=(), **more):
    rows = [
        dict(zip(("name", "value"), p.split(" = "), strict=True)) for p in parameters
    ]
    return {"parameters": rows, "conditions": list(conditions)} | more


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2..5", [2, 3, 4, 5]),
        ("-1..1", [-1, 0, 1]),
        ("0,5..2 bước 0,5", [Fraction(1, 2), 1, Fraction(3, 2), 2]),
        ("1; 2,5; 2,5", [1, Fraction(5, 2)]),
        ("Lan; Hoa", ["Lan", "Hoa"]),
        ("7; ", [7]),
    ],
)
def test_what_a_parameter_may_be(text, values):
    assert list(read_domain(text).values) == values


def test_everything_else_is_worked_out():
    assert read_domain("max(a; 2)").expression == "max(a; 2)"


@pytest.mark.parametrize(
    ("made", "code", "where"),
    [
        (recipe("a = 9..2"), "range_empty", "parameter a"),
        (recipe("a = x..2"), "range_unreadable", "parameter a"),
        (recipe("a = 1..99999"), "range_too_long", "parameter a"),
        (recipe("a = 1..9", "a = 1..2"), "parameter_twice", "parameter a"),
        (recipe("max = 1..9"), "parameter_name_bad", "parameter max"),
        (recipe("số = 1..9"), "parameter_name_bad", "parameter số"),
        (recipe("a = b", "b = a", "c = 1..2"), "parameters_in_circle", "parameters"),
        (recipe("a = 2*3"), "no_parameter_varies", "parameters"),
        (recipe("a = 1..9", "b = a*"), "expression_unreadable", "parameter b"),
        (recipe("a = 1..9", conditions=["a > c"]), "name_unknown", "condition 1"),
        (recipe("a = 1..9", truth={"b": "2x > 1"}), "expression_unreadable", "statement b"),
    ],
)  # fmt: skip
def test_a_recipe_that_cannot_be_followed_names_its_line(made, code, where):
    with pytest.raises(BadExpression) as refused:
        read_recipe(made)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_the_same_seed_draws_the_same_and_another_seed_another_order():
    made = recipe("a = 1..50", "b = 1..50", "s = a + b")

    def first(seed):
        found = draws(read_recipe(made | {"seed": seed}), Calculator())
        return [(d.values["a"], d.values["b"], d.values["s"]) for d in islice(found, 9)]

    assert first(1) == first(1) != first(2)
    assert all(a + b == s for a, b, s in first(1))


@pytest.mark.parametrize("high", [30, 3000])  # gone through, and drawn from
def test_no_set_of_values_comes_twice(high):
    made = read_recipe(recipe(f"a = 1..{high}", f"b = 1..{high}"))
    found = [tuple(draw.values.values()) for draw in draws(made, Calculator())]
    assert len(found) == len(set(found)) >= 900


def test_conditions_and_impossible_values_are_told_apart():
    made = read_recipe(recipe("a = 0..2", "x = 1/a", conditions=["a < 2"]))
    found = {draw.values["a"]: draw for draw in draws(made, Calculator())}
    assert found[0].error.code == "division_by_zero"
    assert found[2].failed == "a < 2"
    assert not found[1].failed
    assert found[1].error is None


@pytest.mark.parametrize(
    ("value", "form", "text", "latex", "key"),
    [
        (Fraction(5), "", "5", "5", "5"),
        (Fraction(-5), "", "−5", "-5", "-5"),  # noqa: RUF001
        (Fraction(5, 2), "", "2,5", "2{,}5", "2,5"),
        (Fraction(2, 3), "2", "0,67", "0{,}67", "0,67"),
        (2**0.5, "3", "1,414", "1{,}414", "1,414"),
        (Fraction(-1, 3), "ps", "−1/3", r"-\dfrac{1}{3}", "-1/3"),  # noqa: RUF001
        (Fraction(4), "ps", "4", "4", "4"),
        (Fraction(3), "+", "+3", "+3", "+3"),
        (Fraction(1), "k", "", "", ""),
        (Fraction(-1), "+k", "−", "-", "-"),  # noqa: RUF001
        (Fraction(7), "+k", "+7", "+7", "+7"),
        (Fraction(-3), "()", "(−3)", "(-3)", "(-3)"),  # noqa: RUF001
        (Fraction(-1, 1000), "1", "0,0", "0{,}0", "0,0"),  # no minus before zero
        ("Lan", "", "Lan", "Lan", "Lan"),
    ],
)
def test_numbers_are_written_as_schools_write_them(value, form, text, latex, key):
    written = tuple(write(value, form, place) for place in Place)
    assert written == (text, latex, key)


@pytest.mark.parametrize(
    ("value", "form", "code"),
    [
        (Fraction(1, 3), "", "value_without_end"),
        (2**0.5, "", "value_without_end"),
        (Fraction(1), "x", "number_format_unknown"),
        (True, "", "number_wanted"),
    ],
)
def test_a_number_that_cannot_be_written_is_refused(value, form, code):
    with pytest.raises(BadExpression) as refused:
        write(value, form, Place.TEXT)
    assert refused.value.code == code
