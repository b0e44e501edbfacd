"""Units changed by hand, from a day on."""

from datetime import date
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.core.graphs import in_rings
from lms.people.access import forget, holds
from lms.people.enums import ParentRelation, Role
from lms.people.models import OrgArea, OrgParent, OrgUnit
from lms.people.services.placing import place_area, place_unit


def may_change(user: Any, unit: OrgUnit) -> bool:
    """Return whether the person may rename or move a unit."""
    return holds(user, Role.ADMINISTRATOR, unit_id=unit.pk)


@transaction.atomic
def change_unit(
    unit: OrgUnit,
    *,
    name: str,
    parent: OrgUnit | None,
    area: str,
    day: date,
    by: Any,
) -> list[str]:
    """Rename a unit; let place and area change on a day. Returns what changed.

    area "": as it is. Raises DomainError not_allowed, unit_cycle.
    """
    if not may_change(by, unit):
        raise DomainError("not_allowed")
    _check_ring(unit, parent)
    changed = []
    before = unit.name
    if name != before:
        unit.name = name
        unit.save(update_fields=["name"])
        changed.append("name")
    place = unit.parents.filter(valid_to=None, relation=ParentRelation.LINE).first()
    if place_unit(unit.pk, parent.pk if parent else None, day=day, open_row=place):
        changed.append("parent")
    open_area = OrgArea.objects.filter(unit=unit, valid_to=None).first()
    if area and place_area(unit.pk, area, day=day, open_row=open_area):
        changed.append("area")
    if changed:
        audit.record(
            "change", "unit", unit.code, by=by,
            fields=changed, before=before, day=day.isoformat(),
        )  # fmt: skip
        forget(by)
    return changed


def _check_ring(unit: OrgUnit, parent: OrgUnit | None) -> None:
    open_rows = OrgParent.objects.filter(valid_to=None, relation=ParentRelation.LINE)
    parents: dict[int, int | None] = dict(open_rows.values_list("unit_id", "parent_id"))
    parents[unit.pk] = parent.pk if parent else None
    if unit.pk in in_rings(parents):
        raise DomainError("unit_cycle")
