from datetime import date

import pytest

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.people.models import Enrolment, TeachingAssignment
from lms.people.services.roster.service import import_roster
from tests.factories.curriculum import make_subject
from tests.files import skipped
from tests.rosters import cohort, counts, place, province, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(tmp_path):
    for code in ("PHY", "PED", "MAT"):
        make_subject(code)
    take(tmp_path / "a", **province())


def intervals(code):
    return list(
        Enrolment.objects.filter(student__code=code)
        .order_by("starts", "cohort__code")
        .values_list("cohort__code", "starts", "ends")
    )


def exempt(source):
    row = Enrolment.objects.get(source_code=source)
    return sorted(row.exempt_subjects.values_list("code", flat=True))


BEGIN = date(2026, 9, 5)


def test_intervals_are_half_open_and_default_to_the_year(there, tmp_path):
    rows = [
        place("e1", "9a", "h1", ends="2026-12-01"),
        place("e9", "10a", "h1", begins=""),
    ]

    outcome = take(tmp_path / "b", enrollments=rows)

    assert counts(outcome, "enrolments") == (1, 1, 0)
    ended = Enrolment.objects.get(source_code="e1")
    on = Enrolment.objects.filter(pk=ended.pk)
    assert on.on(date(2026, 11, 30)).exists()
    assert not on.on(date(2026, 12, 1)).exists()
    assert Enrolment.objects.get(source_code="e9").starts == BEGIN


def test_a_pupil_who_moves_has_two_intervals(there, tmp_path):
    rows = [
        place("e1", "9a", "h1", ends="2026-11-16"),
        place("e1b", "10a", "h1", begins="16/11/2026"),
    ]

    outcome = take(tmp_path / "b", enrollments=rows)
    again = take(tmp_path / "b", enrollments=rows)

    assert counts(outcome, "enrolments") == (1, 1, 0)
    assert counts(again, "enrolments") == (0, 0, 2)
    day = date(2026, 11, 16)
    assert intervals("0h1") == [("9A", BEGIN, day), ("10A", day, None)]


def test_a_row_with_the_same_id_supersedes_the_earlier_one(there, tmp_path):
    take(tmp_path / "b", enrollments=[place("e1", "10a", "h1", begins="2026-09-07")])

    assert intervals("0h1") == [("10A", date(2026, 9, 7), None)]


def test_exemptions_belong_to_the_enrolment(there, tmp_path):
    with_column = place("e1", "9a", "h1") | {"metadata.exemptSubjects": "PED, MAT"}
    none = place("e2", "10a", "h2") | {"metadata.exemptSubjects": ""}

    first = take(tmp_path / "b", enrollments=[with_column, none])
    again = take(tmp_path / "b", enrollments=[with_column, none])
    silent = take(tmp_path / "c", enrollments=[place("e1", "9a", "h1")])

    assert counts(first, "enrolments") == (0, 1, 1)
    assert counts(again, "enrolments") == (0, 0, 2)
    assert counts(silent, "enrolments") == (0, 0, 1)
    assert exempt("e1") == ["MAT", "PED"]
    with_column |= {"metadata.exemptSubjects": "PED,FLYING"}
    last = take(tmp_path / "d", enrollments=[with_column])
    assert counts(last, "enrolments") == (0, 1, 0)
    assert [w["code"] for w in last["warnings"]] == ["unknown_subject"]
    assert exempt("e1") == ["PED"]
    with_column |= {"metadata.exemptSubjects": ""}
    take(tmp_path / "e", enrollments=[with_column])
    assert exempt("e1") == []


def test_wrong_rows_are_named(there, tmp_path):
    rows = [
        place("x1", "nowhere", "h1"),
        place("x2", "9a", "ghost"),
        place("x3", "9a", "h2", "wizard"),
        place("x4", "9a", "h2", begins="2026-13-01"),
        place("x5", "9a", "h2", begins="2026-10-01", ends="2026-10-01"),
        place("x6", "9a", "h2", begins="2026-10-02"),
        place("x6", "9a", "h2", begins="2026-10-03"),
        place("x7", "9a", "h2", begins="2026-10-04"),
        place("x8", "9a", "h2", begins="2026-10-04"),
        place("x9", "9a", "h2", begins="2026-10-05", ends="2026-10-06"),
        place("x0", "9a", "h2", begins="2026-10-05"),
        place("g1", "9a", "h2", "guardian"),
        place("e2", "9a", "h2", begins="2026-10-04"),
    ]

    outcome = take(tmp_path / "b", enrollments=rows)

    assert skipped(outcome) == [
        (2, "roster_unknown_class"),
        (3, "unknown_person"),
        (4, "bad_value"),
        (5, "bad_value"),
        (6, "ends_before_start"),
        (7, "duplicate_key"),
        (8, "duplicate_key"),
        (11, "duplicate_key"),
        (12, "duplicate_key"),
    ]
    assert [(w["row"], w["code"]) for w in outcome["warnings"]] == [
        (13, "class_role_passed_over")
    ]
    assert counts(outcome, "enrolments") == (1, 0, 0)
    assert intervals("0h2") == [
        ("10A", BEGIN, None),
        ("10G", BEGIN, None),
        ("9A", date(2026, 10, 4), None),
    ]


def test_an_enrolment_taken_back_ends_or_never_was(there, tmp_path):
    ended = place("e1", "9a", "h1", status="tobedeleted", dateLastModified="2026-10-10")
    never = place(
        "e3", "10g", "h2", status="tobedeleted", dateLastModified="2026-09-01"
    )
    nobody = place("e7", "9a", "h2", status="tobedeleted")

    outcome = take(tmp_path / "b", enrollments=[ended, never, nobody])

    assert counts(outcome, "enrolments") == (0, 2, 0)
    assert intervals("0h1") == [("9A", BEGIN, date(2026, 10, 10))]
    assert intervals("0h2") == [("10A", BEGIN, None)]


def test_rows_without_an_id_are_known_by_place_and_day(tmp_path):
    make_subject("PHY")
    tables = province()
    tables["enrollments"] = [
        {k: v for k, v in row.items() if k != "sourcedId"}
        for row in tables["enrollments"]
    ]

    first = take(tmp_path / "a", **tables)
    again = take(tmp_path / "a", **tables)

    assert counts(first, "enrolments") == (5, 0, 0)
    assert counts(again, "enrolments") == (0, 0, 5)


def test_teachers_teach_from_day_to_day(there, tmp_path):
    rows = [
        place("t1", "10g", "gv", "teacher", ends="2026-12-24"),
        place("t2", "10a", "gv", "teacher") | {"metadata.subjectCodes": "MAT,PHY"},
        place("t3", "9a", "gv", "teacher"),
        place("t4", "9a", "gv", "teacher", begins="2026-10-01"),
    ]

    first = take(tmp_path / "b", enrollments=rows)
    again = take(tmp_path / "b", enrollments=rows)

    assert counts(first, "enrolments") == (1, 2, 1)
    assert counts(again, "enrolments") == (0, 0, 4)
    day = today()
    found = TeachingAssignment.objects.values_list(
        "cohort__code", "subject__code", "starts", "ends"
    )
    assert sorted(found, key=str) == [
        ("10A", "MAT", BEGIN, None),
        ("10A", "PHY", BEGIN, None),
        ("10A", None, BEGIN, day),
        ("10G", "PHY", BEGIN, date(2026, 12, 24)),
        ("9A", None, BEGIN, None),
    ]


def test_an_id_of_another_system_moves_nobody(there, tmp_path):
    take(tmp_path / "b", enrollments=[place("e1", "10a", "h2", begins="2026-10-01")])

    assert intervals("0h1") == [("9A", BEGIN, None)]


def test_a_group_of_the_second_semester_begins_with_it(tmp_path):
    make_subject("PHY")
    group = cohort(
        "g2",
        "s1",
        10,
        classType="scheduled",
        subjectCodes="PHY",
        termSourcedIds="hk2",
    )
    rows = [place("e1", "g2", "h1", begins="")]

    take(tmp_path / "a", **province(classes=[group], enrollments=rows))

    assert intervals("0h1") == [("G2", date(2027, 1, 18), None)]


def test_a_wrong_cell_is_named_by_the_header_of_its_own_file(there, tmp_path):
    outcome = take(
        tmp_path / "b", enrollments=[place("e9", "9a", "h1", begins="2026-13-01")]
    )
    assert skipped(outcome) == [(2, "bad_value")]
    assert "beginDate" in outcome["skipped"][0]["message"]


def test_a_column_that_stands_there_twice_refuses_the_whole(there, tmp_path):
    folder = tmp_path / "b"
    folder.mkdir()
    (folder / "orgs.csv").write_text(
        "sourcedId,name,type,name\nx,Xã,local,Phường\n", encoding="utf-8"
    )
    with pytest.raises(DomainError, match="columns_repeated"):
        import_roster(folder)
