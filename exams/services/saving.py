"""Saving answers: the heart of the protocol (exam-protocol.md, sections 3 and 5)."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from exams.enums import AttemptState, Source
from exams.errors import Refused
from exams.queries import forms, ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked, Writing
from exams.rules.deciding import KEPT, Standing, Version, decide
from exams.rules.messages import Entry, SaveMessage
from exams.rules.times import token_ends
from exams.services import closing, replies
from question_bank import api as question_bank
from question_bank.errors import InvalidValue

T = TypeVar("T")
OPEN = AttemptState.IN_PROGRESS.value


def save(
    code: str, token: str, message: SaveMessage, *, source: str = Source.SCRIPT
) -> dict[str, Any]:
    """Save a batch of entries and return the answer, after it was committed.

    code: of the attempt; token: as sent. Raises Refused (401, 404, 409, 422, 503).
    """
    return answered(partial(_save, code, token, message, source))


def answered(work: Callable[[Any], T | Refused]) -> T:
    """Return work(before) done in a transaction; raise a Refused that it returned.

    A Refused that work *returns* is committed first: what it stored, and the lazy
    close, stay. One that it *raises* leaves nothing behind.
    """
    outcome = in_transaction(work)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def authenticate(
    code: str, token: str, *, before: Any, wish: ledger.Wish | None = None
) -> Locked:
    """Return the attempt of a token, its row locked, closed if its time is over.

    wish: entries and slots to look up in the same trip. Raises Refused 401 for an unknown or expired token, 404 for another's attempt.
    """
    if not token:
        raise Refused(401, "token_missing")
    locked = ledger.lock_by_token(hash_token(token), before=before, wish=wish)
    if locked is None:
        raise Refused(401, "token_unknown")
    if locked.code != code:
        raise Refused(404, "not_found")
    closing.settle(locked)
    end = token_ends(
        locked.deadline, grace_s=locked.grace_s, late_window_s=locked.late_window_s
    )
    if end is not None and locked.t > end:
        raise Refused(401, "token_expired")
    return locked


def hash_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def check_epoch(locked: Locked, epoch: int) -> None:
    """Raise Refused 422 for a message whose epoch is above that of its token."""
    if epoch > locked.token_epoch:
        raise Refused(422, "epoch_ahead")


def wish_of(epoch: int, entries: tuple[Entry, ...]) -> ledger.Wish | None:
    """Return what must be looked up to decide on entries; None for a heartbeat."""
    if not entries:
        return None
    seqs = list({entry.seq for entry in entries})
    slots = list({entry.slot for entry in entries})
    return ledger.Wish(epoch, seqs, slots)


def take_entries(
    locked: Locked,
    epoch: int,
    entries: tuple[Entry, ...],
    *,
    source: str,
    adopted: dict[int, str] | None = None,
) -> replies.Results:
    """Decide and write the entries of one message; return their results.

    adopted: for an adoption the origin ("epoch:seq") of each entry by its seq.
    """
    standing = _standing(locked, epoch, entries)
    form = forms.slots_of(locked.form_id) if entries else {}
    writings: list[Writing] = []
    results: replies.Results = []
    for entry in entries:
        fault = entry.fault or _fault(entry, form)
        version = (epoch, entry.seq)
        was_known = version in standing.lines
        status = "invalid" if fault else decide(entry, epoch, standing)
        if status in KEPT and not was_known:
            origin = (adopted or {}).get(entry.seq, "")
            writings.append(_writing(entry, epoch, status, source, origin))
        results.append(_result(entry, status, standing.current))
    is_seen = locked.state == OPEN and locked.token_epoch == locked.epoch
    ledger.write(locked, writings, is_seen=is_seen)
    return results


def _save(
    code: str, token: str, message: SaveMessage, source: str, before: Any
) -> dict[str, Any] | Refused:
    wish = wish_of(message.epoch, message.entries)
    locked = authenticate(code, token, before=before, wish=wish)
    check_epoch(locked, message.epoch)
    if locked.state == AttemptState.SUSPENDED:
        return Refused(409, "suspended", body=replies.head(locked))
    results = take_entries(locked, message.epoch, message.entries, source=source)
    return replies.saved(locked, results)


def _standing(locked: Locked, epoch: int, entries: tuple[Entry, ...]) -> Standing:
    standing = Standing(
        is_open=locked.state == OPEN,
        epoch=locked.epoch,
        token_epoch=locked.token_epoch,
    )
    wish = wish_of(epoch, entries)
    if wish is not None:
        found = ledger.look_up(locked, wish)
        standing.lines, standing.current = found.lines, found.current
    return standing


def _fault(entry: Entry, form: forms.Slots) -> str:
    if entry.slot not in form:
        return "slot"
    kind, shape = form[entry.slot]
    try:
        question_bank.check_value(kind, shape, entry.value)
    except InvalidValue:
        return "value"
    return ""


def _writing(
    entry: Entry, epoch: int, status: str, source: str, origin: str
) -> Writing:
    return Writing(
        epoch, entry.seq, entry.slot, entry.hash, entry.text, status, str(source),
        entry.anchor, entry.mono_ms, origin,
    )  # fmt: skip


def _result(entry: Entry, status: str, current: dict[str, Version]) -> dict[str, Any]:
    stored = current.get(entry.slot)
    return {
        "slot": entry.slot,
        "seq": entry.seq,
        "status": status,
        "current": list(stored) if stored else None,
    }
