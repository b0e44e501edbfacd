"""What the schools of a province have in common, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.utils import timezone

from lms.core.clock import today
from lms.curriculum.models import Subject
from lms.demo.seeding.calendar import WEEKS, Calendar, calendar_of
from lms.demo.seeding.province.writer import Table
from lms.demo.seeding.teaching import lessons_by_period
from lms.people.models import OrgUnit, PersonIdentifier, SchoolYear, User
from lms.records.queries.programme import Programme

HOURS = (7, 18)  # of a lesson's day: when plans are made, when the ledger is filled in


@dataclass(frozen=True)
class Province:
    """The school year, the programme and where the units are.

    password: the stored form of everybody's. communes, clusters: {code: unit id}.
    materials: {(subject code, grade): code of a shared, published resource}.
    """

    calendar: Calendar
    programme: Programme
    subjects: Mapping[str, int]
    subject_names: Mapping[str, str]
    lessons: Mapping[tuple[str, int], list[tuple[str, str]]]
    password: str
    root_id: int
    communes: Mapping[str, int] = field(default_factory=dict)
    materials: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def year(self) -> SchoolYear:
        """The school year."""
        return self.calendar.year

    @property
    def weeks(self) -> range:
        """The school weeks, from 1."""
        return range(1, sum(WEEKS) + 1)

    @cached_property
    def users(self) -> Table:
        """The table of people."""
        return Table(
            User,
            "id", "username", "code", "full_name", "sort_name", "name_fold",
            password=self.password,
            is_demo=True,
            date_joined=self.planned_at,
        )  # fmt: skip

    @cached_property
    def identifiers(self) -> Table:
        """The table of the codes they are known by."""
        return Table(PersonIdentifier, "person", "value", scheme="sector")

    @property
    def planned_at(self) -> datetime:
        """When people, classes and plans came in: as the school year began."""
        moment = datetime.combine(self.year.starts, time(HOURS[0]))
        return timezone.make_aware(moment)


def read_province(
    root: OrgUnit,
    year: SchoolYear,
    *,
    password: str,
    materials: Mapping[tuple[str, int], str] | None = None,
) -> Province:
    """Read programme, calendar and lessons for the schools below a unit."""
    rows: list[tuple[Any, ...]] = list(
        Subject.objects.values_list("code", "id", "name_vi")
    )
    return Province(
        calendar=calendar_of(year, today()),
        programme=Programme(),
        subjects={code: id_ for code, id_, _name in rows},
        subject_names={code: name for code, _id, name in rows},
        lessons=lessons_by_period(),
        password=password,
        root_id=root.pk,
        materials=materials or {},
    )
