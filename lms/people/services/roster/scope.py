"""How far an import may reach: the system everywhere, a school's staff at home."""

from dataclasses import dataclass
from typing import Any

from lms.core.errors import DomainError
from lms.people.access import holds, reach, units_below
from lms.people.enums import Role

SCHOOL_STAFF = frozenset({Role.SCHOOL_IT, Role.SCHOOL_HEAD})


@dataclass(frozen=True)
class Scope:
    """unit_ids None: everywhere."""

    unit_ids: frozenset[int] | None = None

    @property
    def is_limited(self) -> bool:
        """Whether only own schools may be touched."""
        return self.unit_ids is not None

    def holds(self, unit_id: int) -> bool:
        """Whether this unit may be touched."""
        return self.unit_ids is None or unit_id in self.unit_ids


def scope_of(user: Any) -> Scope:
    """Return the scope of a person; None is the system. Raises not_allowed."""
    if user is None or holds(user, Role.ADMINISTRATOR):
        return Scope()
    own = {g.unit_id for g in reach(user).grants if g.role in SCHOOL_STAFF}
    if not own:
        raise DomainError("not_allowed")
    return Scope(units_below(own))
