"""Level and grade of a row of a file."""

from lms.core.errors import DomainError
from lms.core.tables import Row
from lms.curriculum.rules.levels import GRADES, SLUGS
from lms.curriculum.rules.spelling import spelling_key

_NAMES = {
    **{level: level for level in GRADES},
    **{slug: level for level, slug in SLUGS.items()},
    "tieu hoc": "primary",
    "th": "primary",
    "trung hoc co so": "lower_secondary",
    "trung hoc pho thong": "upper_secondary",
    "gdtx": "continuing_upper_secondary",
}


def read_place(row: Row) -> tuple[str, int]:
    """Return level and grade of a row with the columns ``level`` and ``grade``.

    Raises DomainError unknown_level, bad_value, grade_not_of_level.
    """
    word = row["level"].lower()
    level = _NAMES.get(word) or _NAMES.get(spelling_key(word))
    if level is None:
        raise DomainError("unknown_level", value=row["level"][:60])
    text = row["grade"]
    if not text.isascii() or not text.isdigit():
        raise DomainError("bad_value", value=text[:60], column="grade")
    grade = int(text)
    if grade not in GRADES[level]:
        raise DomainError("grade_not_of_level", grade=grade, level=row["level"])
    return level, grade
