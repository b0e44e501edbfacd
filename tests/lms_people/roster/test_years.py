from datetime import date

import pytest

from lms.people.models import SchoolYear, Semester
from lms.people.services.roster.years import year_code
from tests.files import skipped
from tests.rosters import org, session, take

FIRST = session("a", "semester", "2026-09-05", "2027-01-16", "nh")
SECOND = session("b", "semester", "2027-01-18", "2027-05-31", "nh")
YEAR = session("nh", "schoolYear", "2026-09-05", "2027-05-31")


def numbers():
    return list(Semester.objects.values_list("number", "starts"))


BOTH = [(1, date(2026, 9, 5)), (2, date(2027, 1, 18))]


@pytest.mark.parametrize(
    ("text", "starts", "ends", "whole", "code"),
    [
        ("2026", date(2025, 9, 5), date(2026, 5, 31), True, "2025-2026"),
        ("2021", date(2021, 8, 24), date(2022, 6, 11), True, "2021-2022"),
        ("2021", date(2021, 9, 1), date(2021, 12, 1), False, "2021-2022"),
        ("2022", date(2022, 1, 10), date(2022, 5, 30), False, "2021-2022"),
        ("2026-2027", date(2027, 1, 10), date(2027, 5, 30), False, "2026-2027"),
        ("", date(2026, 8, 1), date(2027, 7, 1), True, "2026-2027"),
        ("", date(2026, 8, 1), date(2026, 12, 1), False, ""),
    ],
)
def test_the_code_of_a_school_year(text, starts, ends, whole, code):
    assert year_code(text, starts, ends, whole=whole) == code


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [[YEAR, FIRST, SECOND], [SECOND, YEAR, FIRST]])
def test_semesters_are_numbered_by_their_first_day(tmp_path, rows):
    take(tmp_path / "a", academicSessions=rows)
    take(tmp_path / "a", academicSessions=rows)

    assert numbers() == BOTH


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_semesters_may_come_in_two_files(tmp_path, one, other):
    take(tmp_path / "a", academicSessions=[YEAR, one])
    alone = numbers()
    take(tmp_path / "b", academicSessions=[other])

    assert alone == [BOTH[0] if one is FIRST else BOTH[1]]
    assert numbers() == BOTH


@pytest.mark.django_db
def test_new_days_change_year_and_semester(tmp_path):
    take(tmp_path / "a", academicSessions=[YEAR, FIRST, SECOND])
    later = [
        YEAR | {"endDate": "2027-06-10"},
        FIRST | {"endDate": "2027-01-10"},
        SECOND | {"startDate": "11/01/2027", "endDate": "10/06/2027"},
    ]

    take(tmp_path / "b", academicSessions=later)

    assert SchoolYear.objects.get().ends == date(2027, 6, 10)
    assert list(Semester.objects.values_list("number", "starts", "ends")) == [
        (1, date(2026, 9, 5), date(2027, 1, 10)),
        (2, date(2027, 1, 11), date(2027, 6, 10)),
    ]


@pytest.mark.django_db
def test_wrong_rows_are_named_and_a_third_semester_is_left_out(tmp_path):
    rows = [
        YEAR,
        FIRST,
        SECOND,
        session("c", "semester", "2027-06-15", "2027-07-30", "nh"),
        session("d", "holiday", "2027-06-15", "2027-07-30", "nh"),
        session("e", "semester", "2027-06-15", "2027-06-01", "nh"),
        session("f", "semester", "", "2027-06-01", "nh"),
        session("g", "semester", "2027-06-31", "2027-07-01", "nh"),
        session("h", "semester", "2025-09-01", "2026-01-01", "lost", year=""),
        session("", "semester", "2025-09-01", "2026-01-01", "nh"),
        session("i", "schoolYear", "2028-01-01", "2028-05-01", year="next"),
    ]

    outcome = take(tmp_path / "a", academicSessions=rows, orgs=[org("p", "state")])

    assert skipped(outcome) == [
        (6, "bad_value"),
        (7, "ends_before_start"),
        (8, "value_missing"),
        (9, "bad_value"),
        (10, "unknown_school_year"),
        (11, "value_missing"),
        (12, "bad_value"),
    ]
    assert [(w["row"], w["code"]) for w in outcome["warnings"]] == [
        (5, "semester_too_many")
    ]
    assert numbers() == BOTH
