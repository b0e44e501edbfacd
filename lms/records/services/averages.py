"""Averages and learning results of classes (commands.md compute_averages)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lms.people.models import Cohort, Enrolment, User
from lms.records.queries.lessons import planned_periods
from lms.records.queries.mark_counts import ValuedMark, values_of
from lms.records.queries.programme import Taught
from lms.records.queries.pupils import stays_of
from lms.records.queries.scope import Klass, Scope, Term, scope_of
from lms.records.rules.averages import (
    Given,
    learning_result,
    semester_average,
    semester_comment,
    year_average,
)
from lms.records.rules.placement import Stay, place, standing
from lms.records.rules.requirements import regular_marks
from lms.records.rules.schemes import CK, GK, TX, is_cluster

YEAR = "year"
Result = Decimal | bool | None
MarksOf = dict[int, list[ValuedMark]]


@dataclass
class Report:
    """One pupil's averages: subject code -> {"1", "2", "year"} -> result."""

    student: str
    klass: str
    subjects: dict[str, dict[str, Result]]
    result: dict[str, str | None]
    lifted: dict[str, bool]

    def as_json(self) -> dict[str, Any]:
        """Return the pupil's part of files.md 11."""
        return {
            "student": self.student,
            "class": self.klass,
            "subjects": {
                code: {term: said(value) for term, value in terms.items()}
                for code, terms in sorted(self.subjects.items())
            },
            "result": self.result,
            "lifted": self.lifted,
        }


def said(value: Result) -> str | None:
    """Return an average as "7.9", a result by comment as Đ or CĐ (files.md 11)."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "Đ" if value else "CĐ"
    return f"{value:.1f}"


def compute_averages(
    year: str, *, cohort: Cohort | None = None, only: Collection[int] | None = None
) -> dict[str, Any]:
    """Return averages and learning results of a school year (files.md 11, 21, 22).

    cohort: one class; only: ids of some; None: every class. A pupil stands under the class she is in on
    the last day (left earlier: her last class); her marks follow her (files.md 17).
    Raises DomainError unknown_school_year, semester_undated.
    """
    scope = scope_of(year, semester=None, as_of=date.max, cohort=cohort)
    schemes: set[str] = set()
    students: list[dict[str, Any]] = []
    for classes in scope.schools.values():
        for klass in classes:
            if klass.is_group or (only is not None and klass.id not in only):
                continue
            schemes.add(scope.programme.scheme(klass.grade).code)
            reports = reports_of(scope, klass)
            students += [report.as_json() for report in reports]
    return {"scheme": ", ".join(sorted(schemes)), "students": students}


def reports_of(scope: Scope, klass: Klass) -> list[Report]:
    """Return the reports of one class, by student code."""
    ids = set(
        Enrolment.objects.filter(cohort_id=klass.id).values_list(
            "student_id", flat=True
        )
    )
    stays = stays_of(scope, ids)
    last = scope.terms[-1]
    mine = {s for s in ids if _home(stays[s], last, scope) == klass.id}
    marks: MarksOf = defaultdict(list)
    for mark in values_of(mine):
        marks[mark.student].append(mark)
    cohorts = {stay.cohort for student in mine for stay in stays[student]}
    planned = planned_periods(cohorts)
    codes = User.objects.filter(pk__in=mine).values_list("pk", "code").order_by("code")
    return [
        Pupil(scope, klass, stays[id_], marks[id_], planned).report(code or "")
        for id_, code in codes
    ]


def _home(stays: list[Stay], last: Term, scope: Scope) -> int | None:
    homes = [stay for stay in stays if not stay.is_group]
    home = place(homes, begins=scope.terms[0].begins, census=last.census)
    return home.cohort if home else None


@dataclass(frozen=True)
class Found:
    """A subject's result in a semester. cohort: the class where it counts."""

    taught: Taught
    value: Result
    cohort: int


@dataclass
class Pupil:
    """What is needed to work out one pupil's report."""

    scope: Scope
    klass: Klass
    stays: list[Stay]
    marks: list[ValuedMark]
    planned: dict[tuple[int, int, int], int]

    def report(self, code: str) -> Report:
        """Return the pupil's averages and results."""
        terms = {str(t.number): dict(self._term(t)) for t in self.scope.terms}
        subjects = {
            id_: f.taught for found in terms.values() for id_, f in found.items()
        }
        table = {taught.code: self._row(terms, id_) for id_, taught in subjects.items()}
        result, lifted = {}, {}
        for name, over in self._over(subjects).items():
            values = [
                (taught, table[taught.code][name])
                for id_, taught in subjects.items()
                if id_ in over and (name == YEAR or id_ in terms[name])
            ]
            result[name], lifted[name] = self._result(values)
        return Report(code, self.klass.label, table, result, lifted)

    def _over(self, subjects: Collection[int]) -> dict[str, set[int]]:
        """Return what a semester's and the year's result may be over (files.md 21).

        The subjects of the class and groups she is in on the last day, without those
        exempt; of whoever has left by then, all that she was taught.
        """
        classes = self.scope.classes
        over: dict[str, set[int]] = {key: set() for key in ("1", "2", YEAR)}
        for term in self.scope.terms:
            now = [stay for stay in self.stays if stay.holds_on(term.census)]
            mine = {s for n in now for s in classes[n.cohort].subjects - n.exempt}
            is_here = any(not stay.is_group for stay in now)
            over[str(term.number)] = over[YEAR] = mine if is_here else set(subjects)
        return over

    def _term(self, term: Term) -> Iterator[tuple[int, Found]]:
        """Yield the pupil's subjects of a semester with their results."""
        classes = self.scope.classes
        offered = {s for stay in self.stays for s in classes[stay.cohort].subjects}
        for subject in sorted(offered):
            there = [s for s in self.stays if subject in classes[s.cohort].subjects]
            home = place(there, begins=term.begins, census=term.census)
            taught = self.scope.programme.get(subject, self.klass.grade)
            if home is None or taught is None or is_cluster(taught.code):
                continue
            rests = self._rests(home.cohort, subject, term.number)
            if subject not in home.exempt and not rests:
                yield subject, Found(taught, self._semester(term, taught), home.cohort)

    def _rests(self, cohort: int, subject: int, semester: int) -> bool:
        """Return whether the class's plan has the subject in the other one only."""
        return self.planned.get((cohort, subject, semester)) == 0

    def _semester(self, term: Term, taught: Taught) -> Result:
        if not taught.scheme.has_averages:
            return None
        given = self._given(term, taught.subject_id)
        if taught.by_comment:
            return semester_comment(given, required=taught.scheme.tx_comment)
        required = regular_marks(taught.scheme, taught.periods)
        return semester_average(given, required=required)

    def _given(self, term: Term, subject: int) -> Given:
        stand = standing(
            (
                (mark.cohort, (mark.kind, mark.ordinal), mark.value)
                for mark in self.marks
                if (mark.subject, mark.semester) == (subject, term.number)
                and mark.cohort in self.scope.classes
            ),
            self.stays,
            semester_ends=term.ends,
        )
        by_kind: dict[str, list[Decimal | bool]] = {TX: [], GK: [], CK: []}
        for (kind, _ordinal), value in sorted(stand.items(), key=lambda item: item[0]):
            by_kind[kind].append(value)
        middle, final = by_kind[GK][-1:], by_kind[CK][-1:]
        return Given(
            tuple(by_kind[TX]),
            middle[0] if middle else None,
            final[0] if final else None,
        )

    def _row(
        self, terms: Mapping[str, dict[int, Found]], id_: int
    ) -> dict[str, Result]:
        found = {name: term[id_] for name, term in terms.items() if id_ in term}
        values: dict[str, Result] = {name: f.value for name, f in found.items()}
        row = {"1": values.get("1"), "2": values.get("2")}
        return row | {YEAR: self._year(found)}

    def _year(self, found: Mapping[str, Found]) -> Result:
        """Return a subject's result of the year: it needs both semesters (files.md 21).

        By comment the second's is the year's (domain.md 3.2). A semester that is not
        planned counts as missing: in January most schools have not planned the second
        one yet, and a first semester must not pass for a year.
        """
        first, second = found.get("1"), found.get("2")
        if second is None:
            return None
        if second.taught.by_comment:
            return second.value
        return year_average(first.value, second.value) if first else None  # type: ignore[arg-type]

    def _result(self, over: list[tuple[Taught, Result]]) -> tuple[str | None, bool]:
        scheme = self.scope.programme.scheme(self.klass.grade)
        if not scheme.has_averages:
            return None, False
        scored = {t.code: v for t, v in over if not t.by_comment}
        words = {t.code: v for t, v in over if t.by_comment}
        return learning_result(scored, words, min_high=scheme.min_high)  # type: ignore[arg-type]
