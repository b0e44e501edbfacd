"""Which column of a class's gradebook the marks of a sitting take."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from lms.records.rules.schemes import TX


class Standing(NamedTuple):
    """A mark that stands in a class's gradebook."""

    ordinal: int
    sitting_code: str
    student_id: int


def column_of_sitting(
    kind: str,
    standings: Iterable[Standing],
    sitting_code: str,
    *,
    wish: int,
    students: Collection[int],
) -> int:
    """Return the ordinal under which the marks of a sitting enter a class's gradebook.

    Where it stands already, else for regular marks the first from ``wish`` on in
    which none of these students has a mark: so two sittings of a class stand side by
    side, and those who were absent catch up in the column of the test they missed. A
    periodic test stands once (files.md 2).
    """
    if kind != TX:
        return 1
    own = [one.ordinal for one in standings if one.sitting_code == sitting_code]
    if own:
        return min(own)
    used = {one.ordinal for one in standings if one.student_id in students}
    while wish in used:
        wish += 1
    return wish
