"""Where people belong today, seen from a school that brings a file."""

from collections.abc import Iterable

from lms.core.clock import today
from lms.people.models import Enrolment, RoleAssignment, TeachingAssignment
from lms.people.services.roster.scope import Scope


def people_elsewhere(scope: Scope, person_ids: Iterable[int]) -> set[int]:
    """Return the ids of those who belong to a unit outside the scope today.

    A school may take in new people and those who have left their old place; who is
    still enrolled or at work elsewhere is moved by the department, not taken.
    """
    if scope.unit_ids is None:
        return set()
    ids = set(person_ids)
    day, own = today(), scope.unit_ids
    enrolled = Enrolment.objects.on(day).filter(student_id__in=ids)
    teaching = TeachingAssignment.objects.on(day).filter(teacher_id__in=ids)
    roles = RoleAssignment.objects.on(day).filter(person_id__in=ids)
    found = set(
        enrolled.exclude(cohort__school_id__in=own).values_list("student_id", flat=True)
    )
    found |= set(
        teaching.exclude(cohort__school_id__in=own).values_list("teacher_id", flat=True)
    )
    return found | set(
        roles.exclude(unit_id__in=own).values_list("person_id", flat=True)
    )
