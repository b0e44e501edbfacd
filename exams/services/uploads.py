"""Files as answers: kept by ``media``, named in the answer by their code."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from exams.enums import AttemptState
from exams.errors import Refused
from exams.models import AnswerFile, Attempt
from exams.queries import forms
from exams.queries.ledger import Locked
from exams.services import replies
from exams.services.saving import answered, authenticate
from lms.core.errors import DomainError
from media import api as media

PURPOSE = "exams.answer"
MOST_BYTES = 20 * 2**20
MOST_EACH = 10  # files of one slot


def take(
    code: str, token: str, *, slot: str, name: str, content: bytes
) -> dict[str, Any]:
    """Keep a file for a slot of the kind "file"; the answer has its code in ``file``.

    Raises Refused: 401 and 404 as a save, 409 when closed or suspended, 413, 422.
    """
    locked, shape = answered(partial(_may, code, token, slot))
    if len(content) > shape.get("most_mb", 10) * 2**20:
        raise Refused(413, "message_too_big")
    user = get_user_model().objects.get(pk=locked.token_user_id)
    try:
        with transaction.atomic():
            card = media.store_file(
                content, name=name, by=user, purpose=PURPOSE, expect=shape["suffixes"]
            )
            AnswerFile.objects.get_or_create(
                attempt_id=locked.id,
                slot=slot,
                file_code=card.code,
                defaults={"received_at": locked.t},
            )
    except DomainError as error:
        raise Refused(422, error.code, details=error.details) from None
    return replies.saved(locked, []) | {"file": card.code}


def may_see(user: Any, file_code: str) -> bool:
    """Return whether a person may open an answer's file: who may see the attempt."""
    mine = AnswerFile.objects.filter(file_code=file_code).values("attempt_id")
    return Attempt.objects.visible_to(user).filter(pk__in=mine).exists()


def _may(
    code: str, token: str, slot: str, before: Any
) -> tuple[Locked, dict[str, Any]] | Refused:
    locked = authenticate(code, token, before=before)
    kind, shape = forms.slots_of(locked.form_id).get(slot, ("", {}))
    if kind != "file":
        return Refused(422, "message_unreadable")
    if locked.state != AttemptState.IN_PROGRESS:
        code_ = (
            "suspended" if locked.state == AttemptState.SUSPENDED else "sitting_closed"
        )
        return Refused(409, code_, body=replies.head(locked))
    if AnswerFile.objects.filter(attempt_id=locked.id, slot=slot).count() >= MOST_EACH:
        return Refused(413, "too_many_envelopes")
    return locked, shape
