"""From school to school: a province of 28 million rows in minutes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db import connection

from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.communes import make_communes
from lms.demo.seeding.province.periods import Timetable
from lms.demo.seeding.province.plan import SchoolPlan
from lms.demo.seeding.province.school import make_school
from lms.demo.seeding.province.writer import Writer
from lms.people.models import OrgUnit


@dataclass(frozen=True)
class Progress:
    """How far the province is: schools done of all, rows written in this run."""

    done: int
    schools: int
    rows: int


Tell = Callable[[Progress], None]


def build_province(
    province: Province,
    plans: Iterable[SchoolPlan],
    *,
    tell: Tell = lambda _progress: None,
    is_rehearsal: bool = False,
) -> dict[str, int]:
    """Make the communes and the schools of a plan that are not there yet.

    One transaction a school, each drawn by its own seed from its code: memory and
    journal stay as small as the biggest school (about 400,000 rows), and a run that
    was killed leaves whole schools, so that the next one makes the others and ends
    with the same. One transaction over all would keep gigabytes of SQLite's journal
    and lose everything to the last interruption.

    is_rehearsal: nothing is written, rows are counted. Returns {model: rows}.
    """
    writer = Writer(is_rehearsal=is_rehearsal)
    plans = list(plans)
    province = replace(province, communes=make_communes(province, writer))
    timetable = Timetable(province)
    there = _schools_there(plans)
    for done, plan in enumerate(plans, start=1):
        if plan.code not in there:
            make_school(province, timetable, writer, plan)
        tell(Progress(done, len(plans), writer.total))
    if not is_rehearsal:
        _look_at_tables()
    return dict(sorted(writer.counts.items()))


def _schools_there(plans: list[SchoolPlan]) -> set[str]:
    codes = [plan.code for plan in plans]
    found = OrgUnit.objects.filter(code__in=codes).values_list("code", flat=True)
    return set(found)


def _look_at_tables() -> None:
    """Let the planner of the database know how big the tables have become."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")
