"""Teaching plans and the period ledger of a school, class by class."""

from datetime import datetime, time
from functools import cached_property
from random import Random
from typing import Any

from django.db import connection
from django.utils import timezone

from lms.curriculum.rules.levels import semester_periods
from lms.demo.seeding.province.base import HOURS, Province
from lms.demo.seeding.province.classes import Klass
from lms.demo.seeding.province.rates import HELD, MODES, Rates
from lms.demo.seeding.province.writer import Row, Table, Writer, column_of
from lms.demo.seeding.teaching import week_of
from lms.records.enums import Mode, Source
from lms.records.models import PeriodRecord, PlanPeriod
from lms.records.queries.programme import Taught

BEHIND, WEEKS_BEHIND = 0.03, 3  # of the courses; weeks whose records wait for a "yes"
QUARTERS = (0.25, 0.5, 0.5)  # of a blended period
APPROVED_FROM = 4  # week from which lessons name the material
Lesson = tuple[int, int, int, str, str]  # number, semester, week, node code, title


class Timetable:
    """The periods of each subject and grade, and the days of the year: worked out once."""

    def __init__(self, province: Province) -> None:
        self.province = province
        self._lessons: dict[tuple[str, int], list[Lesson]] = {}

    @cached_property
    def days(self) -> dict[tuple[int, int], tuple[Any, Any]]:
        """(week, weekday) -> its date and when its ledger was filled in, as stored."""
        date, at = (column_of(PeriodRecord, name) for name in ("date", "at"))
        found = {}
        for week in self.province.weeks:
            for weekday in range(5):
                day = self.province.calendar.day(week, weekday)
                moment = timezone.make_aware(datetime.combine(day, time(HOURS[1])))
                found[week, weekday] = (
                    date.get_db_prep_save(day, connection),
                    at.get_db_prep_save(moment, connection),
                )
        return found

    def lessons(self, taught: Taught) -> list[Lesson]:
        """Return the periods of a subject in a grade over the year."""
        key = taught.code, taught.grade
        if key not in self._lessons:
            self._lessons[key] = self._work_out(taught)
        return self._lessons[key]

    def _work_out(self, taught: Taught) -> list[Lesson]:
        first = semester_periods(taught.periods)[0]
        known = self.province.lessons.get((taught.code, taught.grade), [])
        titles = [*known, *[("", "")] * taught.periods]
        return [
            (
                number,
                1 if number <= first else 2,
                week_of(number, taught.periods),
                titles[number - 1][0],
                titles[number - 1][1] or f"Tiết {number}",
            )
            for number in range(1, taught.periods + 1)
        ]


class Ledger:
    """Writes plan and ledger of one school."""

    def __init__(
        self, timetable: Timetable, writer: Writer, rates: Rates, *, school: str
    ) -> None:
        self.timetable, self.writer, self.rates = timetable, writer, rates
        self.province = timetable.province
        self.chance = Random(f"ledger {school}")  # noqa: S311  invented, no secret
        self.plan = Table(
            PlanPeriod,
            "id", "cohort", "subject", "period_no", "semester", "week", "node_code",
            "title", "mode_planned",
            at=self.province.planned_at,
        )  # fmt: skip
        kept = ("period", "date", "at", "confirmed")
        online = ("mode", "online_periods", "resource_code", "completed", "enrolled")
        self.at_school = Table(
            PeriodRecord, *kept, mode=Mode.IN_PERSON, source=Source.FILE
        )
        self.online = Table(PeriodRecord, *kept, *online, source=Source.FILE)

    def keep(self, klass: Klass) -> None:
        """Write every subject of a class: what was planned, how it was given."""
        for place, taught in enumerate(klass.taught):
            self._course(klass, taught, place)

    def _course(self, klass: Klass, taught: Taught, place: int) -> None:
        chance, fresh = self.chance.random, self.writer.ids(PlanPeriod)
        wanted = self.rates.planned_online(klass.grade)
        confirmed_to = max(self.province.weeks)
        if chance() < BEHIND:
            confirmed_to -= WEEKS_BEHIND
        days, course = self.timetable.days, (klass.id, taught.subject_id)
        plan: list[Row] = []
        at_school: list[Row] = []
        online: list[Row] = []
        for number, semester, week, node, title in self.timetable.lessons(taught):
            id_, mode = next(fresh), Mode.IN_PERSON.value
            kept = (id_, *days[week, (number + place) % 5], int(week <= confirmed_to))
            if chance() < wanted:
                mode = self._mode()
            if mode != Mode.IN_PERSON and chance() < HELD:
                online.append((*kept, *self._online(klass, taught, mode, week)))
            else:
                at_school.append(kept)
            plan.append((id_, *course, number, semester, week, node, title, mode))
        self.writer.add(self.plan, plan)
        self.writer.add(self.at_school, at_school)
        self.writer.add(self.online, online)

    def _mode(self) -> str:
        drawn = self.chance.random()
        for mode, share in MODES:
            if drawn < share:
                return mode
            drawn -= share
        return MODES[0][0]

    def _online(self, klass: Klass, taught: Taught, mode: str, week: int) -> Row:
        enrolled = len(klass.in_week(week))
        share = min(1.0, max(0.2, self.chance.gauss(0.82, 0.15)))
        material = ""
        if mode == Mode.ONLINE_ASYNC and week >= APPROVED_FROM:
            material = self.province.materials.get((taught.code, klass.grade), "")
        online = self.chance.choice(QUARTERS) if mode == Mode.BLENDED else 1
        return mode, online, material, round(enrolled * share), enrolled
