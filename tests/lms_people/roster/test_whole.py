"""A roster as a whole: what comes in, what a second file does, what is refused."""

import json
from pathlib import Path

import pytest

from lms.core.models import AuditEntry
from lms.people.enums import CohortKind, Role, UnitKind
from lms.people.models import (
    Cohort,
    Enrolment,
    OrgUnit,
    RoleAssignment,
    SchoolYear,
    TeachingAssignment,
    User,
)
from tests.factories.curriculum import make_subject
from tests.files import refused, run_json, skipped
from tests.rosters import counts, province, take, write_roster, zipped

CORPORA = Path(__file__).resolve().parents[3] / "../shared/corpora/interop/roster"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def subjects():
    for code in ("MAT", "PHY", "LIT"):
        make_subject(code)


def test_everything_of_a_province_comes_in(tmp_path):
    outcome = take(tmp_path / "a", **province())

    assert [
        counts(outcome, k) for k in ("orgs", "classes", "people", "enrolments")
    ] == [
        (5, 0, 0),
        (3, 0, 0),
        (3, 0, 0),
        (5, 0, 0),
    ]
    assert (outcome["skipped"], outcome["warnings"]) == ([], [])
    kinds = dict(OrgUnit.objects.values_list("code", "kind"))
    assert kinds == {
        "P": UnitKind.PROVINCE,
        "D": UnitKind.CLUSTER,
        "C1": UnitKind.COMMUNE,
        "C2": UnitKind.COMMUNE,
        "S1": UnitKind.SCHOOL,
    }
    year = SchoolYear.objects.get()
    semesters = year.semesters.values_list("number", "starts__month", "ends__month")
    assert (year.code, list(semesters)) == ("2026-2027", [(1, 9, 1), (2, 1, 5)])
    cohorts = Cohort.objects.order_by("code").values_list(
        "code", "grade", "kind", "school__code", "year__code", "subjects__code"
    )
    assert list(cohorts) == [
        ("10A", 10, CohortKind.HOMEROOM, "S1", "2026-2027", None),
        ("10G", 10, CohortKind.GROUP, "S1", "2026-2027", "PHY"),
        ("9A", 9, CohortKind.HOMEROOM, "S1", "2026-2027", None),
    ]


def test_people_have_whole_names_codes_and_no_password(tmp_path):
    take(tmp_path / "a", **province())

    pupil = User.objects.get(code="0h1")
    assert (pupil.full_name, pupil.username) == ("Trần Thị Bình", "h1")
    assert (pupil.has_usable_password(), pupil.is_active) == (False, True)
    assert User.objects.get(code="0h2").full_name == "Lê An"
    names = list(User.objects.values_list("full_name", flat=True))
    assert names == ["Lê An", "Trần Thị Bình", "Trần Thị Bình"]
    assert list(
        pupil.identifiers.order_by("scheme").values_list("scheme", "value")
    ) == [
        ("sector", "0h1"),
        ("source", "h1"),
    ]
    role = RoleAssignment.objects.get()
    assert (role.person.code, role.role, role.unit.code) == ("0gv", Role.TEACHER, "S1")
    taught = TeachingAssignment.objects.values_list("cohort__code", "subject__code")
    assert set(taught) == {("10G", "PHY"), ("10A", None)}


def test_a_second_time_adds_and_changes_nothing(tmp_path):
    folder = write_roster(tmp_path / "a", **province())

    first = run_json("import_roster", folder)
    again = run_json("import_roster", zipped(folder, tmp_path / "b.zip", "xuat/"))

    assert (first[0], again[0]) == (0, 0)
    assert set(again[1]) == {
        "orgs", "classes", "people", "enrolments", "skipped", "warnings",
    }  # fmt: skip
    for kind, number in {"orgs": 5, "classes": 3, "people": 3, "enrolments": 5}.items():
        assert counts(again[1], kind) == (0, 0, number)
    assert AuditEntry.objects.filter(verb="import").count() == 2


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    folder = write_roster(tmp_path / "a", **province())

    dry = run_json("import_roster", folder, "--dry-run")

    assert not OrgUnit.objects.exists()
    assert dry == run_json("import_roster", folder)


def test_files_may_come_in_parts_and_any_order(tmp_path):
    whole = province()
    first = {k: whole[k] for k in ("users", "orgs", "academicSessions")}
    second = {k: whole[k] for k in ("enrollments", "classes")}

    take(tmp_path / "a", **first)
    outcome = take(tmp_path / "b", **second)

    assert counts(outcome, "enrolments") == (5, 0, 0)
    assert Enrolment.objects.count() == 3


def test_the_files_of_a_small_system_come_in_whole():
    status, outcome = run_json("import_roster", CORPORA / "oneroster-1.1-40.zip")

    assert status == 0
    assert [
        counts(outcome, k)[0] for k in ("orgs", "classes", "people", "enrolments")
    ] == [
        3,
        4,
        44,
        44,
    ]
    group = Cohort.objects.get(code="10A1")
    assert (group.kind, [s.code for s in group.subjects.all()]) == ("group", ["MAT"])


def test_what_another_flavour_holds_and_is_not_understood_is_said():
    status, outcome = run_json("import_roster", CORPORA / "sds-v2.1")

    assert status == 3
    assert [
        (e["file"], *row)
        for e, row in zip(outcome["skipped"], _rows(outcome), strict=True)
    ] == [
        ("classes.csv", 2, "unknown_unit"),
        ("enrollments.csv", 2, "roster_unknown_class"),
        ("enrollments.csv", 3, "roster_unknown_class"),
        ("orgs.csv", 2, "unknown_unit_kind"),
        ("orgs.csv", 3, "unknown_unit"),
        ("roles.csv", 5, "unknown_unit"),
        ("roles.csv", 8, "unknown_unit"),
    ]
    assert SchoolYear.objects.get().code == "2021-2022"
    assert not User.objects.exclude(password__startswith="!").exists()


def _rows(outcome):
    return [(entry["row"], entry["code"]) for entry in outcome["skipped"]]


def test_refusals_of_the_whole_leave_nothing_behind(tmp_path):
    (tmp_path / "empty").mkdir()
    other = write_roster(tmp_path / "other", products=[{"name": "x"}])
    lacking = write_roster(tmp_path / "lacking", orgs=[{"sourcedId": "p", "name": "P"}])
    text = tmp_path / "roster.txt"
    text.write_text("x")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 nothing")
    bad_bytes = write_roster(tmp_path / "latin", **province())
    (bad_bytes / "users.csv").write_bytes(b"sourcedId\nh\xe9\n")

    codes = [
        refused(run_json("import_roster", path))
        for path in (
            tmp_path / "none",
            tmp_path / "empty",
            other,
            lacking,
            text,
            broken,
            bad_bytes,
        )
    ]

    _status, outcome = run_json("import_roster", tmp_path / "empty")
    assert outcome["error"]["where"] == "file empty"
    assert codes == [
        "file_missing",
        "roster_unknown",
        "roster_unknown",
        "columns_missing",
        "format_unknown",
        "zip_unreadable",
        "not_utf8",
    ]
    assert not OrgUnit.objects.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("slip-dotdot.zip", "zip_path_escapes"),
        ("slip-absolute.zip", "zip_path_escapes"),
        ("bomb-200MB.zip", "zip_ratio"),
        ("truncated.zip", "zip_unreadable"),
        ("empty.zip", "roster_unknown"),
        ("zero-bytes.zip", "zip_unreadable"),
        ("plain-control.zip", "roster_unknown"),
    ],
)
def test_hostile_archives_are_refused(name, code):
    path = CORPORA.parents[1] / "hostile/zip" / name
    if not path.exists():
        pytest.skip("the corpora are not here")

    assert refused(run_json("import_roster", path)) == code


def test_messages_are_vietnamese_sentences(tmp_path):
    tables = province(enrollments=[place_to("nowhere")])

    status, outcome = run_json("import_roster", write_roster(tmp_path / "a", **tables))

    assert status == 3
    assert skipped(outcome) == [(2, "roster_unknown_class")]
    assert json.dumps(outcome["skipped"], ensure_ascii=False).count("nowhere") == 1


def place_to(klass):
    return {"classSourcedId": klass, "userSourcedId": "h1", "role": "student"}
