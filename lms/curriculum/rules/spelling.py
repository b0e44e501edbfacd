"""Subject names as people write them: "Hóa học" and "Hoá học" are one name.

The programme writes "Hoá học", "Vật lí", "Mĩ thuật"; files bring the tone mark on
the other vowel and y for i (domain.md 9). A key without marks, with one letter for
i and y, makes them equal; nothing else that two subjects differ by is lost.
"""

import re

from lms.core.text import fold

_OTHER = re.compile(r"[^a-z0-9]+")
_GRADE = re.compile(r"\s(?:lop\s)?(?:[1-9]|1[0-2])$")


def spelling_key(name: str) -> str:
    """Return the key of a subject name: "Vật lý" and "Vật lí" give "vat li"."""
    key = _OTHER.sub(" ", fold(name)).strip().replace("y", "i")
    return key.removeprefix("mon ")


def without_grade(key: str) -> str:
    """Return the key without a grade at its end: "toan 10" gives "toan"."""
    return _GRADE.sub("", key)
