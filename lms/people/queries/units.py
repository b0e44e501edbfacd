"""The organisation tree as it was on a day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lms.people.access import reach, units_below
from lms.people.models import (
    Cohort,
    OrgArea,
    OrgParent,
    OrgSuccession,
    OrgUnit,
    RoleAssignment,
)
from lms.people.querysets import holds_on

ORDER = {"province": 0, "cluster": 1, "commune": 2, "school": 3, "site": 4}


@dataclass
class UnitBranch:
    """One unit with what hangs below it."""

    unit: OrgUnit
    children: list["UnitBranch"] = field(default_factory=list)
    schools: int = 0  # all schools below it, itself included


@dataclass
class UnitSheet:
    """The page of one unit on a day."""

    unit: OrgUnit
    day: date
    path: list[OrgUnit]  # from the top down to its parent
    children: list[OrgUnit]
    parents: list[OrgParent]  # all its places, newest first
    areas: list[OrgArea]
    successions: list[OrgSuccession]  # what became of it
    predecessors: list[OrgSuccession]  # what became it
    roles: list[RoleAssignment]
    cohorts: int  # classes of all years


def unit_tree(user: Any, day: date) -> list[UnitBranch]:
    """Return the units a user may look into as they hung on a day; two queries."""
    seen = reach(user).unit_ids | units_below(_own(user), at=day)
    units = {u.pk: u for u in OrgUnit.objects.filter(holds_on(day), pk__in=seen)}
    branches = {pk: UnitBranch(unit) for pk, unit in units.items()}
    parents = dict(OrgParent.objects.on(day).values_list("unit_id", "parent_id"))
    tops: list[UnitBranch] = []
    for pk, branch in branches.items():
        above = branches.get(parents.get(pk, 0))
        (above.children if above else tops).append(branch)
    for branch in tops:
        _finish(branch, 0)
    return sorted(tops, key=_order)


def unit_sheet(unit: OrgUnit, day: date) -> UnitSheet:
    """Return where a unit hung on a day, what hung below it, and its history."""
    parents = dict(OrgParent.objects.on(day).values_list("unit_id", "parent_id"))
    chain = _chain(unit.pk, parents)
    below = [child for child, parent in parents.items() if parent == unit.pk]
    known = OrgUnit.objects.in_bulk([*chain, *below])
    children = [known[pk] for pk in below]
    acts = list(
        OrgSuccession.objects.filter(Q(old=unit) | Q(new=unit))
        .select_related("old", "new")
        .order_by("-date")
    )
    return UnitSheet(
        unit=unit,
        day=day,
        path=[known[pk] for pk in chain],
        children=sorted(children, key=lambda u: (ORDER.get(u.kind, 9), u.name)),
        parents=list(
            unit.parents.select_related("parent").order_by("-valid_from", "-id")
        ),
        areas=list(unit.areas.order_by("-valid_from", "-id")),
        successions=[row for row in acts if row.old_id == unit.pk],
        predecessors=[row for row in acts if row.new_id == unit.pk],
        roles=list(
            RoleAssignment.objects.on(day)
            .filter(unit=unit)
            .select_related("person", "subject")
            .order_by("role", "person__sort_name")
        ),
        cohorts=Cohort.objects.filter(school=unit).count(),
    )


def successors_of(user: Any, unit: OrgUnit) -> QuerySet[OrgUnit]:
    """Return the units that a unit could become: of its kind, still there."""
    found = OrgUnit.objects.visible_to(user).filter(kind=unit.kind, valid_to=None)
    return found.exclude(pk=unit.pk).order_by("name")


def _own(user: Any) -> set[int]:
    return {grant.unit_id for grant in reach(user).grants}


def _chain(pk: int, parents: dict[int, int]) -> list[int]:
    found: list[int] = []
    while (pk := parents.get(pk, 0)) and pk not in found:
        found.insert(0, pk)
    return found


def _finish(branch: UnitBranch, depth: int) -> int:
    """Sort and count; a ring in the data ends the walk."""
    if depth > 12:
        return 0
    branch.children.sort(key=_order)
    branch.schools = int(branch.unit.kind == "school")
    branch.schools += sum(_finish(child, depth + 1) for child in branch.children)
    return branch.schools


def _order(branch: UnitBranch) -> tuple:
    return ORDER.get(branch.unit.kind, 9), branch.unit.name
