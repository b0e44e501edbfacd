import pytest

from lms.curriculum.rules.levels import level_of_grade, semester_periods


@pytest.mark.parametrize(
    ("year", "halves"),
    [
        (52, (27, 25)),
        (105, (54, 51)),
        (35, (18, 17)),
        (70, (36, 34)),
        (420, (216, 204)),
    ],
)
def test_a_year_is_split_by_18_and_17_weeks(year, halves):
    assert semester_periods(year) == halves


@pytest.mark.parametrize(
    ("grade", "level"),
    [(1, "primary"), (5, "primary"), (6, "lower_secondary"), (9, "lower_secondary"),
     (10, "upper_secondary"), (12, "upper_secondary")],
)  # fmt: skip
def test_level_follows_the_grade(grade, level):
    assert level_of_grade(grade) == level


def test_other_grades_have_no_level():
    with pytest.raises(ValueError, match="13"):
        level_of_grade(13)
