"""Who may see and do what: one policy for lists and for single objects.

A role holds at a unit and below it. ``reach`` says once per request how far a
person's eye goes; querysets (``visible_to``) and doors (``…_for``) ask it, so a
list and a single look-up cannot disagree. A door answers NotFound, never
"forbidden": a stranger does not even learn that a thing exists.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.people.enums import Role
from lms.people.models import (
    Cohort,
    Guardianship,
    OrgParent,
    OrgUnit,
    RoleAssignment,
    TeachingAssignment,
    User,
)
from lms.people.models import Enrolment as EnrolmentModel
from lms.people.rules.grants import RELATIONS, givable_by
from lms.people.rules.tree import below

# Roles that oversee: they see the classes, people and figures of their unit.
OVERSEERS = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.PROVINCE_LEADER,
        Role.CURRICULUM_OFFICER,
        Role.EXAM_OFFICER,
        Role.COMMUNE_OFFICER,
        Role.SCHOOL_HEAD,
        Role.SCHOOL_IT,
    }
)


# Roles that keep accounts: first passwords, roles, classes of their unit.
KEEPERS = (Role.ADMINISTRATOR, Role.SCHOOL_HEAD, Role.SCHOOL_IT)


@dataclass(frozen=True)
class Grant:
    """One role of a person, holding today."""

    role: str
    unit_id: int
    subject_id: int | None
    cohort_id: int | None


@dataclass(frozen=True)
class Reach:
    """How far a person sees today; all sets hold database ids."""

    grants: tuple[Grant, ...]
    unit_ids: frozenset[int]  # units of any role, with all below
    overseen_ids: frozenset[int]  # units whose people and figures are open
    taught: frozenset[tuple[int, int | None]]  # (cohort, subject or None)
    enrolled_ids: frozenset[int]  # cohorts one learns in
    ward_ids: frozenset[int]  # students one is guardian of
    edges: tuple[tuple[int, int], ...] = ()  # (unit, parent) of today, if asked for

    def below(self, unit_id: int) -> frozenset[int]:
        """The unit and all that hangs below it today."""
        return below(frozenset({unit_id}), self.edges)

    @property
    def taught_cohort_ids(self) -> frozenset[int]:
        """Cohorts one teaches anything in."""
        return frozenset(cohort for cohort, _subject in self.taught)

    @property
    def cohort_ids(self) -> frozenset[int]:
        """Cohorts one teaches or learns in."""
        return self.taught_cohort_ids | self.enrolled_ids


NOTHING = Reach((), *(frozenset(),) * 5)


def reach(user: Any) -> Reach:
    """Return the reach of a person today, worked out once per user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOTHING
    known = getattr(user, "_reach", None)
    if known is None:
        known = user._reach = _work_out(user, today())
    return known


def forget(user: Any) -> None:
    """Drop what was worked out, after roles or enrolments changed."""
    if hasattr(user, "_reach"):
        del user._reach


def holds(
    user: Any, *roles: str, unit_id: int | None = None, subject_id: int | None = None
) -> bool:
    """Return whether the person holds one of the roles, at a unit or above it.

    subject_id: a grant narrowed to another subject does not count.
    """
    found = reach(user)
    for grant in found.grants:
        if grant.role not in roles:
            continue
        if subject_id and grant.subject_id not in {None, subject_id}:
            continue
        if unit_id is None or unit_id in found.below(grant.unit_id):
            return True
    return False


def require(user: Any, *roles: str, unit_id: int | None = None) -> None:
    """Refuse (not_allowed) unless the person holds one of the roles at the unit."""
    if not holds(user, *roles, unit_id=unit_id):
        raise DomainError("not_allowed")


def is_class_teacher(user: Any, cohort_id: int) -> bool:
    """Return whether the person is the homeroom teacher (GVCN) of the class."""
    return (cohort_id, None) in reach(user).taught


def looks_after(user: Any, cohort: Cohort) -> bool:
    """Return whether the person hands out accounts in a class.

    Its class teacher, IT staff or head of its school, an administrator above.
    """
    return is_class_teacher(user, cohort.pk) or holds(
        user, *KEEPERS, unit_id=cohort.school_id
    )


def keeps(user: Any, person: User) -> bool:
    """Return whether the user may change the account and roles of a person.

    Only where the person belongs today: every unit must be one that the user keeps,
    and every role one that the user could give there. So IT staff of a school keep
    its teachers and students, but not its head.
    """
    if person.is_superuser and not user.is_superuser:
        return False
    theirs = reach(person)
    places = {(g.role, g.unit_id) for g in theirs.grants}
    schools = Cohort.objects.filter(pk__in=theirs.cohort_ids)
    places |= {(Role.STUDENT, pk) for pk in schools.values_list("school_id", flat=True)}
    return bool(places) and all(_keeps_at(user, *place) for place in places)


def _keeps_at(user: Any, role: str, unit_id: int) -> bool:
    found = reach(user)
    held = [
        grant.role
        for grant in found.grants
        if grant.role in KEEPERS and unit_id in found.below(grant.unit_id)
    ]
    return bool(held) and (role in RELATIONS or role in givable_by(held))


def sees_everybody(user: Any) -> bool:
    """Return whether the person administers the whole installation.

    An administrator at a unit that hangs below nothing: also people who belong
    nowhere yet are hers to place.
    """
    found = reach(user)
    hanging = {unit for unit, _parent in found.edges}
    return any(
        grant.role == Role.ADMINISTRATOR and grant.unit_id not in hanging
        for grant in found.grants
    )


def kept_units(user: Any) -> frozenset[int]:
    """Return the units whose accounts and roles the person keeps, with all below."""
    found = reach(user)
    own = {grant.unit_id for grant in found.grants if grant.role in KEEPERS}
    return below(frozenset(own), found.edges)


def teaches(user: Any, cohort_id: int, subject_id: int | None = None) -> bool:
    """Return whether the person teaches the subject (or anything) in the class."""
    taught = reach(user).taught
    if subject_id is None:
        return any(cohort == cohort_id for cohort, _subject in taught)
    return (cohort_id, subject_id) in taught


def role_codes(user: Any) -> frozenset[str]:
    """Return the codes of all roles held today, those of relations included."""
    found = reach(user)
    codes = {str(grant.role) for grant in found.grants}
    if found.taught:
        codes.add(Role.TEACHER)
    if found.enrolled_ids:
        codes.add(Role.STUDENT)
    if found.ward_ids:
        codes.add(Role.GUARDIAN)
    return frozenset(str(code) for code in codes)


def role_names() -> dict[str, Any]:
    """Return code -> name of every role, in the order of the list of roles."""
    return dict(Role.choices)


def place_name(user: Any) -> str:
    """Return the name of the school or office a person belongs to, for the bar."""
    found = reach(user)
    unit_id = next((grant.unit_id for grant in found.grants), None)
    if unit_id is not None:
        return OrgUnit.objects.values_list("name", flat=True).get(pk=unit_id)
    cohort_id = min(found.cohort_ids, default=None)
    if cohort_id is None:
        return ""
    return Cohort.objects.values_list("school__name", flat=True).get(pk=cohort_id)


def units_below(unit_ids: Any, *, at: date | None = None) -> frozenset[int]:
    """Return the ids of the units and of all that hang below them on a day."""
    edges = OrgParent.objects.edges(at or today())
    return below(frozenset(unit_ids), edges)


def cohort_for(user: Any, cohort_id: int) -> Cohort:
    """Return a class the person may see. Raises NotFound."""
    cohort = (
        Cohort.objects.visible_to(user)
        .filter(pk=cohort_id)
        .select_related("school", "year")
        .first()
    )
    if cohort is None:
        raise NotFound("cohort")
    return cohort


def unit_for(user: Any, code: str) -> OrgUnit:
    """Return a unit the person may look into. Raises NotFound."""
    unit = OrgUnit.objects.visible_to(user).filter(code=code).first()
    if unit is None:
        raise NotFound("unit")
    return unit


def person_for(user: Any, code: str) -> User:
    """Return a person whose record the user may see. Raises NotFound."""
    person = User.objects.visible_to(user).filter(code=code).first()
    if person is None:
        raise NotFound("person")
    return person


def _work_out(user: Any, day: date) -> Reach:
    grants = tuple(
        Grant(*row)
        for row in RoleAssignment.objects.on(day)
        .filter(person=user)
        .order_by("id")
        .values_list("role", "unit_id", "subject_id", "cohort_id")
    )
    overseen = {grant.unit_id for grant in grants if grant.role in OVERSEERS}
    own = {grant.unit_id for grant in grants}
    edges = list(OrgParent.objects.edges(day)) if (own) else []
    return Reach(
        grants=grants,
        edges=tuple(edges),
        unit_ids=below(frozenset(own), edges),
        overseen_ids=below(frozenset(overseen), edges),
        taught=frozenset(
            TeachingAssignment.objects.on(day)
            .filter(teacher=user)
            .values_list("cohort_id", "subject_id")
        ),
        enrolled_ids=frozenset(
            EnrolmentModel.objects.on(day)
            .filter(student=user)
            .values_list("cohort_id", flat=True)
        ),
        ward_ids=frozenset(
            Guardianship.objects.filter(
                guardian=user, verified_at__isnull=False, ended_at=None
            ).values_list("student_id", flat=True)
        ),
    )
