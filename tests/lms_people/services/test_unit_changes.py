from datetime import date

import pytest

from lms.core.errors import DomainError
from lms.people.models import OrgArea, OrgParent
from lms.people.services.unit_changes import change_unit
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


@pytest.fixture
def people():
    return scene()


def test_a_move_from_a_day_on_keeps_the_old_place_before(people):
    far = people.other_school.parents.get().parent

    changed = change_unit(
        people.school,
        name="THPT Mới",
        parent=far,
        area="difficult",
        day=DAY,
        by=people.admin,
    )

    assert changed == ["name", "parent", "area"]
    places = OrgParent.objects.filter(unit=people.school).order_by("id")
    assert list(places.values_list("parent", "valid_from", "valid_to")) == [
        (people.commune.pk, None, DAY),
        (far.pk, DAY, None),
    ]
    assert OrgArea.objects.get(unit=people.school).valid_from is None
    people.school.refresh_from_db()
    assert people.school.name == "THPT Mới"
    same = {"name": "THPT Mới", "parent": far, "area": "", "day": DAY}
    assert change_unit(people.school, by=people.admin, **same) == []


def test_a_unit_is_not_hung_below_itself(people):
    with pytest.raises(DomainError, match="unit_cycle"):
        change_unit(
            people.province,
            name="P",
            parent=people.commune,
            area="",
            day=DAY,
            by=people.admin,
        )


def test_only_an_administrator_changes_units(people):
    with pytest.raises(DomainError, match="not_allowed"):
        change_unit(
            people.school, name="X", parent=None, area="", day=DAY, by=people.head
        )
