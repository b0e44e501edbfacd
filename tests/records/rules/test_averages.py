from decimal import Decimal

import pytest

from lms.records.rules.averages import (
    Given,
    learning_result,
    semester_average,
    semester_comment,
    year_average,
)


def marks(*values):
    return {f"S{at}": Decimal(str(value)) for at, value in enumerate(values)}


def given(regular, middle=None, final=None):
    def read(value):
        return None if value is None else Decimal(str(value))

    return Given(tuple(read(r) for r in regular), read(middle), read(final))


@pytest.mark.parametrize(
    ("regular", "middle", "final", "average"),
    [
        ([8, 9], 7, 8, "7.9"),  # 55/7, from the circular
        ([8, 9, 10], 7, 8, "8.1"),  # more than required are all used
        ([8], 7, 8, None),
        ([8, 9], None, 8, None),
        ([8, 9], 7, None, None),
    ],
)
def test_semester_average(regular, middle, final, average):
    found = semester_average(given(regular, middle, final), required=2)
    assert found == (average and Decimal(average))


def test_halves_go_up():
    exact = given(["8.25", "8.25"], "8.25", "8.25")
    assert semester_average(exact, required=2) == Decimal("8.3")


def test_year_average_weighs_the_second_semester_twice():
    assert year_average(Decimal("7.9"), Decimal("8.5")) == Decimal("8.3")
    assert year_average(Decimal("7.9"), None) is None
    assert year_average(None, Decimal("7.9")) is None


@pytest.mark.parametrize(
    ("regular", "middle", "final", "result"),
    [
        ([True, True], True, True, True),
        ([True, False], True, True, False),
        ([True, True, False], True, True, True),  # only the required two
        ([True], True, True, None),
        ([True, False], None, True, None),
    ],
)
def test_result_by_comment(regular, middle, final, result):
    assert semester_comment(Given(tuple(regular), middle, final), required=2) is result


@pytest.mark.parametrize(
    ("scored", "words", "result"),
    [
        # vectors of domain 3.2
        ([8.5] * 7 + [4.0], [True] * 4, ("kha", True)),
        ([8.5] * 7 + [3.0], [True] * 4, ("dat", True)),
        ([8.5] * 7 + [6.0], [True] * 4, ("kha", False)),
        ([8.5] * 6 + [4.0, 4.0], [True] * 4, ("dat", False)),
        # one Chưa đạt, all else Tốt
        ([8.5] * 8, [False, True], ("kha", True)),
        ([8.5] * 8, [False, False], ("chua_dat", False)),
        ([8.0] * 6 + [6.5, 6.5], [True], ("tot", False)),
        ([6.5] * 6 + [5.0, 5.0], [True], ("kha", False)),
        ([5.0] * 6 + [3.5, 3.5], [True], ("dat", False)),
        ([3.0] * 8, [True], ("chua_dat", False)),
    ],
)
def test_learning_result_and_lift(scored, words, result):
    comments = {f"C{at}": word for at, word in enumerate(words)}
    assert learning_result(marks(*scored), comments, min_high=6) == result


def test_no_result_while_one_is_missing():
    full = marks(*[8.5] * 8)
    assert learning_result(full | {"X": None}, {}, min_high=6) == (None, False)
    assert learning_result(full, {"C": None}, min_high=6) == (None, False)
    assert learning_result({}, {}, min_high=6) == (None, False)


def test_continuing_education_may_ask_for_fewer_subjects():
    assert learning_result(marks(*[8.5] * 5), {}, min_high=5) == ("tot", False)
