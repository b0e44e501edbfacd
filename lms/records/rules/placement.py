"""In which class a pupil's marks count, and which marks stand (files.md 17)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Content = TypeVar("Content")
MarkKey = tuple[str, int]  # kind and ordinal


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil's time in one class: from ``starts`` until before ``ends``.

    cohort: id of the class; code: what breaks a tie; is_group: a teaching group.
    exempt: subjects she does not take there.
    """

    cohort: int
    code: str
    starts: date
    ends: date | None
    is_group: bool = False
    exempt: frozenset[int] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Return whether she is enrolled on the day."""
        return self.starts <= day and (self.ends is None or self.ends > day)


def census_day(semester_ends: date, *, as_of: date) -> date:
    """Return the day that decides: the semester's last, or as-of if earlier.

    Source: files.md 17 with 10 (``--at`` is the as-of date for enrolments).
    """
    return min(semester_ends, as_of)


def place(stays: Iterable[Stay], *, begins: date, census: date) -> Stay | None:
    """Return the stay in which her marks of a subject and semester count (files.md 17).

    stays: in classes that teach the subject. Enrolled on the census day: there, and
    rather in a teaching group of the subject. Left earlier: her last class in the
    semester. None where she was in no such class.
    """
    known = [stay for stay in stays if stay.starts <= census]
    now = [stay for stay in known if stay.holds_on(census)]
    if now:
        return max(now, key=lambda s: (s.is_group, s.starts, s.code))
    earlier = [stay for stay in known if stay.ends is None or stay.ends > begins]
    if earlier:
        return max(earlier, key=lambda s: (s.starts, s.is_group, s.code))
    return None


def class_rank(
    stays: Iterable[Stay], cohort: int, *, semester_ends: date
) -> tuple[date, bool, str]:
    """Return how late a class comes for a pupil, as of a semester (files.md 17).

    Her newest start in that class up to the semester's end; where she came only
    afterwards (marks brought along), her first start. Never enrolled: earliest.
    """
    there = [stay for stay in stays if stay.cohort == cohort]
    if not there:
        return (date.min, False, "")
    begun = [stay.starts for stay in there if stay.starts <= semester_ends]
    since = max(begun) if begun else min(stay.starts for stay in there)
    return (since, there[0].is_group, there[0].code)


def standing(
    marks: Iterable[tuple[int, MarkKey, Content]],
    stays: Iterable[Stay],
    *,
    semester_ends: date,
) -> Mapping[MarkKey, Content]:
    """Return the marks that stand: of two classes the later one's (files.md 17).

    marks: (class, (kind, ordinal), content) of one pupil, subject and semester.
    """
    stays = list(stays)
    kept: dict[MarkKey, tuple[tuple[date, bool, str], Content]] = {}
    for cohort, key, content in marks:
        rank = class_rank(stays, cohort, semester_ends=semester_ends)
        if key not in kept or rank > kept[key][0]:
            kept[key] = (rank, content)
    return {key: content for key, (_rank, content) in kept.items()}
