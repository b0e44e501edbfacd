"""Pupils of each cell and the marks that count there (files.md 17, 18, 20).

Nearly every pupil spends the year in one class, so her marks count where they were
given and the database may simply count them. Whoever changed class, left, is exempt
or has marks in an unexpected place is *special*: her marks are taken out of those
counts and placed one by one by the rules.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from lms.records.queries.mark_counts import KINDS, GivenMark, marks_of
from lms.records.queries.pupils import students_and_stays
from lms.records.queries.scope import Scope, Term
from lms.records.rules.placement import Stay, place, standing
from lms.records.rules.schemes import PERIODIC

CellKey = tuple[int, int, int]  # class, subject, semester
PLACE_OF = {kind: 2 * at for at, kind in enumerate(KINDS)}


def no_marks() -> list[int]:
    """Return the zero of counted marks: tx, gk, ck, each all and online."""
    return [0] * 6


@dataclass(slots=True)
class Placed:
    """Special pupils of a cell: how many on the census day, and their marks."""

    present: int = 0
    have: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PERIODIC, 0))
    marks: list[int] = field(default_factory=no_marks)


@dataclass
class Pupils:
    """Who counts where.

    regular: pupils of a class who stay all the time. placed: special pupils by the
    cell they count in. taken_out: their marks by the cell they were given in.
    """

    regular: dict[int, int]
    placed: dict[CellKey, Placed]
    taken_out: dict[CellKey, list[int]]


def sort_out(scope: Scope, *, odd: set[int], online: tuple[str, ...]) -> Pupils:
    """Tell regular from special pupils and place the special ones.

    odd: students who are special whatever their enrolments say. online: venues on
    the platform.
    """
    regular: dict[int, int] = defaultdict(int)
    special: dict[int, list[Stay]] = {student: [] for student in odd}
    for student, stays in students_and_stays(scope):
        if student not in odd and is_regular(stays, scope):
            for stay in stays:
                regular[stay.cohort] += 1
        else:
            special[student] = stays
    pupils = Pupils(regular, defaultdict(Placed), defaultdict(no_marks))
    for student, marks in _with_marks(special):
        _take_out(pupils, marks, online)
        for term in scope.terms:
            _place(pupils, scope, term, special[student], marks, online)
    return pupils


def is_regular(stays: list[Stay], scope: Scope) -> bool:
    """Return whether a pupil's marks count just where they are given.

    One class all the time, teaching groups for other subjects, no exemption.
    """
    first, last = scope.terms[0].census, scope.terms[-1].census
    if sum(not stay.is_group for stay in stays) != 1:
        return False
    seen: set[int] = set()
    for stay in stays:
        subjects = scope.classes[stay.cohort].subjects
        if stay.exempt or not _spans(stay, first, last) or seen & subjects:
            return False
        seen |= subjects
    return True


def _spans(stay: Stay, first: date, last: date) -> bool:
    return stay.starts <= min(first, last) and stay.holds_on(max(first, last))


def _with_marks(
    special: dict[int, list[Stay]],
) -> Iterator[tuple[int, list[GivenMark]]]:
    seen = set()
    for student, marks in groupby(marks_of(special), key=lambda mark: mark.student):
        seen.add(student)
        yield student, list(marks)
    for student in special.keys() - seen:
        yield student, []


def _take_out(pupils: Pupils, marks: list[GivenMark], online: tuple[str, ...]) -> None:
    for mark in marks:
        key = (mark.cohort, mark.subject, mark.semester)
        _count(pupils.taken_out[key], mark.kind, mark.venue, online)


def _count(counted: list[int], kind: str, venue: str, online: tuple[str, ...]) -> None:
    at = PLACE_OF[kind]
    counted[at] += 1
    counted[at + 1] += venue in online


def _place(
    pupils: Pupils,
    scope: Scope,
    term: Term,
    stays: list[Stay],
    marks: list[GivenMark],
    online: tuple[str, ...],
) -> None:
    """Count one special pupil in the cells of a semester (files.md 17, 18)."""
    by_subject: dict[int, list[GivenMark]] = defaultdict(list)
    for mark in marks:
        if mark.semester == term.number and mark.cohort in scope.classes:
            by_subject[mark.subject].append(mark)
    taught = {s for stay in stays for s in scope.classes[stay.cohort].subjects}
    for subject in taught:
        there = [s for s in stays if subject in scope.classes[s.cohort].subjects]
        home = place(there, begins=term.begins, census=term.census)
        if home is None or subject in home.exempt:
            continue
        placed = pupils.placed[home.cohort, subject, term.number]
        stand = standing(
            ((m.cohort, (m.kind, m.ordinal), m.venue) for m in by_subject[subject]),
            stays,
            semester_ends=term.ends,
        )
        for (kind, _ordinal), venue in stand.items():
            _count(placed.marks, kind, venue, online)
        if home.holds_on(term.census):
            placed.present += 1
            given = {kind for kind, _ordinal in stand}
            for kind in PERIODIC:
                placed.have[kind] += kind in given
