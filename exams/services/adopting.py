"""Adopting what another device left behind (exam-protocol.md, section 3)."""

import json
from functools import partial
from typing import Any

from exams.enums import AttemptState, EntryStatus, Source
from exams.errors import Refused
from exams.models import JournalEntry
from exams.queries.ledger import Locked
from exams.rules.messages import Adoption, AdoptMessage, Entry
from exams.services import replies
from exams.services.saving import answered, authenticate, check_epoch, take_entries


def adopt(code: str, token: str, message: AdoptMessage) -> dict[str, Any]:
    """Copy parked values in as new versions of the present epoch.

    Answers as a save does; what is not parked gets ``invalid``. Raises Refused 409
    ``epoch_superseded`` or ``suspended``; 401, 404, 422, 503 as a save.
    """
    return answered(partial(_adopt, code, token, message))


def parked_of(code: str, token: str) -> dict[str, Any]:
    """Return the parked values, so that the candidate can look before choosing."""
    return answered(partial(_parked, code, token))


def _adopt(
    code: str, token: str, message: AdoptMessage, before: Any
) -> dict[str, Any] | Refused:
    locked = authenticate(code, token, before=before)
    check_epoch(locked, message.epoch)
    if locked.state == AttemptState.SUSPENDED:
        return Refused(409, "suspended", body=replies.head(locked))
    is_open = locked.state == AttemptState.IN_PROGRESS
    if is_open and not message.epoch == locked.token_epoch == locked.epoch:
        return Refused(409, "epoch_superseded", body=replies.head(locked))
    entries = tuple(_entry(locked, wish) for wish in message.slots)
    results = take_entries(
        locked,
        message.epoch,
        entries,
        source=Source.ADOPTED,
        adopted={w.seq: f"{w.from_epoch}:{w.from_seq}" for w in message.slots},
    )
    return replies.saved(locked, results)


def _entry(locked: Locked, wish: Adoption) -> Entry:
    row = (
        JournalEntry.objects.filter(
            attempt_id=locked.id,
            epoch=wish.from_epoch,
            seq=wish.from_seq,
            slot=wish.slot,
            status=EntryStatus.PARKED,
        )
        .values_list("value", "hash")
        .first()
    )
    if row is None:
        return Entry(wish.slot, wish.seq, "", None, "", None, None, fault="not_parked")
    text, hash_ = row
    return Entry(wish.slot, wish.seq, text, json.loads(text), hash_, None, None)


def _parked(code: str, token: str, before: Any) -> dict[str, Any]:
    locked = authenticate(code, token, before=before)
    rows = JournalEntry.objects.filter(
        attempt_id=locked.id, status=EntryStatus.PARKED
    ).order_by("line")
    return replies.head(locked) | {
        "parked": [
            {
                "slot": row.slot,
                "epoch": row.epoch,
                "seq": row.seq,
                "hash": row.hash,
                "value": json.loads(row.value),
            }
            for row in rows
        ]
    }
