"""The exam board: two people each time, a reason, nothing deleted.

One person asks, another confirms; only the confirmation has an effect.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from exams.enums import AttemptState, BoardVerb, EntryStatus, Source
from exams.models import Adjustment, Attempt, BoardAct, JournalEntry, Ruling, Seal
from exams.queries import clock, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked, Writing
from exams.rules.times import iso
from exams.services import adjusting, closing
from lms.core import audit
from lms.core.errors import DomainError


@transaction.atomic
def ask(
    attempt: Attempt,
    verb: str,
    *,
    by: Any,
    reason: str,
    until: datetime | None = None,
    versions: list[tuple[int, int]] | None = None,
) -> BoardAct:
    """Ask for a decision that another person must confirm.

    until: the new deadline of a reopening. versions: the late entries (epoch, seq)
    that it is about. Raises DomainError reason_missing, until_missing, versions_missing.
    """
    if not reason.strip():
        raise DomainError("act_needs_reason")
    details: dict[str, Any] = {}
    if verb == BoardVerb.REOPEN:
        if until is None or until <= clock.now():
            raise DomainError("until_missing")
        details["until"] = iso(until)
    if verb in {BoardVerb.ACCEPT_LATE, BoardVerb.REFUSE_LATE}:
        if not versions:
            raise DomainError("versions_missing")
        details["versions"] = [list(version) for version in versions]
    made = BoardAct.objects.create(
        attempt=attempt,
        verb=verb,
        reason=reason.strip(),
        details=details,
        asked_by=by,
        asked_at=clock.now(),
    )
    audit.record(f"ask_{verb}", "attempt", attempt.code, by=by, reason=reason.strip())
    return made


def confirm(act: BoardAct, *, by: Any) -> None:
    """Confirm what another person asked for, and carry it out.

    Raises DomainError same_person, already_decided, wrong_state.
    """
    refusal = in_transaction(partial(_confirm, act.pk, by))
    if refusal:
        raise DomainError(refusal)


def _confirm(act_id: int, by: Any, before: Any) -> str:
    act = BoardAct.objects.select_for_update(of=("self",)).get(pk=act_id)
    locked = ledger.lock_by_id(act.attempt_id, before=before)
    if act.confirmed_at or act.withdrawn_at or locked is None:
        return "act_already_decided"
    if by is None or act.asked_by_id == by.pk:
        return "act_same_person"
    closing.settle(locked)
    act.confirmed_by, act.confirmed_at = by, locked.t
    act.save(update_fields=["confirmed_by", "confirmed_at"])
    if not _ACTS[BoardVerb(act.verb)](locked, act):
        transaction.set_rollback(True)
        return "attempt_wrong_state"
    audit.record(act.verb, "attempt", locked.code, by=by, reason=act.reason)
    return ""


def _reopen(locked: Locked, act: BoardAct) -> bool:
    until = datetime.fromisoformat(act.details["until"])
    if locked.state != AttemptState.SUBMITTED or until <= locked.t:
        return False
    Adjustment.objects.create(
        sitting_id=locked.sitting_id,
        attempt_id=locked.id,
        until=until,
        reason=act.reason,
        by=act.confirmed_by,
        at=locked.t,
        act=act,
    )
    Attempt.objects.filter(pk=locked.id).update(
        state=AttemptState.IN_PROGRESS, finished_at=None
    )
    adjusting.apply_deadline(locked)
    return True


def _void(locked: Locked, act: BoardAct) -> bool:
    if locked.state == AttemptState.VOIDED:
        return False
    Attempt.objects.filter(pk=locked.id).update(
        state=AttemptState.VOIDED, suspended_at=None
    )
    return True


def _accept_late(locked: Locked, act: BoardAct) -> bool:
    rows = _late_rows(locked, act)
    if locked.state != AttemptState.SUBMITTED or not rows:
        return False
    _rule(rows, act, is_accepted=True)
    ledger.take_late(locked, _newest(rows))
    last = Seal.objects.get(attempt_id=locked.id, version=locked.seal_version)
    closing.seal(locked, kind=last.kind, finished_at=last.finished_at, act=act)
    return True


def _refuse_late(locked: Locked, act: BoardAct) -> bool:
    rows = _late_rows(locked, act)
    if not rows:
        return False
    _rule(rows, act, is_accepted=False)
    return True


def _late_rows(locked: Locked, act: BoardAct) -> list[JournalEntry]:
    wanted = {tuple(version) for version in act.details["versions"]}
    rows = JournalEntry.objects.filter(
        attempt_id=locked.id, status=EntryStatus.LATE, ruling=None
    ).order_by("epoch", "seq")
    return [row for row in rows if (row.epoch, row.seq) in wanted]


def _rule(rows: list[JournalEntry], act: BoardAct, *, is_accepted: bool) -> None:
    Ruling.objects.bulk_create(
        Ruling(entry=row, act=act, is_accepted=is_accepted) for row in rows
    )


def _newest(rows: list[JournalEntry]) -> list[Writing]:
    by_slot = {row.slot: row for row in rows}  # in order of version: the last stays
    return [
        Writing(
            row.epoch, row.seq, row.slot, row.hash, row.value,
            EntryStatus.SAVED.value, Source.SCRIPT.value,
        )
        for row in by_slot.values()
    ]  # fmt: skip


_ACTS = {
    BoardVerb.REOPEN: _reopen,
    BoardVerb.VOID: _void,
    BoardVerb.ACCEPT_LATE: _accept_late,
    BoardVerb.REFUSE_LATE: _refuse_late,
}
