from datetime import date, timedelta

import pytest

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.access import forget, holds
from lms.people.enums import Role
from lms.people.models import RoleAssignment
from lms.people.services.grants import end_role, give_role
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return scene()


def give(people, role, *, by, unit=None, person=None, **days):
    return give_role(
        person or people.colleague, role, unit or people.school, by=by, **days
    )


@pytest.mark.parametrize(
    ("giver", "role", "unit", "may"),
    [
        ("head", Role.GROUP_HEAD, "school", True),
        ("head", Role.SCHOOL_HEAD, "school", False),
        ("head", Role.MARKER, "other_school", False),
        ("it", Role.MARKER, "school", True),
        ("it", Role.GROUP_HEAD, "school", False),
        ("admin", Role.SCHOOL_HEAD, "other_school", True),
        ("admin", Role.CURRICULUM_OFFICER, "school", False),
        ("officer", Role.TEACHER, "school", False),
        ("teacher", Role.TEACHER, "school", False),
    ],
)
def test_each_gives_what_is_hers_to_give(people, giver, role, unit, may):
    by, place = getattr(people, giver), getattr(people, unit)

    if may:
        give(people, role, by=by, unit=place)
        assert holds(people.colleague, role, unit_id=place.pk)
        assert AuditEntry.objects.filter(verb="give", actor=by).exists()
    else:
        with pytest.raises(DomainError, match="role_not_"):
            give(people, role, by=by, unit=place)


def test_a_role_is_given_once_and_its_days_make_sense(people):
    give(people, Role.MARKER, by=people.head)

    with pytest.raises(DomainError, match="role_given_already"):
        give(people, Role.MARKER, by=people.head)
    with pytest.raises(DomainError, match="ends_before_start"):
        give(
            people,
            Role.INVIGILATOR,
            by=people.head,
            valid_from=date(2026, 9, 5),
            valid_to=date(2026, 9, 5),
        )


def test_a_role_ends_on_a_day_and_one_to_come_goes(people):
    row = give(people, Role.MARKER, by=people.head, valid_from=today())
    coming = give(
        people, Role.INVIGILATOR, by=people.head, valid_from=today() + timedelta(5)
    )

    end_role(row, day=today() + timedelta(1), by=people.head)
    end_role(coming, day=today(), by=people.head)

    forget(people.colleague)
    assert holds(people.colleague, Role.MARKER)
    assert RoleAssignment.objects.get(pk=row.pk).valid_to == today() + timedelta(1)
    assert not RoleAssignment.objects.filter(pk=coming.pk).exists()
    with pytest.raises(DomainError, match="role_not_yours"):
        end_role(people.head.roles.get(), day=today(), by=people.it)


def test_the_last_administrator_stays(people):
    row = people.admin.roles.get()

    with pytest.raises(DomainError, match="last_administrator"):
        end_role(row, day=today(), by=people.admin)
    give(people, Role.ADMINISTRATOR, by=people.admin, unit=people.province)
    end_role(row, day=today(), by=people.admin)


def test_the_system_may_give_any_fitting_role(people):
    with pytest.raises(DomainError, match="role_not_fitting"):
        give(people, Role.SCHOOL_HEAD, by=None, unit=people.province)
    give(people, Role.SCHOOL_HEAD, by=None)
