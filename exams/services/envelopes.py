"""Late envelopes: sealed queues, stored apart until the board decides."""

import hashlib
import json
from functools import partial
from typing import Any

from exams.enums import Source
from exams.errors import Refused
from exams.models import Envelope, SittingSecret
from exams.queries import ledger
from exams.queries.gate import in_transaction
from exams.queries.ledger import Locked
from exams.rules import envelopes
from exams.rules.messages import Entry, SaveMessage, read_save
from exams.rules.reading import read_object
from exams.services import closing, replies
from exams.services.reading import lock_own
from exams.services.saving import answered, authenticate, take_entries
from lms.core import audit
from lms.core.errors import DomainError

MOST_BYTES = 2 * 2**20
MOST_EACH = 20  # envelopes of one attempt


def take(code: str, token: str, content: bytes) -> dict[str, Any]:
    """Keep sealed bytes brought with a token. The same bytes are kept once."""
    _check(content)
    return answered(partial(_take, code, token, content))


def take_own(code: str, user_id: int, content: bytes) -> dict[str, Any]:
    """Keep an exported file that the candidate uploads after logging in."""
    _check(content)
    return answered(partial(_take_own, code, user_id, content))


def open_envelope(envelope: Envelope) -> list[tuple[int, Entry]]:
    """Return (epoch, entry) of what an envelope holds; for the board's eyes.

    Raises DomainError envelope_unreadable where it was changed, belongs to another
    sitting, or holds another attempt's answers.
    """
    secret = SittingSecret.objects.get(sitting_id=envelope.attempt.sitting_id)
    try:
        plain = envelopes.unseal(bytes(envelope.content), bytes(secret.envelope_key))
        batches = _batches(plain, envelope.attempt.code)
    except (ValueError, KeyError, TypeError, Refused):
        raise DomainError("envelope_unreadable") from None
    return [(batch.epoch, entry) for batch in batches for entry in batch.entries]


def unpack(envelope: Envelope, *, by: Any) -> replies.Results:
    """File the entries of an envelope in the journal; return what became of each.

    After the close they become late entries that the board may accept; before it
    they are parked, for the candidate to adopt. Never are they saved as they come.
    """
    found = open_envelope(envelope)
    results = in_transaction(partial(_unpack, envelope.attempt_id, found))
    audit.record("unpack", "attempt", envelope.attempt.code, by=by, n=len(found))
    return results


def _unpack(
    attempt_id: int, found: list[tuple[int, Entry]], before: Any
) -> replies.Results:
    locked = ledger.lock_by_id(attempt_id, before=before)
    if locked is None:
        raise Refused(404, "not_found")
    closing.settle(locked)
    results: replies.Results = []
    for epoch, entry in found:
        results += take_entries(locked, epoch, (entry,), source=Source.ENVELOPE)
    return results


def _batches(plain: bytes, code: str) -> list[SaveMessage]:
    found = json.loads(plain)
    if found["attempt"] != code:
        raise ValueError(code)
    return [read_save(read_object(json.dumps(b).encode())) for b in found["batches"]]


def _check(content: bytes) -> None:
    if not content:
        raise Refused(422, "message_unreadable")
    if len(content) > MOST_BYTES:
        raise Refused(413, "message_too_big")


def _take(code: str, token: str, content: bytes, before: Any) -> dict[str, Any]:
    locked = authenticate(code, token, before=before)
    return _keep(locked, content, locked.token_user_id)


def _take_own(code: str, user_id: int, content: bytes, before: Any) -> dict[str, Any]:
    return _keep(lock_own(code, user_id, before), content, user_id)


def _keep(locked: Locked, content: bytes, user_id: int) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    kept = Envelope.objects.filter(attempt_id=locked.id)
    if not kept.filter(digest=digest).exists():
        if kept.count() >= MOST_EACH:
            raise Refused(413, "too_many_envelopes")
        Envelope.objects.create(
            attempt_id=locked.id,
            digest=digest,
            content=content,
            received_at=locked.t,
            brought_by_id=user_id,
        )
    return replies.saved(locked, []) | {"envelope": digest}
