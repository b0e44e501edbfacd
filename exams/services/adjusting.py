"""Extra time, and the deadline that follows from it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from exams.enums import AttemptState
from exams.models import Adjustment, Attempt, Sitting
from exams.queries import claims, clock, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked
from exams.rules.times import deadline_of
from exams.services import closing
from lms.core import audit
from lms.core.errors import DomainError

MOST_S = 6 * 3600
OPEN = [AttemptState.IN_PROGRESS, AttemptState.SUSPENDED]


def grant_time(
    sitting: Sitting,
    *,
    seconds: int,
    reason: str,
    by: Any,
    attempt: Attempt | None = None,
    room: str = "",
) -> Adjustment:
    """Add seconds to the time of one attempt, a room, or the whole sitting.

    Every open attempt it touches gets its new deadline at once; those that start
    later take it into account. Negative seconds take back what was given wrongly.
    Raises DomainError reason_missing, bad_seconds.
    """
    _check(seconds, reason)
    return in_transaction(
        partial(_grant, sitting, seconds, reason.strip(), by, attempt, room)
    )


def work_out_deadline(locked: Locked) -> datetime:
    """Return the deadline of a started attempt from its recorded adjustments."""
    if locked.started_at is None:
        raise ValueError("The attempt has not started.")
    extra, until = _sums(locked)
    if until is not None:
        deadline = until + timedelta(seconds=extra)
    else:
        deadline = deadline_of(
            locked.started_at,
            duration_s=locked.duration_s,
            extra_s=extra,
            close_at=locked.close_at,
        )
    return max(deadline, locked.started_at + timedelta(seconds=1))


def apply_deadline(locked: Locked) -> None:
    """Store the deadline of a locked attempt anew."""
    locked.deadline = work_out_deadline(locked)
    Attempt.objects.filter(pk=locked.id).update(deadline=locked.deadline)


def _check(seconds: int, reason: str) -> None:
    if not reason.strip():
        raise DomainError("act_needs_reason")
    if not seconds or abs(seconds) > MOST_S:
        raise DomainError("extra_time_out_of_range", most=MOST_S // 60)


def _grant(
    sitting: Sitting,
    seconds: int,
    reason: str,
    by: Any,
    attempt: Attempt | None,
    room: str,
    _before: Any,
) -> Adjustment:
    made = Adjustment.objects.create(
        sitting=sitting,
        attempt=attempt,
        room=room,
        seconds=seconds,
        reason=reason,
        by=by,
        at=clock.now(),
    )
    touched = Attempt.objects.filter(sitting=sitting, state__in=OPEN)
    if attempt is not None:
        touched = touched.filter(pk=attempt.pk)
    elif room:
        touched = touched.filter(candidate__room=room)
    before = clock.before_lock()
    for pk in touched.order_by("id").values_list("id", flat=True):
        locked = ledger.lock_by_id(pk, before=before)
        if locked is not None:
            closing.settle(locked)
            if locked.state in OPEN:
                apply_deadline(locked)
    place = attempt.code if attempt else (room or sitting.code)
    audit.record("extra_time", "sitting", sitting.code, by=by, to=place, s=seconds)
    return made


def _sums(locked: Locked) -> tuple[int, datetime | None]:
    """Return the seconds to add, and the deadline a reopening has set."""
    extra, until = 0, None
    for seconds, moment in claims.adjustments(locked):
        if moment is not None:
            extra, until = 0, moment
        else:
            extra += seconds or 0
    return extra, until
