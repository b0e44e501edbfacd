"""Who may give which role, and at which kind of unit a role has a meaning."""

from collections.abc import Iterable

from lms.people.enums import Role, UnitKind

RELATIONS = frozenset({Role.STUDENT, Role.GUARDIAN})  # come from rows of their own
GIVABLE = frozenset(Role) - RELATIONS
_STAFF = frozenset({Role.TEACHER, Role.INVIGILATOR, Role.MARKER})

# Role of the giver -> roles she gives at her unit and below it.
MAY_GIVE: dict[str, frozenset[Role]] = {
    Role.ADMINISTRATOR: GIVABLE,
    Role.PROVINCE_LEADER: frozenset(
        {
            Role.CURRICULUM_OFFICER,
            Role.EXAM_OFFICER,
            Role.COMMUNE_OFFICER,
            Role.SCHOOL_HEAD,
        }
    ),
    Role.SCHOOL_HEAD: _STAFF | {Role.GROUP_HEAD, Role.SCHOOL_IT},
    Role.SCHOOL_IT: _STAFF,
}
_SCHOOL = frozenset({UnitKind.SCHOOL})
_TEAM = _SCHOOL | {UnitKind.SUBJECT_GROUP, UnitKind.SITE}
_ABOVE = frozenset({UnitKind.PROVINCE, UnitKind.CLUSTER})
_ANY = frozenset(UnitKind)
FITS: dict[str, frozenset[UnitKind]] = {
    Role.ADMINISTRATOR: _ANY,
    Role.PROVINCE_LEADER: frozenset({UnitKind.PROVINCE}),
    Role.CURRICULUM_OFFICER: _ABOVE,
    Role.EXAM_OFFICER: _ABOVE,
    Role.COMMUNE_OFFICER: frozenset({UnitKind.COMMUNE, UnitKind.CLUSTER}),
    Role.SCHOOL_HEAD: _SCHOOL,
    Role.GROUP_HEAD: _TEAM,
    Role.TEACHER: _TEAM,
    Role.SCHOOL_IT: _SCHOOL,
    Role.INVIGILATOR: _ANY,
    Role.MARKER: _ANY,
}


def givable_by(roles: Iterable[str]) -> frozenset[Role]:
    """Return the roles that a person with these roles gives at their unit."""
    found: frozenset[Role] = frozenset()
    for role in roles:
        found |= MAY_GIVE.get(role, frozenset())
    return found


def fits(role: str, unit_kind: str) -> bool:
    """Return whether a role has a meaning at a unit of this kind."""
    return unit_kind in FITS.get(role, frozenset())
