"""What an invigilator does: suspend, resume, collect one attempt; end the sitting."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from exams.enums import AttemptState, SealKind
from exams.models import Adjustment, Attempt, Sitting
from exams.queries import clock, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked
from exams.rules.times import iso
from exams.services import adjusting, closing
from lms.core import audit
from lms.core.errors import DomainError

OPEN = [AttemptState.IN_PROGRESS, AttemptState.SUSPENDED]


def suspend(attempt: Attempt, *, by: Any, reason: str) -> None:
    """Stop a running attempt. Raises DomainError reason_missing, wrong_state."""
    _change(attempt, "suspend", by, reason, _suspend)


def resume(attempt: Attempt, *, by: Any, reason: str) -> None:
    """Let a suspended attempt go on; its time is given back if the policy says so."""
    _change(attempt, "resume", by, reason, _resume)


def collect(attempt: Attempt, *, by: Any, reason: str) -> None:
    """Close a running or suspended attempt with what is stored now."""
    _change(attempt, "collect", by, reason, _collect)


def end_sitting(sitting: Sitting, *, by: Any, reason: str) -> int:
    """End a sitting before its time: nobody starts any more, open attempts are collected.

    The door closes first, so a claim that comes later is refused; one that was under way
    is collected when this is done again. What arrives afterwards is late, as ever.
    Returns how many attempts were collected. Raises DomainError act_needs_reason,
    sitting_not_begun.
    """
    if not reason.strip():
        raise DomainError("act_needs_reason")
    now = clock.now()
    if now <= sitting.release_at:
        raise DomainError("sitting_not_begun")
    _close_door(sitting, now, by=by, reason=reason.strip())
    collected = 0
    for attempt in sitting.attempts.filter(state__in=OPEN):
        with suppress(DomainError):  # handed in meanwhile
            collect(attempt, by=by, reason=reason)
            collected += 1
    return collected


def _close_door(sitting: Sitting, now: datetime, *, by: Any, reason: str) -> None:
    with transaction.atomic():
        until = sitting.close_at
        Sitting.objects.filter(pk=sitting.pk, close_at__gt=now).update(close_at=now)
        audit.record(
            "end", "sitting", sitting.code, by=by, reason=reason, until=iso(until)
        )


def _change(attempt: Attempt, verb: str, by: Any, reason: str, act: Any) -> None:
    if not reason.strip():
        raise DomainError("act_needs_reason")
    refusal = in_transaction(partial(_do, attempt.pk, verb, by, reason.strip(), act))
    if refusal:
        raise DomainError(refusal)


def _do(attempt_id: int, verb: str, by: Any, reason: str, act: Any, before: Any) -> str:
    locked = ledger.lock_by_id(attempt_id, before=before)
    if locked is None:
        return "not_found"
    closing.settle(locked)
    if not act(locked, by, reason):
        return "attempt_wrong_state"
    audit.record(verb, "attempt", locked.code, by=by, reason=reason)
    return ""


def _suspend(locked: Locked, _by: Any, _reason: str) -> bool:
    if locked.state != AttemptState.IN_PROGRESS:
        return False
    Attempt.objects.filter(pk=locked.id).update(
        state=AttemptState.SUSPENDED, suspended_at=locked.t
    )
    return True


def _resume(locked: Locked, by: Any, reason: str) -> bool:
    if locked.state != AttemptState.SUSPENDED or locked.suspended_at is None:
        return False
    Attempt.objects.filter(pk=locked.id).update(
        state=AttemptState.IN_PROGRESS, suspended_at=None
    )
    locked.state = AttemptState.IN_PROGRESS.value
    stopped_s = int((locked.t - locked.suspended_at).total_seconds())
    if locked.stops_clock and stopped_s > 0:
        Adjustment.objects.create(
            sitting_id=locked.sitting_id,
            attempt_id=locked.id,
            seconds=stopped_s,
            reason=reason,
            by=by,
            at=locked.t,
        )
        adjusting.apply_deadline(locked)
    return True


def _collect(locked: Locked, _by: Any, _reason: str) -> bool:
    if locked.state not in {AttemptState.IN_PROGRESS, AttemptState.SUSPENDED}:
        return False
    closing.seal(locked, kind=SealKind.INVIGILATOR, finished_at=locked.t)
    return True
