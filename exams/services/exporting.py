"""What was handed in, one line of JSON for each attempt."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exams.enums import AttemptState, EntryStatus
from exams.models import Attempt, Envelope, JournalEntry, Seal, Sitting
from exams.queries import ledger
from exams.services import closing, replies
from lms.core.errors import DomainError


def sitting_by_code(code: str) -> Sitting:
    """Return the sitting with this code. Raises DomainError sitting_unknown."""
    sitting = Sitting.objects.filter(code=code).first()
    if sitting is None:
        raise DomainError("sitting_unknown", value=code)
    return sitting


def export_sealed(sitting: Sitting, path: Path, *, is_rehearsal: bool = False) -> int:
    """Write one line for every attempt of the sitting; how many.

    Read from the newest seal, or from the stored values where there is none. Overdue
    attempts are closed first; is_rehearsal: only count. Raises DomainError
    file_unwritable for a bad path.
    """
    if is_rehearsal:
        return Attempt.objects.filter(sitting=sitting).count()
    closing.close_overdue(sitting_id=sitting.pk)
    count = 0
    try:
        with path.open("w", encoding="utf-8") as stream:
            for row in rows(sitting):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
    except OSError as error:
        where, why = f"file {path.name}", error.strerror or ""
        raise DomainError("file_unwritable", where=where, why=why) from None
    return count


def rows(sitting: Sitting) -> Iterator[dict[str, Any]]:
    """Yield what ``export_sealed`` writes."""
    attempts = (
        Attempt.objects.filter(sitting=sitting)
        .select_related("candidate__student", "form")
        .order_by("id")
    )
    for attempt in attempts.iterator(chunk_size=500):
        yield _row(attempt)


def _row(attempt: Attempt) -> dict[str, Any]:
    seal = None
    if attempt.state == AttemptState.SUBMITTED:
        seal = Seal.objects.get(attempt=attempt, version=attempt.seal_version)
    journal = JournalEntry.objects.filter(attempt=attempt).order_by("line")
    return {
        "attempt": attempt.code,
        "candidate": attempt.candidate.student.username,
        "form": attempt.form.code,
        "state": attempt.state,
        "sealed": seal is not None,
        "seal_version": seal.version if seal else None,
        "receipt": replies.receipt_of(seal) if seal else None,
        "values": json.loads(seal.values) if seal else _stored(attempt),
        "parked": [_entry(r) for r in journal.filter(status=EntryStatus.PARKED)],
        "late": [
            _entry(r) | {"ruling": _ruling(r)}
            for r in journal.filter(status=EntryStatus.LATE).select_related("ruling")
        ],
        "envelopes": list(
            Envelope.objects.filter(attempt=attempt)
            .order_by("id")
            .values_list("digest", flat=True)
        ),
    }


def _stored(attempt: Attempt) -> dict[str, Any]:
    return {
        slot: {"epoch": epoch, "seq": seq, "value": json.loads(text), "hash": hash_}
        for slot, epoch, seq, hash_, text in ledger.stored(attempt.pk)
    }


def _entry(row: JournalEntry) -> dict[str, Any]:
    return {"slot": row.slot, "epoch": row.epoch, "seq": row.seq, "hash": row.hash}


def _ruling(row: JournalEntry) -> str | None:
    ruling = getattr(row, "ruling", None)
    if ruling is None:
        return None
    return "accepted" if ruling.is_accepted else "refused"
