"""A handful of tiny schools of the big province, and what stands in the tables."""

import hashlib
from dataclasses import replace
from datetime import date

from lms.curriculum.services.nodes import import_nodes
from lms.curriculum.services.programme import import_curriculum
from lms.demo.seeding.calendar import make_calendar
from lms.demo.seeding.programme import NODES
from lms.demo.seeding.province.base import read_province
from lms.demo.seeding.province.plan import plan_schools
from lms.people.models import Cohort, Enrolment, OrgUnit, TeachingAssignment, User
from lms.records.models import Mark, PeriodRecord, PlanPeriod
from tests.factories.people import make_unit

TODAY = date(2026, 12, 1)
KINDS = ("primary", "primary_lower", "lower_secondary", "upper_secondary", "continuing")
GRADES = {4, 6, 10}
TABLES = (
    (OrgUnit, ("code", "name", "kind", "subject__code")),
    (User, ("username", "code", "full_name", "sort_name", "name_fold", "date_joined")),
    (Cohort, ("code", "school__code", "site__code", "grade", "kind", "title")),
    (
        Enrolment,
        ("student__code", "cohort__code", "cohort__school__code", "starts", "ends"),
    ),
    (
        TeachingAssignment,
        ("teacher__code", "cohort__code", "cohort__school__code", "subject__code"),
    ),
    (
        PlanPeriod,
        (
            "cohort__school__code", "cohort__code", "subject__code", "period_no",
            "semester", "week", "node_code", "title", "mode_planned", "at",
        ),
    ),
    (
        PeriodRecord,
        (
            "period__cohort__school__code", "period__cohort__code",
            "period__subject__code", "period__period_no", "date", "at", "mode",
            "online_periods", "confirmed", "resource_code", "completed", "enrolled",
        ),
    ),
    (
        Mark,
        (
            "student__code", "cohort__code", "subject__code", "semester", "kind",
            "ordinal", "score", "passed", "venue", "at", "source", "current",
        ),
    ),
)  # fmt: skip


def base(**changes):
    """Make programme, school year and department; what the schools need."""
    import_curriculum()
    import_nodes(NODES / "mat10.csv")
    calendar = make_calendar(TODAY, is_over=True)
    root = make_unit("MH", kind="province")
    return read_province(root, calendar.year, password="!", **changes)


def tiny_plans(pupils=4):
    """Return six schools, all kinds, one class of few pupils in some grades."""
    plans = plan_schools()
    chosen = [next(plan for plan in plans if plan.kind == kind) for kind in KINDS]
    chosen.append([plan for plan in plans if plan.kind == "lower_secondary"][1])
    return [
        replace(
            plan,
            classes=tuple(
                (grade, 2 if grade == 6 else 1, pupils)
                for grade, _parallel, _pupils in plan.classes
                if grade in GRADES
            ),
            staff=14,
        )
        for plan in chosen
    ]


def digest():
    """Return the digest of all rows, ids left out."""
    found = hashlib.sha256()
    for model, fields in TABLES:
        rows = sorted(repr(row) for row in model.objects.values_list(*fields))
        found.update("\n".join([model.__name__, *rows]).encode())
    return found.hexdigest()
