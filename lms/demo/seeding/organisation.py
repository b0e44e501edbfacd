"""Units of the demonstration province, with a merger of communes in their past."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lms.curriculum.models import Subject
from lms.people.enums import ParentRelation, SuccessionKind, UnitKind
from lms.people.models import OrgArea, OrgParent, OrgSuccession, OrgUnit


@dataclass
class Organisation:
    """The units by code, and the plan they were made from."""

    plan: dict[str, Any]
    units: dict[str, OrgUnit] = field(default_factory=dict)
    groups: dict[tuple[str, str], OrgUnit] = field(default_factory=dict)

    @property
    def province(self) -> OrgUnit:
        """The department of education."""
        return self.units[self.plan["province"]["code"]]


def make_organisation(plan: dict[str, Any]) -> Organisation:
    """Make province, communes, their predecessors, schools, sites, subject groups."""
    organisation = Organisation(plan)
    _make(organisation, plan["province"], UnitKind.PROVINCE)
    province = organisation.province
    for row in plan["clusters"]:
        _make(organisation, row, UnitKind.CLUSTER, parent=province)
    for row in plan["communes"]:
        commune = _make(organisation, row, UnitKind.COMMUNE, parent=province)
        OrgArea.objects.create(unit=commune, area=row["area"])
        if cluster := row.get("cluster"):
            OrgParent.objects.create(
                unit=commune,
                parent=organisation.units[cluster],
                relation=ParentRelation.REPORTING,
            )
    for row in plan["old_communes"]:
        _make_predecessor(organisation, row)
    for row in plan["schools"]:
        _make_school(organisation, row)
    return organisation


def _make(
    organisation: Organisation,
    row: dict[str, Any],
    kind: str,
    *,
    parent: OrgUnit | None = None,
) -> OrgUnit:
    unit = OrgUnit.objects.create(code=row["code"], kind=kind, name=row["name"])
    organisation.units[unit.code] = unit
    if parent is not None:
        OrgParent.objects.create(unit=unit, parent=parent)
    return unit


def _make_predecessor(organisation: Organisation, row: dict[str, Any]) -> None:
    ended = date.fromisoformat(row["ended"])
    old = OrgUnit.objects.create(
        code=row["code"], kind=UnitKind.COMMUNE, name=row["name"], valid_to=ended
    )
    OrgParent.objects.create(
        unit=old, parent=next(iter(organisation.units.values())), valid_to=ended
    )
    OrgSuccession.objects.create(
        old=old,
        new=organisation.units[row["into"]],
        date=ended,
        kind=SuccessionKind.MERGE,
    )


def _make_school(organisation: Organisation, row: dict[str, Any]) -> None:
    commune = organisation.units[row["commune"]]
    school = _make(organisation, row, UnitKind.SCHOOL, parent=commune)
    for code, name in row.get("sites", ()):
        _make(organisation, {"code": code, "name": name}, UnitKind.SITE, parent=school)
    names = dict(Subject.objects.values_list("code", "name_vi"))
    ids = dict(Subject.objects.values_list("code", "id"))
    for code in row["groups"]:
        group = OrgUnit.objects.create(
            code=f"{row['code']}-TO-{code}",
            kind=UnitKind.SUBJECT_GROUP,
            name=f"Tổ {names[code]}",
            subject_id=ids[code],
        )
        OrgParent.objects.create(unit=group, parent=school)
        organisation.groups[row["code"], code] = group
