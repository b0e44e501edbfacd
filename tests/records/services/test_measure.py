"""The online share from the database: the worked example, and what must not change."""

from datetime import date
from decimal import Decimal

import pytest

from lms.people.enums import Role, UnitKind
from lms.people.models import OrgParent
from lms.records.models import Figure, Mark, Snapshot
from lms.records.queries.figures import rows_of
from lms.records.services.snapshots import take_snapshot
from tests.factories.curriculum import make_programme_row
from tests.factories.people import (
    enrol,
    give_role,
    make_cohort,
    make_unit,
    make_user,
)
from tests.factories.records import make_mark, make_period, make_record
from tests.records.build import run

pytestmark = pytest.mark.django_db
YEAR = "2026-2027"
END = date(2027, 6, 30)


@pytest.fixture
def example():
    """The worked example of domain.md 2.1: 54 periods, 40 students, weight 9 each."""
    province = make_unit("P", kind=UnitKind.PROVINCE)
    commune = make_unit("C", kind=UnitKind.COMMUNE, parent=province)
    make_programme_row("MAT", grade=10, periods=105)
    cohort = make_cohort("10A1", school=make_unit("S", parent=commune))
    for number in range(1, 55):
        period = make_period(cohort, period_no=number)
        if number <= 4:
            make_record(period, mode="online_sync", completed=38, enrolled=40)
        elif number <= 6:
            make_record(period, mode="online_async", completed=20, enrolled=40)
    for _pupil in range(40):
        pupil = make_user()
        enrol(pupil, cohort)
        for ordinal in range(1, 5):
            venue = "remote" if ordinal == 1 else "paper"
            make_mark(pupil, cohort, ordinal=ordinal, venue=venue)
        make_mark(pupil, cohort, kind="gk")
        make_mark(pupil, cohort, kind="ck")
    return cohort


def said(snapshot, org="10A1", **where):
    wanted = {"org": org, "level": "upper_secondary", "grade": 10, "subject": "MAT"}
    return {
        row["variant"]: row
        for row in rows_of(snapshot)
        if all(row[name] == value for name, value in (wanted | where).items())
    }


def shares(rows):
    return {
        name: (rows[name]["numerator"], rows[name]["denominator"])
        for name in ("L_plan", "A_recorded", "A_required")
    }


def test_the_worked_example_holds_exactly(example):
    rows = said(take_snapshot(YEAR, semester=1, as_of=END))
    assert shares(rows) == {
        "L_plan": ("6", "54"),
        "A_recorded": ("40", "360"),
        "A_required": ("40", "360"),
    }
    assert rows["S_mean"]["value"] == "0.11111111111111111111"
    Mark.objects.filter(kind="gk").update(venue="room")
    rows = said(take_snapshot(YEAR, semester=1, as_of=END))
    assert shares(rows)["A_recorded"] == ("120", "360")  # 3/9 of each student
    assert rows["A_recorded"]["value"] == "0.33333333333333333333"
    assert rows["S_mean"]["value"] == "0.22222222222222222222"
    assert rows["L_todate"]["denominator"] == "6"
    assert rows["S_mean"]["completeness"] == {
        "classes": 1,
        "classes_confirmed": 1,
        "periodic_missing": 0,
    }


def test_the_same_slices_stand_for_every_unit_above(example):
    snapshot = take_snapshot(YEAR, semester=1, as_of=END)
    for org in ("S", "C", "P"):
        rows = said(snapshot, org, level=None, grade=None, subject=None)
        assert shares(rows)["L_plan"] == ("6", "54")
        assert ("S_mean_mean_of_schools" in rows) is (org != "S")
    assert {row["org"] for row in rows_of(snapshot)} == {"10A1", "S", "C", "P"}


def test_the_same_data_and_parameters_give_the_same_hash(example):
    first, _status = run(*command("--at", "2027-06-30"))
    second, _status = run(*command("--at", "30/06/2027"))
    assert first["hash"] == second["hash"]
    assert first["rows"] == second["rows"]
    assert first["snapshot"] != second["snapshot"]
    other, _status = run(*command("--at", "2027-06-29"))
    assert other["hash"] != first["hash"]
    Mark.objects.filter(kind="gk").update(venue="room")
    changed, _status = run(*command("--at", "2027-06-30"))
    assert changed["hash"] != first["hash"]
    assert list(rows_of(Snapshot.objects.get(code=first["snapshot"]))) == first["rows"]


def command(*options):
    return ("measure_indicators", "--school-year", YEAR, *options)


def test_a_dry_run_measures_and_keeps_nothing(example):
    kept, _status = run(*command("--at", "2027-06-30"))
    Snapshot.objects.all().delete()
    tried, status = run(*command("--at", "2027-06-30", "--dry-run"))
    assert status == 0
    assert (tried["hash"], tried["rows"]) == (kept["hash"], kept["rows"])
    assert not Snapshot.objects.exists()
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--at", "hôm qua"), "bad_value"),
        (("--org", "X"), "not_found"),
        (("--indicator", "coverage"), "unknown_indicator"),
        (("--school-year", "1999-2000"), "unknown_school_year"),
        (("--as", "nobody"), "unknown_user"),
    ],
)
def test_a_measurement_that_makes_no_sense_is_refused(example, options, code):
    outcome, status = run(*command(*options))
    assert (status, outcome["error"]["code"]) == (2, code)
    assert not Snapshot.objects.exists()


def test_a_person_measures_only_what_she_oversees(example):
    head = make_user("head")
    give_role(head, Role.SCHOOL_HEAD, example.school)
    outcome, status = run(*command("--org", "S", "--as", "head"))
    assert status == 0
    assert {row["org"] for row in outcome["rows"]} == {"10A1", "S"}
    assert Snapshot.objects.get().by == head
    for code in ("P", "C", "ZZ"):
        outcome, status = run(*command("--org", code, "--as", "head"))
        assert status == 2
        assert outcome["error"]["code"] == "not_found"
        assert outcome["error"]["where"] == f"--org {code}"
    assert Snapshot.objects.count() == 1


def test_without_a_unit_a_person_measures_all_that_she_oversees(example):
    give_role(make_user("head"), Role.SCHOOL_HEAD, example.school)
    make_user("nobody")
    outcome, status = run(*command("--as", "head"))
    assert status == 0
    assert {row["org"] for row in outcome["rows"]} == {"10A1", "S"}
    outcome, status = run(*command("--as", "nobody"))
    assert (status, outcome["error"]["code"]) == (2, "not_allowed")
    assert Snapshot.objects.count() == 1


def test_a_class_alone_may_be_measured(example):
    outcome, _status = run(*command("--org", "10A1", "--semester", "1"))
    assert {row["org"] for row in outcome["rows"]} == {"10A1"}
    assert len(outcome["rows"]) == 14  # two slices of seven variants


def test_a_cluster_is_listed_only_where_it_is_asked_for(example):
    commune = OrgParent.objects.get(unit=example.school).parent
    cluster = make_unit("D", kind=UnitKind.CLUSTER)
    OrgParent.objects.filter(unit=commune).update(parent=cluster)
    everything, _status = run(*command())
    assert "D" not in {row["org"] for row in everything["rows"]}
    asked, _status = run(*command("--org", "D"))
    assert {row["org"] for row in asked["rows"]} == {"10A1", "S", "C", "D"}
    means = {r["variant"] for r in asked["rows"] if r["org"] == "D"}
    assert "L_plan_mean_of_schools" in means


def test_a_switch_leaves_out_tests_in_computer_rooms(example, settings):
    Mark.objects.filter(kind="gk").update(venue="room")
    settings.LMS_ONLINE_SHARE = {"count_room_tests": False, "share_w": "1/4"}
    snapshot = take_snapshot(YEAR, semester=1, as_of=END)
    rows = said(snapshot)
    assert shares(rows)["A_recorded"] == ("40", "360")
    assert snapshot.params["share_w"] == "1/4"
    assert rows["S_mean"]["value"] == "0.11111111111111111111"


def test_a_rejected_record_does_not_count(example):
    first = make_period(example, period_no=99)
    make_record(
        first, mode="online_sync", completed=1, rejected=True, why="Không có phòng học"
    )
    rows = said(take_snapshot(YEAR, semester=1, as_of=END))
    assert shares(rows)["L_plan"] == ("6", "55")


def test_a_year_without_dates_of_semesters_is_refused(example):
    example.year.semesters.all().delete()
    outcome, status = run(*command())
    assert (status, outcome["error"]["code"]) == (2, "semester_undated")


def test_the_mean_of_schools_is_exact(example):
    other = make_cohort("10B1", school=make_unit("T", parent=make_unit("D")))
    OrgParent.objects.filter(unit=other.school).update(
        parent=OrgParent.objects.get(unit=example.school).parent
    )
    rows = said(take_snapshot(YEAR, semester=1, as_of=END), "C")
    # School T plans by default 54 periods and has no marks.
    assert shares(rows)["L_plan"] == ("6", "108")
    mean = rows["L_plan_mean_of_schools"]
    assert Decimal(mean["numerator"]) / Decimal(mean["denominator"]) == Decimal(1) / 18
    assert rows["A_recorded_mean_of_schools"]["value"] == "0.11111111111111111111"
    assert rows["S_mean_mean_of_schools"]["value"] == "0.055555555555555555556"


def test_the_queries_do_not_grow_with_pupils_or_rows(
    example, django_assert_num_queries
):
    with django_assert_num_queries(23):
        take_snapshot(YEAR, semester=1, as_of=END)
    for _pupil in range(3):
        pupil = make_user()
        enrol(pupil, example)
        make_mark(pupil, example)
    with django_assert_num_queries(23):
        take_snapshot(YEAR, semester=1, as_of=END)
