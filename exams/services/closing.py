"""Closing an attempt: seal, receipt, and the clock that closes what nobody handed in.

An attempt past its deadline and grace is closed by whoever touches it first: a
message, a page, a command, or the sweeper. All roads end in ``seal``.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from exams.enums import AttemptState, SealKind
from exams.models import Attempt, BoardAct, Seal, SittingSecret
from exams.queries import clock, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked
from exams.rules import receipts
from exams.rules.canonical import canonical, digest
from exams.rules.times import is_over
from exams.services import heads, replies
from exams.signals import attempt_sealed


def settle(locked: Locked) -> None:
    """Close a locked attempt if its deadline and grace have passed."""
    if is_over(locked.clockwork, locked.t):
        seal(locked, kind=SealKind.DEADLINE, finished_at=_end(locked))


def seal(
    locked: Locked,
    *,
    kind: str,
    finished_at: datetime,
    act: BoardAct | None = None,
) -> Seal:
    """Seal the stored values of a locked attempt as its next version.

    finished_at: the receipt time of a hand-in, the deadline where the clock closed.
    The caller has decided that the attempt may be closed now.
    """
    rows = ledger.stored(locked.id)
    versions = [(slot, epoch, seq, hash_) for slot, epoch, seq, hash_, _v in rows]
    made = Seal(
        attempt_id=locked.id,
        version=locked.seal_version + 1,
        kind=kind,
        digest=digest(versions),
        count=len(rows),
        values=_values(rows),
        journal_line=locked.journal_lines,
        journal_head=locked.journal_head,
        finished_at=finished_at,
        sealed_at=locked.t,
        receipt_code=receipts.new_code(),
        act=act,
    )
    secret = SittingSecret.objects.only("receipt_seed").get(
        sitting_id=locked.sitting_id
    )
    made.signature = receipts.sign(
        replies.bare_receipt(made), bytes(secret.receipt_seed)
    )
    made.save(force_insert=True)
    _mark_submitted(locked, made)
    return made


def close_overdue(*, sitting_id: int | None = None, dry_run: bool = False) -> list[str]:
    """Close every attempt that is past its deadline and grace; return their codes.

    sitting_id: only those of one sitting. dry_run: only say which. Each attempt is a
    transaction of its own, so the sweep may be cut short and run again.
    """
    found = Attempt.objects.perhaps_overdue(at=clock.now())
    if sitting_id is not None:
        found = found.filter(sitting_id=sitting_id)
    ids = list(found.values_list("id", flat=True))
    if dry_run:
        return _overdue_codes(ids)
    return [code for code in (settle_by_id(pk) for pk in ids) if code]


def settle_by_id(attempt_id: int) -> str:
    """Close an attempt if its time is over; its code if this call closed it, else ""."""
    return in_transaction(partial(_settle_locked, attempt_id))


def _settle_locked(attempt_id: int, before: object) -> str:
    locked = ledger.lock_by_id(attempt_id, before=before)
    if locked is None or locked.state == AttemptState.SUBMITTED:
        return ""
    settle(locked)
    return locked.code if locked.state == AttemptState.SUBMITTED else ""


def _overdue_codes(ids: Iterable[int]) -> list[str]:
    with transaction.atomic():
        before = clock.before_lock()
        rows = [ledger.lock_by_id(pk, before=before) for pk in ids]
    return [row.code for row in rows if row and is_over(row.clockwork, row.t)]


def _end(locked: Locked) -> datetime:
    if locked.deadline is None:
        return locked.close_at
    return locked.deadline


def _values(rows: list[tuple[str, int, int, str, str]]) -> str:
    """Return the canonical JSON of the values, made of the stored canonical texts."""
    members = (
        f'{canonical(slot)}:{{"epoch":{epoch},"hash":"{hash_}","seq":{seq},'
        f'"value":{value}}}'
        for slot, epoch, seq, hash_, value in rows
    )
    return "{" + ",".join(members) + "}"


def _mark_submitted(locked: Locked, made: Seal) -> None:
    locked.state = AttemptState.SUBMITTED.value
    locked.seal_version = made.version
    Attempt.objects.filter(pk=locked.id).update(
        state=AttemptState.SUBMITTED,
        seal_version=made.version,
        finished_at=made.finished_at,
        suspended_at=None,
    )
    transaction.on_commit(partial(_after_seal, locked, made.version), robust=True)


def _after_seal(locked: Locked, version: int) -> None:
    heads.copy_one(locked)
    attempt_sealed.send_robust(
        sender=Attempt, attempt_id=locked.id, seal_version=version
    )
