"""What a candidate may read: state and stored versions, the key, the opened paper."""

import base64
from functools import partial
from typing import Any

from exams.enums import AttemptState
from exams.errors import Refused
from exams.models import Form, JournalEntry
from exams.queries import claims, forms, ledger
from exams.queries.ledger import Locked
from exams.rules import packages
from exams.rules.times import iso
from exams.services import closing, replies
from exams.services.saving import answered, authenticate


def status(code: str, token: str) -> dict[str, Any]:
    """Return state, deadline and stored versions, for the holder of a token."""
    return answered(partial(_status_by_token, code, token))


def status_of_own(code: str, user_id: int) -> dict[str, Any]:
    """Return the same for the candidate who is logged in, without a token."""
    return answered(partial(_status_of_own, code, user_id))


def paper_key(code: str, token: str) -> dict[str, Any]:
    """Return the key of the package. Raises Refused 403 ``not_released`` before T0."""
    return answered(partial(_key, code, token))


def opened_paper(code: str, token: str) -> bytes:
    """Return the opened package, for browsers without WebCrypto, after the release.

    Raises Refused as ``paper_key``.
    """
    found = answered(partial(_form_row, code, token))
    return packages.unseal(found["package"], found["key"]).rstrip(b" ")


def paper_of_own(code: str, user_id: int) -> bytes:
    """Return the opened package to the candidate who has claimed it, for plain pages.

    Raises Refused 404, 403.
    """
    found = answered(partial(_own_form_row, code, user_id))
    return packages.unseal(found["package"], found["key"]).rstrip(b" ")


def package(sha256: str) -> bytes:
    """Return a sealed package. Raises Refused 404."""
    found = forms.package_of(sha256)
    if found is None:
        forms.package_of.cache_clear()  # it may be made in a moment
        raise Refused(404, "not_found")
    return found


def _status_by_token(code: str, token: str, before: Any) -> dict[str, Any]:
    return _status(authenticate(code, token, before=before))


def _status_of_own(code: str, user_id: int, before: Any) -> dict[str, Any]:
    return _status(lock_own(code, user_id, before))


def lock_own(code: str, user_id: int, before: Any) -> Locked:
    """Return the candidate's own attempt, locked and settled. Raises Refused 404."""
    locked = claims.lock_own(code, user_id, before=before)
    if locked is None:
        raise Refused(404, "not_found")
    closing.settle(locked)
    return locked


def _status(locked: Locked) -> dict[str, Any]:
    body = replies.head(locked) | {
        "versions": {
            slot: [epoch, seq, hash_]
            for slot, epoch, seq, hash_, _value in ledger.stored(locked.id)
        },
        "parked": JournalEntry.objects.filter(
            attempt_id=locked.id, status="parked"
        ).count(),
        "anchor": replies.anchor(locked.t),
    }
    if locked.state == AttemptState.SUBMITTED:
        body["receipt"] = replies.receipt(locked)
    return body


def _key(code: str, token: str, before: Any) -> dict[str, Any] | Refused:
    locked = authenticate(code, token, before=before)
    refusal = _unreleased(locked)
    if refusal is not None:
        return refusal
    key, sha256 = claims.key_of(locked.form_id)
    return replies.head(locked) | {
        "key": base64.b64encode(key).decode(),
        "package_sha256": sha256,
    }


def _form_row(code: str, token: str, before: Any) -> dict[str, Any] | Refused:
    return _released_form(authenticate(code, token, before=before))


def _own_form_row(code: str, user_id: int, before: Any) -> dict[str, Any] | Refused:
    locked = lock_own(code, user_id, before)
    if not locked.epoch:
        return Refused(403, "not_open", body=replies.head(locked))
    return _released_form(locked)


def _released_form(locked: Locked) -> dict[str, Any] | Refused:
    refusal = _unreleased(locked)
    if refusal is not None:
        return refusal
    form = Form.objects.only("package", "package_key").get(pk=locked.form_id)
    return {"package": bytes(form.package), "key": bytes(form.package_key)}


def _unreleased(locked: Locked) -> Refused | None:
    if locked.t >= locked.release_at and locked.state != AttemptState.VOIDED:
        return None
    return Refused(
        403,
        "not_released",
        body=replies.head(locked) | {"release_at": iso(locked.release_at)},
    )
