"""Reads on sittings and attempts."""

from django.db import models
from django.db.models import Q

from exams.enums import AttemptState, SittingState
from lms.people import access


class SittingQuerySet(models.QuerySet):
    """Sittings."""

    def visible_to(self, user):
        """Sittings one sits, whose classes one teaches, or whose unit one oversees."""
        reach = access.reach(user)
        return self.filter(
            Q(unit_id__in=reach.overseen_ids)
            | Q(created_by_id=user.pk)
            | Q(cohorts__cohort_id__in=reach.taught_cohort_ids)
            | Q(cohorts__cohort__school_id__in=reach.overseen_ids)
            | Q(pk__in=self._sat_by(user))
        ).distinct()

    def _sat_by(self, user):
        return (
            self.model.objects.filter(candidates__student_id=user.pk)
            .exclude(state=SittingState.DRAFT)
            .values("pk")
        )


class AttemptQuerySet(models.QuerySet):
    """Attempts."""

    def of(self, user):
        """A candidate's own attempts, in sittings that were made known."""
        return self.of_students([user.pk])

    def of_students(self, ids):
        """The own attempts of some candidates."""
        return self.filter(candidate__student_id__in=ids).exclude(
            sitting__state=SittingState.DRAFT
        )

    def visible_to(self, user):
        """One's own, and those of sittings that one runs or oversees."""
        reach = access.reach(user)
        return self.filter(
            Q(candidate__student_id=user.pk, sitting__state__in=["ready", "cancelled"])
            | Q(sitting__unit_id__in=reach.overseen_ids)
            | Q(sitting__created_by_id=user.pk)
            | Q(candidate__cohort_id__in=reach.taught_cohort_ids)
            | Q(candidate__cohort__school_id__in=reach.overseen_ids)
        ).distinct()

    def perhaps_overdue(self, *, at):
        """Open attempts whose deadline has passed; the rule decides on each."""
        return self.filter(
            Q(state=AttemptState.IN_PROGRESS) | Q(state=AttemptState.SUSPENDED),
            deadline__lt=at,
        )
