"""Claiming an attempt: who holds the pen (exam-protocol.md, sections 2 and 3)."""

import json
import secrets
from functools import partial
from typing import Any

from exams.enums import AttemptState, EntryStatus, SittingState
from exams.errors import Refused
from exams.models import Attempt, JournalEntry
from exams.queries import claims, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked
from exams.rules.messages import ClaimMessage
from exams.rules.times import iso, lease_left_s
from exams.services import adjusting, closing, load, replies
from exams.services.saving import hash_token

TOKEN_BYTES = 24  # 192 bits


def claim(code: str, user_id: int, message: ClaimMessage) -> dict[str, Any]:
    """Give the pen to a device of the candidate; the answer holds its token.

    Raises Refused: 404 for an attempt of another, 403 before the opening, after the
    close or for a wrong code, 409 while another device holds it or it is suspended.
    """
    outcome = in_transaction(partial(_claim, code, user_id, message))
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def _claim(
    code: str, user_id: int, message: ClaimMessage, before: Any
) -> dict[str, Any] | Refused:
    locked = _lock_own(code, user_id, before)
    closing.settle(locked)
    if locked.state in {AttemptState.SUBMITTED, AttemptState.VOIDED}:
        return _closed(locked)
    refusal = _refusal(locked, message)
    if refusal is not None:
        return refusal
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _begin(locked)
    _next_epoch(locked, message, user_id, token)
    return _granted(locked, token)


def _lock_own(code: str, user_id: int, before: Any) -> Locked:
    locked = claims.lock_own(code, user_id, before=before)
    if locked is None:
        raise Refused(404, "not_found")
    return locked


def _refusal(locked: Locked, message: ClaimMessage) -> Refused | None:
    told = replies.head(locked)
    if locked.sitting_state == SittingState.CANCELLED:
        return Refused(403, "sitting_cancelled", body=told)
    if locked.state == AttemptState.SUSPENDED:
        return Refused(409, "suspended", body=told)
    if locked.t < locked.open_at:
        return Refused(403, "not_open", body=told | {"open_at": iso(locked.open_at)})
    if locked.state == AttemptState.ASSIGNED:
        is_too_late = locked.t >= locked.close_at
        return Refused(403, "sitting_closed", body=told) if is_too_late else None
    if locked.device_id == message.device_id:
        return None
    return _take_over_refusal(locked, message, told)


def _take_over_refusal(
    locked: Locked, message: ClaimMessage, told: dict[str, Any]
) -> Refused | None:
    if message.code:
        if _is_right_code(locked, message.code):
            return None
        load.count_wrong_code(locked.code)
        return Refused(403, "bad_code", body=told)
    wait = lease_left_s(locked.seen_at, locked.t)
    if not wait:
        return None
    return Refused(
        409, "lease_held", body=told | {"retry_after_s": wait}, retry_after=wait
    )


def _is_right_code(locked: Locked, given: str) -> bool:
    known = Attempt.objects.values_list("takeover_code", flat=True).get(pk=locked.id)
    return bool(known) and secrets.compare_digest(
        known.encode(), given.strip().upper().encode(errors="replace")
    )


def _begin(locked: Locked) -> None:
    if locked.state == AttemptState.ASSIGNED:
        locked.started_at = max(locked.t, locked.release_at)
        locked.state = AttemptState.IN_PROGRESS.value
        locked.deadline = adjusting.work_out_deadline(locked)


def _next_epoch(
    locked: Locked, message: ClaimMessage, user_id: int, token: str
) -> None:
    locked.epoch += 1
    locked.device_id = message.device_id
    locked.seen_at = locked.t
    claims.give_pen(
        locked,
        user_id=user_id,
        token_hash=hash_token(token),
        client_build=message.client_build,
    )


def _granted(locked: Locked, token: str) -> dict[str, Any]:
    is_first = locked.epoch == 1  # nothing can be stored yet
    values = {
        slot: {"epoch": epoch, "seq": seq, "hash": hash_, "value": json.loads(text)}
        for slot, epoch, seq, hash_, text in (
            [] if is_first else ledger.stored(locked.id)
        )
    }
    return replies.head(locked) | {
        "token": token,
        "anchor": replies.anchor(locked.t),
        "values": values,
        "parked": 0 if is_first else _parked(locked),
        "next_flush_ms": load.next_flush_ms(),
        "release_at": iso(locked.release_at),
        "grace_s": locked.grace_s,
    }


def _parked(locked: Locked) -> int:
    return JournalEntry.objects.filter(
        attempt_id=locked.id, status=EntryStatus.PARKED
    ).count()


def _closed(locked: Locked) -> dict[str, Any]:
    body = replies.head(locked) | {"token": None}
    if locked.state == AttemptState.SUBMITTED:
        body["receipt"] = replies.receipt(locked)
    return body
