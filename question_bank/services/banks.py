"""Making banks and naming people in them."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.models import OrgUnit, User
from question_bank.enums import Right
from question_bank.models import Bank, BankGrant
from question_bank.models.querysets import bank_reach
from question_bank.queries.secrecy import secret_banks

PRIVATE = "RIENG-"
CODE = re.compile(r"^[\w.()+-]{1,64}$")


@transaction.atomic
def create_bank(
    code: str,
    *,
    title: str,
    owner: OrgUnit | User | None,
    by: Any,
    is_secret: bool = False,
    subject_id: int | None = None,
) -> Bank:
    """Make a bank. owner: a unit, a person, or None for the system.

    Who makes a secret bank is named in it. Raises bank_code_bad, bank_exists,
    secret_bank_needs_unit.
    """
    if not CODE.match(code):
        raise DomainError("bank_code_bad", value=code)
    if Bank.objects.filter(code=code).exists():
        raise DomainError("bank_exists", value=code)
    if is_secret and isinstance(owner, User):
        raise DomainError("secret_bank_needs_unit")
    bank = Bank.objects.create(
        code=code,
        title=title,
        owner_unit=owner if isinstance(owner, OrgUnit) else None,
        owner_person=owner if isinstance(owner, User) else None,
        is_secret=is_secret,
        subject_id=subject_id,
        created_by=by,
    )
    if is_secret and by is not None:
        BankGrant.objects.create(
            bank=bank, person=by, right=Right.REVIEW, granted_by=by
        )
    audit.record("create", "bank", code, by=by, secret=is_secret)
    return bank


def owner_for(name: str, *, by: Any) -> OrgUnit | User:
    """Return the unit or person of a code (or user name) as owner of a new bank.

    by: owns what is her own or a unit she writes for; None = the system, any.
    Raises unknown_owner, not_allowed.
    """
    unit = OrgUnit.objects.filter(code=name).first()
    if unit is not None:
        if by is not None and unit.pk not in bank_reach(by).writes:
            raise DomainError("not_allowed")
        return unit
    person = User.objects.filter(Q(username=name) | Q(code=name)).first()
    if person is None:
        raise DomainError("unknown_owner", value=name)
    if by is not None and person.pk != by.pk:
        raise DomainError("not_allowed")
    return person


@transaction.atomic
def private_bank(user: Any, *, title: str) -> Bank:
    """Return a teacher's own bank, made on first use."""
    bank = Bank.objects.filter(owner_person=user).order_by("id").first()
    if bank is not None:
        return bank
    code = f"{PRIVATE}{user.code or user.username}"[:64]
    return create_bank(code, title=title, owner=user, by=user)


@transaction.atomic
def grant(bank: Bank, person: User, *, right: Right | None, by: Any) -> None:
    """Name a person in a bank with a right, or strike her out (right None)."""
    if right is None:
        BankGrant.objects.filter(bank=bank, person=person).delete()
    else:
        had = BankGrant.objects.filter(bank=bank, person=person, right=right)
        if not had.exists():
            BankGrant.objects.update_or_create(
                bank=bank,
                person=person,
                defaults={
                    "right": right,
                    "granted_by": by,
                    "granted_at": database_now(),
                },
            )
    audit.record(
        "grant", "bank", bank.code, by=by, person=str(person.pk), right=right or ""
    )


def note_look(bank: Bank, *, by: Any, item: str = "", **more: str) -> None:
    """Log that a person looked into a secret bank; nothing for others.

    more: what else says what was seen, e.g. paper="P1", format="docx".
    """
    if bank.is_secret:
        seen = more | ({"item": item} if item else {})
        audit.record("look", "bank", bank.code, by=by, **seen)


def note_looks(version_ids: Iterable[int], *, by: Any, **more: str) -> None:
    """Log that items of secret banks were seen outside the bank, a line a bank."""
    for bank in secret_banks(version_ids):
        note_look(bank, by=by, **more)


def looks_into(bank: Bank, *, most: int = 50) -> list[dict[str, Any]]:
    """Return who looked into a secret bank, newest first: {"by", "at", "seen"}."""
    rows = AuditEntry.objects.filter(
        object_type="bank", object_code=bank.code, verb="look"
    ).select_related("actor")
    return [
        {"by": row.actor, "at": row.at, "seen": ", ".join(row.details.values())}
        for row in rows.order_by("-pk")[:most]
    ]
