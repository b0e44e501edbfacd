"""Guardians: codes on paper, links, and the school's word for them (domain.md 3.8)."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.access import forget, keeps, looks_after
from lms.people.models import Cohort, GuardianCode, Guardianship, User
from lms.people.rules.codes import PAPER_LENGTH, grouped, readable_code, typed_code
from lms.people.services.passwords import students_of

VALID_DAYS = 60
USES = 2  # two adults may use one paper


@dataclass(frozen=True)
class GuardianSlip:
    """What stands on one slip of paper. The code is kept nowhere else."""

    student: User
    code: str
    expires_at: datetime

    @property
    def shown(self) -> str:
        """The code in groups, as it is printed."""
        return grouped(self.code)


@transaction.atomic
def issue_codes(
    cohort: Cohort, student_ids: Iterable[int], *, at: datetime, by: Any
) -> list[GuardianSlip]:
    """Make codes for guardians of students of a class; older codes end.

    Raises DomainError not_allowed, nothing_to_do.
    """
    if not looks_after(by, cohort):
        raise DomainError("not_allowed")
    wanted = set(student_ids)
    students = [s for s in students_of(cohort, at.date()) if s.pk in wanted]
    if not students:
        raise DomainError("nothing_to_do")
    GuardianCode.objects.filter(student__in=students).delete()
    slips, rows = [], []
    for student in students:
        code = readable_code(secrets.choice, PAPER_LENGTH)
        slip = GuardianSlip(student, code, at + timedelta(days=VALID_DAYS))
        slips.append(slip)
        rows.append(
            GuardianCode(
                student=student,
                digest=digest_of(code),
                uses_left=USES,
                issued_by=by,
                issued_at=at,
                expires_at=slip.expires_at,
            )
        )
    GuardianCode.objects.bulk_create(rows)
    codes = [student.code for student in students]
    audit.record("issue", "guardian_codes", cohort.code, by=by, people=codes)
    return slips


def find_code(text: str, *, at: datetime) -> GuardianCode:
    """Return the valid code that somebody typed. Raises guardian_code_wrong."""
    row = (
        GuardianCode.objects.filter(
            digest=digest_of(typed_code(text)), expires_at__gt=at, uses_left__gt=0
        )
        .select_related("student")
        .first()
    )
    if row is None:
        raise DomainError("guardian_code_wrong")
    return row


@transaction.atomic
def link_guardian(
    guardian: User, text: str, *, relation: str, at: datetime
) -> Guardianship:
    """Link a person to the student of a paper code; the paper is the verification.

    Raises DomainError guardian_code_wrong, guardian_of_oneself.
    """
    row = find_code(text, at=at)
    row = GuardianCode.objects.select_for_update().get(pk=row.pk)
    if row.uses_left < 1:
        raise DomainError("guardian_code_wrong")
    if row.student_id == guardian.pk:
        raise DomainError("guardian_of_oneself")
    link, _is_new = Guardianship.objects.update_or_create(
        guardian=guardian,
        student_id=row.student_id,
        defaults={
            "relation": relation[:30],
            "verified_by_id": row.issued_by_id,
            "verified_at": at,
            "ended_at": None,
        },
    )
    row.uses_left -= 1
    row.save(update_fields=["uses_left"])
    forget(guardian)
    audit.record("link", "guardian", link.student.code, by=guardian, relation=relation)
    return link


@transaction.atomic
def make_guardian(
    text: str,
    *,
    full_name: str,
    username: str,
    password: str,
    relation: str,
    at: datetime,
) -> User:
    """Make an account for the holder of a paper code and link it.

    Raises DomainError guardian_code_wrong, username_taken.
    """
    find_code(text, at=at)
    if name_is_taken(username):
        raise DomainError("username_taken", value=username)
    guardian = User(username=username, full_name=full_name)
    guardian.set_password(password)
    guardian.save()
    guardian.code = f"PH{guardian.pk:08d}"
    guardian.save(update_fields=["code"])
    link_guardian(guardian, text, relation=relation, at=at)
    return guardian


def name_is_taken(name: str) -> bool:
    """Return whether somebody logs in by this name, code or identifier already."""
    return (
        User.objects.filter(username__iexact=name).exists()
        or User.objects.filter(code=name).exists()
        or User.objects.filter(identifiers__value=name).exists()
    )


@transaction.atomic
def verify_link(link: Guardianship, *, at: datetime, by: Any) -> None:
    """Say for the school that a person is a guardian. Raises not_allowed."""
    _check_school(link, by)
    link.verified_by, link.verified_at, link.ended_at = by, at, None
    link.save(update_fields=["verified_by", "verified_at", "ended_at"])
    audit.record(
        "verify", "guardian", link.student.code, by=by, guardian=str(link.guardian)
    )


@transaction.atomic
def end_link(link: Guardianship, *, at: datetime, by: Any) -> None:
    """End a link: the guardian sees the student no more. Raises not_allowed."""
    _check_school(link, by)
    if link.ended_at is None:
        link.ended_at = at
        link.save(update_fields=["ended_at"])
        audit.record(
            "end", "guardian", link.student.code, by=by, guardian=str(link.guardian)
        )


def _check_school(link: Guardianship, by: Any) -> None:
    if not keeps(by, link.student):
        raise DomainError("not_allowed")


def digest_of(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(f"guardian {code}".encode()).hexdigest()
