"""Who reads, adopts, approves: roles of lms.people turned into rights here.

Readers: the people of a unit and of all units below see what is published for
it; those who oversee a unit see it too. Adoption (tổ chuyên môn thông qua) is
the subject group head's in a school, a curriculum officer's in the province.
Approval (người đứng đầu phê duyệt) is the head's; in the province a leader's or
an officer's of the subject. Source: Circular 09/2021, domain.md 3.1 and 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.core.clock import today
from lms.people.access import Grant, reach
from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, Enrolment, OrgParent, OrgUnit
from lms.people.rules.tree import below

ADOPT, APPROVE = "adopt", "approve"
AUTHORS = frozenset(
    {
        Role.TEACHER,
        Role.GROUP_HEAD,
        Role.SCHOOL_HEAD,
        Role.CURRICULUM_OFFICER,
        Role.PROVINCE_LEADER,
    }
)
_SCHOOLS = frozenset({UnitKind.SCHOOL, UnitKind.SITE})
_OFFICES = frozenset({UnitKind.PROVINCE, UnitKind.COMMUNE, UnitKind.CLUSTER})


@dataclass(frozen=True)
class Desk:
    """A right to decide: for which units, and which subject (None = all)."""

    act: str
    unit_ids: frozenset[int]
    subject_id: int | None

    def covers(self, unit_id: int, subject_id: int) -> bool:
        """Return whether a material of this unit and subject lies on the desk."""
        return unit_id in self.unit_ids and self.subject_id in {None, subject_id}


@dataclass(frozen=True)
class Standing:
    """What a person may do here today; worked out once per user object."""

    reads: frozenset[int]
    writes: tuple[int, ...]  # units on whose shelf the person may write
    desks: tuple[Desk, ...]
    shares: tuple[Desk, ...]  # unit_ids: from where; act: id of the unit shared with


NOBODY = Standing(frozenset(), (), (), ())


def standing(user: Any) -> Standing:
    """Return the rights of a person in the repository today."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    known = getattr(user, "_library_standing", None)
    if known is None:
        known = user._library_standing = _work_out(user)
    return known


def may(user: Any, act: str, *, unit_id: int, subject_id: int) -> bool:
    """Return whether the person may adopt or approve for this unit and subject."""
    return any(
        desk.act == act and desk.covers(unit_id, subject_id)
        for desk in standing(user).desks
    )


def may_decide(user: Any) -> bool:
    """Return whether the person has anything to decide at all."""
    return bool(standing(user).desks)


@dataclass(frozen=True)
class _Tree:
    kinds: Mapping[int, str]
    subjects: Mapping[int, int | None]
    edges: tuple[tuple[int, int], ...]

    def under(self, unit_id: int, kinds: frozenset[UnitKind]) -> frozenset[int]:
        """Return the unit and those below it, of these kinds."""
        found = below(frozenset([unit_id]), self.edges)
        return frozenset(one for one in found if self.kinds.get(one) in kinds)

    def over(self, unit_ids: frozenset[int]) -> frozenset[int]:
        """Return the units and all above them."""
        return below(unit_ids, [(parent, unit) for unit, parent in self.edges])


def _tree() -> _Tree:
    rows = OrgUnit.objects.values_list("pk", "kind", "subject_id")
    kinds: dict[int, str] = {}
    subjects: dict[int, int | None] = {}
    for pk, kind, subject_id in rows:
        kinds[pk], subjects[pk] = kind, subject_id
    edges = OrgParent.objects.edges(today())
    return _Tree(kinds, subjects, tuple(edges))


def _work_out(user: Any) -> Standing:
    found = reach(user)
    tree = _tree()
    home = frozenset(grant.unit_id for grant in found.grants)
    home |= _schools(found.cohort_ids, found.ward_ids)
    desks = [desk for grant in found.grants for desk in _desks(grant, tree)]
    reads = tree.over(home) | found.overseen_ids
    if user.is_superuser:
        reads = frozenset(tree.kinds)
    return Standing(
        reads=reads,
        writes=_writes(found.grants, tree),
        desks=tuple(desks),
        shares=tuple(_share(grant, tree) for grant in found.grants if _shares(grant)),
    )


def _schools(cohort_ids: frozenset[int], ward_ids: frozenset[int]) -> frozenset[int]:
    cohorts = set(cohort_ids)
    if ward_ids:
        rows = Enrolment.objects.on(today()).filter(student_id__in=ward_ids)
        cohorts |= set(rows.values_list("cohort_id", flat=True))
    if not cohorts:
        return frozenset()
    rows = Cohort.objects.filter(pk__in=cohorts)
    return frozenset(rows.values_list("school_id", flat=True))


def _desks(grant: Grant, tree: _Tree) -> list[Desk]:
    if grant.role == Role.GROUP_HEAD:
        near = tree.over(frozenset([grant.unit_id]))
        schools = frozenset(one for one in near if tree.kinds.get(one) in _SCHOOLS)
        subject = grant.subject_id or tree.subjects.get(grant.unit_id)
        return [Desk(ADOPT, schools, subject)]
    if grant.role == Role.SCHOOL_HEAD:
        return [Desk(APPROVE, tree.under(grant.unit_id, _SCHOOLS), None)]
    offices = tree.under(grant.unit_id, _OFFICES)
    if grant.role == Role.CURRICULUM_OFFICER:
        return [Desk(act, offices, grant.subject_id) for act in (ADOPT, APPROVE)]
    if grant.role in {Role.PROVINCE_LEADER, Role.COMMUNE_OFFICER}:
        return [Desk(APPROVE, offices, None)]
    return []


def _shares(grant: Grant) -> bool:
    return grant.role in {Role.CURRICULUM_OFFICER, Role.PROVINCE_LEADER}


def _share(grant: Grant, tree: _Tree) -> Desk:
    near = tree.under(grant.unit_id, _SCHOOLS | _OFFICES)
    return Desk(str(grant.unit_id), near - {grant.unit_id}, grant.subject_id)


def _writes(grants: tuple[Grant, ...], tree: _Tree) -> tuple[int, ...]:
    """Return the units to write for: the school of a group, else the unit itself."""
    units: dict[int, None] = {}
    for grant in grants:
        if grant.role not in AUTHORS:
            continue
        if tree.kinds.get(grant.unit_id) == UnitKind.SUBJECT_GROUP:
            near = tree.over(frozenset([grant.unit_id]))
            units |= dict.fromkeys(
                sorted(one for one in near if tree.kinds.get(one) in _SCHOOLS)
            )
        else:
            units[grant.unit_id] = None
    return tuple(units)
