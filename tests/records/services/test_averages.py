"""Averages of whole classes from the gradebook."""

from datetime import date
from decimal import Decimal

import pytest

from lms.people.enums import CohortKind, Role
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.people import (
    assign,
    enrol,
    give_role,
    make_cohort,
    make_unit,
    make_user,
)
from tests.factories.records import make_mark, make_period
from tests.records.build import run

pytestmark = pytest.mark.django_db
YEAR = "2026-2027"


@pytest.fixture
def cohort():
    for code in ("MAT", "LIT", "FL1", "HIS", "PHY", "CHE", "BIO", "GEO"):
        make_programme_row(code, periods=35)
    make_programme_row("PED", periods=70, assessed_by="comment")
    return make_cohort("10A1", school=make_unit("S"))


def semester(pupil, cohort, subject, number, *values, **changes):
    kinds = [("tx", 1), ("tx", 2), ("gk", 1), ("ck", 1)]
    for (kind, ordinal), value in zip(kinds, values, strict=True):
        word = {"passed": value} if isinstance(value, bool) else {}
        make_mark(
            pupil,
            cohort,
            subject,
            semester=number,
            kind=kind,
            ordinal=ordinal,
            **({"score": None if word else Decimal(str(value))} | word | changes),
        )


def whole_year(
    pupil, cohort, subjects=("LIT", "FL1", "HIS", "PHY", "CHE", "BIO", "GEO")
):
    for subject in subjects:
        for number in (1, 2):
            semester(pupil, cohort, subject, number, *[8.5] * 4)
    for number in (1, 2):
        semester(pupil, cohort, "PED", number, *[True] * 4)


def averages(*options):
    outcome, status = run("compute_averages", "--school-year", YEAR, *options)
    assert status == 0
    return outcome


def one(code="H1", **options):
    outcome = averages()
    return next(s for s in outcome["students"] if s["student"] == code)


def test_the_vectors_of_the_circular(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort)
    whole_year(pupil, cohort)
    semester(pupil, cohort, "MAT", 1, 8, 9, 7, 8)  # 55/7
    semester(pupil, cohort, "MAT", 2, 8.5, 8.5, 8.5, 8.5)
    found = one()
    assert found["subjects"]["MAT"] == {"1": "7.9", "2": "8.5", "year": "8.3"}
    assert found["subjects"]["PED"] == {"1": "Đ", "2": "Đ", "year": "Đ"}
    assert found["result"] == {"1": "tot", "2": "tot", "year": "tot"}
    assert found["lifted"] == {"1": False, "2": False, "year": False}
    assert averages()["scheme"] == "TT22/2021"


def test_one_bad_subject_is_lifted(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort)
    whole_year(pupil, cohort)
    for number in (1, 2):
        semester(pupil, cohort, "MAT", number, 4, 4, 4, 4)
    found = one()
    assert found["result"]["year"] == "kha"
    assert found["lifted"]["year"] is True


def test_a_missing_periodic_mark_leaves_no_average_and_no_result(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort)
    whole_year(pupil, cohort)
    semester(pupil, cohort, "MAT", 2, 8, 8, 8, 8)
    make_mark(pupil, cohort, "MAT", kind="gk")
    make_mark(pupil, cohort, "MAT", kind="ktl")
    found = one()
    assert found["subjects"]["MAT"] == {"1": None, "2": "8.0", "year": None}
    assert found["result"] == {"1": None, "2": "tot", "year": None}


def test_an_exempt_subject_is_left_out(cohort):
    pupil = make_user(code="H1")
    enrolment = enrol(pupil, cohort)
    enrolment.exempt_subjects.add(make_subject("MAT"))
    whole_year(pupil, cohort)
    found = one()
    assert "MAT" not in found["subjects"]
    assert found["result"]["year"] == "tot"


def test_marks_follow_a_pupil_to_her_new_class(cohort):
    pupil, other = make_user(code="H1"), make_cohort("10A2", school=cohort.school)
    enrol(pupil, cohort, ends=date(2027, 2, 1))
    enrol(pupil, other, starts=date(2027, 2, 1))
    semester(pupil, cohort, "MAT", 1, 8, 8, 8, 8)
    semester(pupil, other, "MAT", 2, 9, 9, 9, 9)
    found = one()
    assert found["class"] == "10A2"
    assert found["subjects"]["MAT"] == {"1": "8.0", "2": "9.0", "year": "8.7"}
    assert averages("--class", "10A1")["students"] == []


def test_a_selective_subject_of_a_group_belongs_to_the_pupil(cohort):
    pupil = make_user(code="H1")
    make_programme_row("INF", periods=70, kind="elective")
    make_programme_row("MAT-CD", kind="elective")
    for code in ("INF", "MAT-CD"):
        group = make_cohort(f"N-{code}", school=cohort.school, kind=CohortKind.GROUP)
        group.subjects.add(make_subject(code))
        enrol(pupil, group)
        make_mark(pupil, group, code)
    enrol(pupil, cohort)
    found = one()
    assert found["class"] == "10A1"
    assert found["subjects"]["INF"] == {"1": None, "2": None, "year": None}
    assert "MAT-CD" not in found["subjects"]
    assert len(averages()["students"]) == 1


def test_a_semester_that_is_not_planned_makes_no_year(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort)
    whole_year(pupil, cohort)
    make_period(cohort, "MAT", semester=1)
    semester(pupil, cohort, "MAT", 1, 8, 8, 8, 8)
    found = one()
    assert found["subjects"]["MAT"] == {"1": "8.0", "2": None, "year": None}
    assert found["result"] == {"1": "tot", "2": "tot", "year": None}


def test_whoever_came_for_the_second_semester_has_no_year(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort, starts=date(2027, 1, 25))
    for subject in ("LIT", "FL1", "HIS", "PHY", "CHE", "BIO", "GEO", "MAT"):
        semester(pupil, cohort, subject, 2, *[8.5] * 4)
    semester(pupil, cohort, "PED", 2, *[True] * 4)
    found = one()
    assert found["subjects"]["MAT"] == {"1": None, "2": "8.5", "year": None}
    assert found["subjects"]["PED"] == {"1": None, "2": "Đ", "year": "Đ"}
    assert found["result"] == {"1": None, "2": "tot", "year": None}


def test_the_result_is_over_the_subjects_of_the_class_on_the_last_day(cohort):
    pupil, other = make_user(code="H1"), make_cohort("10A2", school=cohort.school)
    studied = ("LIT", "FL1", "HIS", "PHY", "CHE", "BIO", "GEO")
    for code in (*studied, "PED"):
        other.subjects.add(make_subject(code))
    enrol(pupil, cohort, ends=date(2027, 2, 1))
    enrol(pupil, other, starts=date(2027, 2, 1))
    whole_year(pupil, cohort)
    semester(pupil, cohort, "MAT", 1, 4, 4, 4, 4)
    found = one()
    assert found["class"] == "10A2"
    assert found["subjects"]["MAT"] == {"1": "4.0", "2": None, "year": None}
    assert found["result"] == {"1": "kha", "2": "tot", "year": "tot"}
    assert found["lifted"] == {"1": True, "2": False, "year": False}


def test_primary_gives_no_average():
    make_programme_row("MAT", grade=4, periods=175)
    cohort, pupil = make_cohort("4A", grade=4), make_user(code="H1")
    enrol(pupil, cohort)
    make_mark(pupil, cohort, kind="ck", score=Decimal(9))
    outcome = averages("--class", "4A")
    assert outcome["scheme"] == "TT27/2020"
    assert outcome["students"] == [
        {
            "student": "H1",
            "class": "4A",
            "subjects": {"MAT": {"1": None, "2": None, "year": None}},
            "result": {"1": None, "2": None, "year": None},
            "lifted": {"1": False, "2": False, "year": False},
        }
    ]


def test_a_person_gets_the_classes_she_teaches_or_oversees(cohort):
    other = make_cohort("10A2", school=make_unit("S2"))
    for klass in (cohort, other):
        enrol(make_user(code=klass.code), klass)
    head, teacher, pupil = make_user("head"), make_user("teacher"), make_user("pupil")
    give_role(head, Role.SCHOOL_HEAD, other.school)
    assign(teacher, cohort)
    enrol(pupil, cohort)

    def classes(*options):
        outcome, status = run("compute_averages", "--school-year", YEAR, *options)
        return status, {row["class"] for row in outcome.get("students", [])}

    assert classes() == (0, {"10A1", "10A2"})
    assert classes("--as", "head") == (0, {"10A2"})
    assert classes("--as", "teacher") == (0, {"10A1"})
    outcome, status = run("compute_averages", "--school-year", YEAR, "--as", "pupil")
    assert (status, outcome["error"]["code"]) == (2, "not_allowed")


def test_a_class_that_does_not_exist_is_refused(cohort):
    outcome, status = run("compute_averages", "--school-year", YEAR, "--class", "X")
    assert (status, outcome["error"]["code"]) == (2, "not_found")
