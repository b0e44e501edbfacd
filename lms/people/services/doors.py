"""The door of a class: a short code that opens its name list for a lesson."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.access import looks_after, teaches
from lms.people.models import ClassDoor, Cohort
from lms.people.rules.codes import DOOR_LENGTH, readable_code, typed_code

MINUTES = (10, 15, 30, 60)
_TRIES = 20  # a code that is taken is drawn again


def may_open(user: Any, cohort: Cohort) -> bool:
    """Return whether the person may open the door of a class."""
    return teaches(user, cohort.pk) or looks_after(user, cohort)


@transaction.atomic
def open_door(cohort: Cohort, *, minutes: int, at: datetime, by: Any) -> ClassDoor:
    """Open the door of a class for some minutes; an older door of it closes.

    Raises DomainError not_allowed, bad_value (minutes).
    """
    if not may_open(by, cohort):
        raise DomainError("not_allowed")
    if minutes not in MINUTES:
        raise DomainError("bad_value", value=minutes, column="minutes")
    cohort.doors.filter(closes_at__gt=at).update(closes_at=at)
    ClassDoor.objects.filter(closes_at__lt=at - timedelta(days=1)).delete()
    door = _draw(cohort, at + timedelta(minutes=minutes), by)
    audit.record("open", "class_door", cohort.code, by=by, minutes=minutes)
    return door


def close_door(door: ClassDoor, *, at: datetime, by: Any) -> None:
    """Close a door before its time. Safe to repeat. Raises DomainError not_allowed."""
    if not may_open(by, door.cohort):
        raise DomainError("not_allowed")
    if door.closes_at > at:
        door.closes_at = at
        door.save(update_fields=["closes_at"])


def find_door(text: str, *, at: datetime) -> ClassDoor:
    """Return the open door of a code that somebody typed. Raises door_closed."""
    door = (
        ClassDoor.objects.filter(code=typed_code(text)[:12], closes_at__gt=at)
        .select_related("cohort__school", "cohort__year")
        .first()
    )
    if door is None:
        raise DomainError("door_closed")
    return door


def _draw(cohort: Cohort, closes_at: datetime, by: Any) -> ClassDoor:
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return ClassDoor.objects.create(
                    code=readable_code(secrets.choice, DOOR_LENGTH),
                    cohort=cohort,
                    opened_by=by,
                    closes_at=closes_at,
                )
        except IntegrityError:
            continue
    raise DomainError("try_again")
