"""One person's sheet, and lists of people."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lms.core.clock import today
from lms.core.text import fold
from lms.people.access import reach
from lms.people.models import (
    Enrolment,
    Guardianship,
    PersonIdentifier,
    RoleAssignment,
    TeachingAssignment,
    User,
)

SHOWN_SCHEMES = ("sector", "personal", "former")


@dataclass
class PersonSheet:
    """What stands on the page of one person; six queries."""

    person: User
    identifiers: list[PersonIdentifier]
    enrolments: list[Enrolment]
    teaching: list[TeachingAssignment]
    roles: list[RoleAssignment]
    guardians: list[Guardianship]
    day: date


def person_sheet(person: User) -> PersonSheet:
    """Return everything that the platform keeps of who a person is, newest first."""
    return PersonSheet(
        person=person,
        identifiers=list(
            person.identifiers.exclude(scheme="source").order_by("scheme", "value")
        ),
        enrolments=list(
            person.enrolments.select_related("cohort__school", "cohort__year")
            .prefetch_related("exempt_subjects")
            .order_by("-starts", "cohort__code")
        ),
        teaching=list(
            person.teaching.select_related(
                "cohort__school", "cohort__year", "subject"
            ).order_by("-cohort__year__code", "cohort__code", "subject__name_vi")
        ),
        roles=list(
            person.roles.select_related("unit", "subject", "cohort").order_by(
                "valid_to", "role"
            )
        ),
        guardians=list(
            person.guardians.select_related("guardian", "verified_by").order_by("id")
        ),
        day=today(),
    )


def wards_of(person: Any) -> list[Guardianship]:
    """Return the verified links of a guardian, with the students."""
    return list(
        person.wards.filter(verified_at__isnull=False, ended_at=None).select_related(
            "student"
        )
    )


def people_found(
    user: Any, *, text: str = "", school_id: int | None = None, role: str = ""
) -> QuerySet[User]:
    """Return the people a user may see, narrowed; sorted by given name.

    text: a part of the name with or without marks, or the beginning of a code.
    role: "student", or one of Role.
    """
    found = User.objects.visible_to(user)
    if text := text.strip():
        found = found.filter(
            Q(name_fold__contains=fold(text))
            | Q(code__startswith=text)
            | Q(username__startswith=text)
        )
    if role == "student":
        found = found.filter(Exists(_enrolled(school_id)))
    elif role:
        found = found.filter(Exists(_roles(school_id).filter(role=role)))
    elif school_id:
        found = found.filter(Exists(_enrolled(school_id)) | Exists(_roles(school_id)))
    return found.order_by("sort_name", "id")


def _enrolled(school_id: int | None) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.on(today()).filter(student_id=OuterRef("pk"))
    return rows.filter(cohort__school_id=school_id) if school_id else rows


def _roles(school_id: int | None) -> QuerySet[RoleAssignment]:
    rows = RoleAssignment.objects.on(today()).filter(person_id=OuterRef("pk"))
    return rows.filter(unit_id=school_id) if school_id else rows


def oversees_anybody(user: Any) -> bool:
    """Return whether the person has units whose people are open to her."""
    return bool(reach(user).overseen_ids)
