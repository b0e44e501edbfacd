"""Who keeps whose account, and how far an eye goes."""

from datetime import timedelta

import pytest

from lms.core.clock import today
from lms.core.errors import NotFound
from lms.people import querysets
from lms.people.access import (
    forget,
    holds,
    keeps,
    looks_after,
    person_for,
    reach,
    role_codes,
    sees_everybody,
    unit_for,
)
from lms.people.enums import Role
from lms.people.models import User
from tests.factories.people import enrol, give_role, make_user
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return scene()


def seen(user):
    return set(User.objects.visible_to(user).values_list("username", flat=True))


def test_each_sees_the_people_of_the_own_place(people):
    assert seen(people.candidate) == {"candidate"}
    assert seen(people.stranger) == {"stranger"}
    assert {"candidate", "hs1", "moved"} < seen(people.teacher)
    assert "head" not in seen(people.teacher)
    assert {"candidate", "teacher", "it", "mother"} < seen(people.head)
    assert "stranger" not in seen(people.head)
    assert seen(people.mother) == {"mother", "candidate"}


@pytest.mark.parametrize("name", ["head", "officer", "it"])
def test_of_many_units_the_same_people_are_seen(people, name, monkeypatch):
    user = getattr(people, name)
    by_lists = seen(user)
    monkeypatch.setattr(querysets, "WIDE", 0)

    assert seen(user) == by_lists
    assert {"candidate", "teacher", "mother"} < by_lists


@pytest.mark.sqlite
def test_a_head_is_led_to_her_people_by_their_keys(people):
    reach(people.head)
    plan = User.objects.visible_to(people.head).order_by().explain()

    assert "SCAN people_user" not in plan
    assert "MULTI-INDEX OR" in plan


def test_an_administrator_of_the_whole_sees_also_who_belongs_nowhere(people):
    make_user("newcomer")

    assert sees_everybody(people.admin)
    assert not sees_everybody(people.officer)
    assert "newcomer" in seen(people.admin)
    assert "newcomer" not in seen(people.officer)


def test_staff_keep_accounts_below_their_own_only(people):
    assert keeps(people.it, people.teacher)
    assert keeps(people.it, people.candidate)
    assert not keeps(people.it, people.head)
    assert not keeps(people.it, people.it)
    assert not keeps(people.it, people.stranger)
    assert keeps(people.head, people.it)
    assert keeps(people.admin, people.head)
    assert not keeps(people.head, people.admin)
    assert not keeps(people.teacher, people.candidate)


def test_who_works_in_two_schools_is_kept_by_neither_alone(people):
    give_role(people.teacher, Role.TEACHER, people.other_school)
    forget(people.teacher)

    assert not keeps(people.it, people.teacher)
    assert keeps(people.admin, people.teacher)


def test_the_account_of_the_installation_is_kept_by_nobody(people):
    root = make_user("root", is_superuser=True)
    give_role(root, Role.TEACHER, people.school)

    assert not keeps(people.admin, root)


def test_a_class_is_looked_after_by_its_teacher_and_its_school(people):
    looking = [
        name
        for name in (
            "teacher",
            "colleague",
            "head",
            "it",
            "admin",
            "officer",
            "stranger",
        )
        if looks_after(getattr(people, name), people.cohort)
    ]

    assert looking == ["teacher", "head", "it", "admin"]


def test_roles_hold_below_their_unit_and_on_their_days(people):
    yesterday = today() - timedelta(days=1)
    person = make_user()
    give_role(person, Role.SCHOOL_HEAD, people.school, valid_to=today())
    give_role(person, Role.COMMUNE_OFFICER, people.commune, valid_from=yesterday)

    assert role_codes(person) == {"commune_officer"}
    assert holds(person, Role.COMMUNE_OFFICER, unit_id=people.school.pk)
    assert not holds(person, Role.COMMUNE_OFFICER, unit_id=people.other_school.pk)
    assert holds(people.officer, Role.CURRICULUM_OFFICER, unit_id=people.school.pk)


def test_a_role_narrowed_to_a_subject_holds_for_it_alone(people):
    person, subject = (
        make_user(),
        people.teacher.teaching.exclude(subject=None).get().subject,
    )
    give_role(person, Role.GROUP_HEAD, people.school, subject=subject)

    assert holds(person, Role.GROUP_HEAD, subject_id=subject.pk)
    assert not holds(person, Role.GROUP_HEAD, subject_id=subject.pk + 1)


def test_nobody_is_somebody_who_is_closed_or_not_logged_in(people):
    people.head.is_active = False

    assert reach(people.head).grants == ()
    assert role_codes(None) == frozenset()


def test_doors_answer_not_found(people):
    with pytest.raises(NotFound):
        person_for(people.stranger, people.candidate.code)
    with pytest.raises(NotFound):
        unit_for(people.stranger, "S")
    assert unit_for(people.head, "S") == people.school


def test_a_student_who_moved_away_is_seen_but_not_kept_by_the_old_school(people):
    moved = User.objects.get(username="moved")
    enrol(moved, people.other_cohort, starts=today() - timedelta(days=3))

    assert "moved" in seen(people.head)
    assert not keeps(people.head, moved)
