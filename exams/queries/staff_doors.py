"""Doors to sittings and attempts for staff, and how much of a sitting is whose."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from exams.models import Attempt, Candidate, Sitting
from exams.models.staff_reach import staff_reach
from exams.queries import clock
from exams.queries.staff import staff_sittings
from lms.core.errors import DomainError, NotFound


@dataclass(frozen=True)
class Share:
    """What of a sitting a person answers for. cohort_ids None: everything."""

    cohort_ids: frozenset[int] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all candidates are this person's."""
        return self.cohort_ids is None

    def holds(self, candidate: Candidate) -> bool:
        """Whether a candidate is this person's."""
        return self.cohort_ids is None or candidate.cohort_id in self.cohort_ids

    def of(self, candidates: str) -> Q:
        """Return the condition on rows that reach their candidate by this path."""
        if self.cohort_ids is None:
            return Q()
        return Q(**{f"{candidates}__cohort_id__in": self.cohort_ids})


WHOLE = Share()


def sitting_for_staff(user: Any, code: str) -> Sitting:
    """Return a sitting that is the person's business. Raises NotFound."""
    found = (
        staff_sittings(user)
        .select_related("subject", "unit", "semester__year", "created_by")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise NotFound("sitting")
    return found


def sitting_to_run(user: Any, code: str) -> Sitting:
    """Return a sitting for an act that touches all its candidates.

    Raises NotFound, DomainError not_yours_alone where other classes sit it too.
    """
    sitting = sitting_for_staff(user, code)
    if not share_of(user, sitting).is_whole:
        raise DomainError("not_yours_alone")
    return sitting


def attempt_for_staff(user: Any, code: str) -> Attempt:
    """Return an attempt of a sitting that is the person's business. Raises NotFound."""
    found = (
        Attempt.objects.filter(code=code, sitting__in=staff_sittings(user).values("pk"))
        .select_related("sitting", "candidate__student", "form")
        .defer("form__package", "form__package_key")
        .first()
    )
    if found is None or not share_of(user, found.sitting).holds(found.candidate):
        raise NotFound("attempt")
    return found


def share_of(user: Any, sitting: Sitting) -> Share:
    """Return how much of a sitting is the person's: all of it, or some classes.

    All: who made it, who leads its unit or subject group, and whose classes are all
    that sit. Others see the pupils of their own classes alone (domain, section 5).
    """
    reach = staff_reach(user)
    subject_id = sitting.subject_id
    if sitting.created_by_id == reach.user_id or sitting.unit_id in reach.led:
        return WHOLE
    if any(
        school == sitting.unit_id and subject in {None, subject_id}
        for school, subject in reach.headed
    ):
        return WHOLE
    rows = sitting.candidates.order_by().values_list("cohort_id", "cohort__school_id")
    cohorts = set(rows.distinct())
    mine = {
        cohort
        for cohort, school in cohorts
        if cohort and reach.covers(cohort, school, subject_id)
    }
    return WHOLE if len(mine) == len(cohorts) else Share(frozenset(mine))


def papers_to_see(user: Any, sitting: Sitting) -> Share:
    """Return the person's share, for pages that show questions with their keys.

    Raises DomainError common_test_running: of a common test only after its end.
    """
    share = share_of(user, sitting)
    if not share.is_whole and clock.now() < sitting.close_at:
        raise DomainError("common_test_running")
    return share
