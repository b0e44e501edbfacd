"""The gradebooks of a school: all marks that the year asks for, a few missing."""

from datetime import datetime, time
from random import Random
from typing import Any

from django.db import connection
from django.utils import timezone

from lms.curriculum.rules.levels import PRIMARY, level_of_grade
from lms.demo.seeding.calendar import WEEKS
from lms.demo.seeding.province.base import HOURS, Province
from lms.demo.seeding.province.classes import Klass, Member
from lms.demo.seeding.province.rates import Rates
from lms.demo.seeding.province.students import PHYSICAL
from lms.demo.seeding.province.writer import Table, Writer, column_of
from lms.records.enums import Source, Venue
from lms.records.models import Mark
from lms.records.queries.programme import Taught
from lms.records.rules.requirements import required_marks
from lms.records.rules.schemes import CK, GK, TX

MISSING, NOT_PASSED = 0.004, 0.02
TX_WEEKS = (4, 7, 11, 14)  # of a semester: when regular marks are given
PERIODIC_WEEKS = {GK: 9, CK: 17}
LUCK = 11  # tenths by which a mark differs from a pupil's usual one
Test = tuple[int, str, int, int]  # semester, kind, ordinal, school week


class Gradebook:
    """Writes the marks of one school."""

    def __init__(
        self, province: Province, writer: Writer, rates: Rates, *, school: str
    ) -> None:
        self.province, self.writer, self.rates = province, writer, rates
        self.chance = Random(f"marks {school}")  # noqa: S311  invented, no secret
        self.luck = [round(self.chance.gauss(0, LUCK)) for _n in range(997)]
        where = (
            "student", "cohort", "subject", "semester", "kind", "ordinal", "venue", "at"
        )  # fmt: skip
        self.scored = Table(Mark, "score", *where, source=Source.FILE)
        self.passed = Table(Mark, "passed", *where, source=Source.FILE)
        self.given_at = {week: self._moment(week) for week in province.weeks}

    def fill(self, klass: Klass) -> None:
        """Write the marks of a class in all its subjects; groups have none."""
        for taught in klass.taught:
            if klass.parent is None:
                for test in tests_of(taught):
                    self._test(klass, taught, test)

    def _test(self, klass: Klass, taught: Taught, test: Test) -> None:
        semester, kind, ordinal, week = test
        venue = self._venue(klass, taught, kind)
        where = (
            klass.id, taught.subject_id, semester, kind, ordinal, venue,
            self.given_at[week],
        )  # fmt: skip
        table = self.passed if taught.by_comment else self.scored
        value = self._passed if taught.by_comment else self._scored
        is_whole = level_of_grade(klass.grade) == PRIMARY
        self.writer.add(
            table,
            [
                (value(member, is_whole=is_whole), member.person, *where)
                for member in self._present(klass, taught, week)
            ],
        )

    def _present(self, klass: Klass, taught: Taught, week: int) -> list[Member]:
        """Return who took a test: a few were ill, a few do no physical education."""
        chance, is_physical = self.chance.random, taught.code == PHYSICAL
        return [
            member
            for member in klass.in_week(week)
            if chance() >= MISSING and not (is_physical and member.is_exempt)
        ]

    def _scored(self, member: Member, *, is_whole: bool) -> float:
        tenths = member.ability + self.luck[int(self.chance.random() * 997)]
        tenths = min(100, max(10, tenths))
        return round(tenths / 10) if is_whole else tenths / 10

    def _passed(self, _member: Member, *, is_whole: bool) -> int:
        return int(is_whole or self.chance.random() >= NOT_PASSED)

    def _venue(self, klass: Klass, taught: Taught, kind: str) -> str:
        """Return where a test was taken; the periodic ones only at school."""
        if self.chance.random() >= self.rates.aim(klass.grade):
            return Venue.PAPER.value
        is_remote = kind == TX and self.chance.random() < 0.4
        return (Venue.REMOTE if is_remote else Venue.ROOM).value

    def _moment(self, week: int) -> Any:
        day = self.province.calendar.day(week, 4)
        moment = timezone.make_aware(datetime.combine(day, time(HOURS[1])))
        return column_of(Mark, "at").get_db_prep_save(moment, connection)


def tests_of(taught: Taught) -> list[Test]:
    """Return the tests of a subject in the year, as its scheme asks for them."""
    if taught.by_comment:
        regular = taught.scheme.tx_comment
        wanted = {TX: regular, GK: 1, CK: 1} if regular else {}
    else:
        wanted = required_marks(
            taught.scheme,
            subject=taught.code,
            grade=taught.grade,
            periods_per_year=taught.periods,
        )
    found = []
    for semester in (1, 2):
        before = WEEKS[0] * (semester - 1)
        for kind, count in sorted(wanted.items()):
            for ordinal in range(1, count + 1):
                week = PERIODIC_WEEKS.get(kind) or TX_WEEKS[ordinal - 1]
                found.append((semester, kind, ordinal, before + week))
    return found
