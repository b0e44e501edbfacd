"""One roster, in one transaction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from lms.core import audit
from lms.people.services.roster.cohort_rows import take_courses
from lms.people.services.roster.cohorts import take_cohorts
from lms.people.services.roster.enrolments import refuse_places, take_enrolments
from lms.people.services.roster.guardians import take_guardians
from lms.people.services.roster.persons import take_persons
from lms.people.services.roster.roles import take_roles
from lms.people.services.roster.run import KINDS, Run
from lms.people.services.roster.scope import scope_of
from lms.people.services.roster.sources import open_source
from lms.people.services.roster.units import take_units
from lms.people.services.roster.years import take_years

# Tables in the order in which they speak of each other.
STEPS = (
    take_units,
    take_years,
    take_courses,
    take_cohorts,
    refuse_places,
    take_persons,
    take_roles,
    take_guardians,
    take_enrolments,
)
_LOCK = 7_240_501  # any number of our own


@transaction.atomic
def import_roster(
    path: Path,
    *,
    by: Any = None,
    tell: Callable[[str], None] | None = None,
    **context: str,
) -> dict[str, Any]:
    """Take in a roster: OneRoster 1.1/1.2 CSV (folder or zip), or one class-list book.

    Files may hold a part of what there is, in any order; what a file does not speak
    of stays. A unit whose parent changed keeps its old place up to the day of the
    change. Marks of personal data that nothing needs are not read.
    by: None = the system; staff of a school reach their own school alone.
    tell: where progress is said; context: school, school_year for a book that does
    not name them.
    Returns {"orgs", "classes", "people", "enrolments": counts, "skipped", "warnings",
    "changes": the first few changed rows}.
    Raises DomainError not_allowed, and as open_source does.
    """
    scope = scope_of(by)
    _one_at_a_time()
    with open_source(path, scope=scope, **context) as source:
        run = Run(by=by, scope=scope, labels=source.labels, tell=tell)
        for name in source.passed_over:
            run.note_file(name)
        for step in STEPS:
            step(run, source)
    run.skipped.sort(key=lambda skipped: (skipped.file, skipped.row))
    counts = {kind: run.counts[kind].as_json() for kind in KINDS}
    audit.record("import", "roster", path.name, by=by, **counts)
    return run.as_json()


def _one_at_a_time() -> None:
    """Let a second roster wait; on SQLite a writing transaction does that itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
