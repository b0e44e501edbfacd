"""Which sittings a command may touch: --as asks the door, the system any."""

from typing import Any

from exams.models import Sitting
from exams.queries.staff_doors import sitting_to_run
from exams.services.exporting import sitting_by_code
from lms.core.errors import DomainError
from lms.core.frame import roles_of
from lms.people.enums import Role

SYSTEM_STAFF = frozenset({Role.ADMINISTRATOR, Role.EXAM_OFFICER})  # of all sittings


def sitting_named(user: Any, code: str) -> Sitting:
    """Return a sitting that the user (None = the system) may run.

    Raises DomainError sitting_unknown, not_yours_alone, NotFound.
    """
    return sitting_by_code(code) if user is None else sitting_to_run(user, code)


def sitting_or_all(
    user: Any, code: str | None, *, roles: frozenset[str]
) -> Sitting | None:
    """Return the sitting of a code, None for all: then one of the roles is needed.

    Raises DomainError not_allowed, and as sitting_named does.
    """
    if code:
        return sitting_named(user, code)
    if user is not None and not roles & roles_of(user):
        raise DomainError("not_allowed")
    return None
