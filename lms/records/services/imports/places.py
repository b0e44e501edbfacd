"""The class and subject a row speaks of, looked up without a query a row."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lms.core.errors import DomainError
from lms.core.tables import Row
from lms.curriculum.queries import SubjectIndex
from lms.people import access
from lms.people.enums import Role
from lms.people.models import Cohort, SchoolYear


@dataclass(frozen=True, slots=True)
class Klass:
    """What an import needs to know of a class."""

    id: int
    grade: int
    school_id: int


class Writer:
    """Whose hand an import is: the system, or a person with a school's roles."""

    def __init__(self, user: Any, *, roles: frozenset[str]) -> None:
        """Raises not_allowed for a person who could not write anything at all."""
        self.user = user
        if user is None:
            return
        self.reach = access.reach(user)
        staff = [grant.unit_id for grant in self.reach.grants if grant.role in roles]
        self.schools = access.units_below(staff) if staff else frozenset()
        self.taught = self.reach.taught if Role.TEACHER in roles else frozenset()
        if not self.schools and not self.taught:
            raise DomainError("not_allowed")

    def may(self, klass: Klass, subject_id: int) -> bool:
        """Return whether this hand may write of a subject in a class."""
        if self.user is None or klass.school_id in self.schools:
            return True
        return (klass.id, subject_id) in self.taught


class Places:
    """Classes and subjects by the codes of files (files.md 4)."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.subjects = SubjectIndex()
        self.years = dict(SchoolYear.objects.values_list("code", "id"))
        self._classes: dict[str, dict[str, list[Klass]]] = {}
        self._known: dict[tuple[str, str, str], tuple[Klass, int]] = {}

    def find(self, row: Row) -> tuple[Klass, int]:
        """Return the class and the id of the subject a row names.

        Raises DomainError unknown_school_year, unknown_class, ambiguous_class,
        unknown_subject.
        """
        key = (row["school_year"], row["class_code"], row["subject_code"])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look_up(*key)
        return found

    def _look_up(self, year: str, code: str, subject: str) -> tuple[Klass, int]:
        if year not in self.years:
            raise DomainError("unknown_school_year", value=year)
        found = self._of_year(year).get(code, [])
        if not found:
            raise DomainError("unknown_class", value=code, year=year)
        known = self.subjects.find(subject)
        if known is None:
            raise DomainError("unknown_subject", value=subject)
        mine = [klass for klass in found if self.writer.may(klass, known.pk)]
        if not mine:
            raise DomainError("unknown_class", value=code, year=year)
        if len(mine) > 1:
            raise DomainError("ambiguous_class", value=code)
        return mine[0], known.pk

    def _of_year(self, year: str) -> dict[str, list[Klass]]:
        if year not in self._classes:
            self._classes[year] = self._load(self.years[year])
        return self._classes[year]

    @staticmethod
    def _load(year_id: int) -> dict[str, list[Klass]]:
        found: dict[str, list[Klass]] = defaultdict(list)
        cohorts = Cohort.objects.filter(year_id=year_id).values_list(
            "code", "school__code", "id", "grade", "school_id"
        )
        for code, school, *values in cohorts.iterator():
            klass = Klass(*values)
            found[code].append(klass)
            found[f"{school}/{code}"].append(klass)
        return found
