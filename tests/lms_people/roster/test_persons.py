from datetime import date

import pytest

from lms.people.enums import Role
from lms.people.models import Guardianship, PersonIdentifier, RoleAssignment, User
from tests.factories.curriculum import make_subject
from tests.factories.people import give_role, make_user
from tests.files import skipped
from tests.rosters import counts, org, province, take, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(tmp_path):
    make_subject("PHY")
    take(tmp_path / "a", **province())


def roles(code):
    return list(
        RoleAssignment.objects.filter(person__code=code)
        .order_by("id")
        .values_list("role", "unit__code", "valid_from", "valid_to")
    )


def test_a_later_file_corrects_names_and_codes(there, tmp_path):
    rows = [
        user("h1", givenName="Bính"),
        user("h2", givenName="An", middleName="", familyName="Lê", identifier="999"),
        user("gv", "teacher"),
        user("h3"),
    ]

    outcome = take(tmp_path / "b", users=rows)

    assert counts(outcome, "people") == (1, 2, 1)
    assert User.objects.get(code="0h1").full_name == "Trần Thị Bính"
    assert User.objects.get(code="999").username == "h2"
    assert PersonIdentifier.objects.get(scheme="former").value == "0h2"
    assert counts(take(tmp_path / "b", users=rows), "people") == (0, 0, 4)


def test_a_person_without_identifier_is_known_by_the_id(there, tmp_path):
    outcome = take(tmp_path / "b", users=[user("h9", identifier="")])
    again = take(tmp_path / "c", users=[user("h9", identifier="0909")])

    assert counts(outcome, "people") == (1, 0, 0)
    assert counts(again, "people") == (0, 1, 0)
    assert User.objects.filter(code="0909", username="h9").exists()


def test_a_user_name_that_is_taken_gives_way_to_the_code(there, tmp_path):
    make_user("boss")

    rows = [user("h5", username="boss"), user("h6", username="")]
    take(tmp_path / "b", users=rows)

    names = dict(User.objects.values_list("code", "username"))
    assert (names["0h5"], names["0h6"]) == ("0h5", "0h6")
    assert counts(take(tmp_path / "b", users=rows), "people") == (0, 0, 2)


def test_an_id_used_for_somebody_else_does_not_take_a_person_over(there, tmp_path):
    rows = [
        user("h1", identifier="777", givenName="Khác"),
        user("h2", identifier="0h1"),
    ]

    outcome = take(tmp_path / "b", users=rows)

    assert skipped(outcome) == [(2, "person_conflict"), (3, "person_conflict")]
    assert User.objects.get(code="0h1").full_name == "Trần Thị Bình"


def test_the_account_of_the_installation_is_never_touched_by_a_file(there, tmp_path):
    make_user("root", code="R1", is_superuser=True)

    outcome = take(tmp_path / "b", users=[user("x", identifier="R1")])

    assert skipped(outcome) == [(2, "person_conflict")]


def test_wrong_rows_are_named(there, tmp_path):
    rows = [
        user("", identifier=""),
        user("a", "wizard"),
        user("b", orgs="nowhere"),
        user("c", givenName="", middleName="", familyName=""),
        user("d", identifier="x" * 65),
        user("e", identifier="5"),
        user("f", identifier="5"),
        user("g"),
        user("g", givenName="Khác"),
        user("h"),
        user("h"),
        user("i", givenName="x" * 151),
    ]

    outcome = take(tmp_path / "b", users=rows)

    assert skipped(outcome) == [
        (2, "value_missing"),
        (3, "bad_value"),
        (4, "unknown_unit"),
        (5, "value_missing"),
        (6, "value_too_long"),
        (7, "duplicate_key"),
        (8, "duplicate_key"),
        (9, "duplicate_key"),
        (10, "duplicate_key"),
        (13, "value_too_long"),
    ]
    assert counts(outcome, "people") == (1, 0, 0)


def test_passwords_phones_and_addresses_of_students_are_not_kept(there, tmp_path):
    more = {
        "password": "P@ss",
        "email": "a@b.vn",
        "phone": "1",
        "birthDate": "2010-01-01",
    }

    take(tmp_path / "b", users=[user("h7") | more, user("g7", "teacher") | more])

    pupil, teacher = User.objects.get(code="0h7"), User.objects.get(code="0g7")
    assert (pupil.email, teacher.email) == ("", "a@b.vn")
    assert not pupil.has_usable_password()
    assert not teacher.has_usable_password()


def test_who_is_taken_back_may_not_log_in_any_more(there, tmp_path):
    rows = [user("h1", status="tobedeleted"), user("h2", enabledUser="false")]
    rows[1] |= {"givenName": "An", "middleName": "", "familyName": "Lê"}

    outcome = take(tmp_path / "b", users=rows)

    assert counts(outcome, "people") == (0, 2, 0)
    active = dict(User.objects.values_list("code", "is_active"))
    assert active == {"0h1": False, "0h2": False, "0gv": True}


def test_who_is_taken_back_is_in_no_class_from_that_day(there, tmp_path):
    rows = [
        user("h1", status="tobedeleted", dateLastModified="2026-10-05"),
        user("gv", "teacher", status="tobedeleted", dateLastModified="2026-10-05"),
    ]

    outcome = take(tmp_path / "b", users=rows)

    assert counts(outcome, "people") == (0, 2, 0)
    day = date(2026, 10, 5)
    gone = User.objects.get(code="0h1"), User.objects.get(code="0gv")
    assert [row.ends for row in gone[0].enrolments.all()] == [day]
    assert {row.ends for row in gone[1].teaching.all()} == {day}
    assert roles("0gv") == [(Role.TEACHER, "S1", None, day)]
    assert counts(take(tmp_path / "b", users=rows), "people") == (0, 0, 2)


def test_roles_follow_the_units_and_those_given_by_hand_stay(there, tmp_path):
    teacher = User.objects.get(code="0gv")
    unit = teacher.roles.get().unit
    give_role(teacher, Role.GROUP_HEAD, unit)
    rows = [user("gv", "teacher", "s2", dateLastModified="2026-10-01")]

    outcome = take(tmp_path / "b", orgs=[org("s2", "school", "c2")], users=rows)

    assert counts(outcome, "people") == (0, 1, 0)
    day = date(2026, 10, 1)
    assert roles("0gv") == [
        (Role.TEACHER, "S1", None, day),
        (Role.GROUP_HEAD, "S1", None, None),
        (Role.TEACHER, "S2", day, None),
    ]


def test_administrators_are_what_their_unit_makes_them_never_of_the_system(
    there, tmp_path
):
    rows = [
        user("a", "administrator", "s1"),
        user("b", "administrator", "c1"),
        user("c", "administrator", "p"),
        user("d", "guardian", "s1"),
    ]

    take(tmp_path / "b", users=rows)

    assert [roles(f"0{x}") for x in "abcd"] == [
        [(Role.SCHOOL_HEAD, "S1", None, None)],
        [(Role.COMMUNE_OFFICER, "C1", None, None)],
        [(Role.PROVINCE_LEADER, "P", None, None)],
        [],
    ]


def test_roles_of_their_own_file_have_their_own_days(there, tmp_path):
    people = [
        {k: v for k, v in user(x).items() if k not in {"role", "orgSourcedIds"}}
        for x in ("a", "b")
    ]
    rows = [
        _role("a", "teacher", "s1", "2025-08-01", "2026-06-01"),
        _role("a", "teacher", "s1", "2026-08-01"),
        _role("a", "principal", "s1"),
        _role("b", "student", "s1"),
        _role("ghost", "teacher", "s1"),
        _role("a", "teacher", "nowhere"),
        _role("a", "wizard", "s1"),
        _role("a", "siteAdministrator", "c1"),
        _role("a", "teacher", "s1", "2026-09-02", "2026-09-01"),
    ]

    first = take(tmp_path / "b", users=people, roles=rows)
    again = take(tmp_path / "b", users=people, roles=rows)

    assert skipped(first) == [
        (6, "unknown_person"),
        (7, "unknown_unit"),
        (8, "bad_value"),
        (10, "ends_before_start"),
    ]
    assert [w["code"] for w in first["warnings"]] == ["role_not_here"]
    assert roles("0a") == [
        (Role.TEACHER, "S1", date(2025, 8, 1), date(2026, 6, 1)),
        (Role.TEACHER, "S1", date(2026, 8, 1), None),
        (Role.SCHOOL_HEAD, "S1", None, None),
    ]
    assert counts(first, "people") == (2, 0, 0)
    assert counts(again, "people") == (0, 0, 2)
    ended = [_role("a", "principal", "s1", "", "2026-11-01")]
    assert counts(take(tmp_path / "c", roles=ended), "people") == (0, 1, 0)
    assert roles("0a")[2] == (Role.SCHOOL_HEAD, "S1", None, date(2026, 11, 1))


def _role(person, role, unit, begins="", ends=""):
    return {
        "userSourcedId": person,
        "roleType": "primary",
        "role": role,
        "beginDate": begins,
        "endDate": ends,
        "orgSourcedId": unit,
    }


def test_guardians_of_a_file_wait_for_the_school_to_verify_them(there, tmp_path):
    rows = [
        user("m", "parent", agentSourcedIds="h1,ghost"),
        user("h2", givenName="An", middleName="", familyName="Lê", agentSourcedIds="m"),
    ]
    links = [
        {
            "userSourcedId": "h1",
            "relationshipUserSourcedId": "m",
            "relationshipRole": "guardian",
        }
    ]

    outcome = take(tmp_path / "b", users=rows, relationships=links)
    take(tmp_path / "b", users=rows, relationships=links)

    assert [w["code"] for w in outcome["warnings"]] == ["unknown_person"]
    found = Guardianship.objects.order_by("student__code")
    assert list(
        found.values_list("student__code", "guardian__code", "verified_at")
    ) == [
        ("0h1", "0m", None),
        ("0h2", "0m", None),
    ]
