"""Units and people as a command line names them."""

from typing import Any

from django.db.models import Q

from lms.core.errors import DomainError
from lms.people.access import person_for, unit_for
from lms.people.models import OrgUnit, User


def unit_named(user: Any, code: str) -> OrgUnit:
    """Return the unit of a code; user None is the system and sees all.

    Raises NotFound, for the system DomainError unknown_unit.
    """
    if user is not None:
        return unit_for(user, code)
    found = OrgUnit.objects.filter(code=code).first()
    if found is None:
        raise DomainError("unknown_unit", value=code[:60])
    return found


def person_named(user: Any, name: str) -> User:
    """Return the person of a user name or code; user None is the system.

    Raises DomainError unknown_person, NotFound where she may not be seen.
    """
    found = User.objects.filter(Q(username=name) | Q(code=name)).first()
    if found is None:
        raise DomainError("unknown_person", value=name[:60])
    return found if user is None else person_for(user, found.code or "")
