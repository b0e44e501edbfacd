"""A roster cut into parts in any order says what the whole says."""

import random

import pytest
from django.db import transaction

from lms.people.models import (
    Cohort,
    Enrolment,
    OrgArea,
    OrgParent,
    PersonIdentifier,
    RoleAssignment,
    Semester,
    TeachingAssignment,
    User,
)
from tests.factories.curriculum import make_subject
from tests.rosters import SESSIONS, cohort, counts, org, place, take, user

pytestmark = pytest.mark.django_db


def invented(dice):
    units = [org("p", "state"), *(org(f"c{n}", "local", "p") for n in range(3))]
    units += [org(f"s{n}", "school", f"c{dice.randrange(3)}") for n in range(4)]
    for unit in units:
        unit["metadata.area"] = dice.choice(["", "difficult"])
    classes = [
        cohort(
            f"k{n}",
            f"s{dice.randrange(4)}",
            dice.randint(1, 12),
            subjectCodes=dice.choice(["", "MAT", "MAT,PHY"]),
        )
        for n in range(8)
    ]
    people = [user(f"h{n}", orgs=f"s{dice.randrange(4)}") for n in range(30)]
    people += [user(f"g{n}", "teacher", f"s{dice.randrange(4)}") for n in range(6)]
    places = [
        place(f"e{n}", f"k{dice.randrange(8)}", f"h{n}")
        | {"metadata.exemptSubjects": dice.choice(["", "", "PHY"])}
        for n in range(30)
    ]
    places += [
        place(f"t{n}", f"k{dice.randrange(8)}", f"g{n}", "teacher") for n in range(6)
    ]
    return {
        "orgs": units,
        "academicSessions": SESSIONS,
        "classes": classes,
        "users": people,
        "enrollments": places,
    }


def state():
    """Everything that stands in the database, without ids."""
    rows = [
        OrgParent.objects.values_list(
            "unit__code", "parent__code", "valid_from", "valid_to"
        ),
        OrgArea.objects.values_list("unit__code", "area", "valid_from", "valid_to"),
        Semester.objects.values_list("year__code", "number", "starts", "ends"),
        Cohort.objects.values_list("code", "school__code", "grade", "kind", "title"),
        Cohort.objects.values_list("code", "subjects__code"),
        User.objects.values_list("code", "username", "full_name", "is_active"),
        PersonIdentifier.objects.values_list("person__code", "scheme", "value"),
        RoleAssignment.objects.values_list(
            "person__code", "role", "unit__code", "valid_from"
        ),
        Enrolment.objects.values_list(
            "student__code", "cohort__code", "starts", "ends"
        ),
        Enrolment.objects.values_list("source_code", "exempt_subjects__code"),
        TeachingAssignment.objects.values_list(
            "teacher__code", "cohort__code", "subject__code"
        ),
    ]
    return [sorted(map(str, row.order_by())) for row in rows]


@pytest.mark.parametrize("seed", range(4))
def test_parts_in_any_order_of_rows_say_the_same(seed, tmp_path):

    for code in ("MAT", "PHY"):
        make_subject(code)
    dice = random.Random(seed)  # noqa: S311  a repeatable test
    tables = invented(dice)
    with transaction.atomic():
        take(tmp_path / "whole", **tables)
        whole = state()
        again = take(tmp_path / "whole", **tables)
        transaction.set_rollback(True)

    for name, rows in tables.items():
        dice.shuffle(rows)
        cut = dice.randrange(len(rows)) if name not in {"orgs"} else len(rows)
        for part, some in enumerate((rows[:cut], rows[cut:])):
            if some:
                outcome = take(tmp_path / f"{name}{part}", **{name: some})
                assert outcome["skipped"] == []

    assert state() == whole
    assert counts(again, "enrolments") == (0, 0, 36)
