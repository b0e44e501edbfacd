"""Opening a secret bank: it takes two of the people named in it as reviewers."""

from typing import Any

from django.db import IntegrityError, transaction

from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from question_bank.enums import Answer, Right
from question_bank.models import Bank, BankRelease


def may_release(user: Any, bank: Bank) -> bool:
    """Return whether the person is one of the two: named as a reviewer."""
    return (
        bank.is_secret
        and user is not None
        and bank.grants.filter(person=user, right=Right.REVIEW).exists()
    )


def asked(bank: Bank) -> BankRelease | None:
    """Return the wish to open a bank that nobody has answered yet."""
    return bank.releases.filter(answer="").select_related("asked_by").first()


@transaction.atomic
def ask(bank: Bank, *, by: Any, reason: str) -> BankRelease:
    """Ask for a bank to be opened. Raises not_allowed, reason_missing, release_asked."""
    if not may_release(by, bank):
        raise DomainError("not_allowed")
    if not reason.strip():
        raise DomainError("reason_missing")
    try:
        with transaction.atomic():
            wish = BankRelease.objects.create(
                bank=bank, asked_by=by, reason=reason.strip()[:500]
            )
    except IntegrityError:
        raise DomainError("release_asked") from None
    audit.record("ask_release", "bank", bank.code, by=by)
    return wish


@transaction.atomic
def answer(bank: Bank, *, by: Any, answer: Answer) -> BankRelease:
    """Open the bank for everybody whose role reaches it, or not.

    RELEASED and REFUSED by a second person, TAKEN_BACK by the one who asked. Raises
    not_allowed, release_not_asked, release_takes_two, release_named_after: nobody
    names a second one only to have it opened.
    """
    bank = Bank.objects.select_for_update().get(pk=bank.pk)
    if not may_release(by, bank):
        raise DomainError("not_allowed")
    wish = asked(bank)
    if wish is None:
        raise DomainError("release_not_asked")
    named = bank.grants.get(person=by)
    if named.granted_at > wish.asked_at:
        raise DomainError("release_named_after")
    if (wish.asked_by_id == by.pk) != (answer == Answer.TAKEN_BACK):
        raise DomainError("release_takes_two")
    wish.answer, wish.answered_by, wish.answered_at = answer, by, database_now()
    wish.save()
    if answer == Answer.RELEASED:
        bank.is_secret = False
        bank.save(update_fields=["is_secret"])
    audit.record(answer.value, "bank", bank.code, by=by, asked_by=str(wish.asked_by_id))
    return wish
