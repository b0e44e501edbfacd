import pytest

from lms.records.rules.columns import Standing, column_of_sitting

FIRST, SECOND = Standing(1, "KT1", 7), Standing(2, "KT2", 7)


@pytest.mark.parametrize(
    ("standings", "sitting", "wish", "students", "ordinal"),
    [
        ([], "KT1", 1, {7}, 1),
        ([], "KT1", 3, {7}, 3),
        ([FIRST], "KT2", 1, {7}, 2),  # side by side
        ([FIRST, SECOND], "KT3", 1, {7}, 3),
        ([FIRST], "KT2", 1, {8}, 1),  # the absent catch up in the column they missed
        ([FIRST, SECOND], "KT2", 1, {7}, 2),  # where it stands already
        ([FIRST, SECOND], "KT2", 5, {8}, 2),
        ([Standing(1, "", 7)], "KT1", 1, {7}, 2),  # typed by hand
    ],
)
def test_a_regular_sitting_takes_the_first_free_column(
    standings, sitting, wish, students, ordinal
):
    given = column_of_sitting("tx", standings, sitting, wish=wish, students=students)
    assert given == ordinal


@pytest.mark.parametrize("kind", ["gk", "ck"])
def test_a_periodic_test_stands_once(kind):
    taken = [Standing(1, "KT1", 7)]
    assert column_of_sitting(kind, taken, "KT2", wish=4, students={7}) == 1
