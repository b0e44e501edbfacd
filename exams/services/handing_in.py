"""Handing in: last entries, digest, seal, receipt (exam-protocol.md, section 3)."""

from functools import partial
from typing import Any

from exams.enums import AttemptState, SealKind, Source
from exams.errors import Refused
from exams.queries import ledger
from exams.queries.ledger import Locked
from exams.rules.canonical import digest
from exams.rules.messages import SubmitMessage
from exams.services import closing, replies
from exams.services.saving import (
    answered,
    authenticate,
    check_epoch,
    take_entries,
    wish_of,
)


def hand_in(
    code: str, token: str, message: SubmitMessage, *, source: str = Source.SCRIPT
) -> dict[str, Any]:
    """Save the last entries and close the attempt if the digest is that of the store.

    Handing in again gives the same receipt. Raises Refused: 409 ``digest_mismatch``
    (the entries are saved, the stored versions come with it), ``epoch_superseded``,
    ``suspended``; 401, 404, 422, 503 as a save.
    """
    return answered(partial(_hand_in, code, token, message, source))


def _hand_in(
    code: str, token: str, message: SubmitMessage, source: str, before: Any
) -> dict[str, Any] | Refused:
    wish = wish_of(message.epoch, message.entries)
    locked = authenticate(code, token, before=before, wish=wish)
    check_epoch(locked, message.epoch)
    if locked.state == AttemptState.SUSPENDED:
        return Refused(409, "suspended", body=replies.head(locked))
    results = take_entries(locked, message.epoch, message.entries, source=source)
    if locked.state != AttemptState.IN_PROGRESS:
        return replies.saved(locked, results)
    if message.epoch != locked.epoch:
        body = replies.head(locked) | {"results": results}
        return Refused(409, "epoch_superseded", body=body)
    mismatch = _mismatch(locked, message, results)
    if mismatch is not None:
        return mismatch
    closing.seal(locked, kind=SealKind.CANDIDATE, finished_at=locked.t)
    return replies.saved(locked, results)


def _mismatch(
    locked: Locked, message: SubmitMessage, results: replies.Results
) -> Refused | None:
    versions = [(row[0], row[1], row[2], row[3]) for row in ledger.stored(locked.id)]
    if message.digest == digest(versions) and message.count == len(versions):
        return None
    body = replies.head(locked) | {
        "versions": {slot: [epoch, seq, hash_] for slot, epoch, seq, hash_ in versions},
        "results": results,
    }
    return Refused(409, "digest_mismatch", body=body)
