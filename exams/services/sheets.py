"""Saving a whole plain page through the same protocol (source "form")."""

import secrets
from functools import partial
from typing import Any

from django.db.models import Max

from exams.enums import Source
from exams.models import JournalEntry
from exams.queries import ledger
from exams.rules.canonical import canonical, value_hash
from exams.rules.messages import MAX_ENTRIES, SaveMessage, SubmitMessage, read_save
from exams.services import handing_in, replies, saving


def save_sheet(
    code: str, token: str, epoch: int, values: dict[str, Any]
) -> dict[str, Any]:
    """Save what differs from the store, as entries numbered by the server.

    values: by slot, None for no answer. Returns the answer of the last batch, with the
    results of all. Raises Refused as a save.
    """
    changed = saving.answered(partial(_changed, code, token, epoch, values))
    results: replies.Results = []
    reply: dict[str, Any] = {}
    rows = changed["entries"]
    for start in range(0, max(len(rows), 1), MAX_ENTRIES):
        message = _message(epoch, rows[start : start + MAX_ENTRIES])
        reply = saving.save(code, token, message, source=Source.FORM)
        results += reply["results"]
    return reply | {"results": results}


def hand_in_sheet(
    code: str, token: str, epoch: int, *, digest: str, count: int
) -> dict[str, Any]:
    """Hand in what was confirmed on the page before. Raises Refused as a hand-in."""
    message = SubmitMessage(epoch, (), digest, count)
    return handing_in.hand_in(code, token, message, source=Source.FORM)


def _changed(
    code: str, token: str, epoch: int, values: dict[str, Any], before: Any
) -> dict[str, Any]:
    locked = saving.authenticate(code, token, before=before)
    stored = {row[0]: row[3] for row in ledger.stored(locked.id)}
    last = JournalEntry.objects.filter(attempt_id=locked.id, epoch=epoch)
    seq = last.aggregate(n=Max("seq"))["n"] or 0
    entries = []
    for slot, value in values.items():
        hash_ = value_hash(canonical(value))
        if stored.get(slot) == hash_ or (value is None and slot not in stored):
            continue
        seq += 1
        entries.append({"slot": slot, "seq": seq, "value": value, "hash": hash_})
    return {"entries": entries}


def _message(epoch: int, entries: list[dict[str, Any]]) -> SaveMessage:
    return read_save(
        {
            "proto": 1,
            "epoch": epoch,
            "batch_id": f"form-{secrets.token_hex(6)}",
            "entries": entries,
        }
    )
