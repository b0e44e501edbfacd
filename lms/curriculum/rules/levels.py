"""Grades and levels of Vietnamese general education."""

PRIMARY, LOWER, UPPER = "primary", "lower_secondary", "upper_secondary"
CONTINUING = "continuing_upper_secondary"
GRADES = {
    PRIMARY: range(1, 6),
    LOWER: range(6, 10),
    UPPER: range(10, 13),
    CONTINUING: range(10, 13),
}
# The word of an address for each level, and what files may call it.
SLUGS = {PRIMARY: "tieu-hoc", LOWER: "thcs", UPPER: "thpt", CONTINUING: "gdtx-thpt"}


def level_of_grade(grade: int) -> str:
    """Return the level of a class's grade: 1-5, 6-9, 10-12 (files.md 6).

    Raises ValueError outside 1..12.
    """
    if 1 <= grade <= 5:
        return PRIMARY
    if 6 <= grade <= 9:
        return LOWER
    if 10 <= grade <= 12:
        return UPPER
    raise ValueError(f"no such grade: {grade}")


def semester_periods(periods_per_year: int) -> tuple[int, int]:
    """Split a year's periods by the 18 and 17 weeks: 52 -> (27, 25).

    Semester I is periods x 18/35 rounded half up, semester II the rest
    (domain.md 2.1).
    """
    first = (periods_per_year * 36 + 35) // 70
    return first, periods_per_year - first
