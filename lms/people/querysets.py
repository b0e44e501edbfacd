"""Reads on people and units. Doors (``visible_to``) ask lms.people.access."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q

WIDE = 100  # units overseen, from which on most people of an installation are meant


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


class OrgParentQuerySet(DatedQuerySet):
    """Places in the tree."""

    def edges(self, day):
        """Return (unit, parent) ids of a day; one query.

        A unit that was merged, split or renamed by then counts as below each of its
        successors: who looks after them looks after its classes, people and figures.
        """
        gone = apps.get_model("people", "OrgSuccession").objects
        places = self.on(day).order_by().values_list("unit_id", "parent_id")
        archives = gone.filter(new__isnull=False, date__lte=day).order_by()
        return places.union(archives.values_list("old_id", "new_id"))


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
        overseen = reach.overseen_ids
        linked = _exists if len(overseen) > WIDE else _listed
        return self.filter(
            Q(pk=user.pk)
            | Q(pk__in=reach.ward_ids)
            | linked("Enrolment", "student_id", cohort__school_id__in=overseen)
            | _listed("Enrolment", "student_id", cohort_id__in=reach.taught_cohort_ids)
            | linked("RoleAssignment", "person_id", unit_id__in=overseen)
            | linked("TeachingAssignment", "teacher_id", cohort__school_id__in=overseen)
            | linked(
                "Guardianship",
                "guardian_id",
                student__enrolments__cohort__school_id__in=overseen,
            )
        )

    def bulk_create(self, objs, *args, **kwargs):
        """Also derive what ``save`` derives."""
        objs = list(objs)
        for person in objs:
            person.derive_names()
        return super().bulk_create(objs, *args, **kwargs)


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager with our reads."""


def _listed(model: str, person: str, **where: Any) -> Q:
    """Return that a row of another table names the person, by the list of such ids.

    The database goes to the people of a school by their keys and looks at no other.
    """
    rows = apps.get_model("people", model).objects.filter(**where)
    return Q(pk__in=rows.order_by().values(person))


def _exists(model: str, person: str, **where: Any) -> Q:
    """Return the same by a look for each person, where most of all are meant.

    A page shows few of them; no list of hundreds of thousands is made before.
    """
    rows = apps.get_model("people", model).objects.filter(**where)
    return Q(Exists(rows.filter(**{person: OuterRef("pk")})))


def _access():
    # The policy module reads the models, which need this module first.
    from lms.people import access  # noqa: PLC0415

    return access
