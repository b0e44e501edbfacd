"""Doors of the student record: who may open which plan, gradebook and figure."""

from collections.abc import Collection
from typing import Any

from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.curriculum.models import Subject
from lms.people import access
from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, OrgUnit, User
from lms.people.rules.tree import chain
from lms.records.models import Mark, PlanPeriod
from lms.records.queries.scope import parents_on

FIGURE_ROLES = frozenset(
    {
        Role.PROVINCE_LEADER,
        Role.CURRICULUM_OFFICER,
        Role.COMMUNE_OFFICER,
        Role.SCHOOL_HEAD,
    }
)
FIXING_ROLES = FIGURE_ROLES
TARGET_ROLES = FIGURE_ROLES - {Role.SCHOOL_HEAD}


def courses_of(user: Any) -> list[tuple[Cohort, Subject]]:
    """Return the classes and subjects a person teaches today, by class and subject."""
    taught = [pair for pair in access.reach(user).taught if pair[1] is not None]
    cohorts = {
        cohort.pk: cohort
        for cohort in Cohort.objects.filter(
            pk__in={cohort for cohort, _subject in taught}
        ).select_related("school", "year")
    }
    subjects = Subject.objects.in_bulk({subject for _cohort, subject in taught})
    pairs = [(cohorts[c], subjects[s]) for c, s in taught if s is not None]
    return sorted(pairs, key=lambda pair: (pair[0].grade, pair[0].code, pair[1].code))


def course_for(user: Any, cohort_id: int, subject_code: str) -> tuple[Cohort, Subject]:
    """Return a class and subject whose gradebook the person may read.

    Its teacher, the class's homeroom teacher, the heads above. Raises NotFound.
    """
    cohort = _cohort(cohort_id)
    subject = Subject.objects.filter(code=subject_code).first()
    if subject is None or not may_read(user, cohort, subject.pk):
        raise NotFound("course")
    return cohort, subject


def may_read(user: Any, cohort: Cohort, subject_id: int) -> bool:
    """Return whether the person may open a gradebook.

    Teacher of the subject, homeroom teacher, group head, heads above.
    """
    if access.teaches(user, cohort.pk, subject_id):
        return True
    if (cohort.pk, None) in access.reach(user).taught:
        return True
    if cohort.school_id in figure_unit_ids(user):
        return True
    return may_review(user, cohort, subject_id)


def may_write(user: Any, cohort: Cohort, subject_id: int) -> bool:
    """Return whether the person keeps ledger and marks of a subject in a class."""
    return access.teaches(user, cohort.pk, subject_id)


def may_review(user: Any, cohort: Cohort, subject_id: int) -> bool:
    """Return whether the person may send records back: head or subject-group head."""
    if access.holds(user, Role.SCHOOL_HEAD, unit_id=cohort.school_id):
        return True
    groups = {
        grant.unit_id
        for grant in access.reach(user).grants
        if grant.role == Role.GROUP_HEAD and grant.subject_id in {None, subject_id}
    }
    if not groups:
        return False
    parents = parents_on(today())
    units = OrgUnit.objects.filter(pk__in=groups)
    return any(
        cohort.school_id in chain(unit.pk, parents)
        and unit.subject_id in {None, subject_id}
        for unit in units
    )


def period_for(user: Any, period_id: int) -> PlanPeriod:
    """Return a planned period whose record the person may read. Raises NotFound."""
    period = (
        PlanPeriod.objects.filter(pk=period_id)
        .select_related("cohort__school", "cohort__year", "subject")
        .first()
    )
    if period is None or not may_read(user, period.cohort, period.subject_id):
        raise NotFound("period")
    return period


def mark_for(user: Any, mark_id: int) -> Mark:
    """Return a mark that a teacher of the subject or a head above may read."""
    mark = (
        Mark.objects.filter(pk=mark_id)
        .select_related("cohort__school", "cohort__year", "subject", "student", "by")
        .first()
    )
    if mark is None or not may_read(user, mark.cohort, mark.subject_id):
        raise NotFound("mark")
    return mark


def figure_unit_for(user: Any, code: str) -> OrgUnit:
    """Return a unit whose figures the person oversees. Raises NotFound."""
    unit = OrgUnit.objects.filter(code=code).first()
    if unit is None or unit.pk not in figure_unit_ids(user):
        raise NotFound("unit")
    return unit


def figure_cohort_for(user: Any, cohort_id: int) -> Cohort:
    """Return a class whose figures the person oversees. Raises NotFound."""
    cohort = _cohort(cohort_id)
    if cohort.school_id not in figure_unit_ids(user):
        raise NotFound("cohort")
    return cohort


def averages_for(user: Any, cohort: Cohort) -> None:
    """Let through who may see the averages of a whole class. Raises NotFound.

    Its teachers and the heads above.
    """
    if not (
        access.teaches(user, cohort.pk) or cohort.school_id in figure_unit_ids(user)
    ):
        raise NotFound("cohort")


def averaged_cohorts(user: Any) -> frozenset[int]:
    """Return the classes whose averages a person may see: taught, or in her units.

    Raises DomainError not_allowed where she neither teaches nor oversees.
    """
    units, taught = figure_unit_ids(user), access.reach(user).taught_cohort_ids
    if not units and not taught:
        raise DomainError("not_allowed")
    below = Cohort.objects.filter(school_id__in=units)
    return taught | frozenset(below.values_list("pk", flat=True))


def figure_unit_ids(user: Any) -> frozenset[int]:
    """Return the units whose figures the person oversees, worked out once."""
    known = getattr(user, "_figure_units", None)
    if known is None:
        roots = {
            grant.unit_id
            for grant in access.reach(user).grants
            if grant.role in FIGURE_ROLES
        }
        known = access.units_below(roots) if roots else frozenset()
        user._figure_units = known
    return known


def first_unit(user: Any) -> OrgUnit:
    """Return the widest unit whose figures the person oversees. Raises NotFound."""
    order = (UnitKind.PROVINCE, UnitKind.CLUSTER, UnitKind.COMMUNE, UnitKind.SCHOOL)
    units = OrgUnit.objects.filter(pk__in=figure_unit_ids(user), kind__in=order)
    found = sorted(
        units, key=lambda unit: (order.index(UnitKind(unit.kind)), unit.code)
    )
    if not found:
        raise NotFound("unit")
    return found[0]


def ward_for(user: Any, code: str) -> User:
    """Return the person whose own marks may be shown: oneself or a ward."""
    person = User.objects.filter(code=code).first()
    if person is None:
        raise NotFound("person")
    if person.pk != user.pk and person.pk not in access.reach(user).ward_ids:
        raise NotFound("person")
    return person


def wards_for(user: Any, students: Collection[int]) -> None:
    """Let through who may see the marks of each of them. Raises NotFound."""
    if set(students) - {user.pk} - set(access.reach(user).ward_ids):
        raise NotFound("person")


def _cohort(cohort_id: int) -> Cohort:
    cohort = (
        Cohort.objects.filter(pk=cohort_id).select_related("school", "year").first()
    )
    if cohort is None:
        raise NotFound("cohort")
    return cohort
