"""Making banks and naming people in them."""

from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.errors import DomainError
from lms.people.models import OrgUnit, User
from question_bank.enums import Right
from question_bank.models import Bank, BankGrant

PRIVATE = "RIENG-"


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

    Who makes a secret bank is named in it. Raises bank_exists,
    secret_bank_needs_unit.
    """
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


@transaction.atomic
def private_bank(user: User, *, title: str) -> Bank:
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
        BankGrant.objects.update_or_create(
            bank=bank,
            person=person,
            defaults={"right": right, "granted_by": by},
        )
    audit.record(
        "grant", "bank", bank.code, by=by, person=str(person.pk), right=right or ""
    )
