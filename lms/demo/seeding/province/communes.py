"""The communes of a province, their former districts, and who looks after them."""

from typing import Any

from django.db import transaction

from lms.demo.seeding.data import load
from lms.demo.seeding.names import Names
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.people import add_people
from lms.demo.seeding.province.plan import CLUSTERS, CommunePlan, plan_communes
from lms.demo.seeding.province.writer import Table, Writer
from lms.people.enums import Area, ParentRelation, Role, UnitKind
from lms.people.models import OrgArea, OrgParent, OrgUnit, RoleAssignment

UNITS = ("id", "code", "name", "kind")


def make_communes(province: Province, writer: Writer) -> dict[str, int]:
    """Make communes with area and officer, all or none; {code: id}. May run twice."""
    plans = plan_communes()
    codes = [plan.code for plan in plans]
    known = dict(OrgUnit.objects.filter(code__in=codes).values_list("code", "id"))
    if known:
        return known
    with transaction.atomic():
        writer.begin()
        ids = _units(province, writer, plans)
        _officers(province, writer, plans, ids)
        writer.flush()
    return ids


def _units(
    province: Province, writer: Writer, plans: list[CommunePlan]
) -> dict[str, int]:
    fresh = writer.ids(OrgUnit)
    pattern = load("names.json")["patterns"]["cluster"]
    clusters = {number: next(fresh) for number in range(1, CLUSTERS + 1)}
    ids = {plan.code: next(fresh) for plan in plans}
    units: list[tuple[Any, ...]] = [
        (id_, f"MH-CU{number:02d}", pattern.format(n=number), UnitKind.CLUSTER)
        for number, id_ in clusters.items()
    ]
    units += [(ids[p.code], p.code, p.name, UnitKind.COMMUNE) for p in plans]
    line, reporting = ParentRelation.LINE, ParentRelation.REPORTING
    below = [
        (id_, province.root_id, line) for id_ in [*clusters.values(), *ids.values()]
    ]
    below += [(ids[p.code], clusters[p.cluster], reporting) for p in plans]
    areas = [
        (ids[p.code], Area.DIFFICULT if p.is_difficult else Area.FAVOURABLE)
        for p in plans
    ]
    writer.add(Table(OrgUnit, *UNITS), units)
    writer.add(Table(OrgParent, "unit", "parent", "relation"), below)
    writer.add(Table(OrgArea, "unit", "area"), areas)
    return ids


def _officers(
    province: Province, writer: Writer, plans: list[CommunePlan], ids: dict[str, int]
) -> None:
    names = Names("officers of communes").several(len(plans))
    codes = [f"CBX{plan.number:05d}" for plan in plans]
    people = add_people(province, writer, list(zip(codes, names, strict=True)))
    rows = [
        (person, Role.COMMUNE_OFFICER, ids[plan.code])
        for person, plan in zip(people, plans, strict=True)
    ]
    writer.add(Table(RoleAssignment, "person", "role", "unit"), rows)
