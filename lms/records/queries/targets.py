"""Targets of a unit on a day: its own rows, else those of the units above."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lms.people.models import OrgUnit
from lms.people.querysets import holds_on
from lms.people.rules.tree import chain
from lms.records.models import Target
from lms.records.queries.scope import parents_on
from lms.records.rules.share import INDICATOR


@dataclass(frozen=True)
class Aim:
    """What holds for a unit and level: a share, and the plan and unit it comes from."""

    level: str
    value: Fraction
    source: str
    unit_name: str
    is_own: bool


def aims_for(unit: OrgUnit, *, day: date) -> dict[str, Aim]:
    """Return level -> aim: the nearest unit's newest row in force (domain.md 1)."""
    line = chain(unit.pk, parents_on(day))
    rows = (
        Target.objects.filter(holds_on(day), indicator=INDICATOR, unit_id__in=line)
        .select_related("unit")
        .order_by("valid_from")
    )
    found: dict[str, tuple[int, Aim]] = {}
    for row in rows:
        near = line.index(row.unit_id)
        known = found.get(row.level)
        if known is None or near <= known[0]:
            aim = Aim(
                row.level,
                Fraction(row.value),
                row.source,
                row.unit.name,
                row.unit_id == unit.pk,
            )
            found[row.level] = (near, aim)
    return {level: aim for level, (_near, aim) in found.items()}


def targets_of(unit: OrgUnit) -> list[Target]:
    """Return a unit's own rows, the newest first within a level."""
    rows = Target.objects.filter(unit=unit, indicator=INDICATOR)
    return list(rows.select_related("by").order_by("level", "-valid_from"))
