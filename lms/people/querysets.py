"""Reads on people and units. Doors (``visible_to``) ask lms.people.access."""

from datetime import date

from django.apps import apps
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q


def holds_on(day: date, *, start: str = "valid_from", end: str = "valid_to") -> Q:
    """Return the condition that a half-open interval holds on a day."""
    begun = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})
    not_over = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day})
    return begun & not_over


class DatedQuerySet(models.QuerySet):
    """Rows with valid_from and valid_to."""

    def on(self, day):
        """Rows that hold on a day."""
        return self.filter(holds_on(day))


class EnrolmentQuerySet(models.QuerySet):
    """Rows with starts and ends."""

    def on(self, day):
        """Rows that hold on a day."""
        return self.filter(holds_on(day, start="starts", end="ends"))


class OrgUnitQuerySet(models.QuerySet):
    """Units."""

    def visible_to(self, user):
        """Units in whose people or figures this user may look."""
        access = _access()
        return self.filter(pk__in=access.reach(user).unit_ids)


class CohortQuerySet(models.QuerySet):
    """Classes and teaching groups."""

    def visible_to(self, user):
        """Classes the user teaches, learns in, or oversees."""
        reach = _access().reach(user)
        return self.filter(
            Q(school_id__in=reach.overseen_ids) | Q(pk__in=reach.cohort_ids)
        )

    def taught_by(self, user, *, day):
        """Classes that this person teaches on a day, any subject."""
        teaching = apps.get_model("people", "TeachingAssignment")
        mine = teaching.objects.on(day).filter(teacher=user).values("cohort_id")
        return self.filter(pk__in=mine)


class UserQuerySet(models.QuerySet):
    """People."""

    def visible_to(self, user):
        """Oneself, one's students or wards, and the people of overseen schools."""
        if _access().sees_everybody(user):
            return self.all()
        reach = _access().reach(user)
        enrolled = apps.get_model("people", "Enrolment").objects.filter(
            student_id=OuterRef("pk")
        )
        roles = apps.get_model("people", "RoleAssignment").objects.filter(
            person_id=OuterRef("pk"), unit_id__in=reach.overseen_ids
        )
        teaching = apps.get_model("people", "TeachingAssignment").objects.filter(
            teacher_id=OuterRef("pk"), cohort__school_id__in=reach.overseen_ids
        )
        wards = apps.get_model("people", "Guardianship").objects.filter(
            guardian_id=OuterRef("pk"),
            student__enrolments__cohort__school_id__in=reach.overseen_ids,
        )
        return self.filter(
            Q(pk=user.pk)
            | Q(pk__in=reach.ward_ids)
            | Exists(enrolled.filter(cohort__school_id__in=reach.overseen_ids))
            | Exists(enrolled.filter(cohort_id__in=reach.taught_cohort_ids))
            | Exists(roles)
            | Exists(teaching)
            | Exists(wards)
        )

    def bulk_create(self, objs, *args, **kwargs):
        """Also derive what ``save`` derives."""
        objs = list(objs)
        for person in objs:
            person.derive_names()
        return super().bulk_create(objs, *args, **kwargs)


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager with our reads."""


def _access():
    # The policy module reads the models, which need this module first.
    from lms.people import access  # noqa: PLC0415

    return access
