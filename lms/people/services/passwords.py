"""First passwords on paper, and people's own passwords."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.access import is_class_teacher, keeps, looks_after, reach
from lms.people.models import Cohort, User
from lms.people.rules.codes import first_password

# A first password lives until the first log-in, where it is hashed at full cost;
# a class of 45 at full cost would keep the page waiting for half a minute.
FIRST_ROUNDS = 60_000
# Small children keep the password of their paper; from here on they choose one.
OWN_PASSWORD_FROM_GRADE = 6


@dataclass(frozen=True)
class Slip:
    """What stands on one slip of paper. The password is kept nowhere else."""

    person: User
    password: str
    must_change: bool


@transaction.atomic
def hand_out_to_class(
    cohort: Cohort, student_ids: Iterable[int], *, day: Any, by: Any
) -> list[Slip]:
    """Make first passwords for students of a class; their old ones end.

    student_ids: who gets one; others of the class are left alone. Returns the slips
    in the order of the class list. Raises DomainError not_allowed, nothing_to_do.
    """
    if not looks_after(by, cohort):
        raise DomainError("not_allowed")
    wanted = set(student_ids)
    students = [
        person
        for person in students_of(cohort, day)
        if person.pk in wanted and person.is_active
    ]
    if not students:
        raise DomainError("nothing_to_do")
    slips = [
        _make_slip(person, must_change=cohort.grade >= OWN_PASSWORD_FROM_GRADE)
        for person in students
    ]
    codes = [person.code for person in students]
    audit.record("hand_out", "passwords", cohort.code, by=by, people=codes)
    return slips


@transaction.atomic
def hand_out_to_person(person: User, *, by: Any) -> Slip:
    """Make a first password for one person. Raises DomainError not_allowed."""
    if not may_reset(by, person):
        raise DomainError("not_allowed")
    slip = _make_slip(person, must_change=True)
    audit.record("hand_out", "password", person.code or person.username, by=by)
    return slip


def may_reset(user: Any, person: User) -> bool:
    """Return whether the user may give the person a new first password."""
    if person.pk == user.pk or not person.is_active:
        return False
    if keeps(user, person):
        return True
    classes = reach(person).enrolled_ids
    return bool(classes) and any(is_class_teacher(user, pk) for pk in classes)


@transaction.atomic
def choose_password(person: User, password: str) -> None:
    """Set a person's own password; the first one ends."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    audit.record("change", "password", person.code or person.username, by=person)


def students_of(cohort: Cohort, day: Any) -> list[User]:
    """Return the students of a class on a day, by given name; one query."""
    enrolled = cohort.enrolments.on(day).values("student_id")
    return list(User.objects.filter(pk__in=enrolled).order_by("sort_name", "id"))


def _make_slip(person: User, *, must_change: bool) -> Slip:
    password = first_password(secrets.choice)
    person.password = _quick_hash(password)
    person.must_change_password = must_change
    person.save(update_fields=["password", "must_change_password"])
    return Slip(person, password, must_change)


def _quick_hash(password: str) -> str:
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt())
    return hasher.encode(password, hasher.salt(), iterations=FIRST_ROUNDS)
