"""Roles given and ended by people, with their days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.access import forget, reach
from lms.people.enums import Role
from lms.people.models import Cohort, OrgUnit, RoleAssignment, User
from lms.people.rules.grants import fits, givable_by
from lms.people.services.placing import end_row


def givable_at(user: Any, unit: OrgUnit) -> frozenset[Role]:
    """Return the roles that a person may give at a unit and that mean something there."""
    found = reach(user)
    held = [g.role for g in found.grants if unit.pk in found.below(g.unit_id)]
    return frozenset(role for role in givable_by(held) if fits(role, unit.kind))


@transaction.atomic
def give_role(
    person: User,
    role: str,
    unit: OrgUnit,
    *,
    by: Any,
    subject_id: int | None = None,
    cohort: Cohort | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give a person a role at a unit; by None is the system.

    valid_to: the first day it no longer holds. Raises DomainError role_not_yours,
    role_not_fitting, ends_before_start, role_given_already.
    """
    if by is not None and role not in givable_at(by, unit):
        raise DomainError("role_not_yours")
    if not fits(role, unit.kind) or (cohort and cohort.school_id != unit.pk):
        raise DomainError("role_not_fitting")
    if valid_from and valid_to and valid_to <= valid_from:
        raise DomainError("ends_before_start")
    try:
        with transaction.atomic():
            row = RoleAssignment.objects.create(
                person=person,
                role=role,
                unit=unit,
                subject_id=subject_id,
                cohort=cohort,
                valid_from=valid_from,
                valid_to=valid_to,
            )
    except IntegrityError:
        raise DomainError("role_given_already") from None
    forget(person)
    _record("give", row, by)
    return row


@transaction.atomic
def end_role(row: RoleAssignment, *, day: date, by: Any) -> None:
    """Let a role end on a day (first day without it); one yet to begin goes.

    Raises DomainError role_not_yours, last_administrator.
    """
    if by is not None and row.role not in givable_at(by, row.unit):
        raise DomainError("role_not_yours")
    check_administrators([row], day)
    _record("end", row, by, day=day.isoformat())
    forget(row.person)
    end_row(row, day)


def check_administrators(ending: Sequence[RoleAssignment], day: date) -> None:
    """Raise DomainError last_administrator where nobody could give roles any more."""
    if not any(row.role == Role.ADMINISTRATOR for row in ending):
        return
    others = RoleAssignment.objects.on(day).filter(role=Role.ADMINISTRATOR)
    if not others.exclude(pk__in=[row.pk for row in ending]).exists():
        raise DomainError("last_administrator")


def _record(verb: str, row: RoleAssignment, by: Any, **details: Any) -> None:
    name = row.person.code or row.person.username
    audit.record(
        verb, "role", name, by=by, role=row.role, unit=row.unit.code, **details
    )
