"""What becomes of a unit: merged, split, renamed, abolished, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.access import forget
from lms.people.enums import SuccessionKind
from lms.people.models import (
    Cohort,
    OrgParent,
    OrgSuccession,
    OrgUnit,
    RoleAssignment,
)
from lms.people.rules.tree import chain
from lms.people.services.grants import check_administrators
from lms.people.services.placing import end_row, place_unit
from lms.people.services.unit_changes import may_change

ONE = frozenset({SuccessionKind.MERGE, SuccessionKind.RENAME})


@transaction.atomic
def end_unit(
    unit: OrgUnit, *, kind: str, into: Sequence[OrgUnit], day: date, by: Any
) -> list[OrgUnit]:
    """End a unit on a day (the first day it is no more) and name its successors.

    Merged or renamed: what hangs below it hangs below the successor from that day.
    Split or abolished: nothing may hang below it any more, since nobody can guess
    where it belongs. The old unit, its classes and its figures stay as they were and
    are open to those who look after the successor. Roles in it end with the day; a
    renamed unit's people hold them in the new one.
    by None is the system. Returns the units that moved. Raises DomainError
    not_allowed, unit_ended, successor_missing, successor_not_fitting,
    ends_before_start, units_below, classes_run_on, last_administrator.
    """
    if by is not None and not all(may_change(by, one) for one in (unit, *into)):
        raise DomainError("not_allowed")
    unit = OrgUnit.objects.select_for_update().get(pk=unit.pk)
    _check(unit, kind, into, day)
    below = _open_places(unit)
    if below and kind not in ONE:
        raise DomainError("units_below", count=len(below))
    for place in below:
        place_unit(place.unit_id, into[0].pk, day=day, open_row=place)
    if into:  # what was abolished stays filed where it hung
        own = unit.parents.filter(valid_to=None).first()
        place_unit(unit.pk, None, day=day, open_row=own)
    unit.valid_to = day
    unit.save(update_fields=["valid_to"])
    _end_roles(unit, day, into[0] if kind == SuccessionKind.RENAME else None)
    heirs: list[OrgUnit | None] = [*into] or [None]
    OrgSuccession.objects.bulk_create(
        OrgSuccession(old=unit, new=new, date=day, kind=kind) for new in heirs
    )
    audit.record(
        "end", "unit", unit.code, by=by,
        kind=kind, into=[new.code for new in into], day=day.isoformat(),
    )  # fmt: skip
    if by is not None:
        forget(by)
    return [place.unit for place in below]


def _end_roles(unit: OrgUnit, day: date, new: OrgUnit | None) -> None:
    rows = list(RoleAssignment.objects.filter(unit=unit, valid_to=None))
    if new is None:
        check_administrators(rows, day)
    if new is not None:
        RoleAssignment.objects.bulk_create(
            (
                RoleAssignment(
                    person_id=row.person_id,
                    role=row.role,
                    unit=new,
                    subject_id=row.subject_id,
                    valid_from=max(day, row.valid_from or day),
                    from_roster=row.from_roster,
                )
                for row in rows
                if row.cohort_id is None
            ),
            ignore_conflicts=True,
        )
    for row in rows:
        end_row(row, day)


def _check(unit: OrgUnit, kind: str, into: Sequence[OrgUnit], day: date) -> None:
    if unit.valid_to is not None:
        raise DomainError("unit_ended", value=unit.name)
    least = {SuccessionKind.ABOLISH: 0, SuccessionKind.SPLIT: 2}.get(
        SuccessionKind(kind), 1
    )
    if len(into) < least or (len(into) > 1 and kind != SuccessionKind.SPLIT):
        raise DomainError("successor_missing")
    if least == 0 and into:
        raise DomainError("successor_missing")
    for new in into:
        gone = new.valid_to is not None and new.valid_to <= day
        if new.pk == unit.pk or new.kind != unit.kind or gone or _lies_in(new, unit):
            raise DomainError("successor_not_fitting", value=new.name)
    own = unit.parents.filter(valid_to=None).first()
    starts = [d for d in (unit.valid_from, own and own.valid_from) if d]
    if starts and day <= max(starts):
        raise DomainError("ends_before_start")
    if Cohort.objects.filter(
        Q(school=unit) | Q(school__parents__parent=unit, school__kind="site"),
        year__starts__lt=day,
        year__ends__gte=day,
    ).exists():
        raise DomainError("classes_run_on", value=unit.name)


def _lies_in(unit: OrgUnit, other: OrgUnit) -> bool:
    """Whether a unit hangs below the other one now, directly or further down."""
    places = OrgParent.objects.filter(valid_to=None)
    above: dict[int, int] = dict(places.values_list("unit_id", "parent_id"))
    return other.pk in chain(unit.pk, above)[1:]


def _open_places(unit: OrgUnit) -> list[OrgParent]:
    found = OrgParent.objects.filter(parent=unit, valid_to=None)
    return list(found.select_related("unit").order_by("unit__name"))
