"""Staff of a school bring files of their own school and reach no further."""

import pytest

from lms.people.access import forget
from lms.people.enums import Role
from lms.people.models import Cohort, OrgUnit, RoleAssignment, User
from lms.people.services.roster.service import import_roster
from tests.factories.curriculum import make_subject
from tests.factories.people import give_role, make_user
from tests.files import refused, run_json
from tests.rosters import cohort, counts, org, place, province, take, user, write_roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(tmp_path):
    make_subject("PHY")
    base = province()
    base["orgs"].append(org("s2", "school", "c2"))
    base["classes"].append(cohort("11z", "s2", 11))
    base["users"].append(user("far", orgs="s2"))
    base["enrollments"].append(place("z1", "11z", "far"))
    take(tmp_path / "a", **base)
    person = make_user("it")
    give_role(person, Role.SCHOOL_IT, OrgUnit.objects.get(code="S1"))
    return person


def bring(staff, folder, **tables):
    forget(staff)
    return import_roster(write_roster(folder, **tables), by=staff)


def test_own_classes_people_and_enrolments_come_in(staff, tmp_path):
    outcome = bring(
        staff,
        tmp_path / "b",
        orgs=[org("s1", "school", "c1"), org("p", "state")],
        classes=[cohort("10b", "s1", 10)],
        users=[user("new"), user("h1", givenName="Bính")],
        enrollments=[place("n1", "10b", "new")],
    )

    assert outcome["skipped"] == []
    assert counts(outcome, "orgs") == (0, 0, 2)
    assert counts(outcome, "classes") == (1, 0, 0)
    assert counts(outcome, "people") == (1, 1, 0)
    assert counts(outcome, "enrolments") == (1, 0, 0)


def test_nothing_of_another_school_is_touched(staff, tmp_path):
    outcome = bring(
        staff,
        tmp_path / "b",
        orgs=[org("s2", "school", "c1", name="Của tôi"), org("s9", "school", "c1")],
        classes=[cohort("11y", "s2", 11), cohort("11z", "s1", 11)],
        users=[user("far", givenName="Khác")],
        enrollments=[place("z2", "11z", "h1"), place("z3", "10a", "far")],
    )

    assert sorted((e["file"], e["row"], e["code"]) for e in outcome["skipped"]) == [
        ("classes.csv", 2, "unit_not_yours"),
        ("classes.csv", 3, "unit_not_yours"),
        ("enrollments.csv", 2, "unit_not_yours"),
        ("enrollments.csv", 3, "person_elsewhere"),
        ("orgs.csv", 2, "unit_not_yours"),
        ("orgs.csv", 3, "unit_not_yours"),
        ("users.csv", 2, "person_elsewhere"),
    ]
    assert OrgUnit.objects.get(code="S2").name == "Đơn vị s2"
    assert User.objects.get(code="0far").full_name == "Trần Thị Bình"
    assert not Cohort.objects.filter(code="11Y").exists()
    assert Cohort.objects.get(source_code="11z", school__code="S2").code == "11Z"


def test_a_school_gives_no_role_above_a_teacher(staff, tmp_path):
    outcome = bring(
        staff,
        tmp_path / "b",
        users=[
            user("t", "teacher"),
            user("boss", "administrator"),
            user("far2", "teacher", "s2"),
        ],
    )

    assert [w["code"] for w in outcome["warnings"]] == ["role_not_given"] * 2
    given = RoleAssignment.objects.filter(person__code__in=["0t", "0boss", "0far2"])
    assert list(given.values_list("person__code", "role")) == [("0t", Role.TEACHER)]


def test_a_pupil_who_has_left_the_other_school_may_be_taken_in(staff, tmp_path):
    take(tmp_path / "b", enrollments=[place("z1", "11z", "far", ends="2026-09-20")])

    outcome = bring(
        staff,
        tmp_path / "c",
        users=[user("far", orgs="s1")],
        enrollments=[place("n2", "10a", "far", begins="2026-09-20")],
    )

    assert outcome["skipped"] == []
    assert counts(outcome, "enrolments") == (1, 0, 0)


def test_others_may_not_bring_a_roster_at_all(staff, tmp_path):
    make_user("nobody")
    folder = write_roster(tmp_path / "b", **province())

    answer = run_json("import_roster", folder, "--as", "nobody")

    assert refused(answer) == "not_allowed"
    assert refused(run_json("import_roster", folder, "--as", "ghost")) == "unknown_user"
