"""Provinces of tests/records, brought in as OneRoster files instead of by hand.

What stands in the database afterwards must be what the figures are measured on:
units with their dated places, classes, enrolment intervals, exemptions.
"""

from datetime import date

import pytest

from lms.people.models import Cohort, Enrolment, OrgParent, OrgUnit, Semester
from tests.factories.curriculum import make_subject
from tests.records.provinces import Province
from tests.rosters import take

pytestmark = pytest.mark.django_db


def oneroster(province):
    """Return the tables of the first file, and those of what moved later."""
    rows = province.roster
    first_parent, moves = {}, []
    for row in sorted(rows["parents"], key=lambda row: row["from"] or date.min):
        if row["unit"] in first_parent:
            moves.append(row)
        else:
            first_parent[row["unit"]] = row["parent"]
    kinds = {org["code"]: org["type"] for org in rows["orgs"]}
    units = [
        _org(code, kind, first_parent.get(code, "")) for code, kind in kinds.items()
    ]
    later = [
        _org(row["unit"], kinds[row["unit"]], row["parent"])
        | {"dateLastModified": f"{row['from']}T00:00:00.000Z"}
        for row in moves
    ]
    return {
        "orgs": units,
        "academicSessions": _sessions(rows["sessions"]),
        "classes": [_class(klass) for klass in rows["classes"]],
        "users": [_user(user["code"]) for user in rows["users"]],
        "enrollments": [
            _place(number, row) for number, row in enumerate(rows["enrollments"])
        ],
    }, later


def _org(code, kind, parent):
    return {
        "sourcedId": f"id-{code}",
        "name": code,
        "type": kind,
        "identifier": code,
        "parentSourcedId": parent and f"id-{parent}",
    }


def _sessions(sessions):
    years = sorted({session["year"] for session in sessions})
    rows = [
        {
            "sourcedId": year,
            "type": "schoolYear",
            "startDate": f"{year[:4]}-09-05",
            "endDate": f"{year[5:]}-05-31",
            "schoolYear": year[5:],
        }
        for year in years
    ]
    return rows + [
        {
            "sourcedId": f"{session['year']}/{session['number']}",
            "type": "semester",
            "startDate": session["starts"],
            "endDate": session["ends"],
            "parentSourcedId": session["year"],
            "schoolYear": session["year"][5:],
        }
        for session in reversed(sessions)
    ]


def _class(klass):
    return {
        "sourcedId": klass["id"],
        "title": klass["code"],
        "grades": klass["grade"],
        "classCode": klass["code"],
        "classType": klass["type"],
        "schoolSourcedId": f"id-{klass['school']}",
        "termSourcedIds": klass["year"],
        "subjectCodes": ",".join(klass["subjects"]),
    }


def _user(code):
    return {
        "sourcedId": f"u-{code}",
        "role": "student",
        "orgSourcedIds": "id-P",
        "username": code,
        "givenName": code,
        "familyName": "Nguyễn",
        "identifier": code,
    }


def _place(number, row):
    return {
        "sourcedId": f"e{number}",
        "classSourcedId": row["class"],
        "userSourcedId": f"u-{row['student']}",
        "role": "student",
        "beginDate": row["starts"],
        "endDate": row["ends"] or "",
        "metadata.exemptSubjects": ",".join(row["exempt"]),
    }


def expected_places(province):
    """Return the dated places; the first one of a unit holds since ever."""
    found, seen = [], set()
    for row in sorted(province.parents, key=lambda row: row["from"] or date.min):
        start = row["from"] if row["unit"] in seen else None
        seen.add(row["unit"])
        found.append((row["unit"], row["parent"], start, row["to"]))
    return sorted(found, key=str)


@pytest.mark.parametrize("seed", range(6))
def test_a_province_of_files_is_the_province_of_the_figures(seed, tmp_path):
    province = Province(seed)
    codes = {code for klass in province.classes for code in klass["subjects"]}
    codes |= {code for row in province.enrollments for code in row["exempt"]}
    for code in codes:
        make_subject(code)
    tables, later = oneroster(province)

    first = take(tmp_path / "a", **tables)
    if later:
        assert take(tmp_path / "b", orgs=later)["skipped"] == []

    assert first["skipped"] == []
    assert OrgUnit.objects.count() == len(province.orgs)
    places = OrgParent.objects.values_list(
        "unit__code", "parent__code", "valid_from", "valid_to"
    )
    assert sorted(places, key=str) == expected_places(province)
    semesters = Semester.objects.values_list("year__code", "number", "starts", "ends")
    wanted = [
        (s["year"], s["number"], s["starts"], s["ends"])
        for s in province.roster["sessions"]
    ]
    assert sorted(semesters) == sorted(wanted)
    assert _stored_classes() == _wanted_classes(province)
    assert _stored_places() == _wanted_places(province)


def _stored_classes():
    return {
        (c.code, c.school.code, c.year.code, c.grade, c.kind):
        {s.code for s in c.subjects.all()}
        for c in Cohort.objects.select_related("school", "year")
    }  # fmt: skip


def _wanted_classes(province):
    kinds = {"homeroom": "homeroom", "scheduled": "group"}
    return {
        (c["code"], c["school"], c["year"], c["grade"], kinds[c["type"]]):
        set(c["subjects"])
        for c in province.classes
    }  # fmt: skip


def _stored_places():
    return sorted(
        (
            (e.student.code, e.cohort.source_code, str(e.starts), str(e.ends)),
            sorted(s.code for s in e.exempt_subjects.all()),
        )
        for e in Enrolment.objects.select_related("student", "cohort")
    )


def _wanted_places(province):
    return sorted(
        (
            (row["student"], row["class"], str(row["starts"]), str(row["ends"])),
            sorted(row["exempt"]),
        )
        for row in province.enrollments
    )
