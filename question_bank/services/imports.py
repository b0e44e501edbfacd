"""Files into drafts: bring, read, and find again. Nothing is in the bank yet."""

import hashlib
import logging
import secrets
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from lms.core import audit, html, jobs
from lms.core.clock import database_now
from lms.core.errors import DomainError, Problem
from lms.core.office import refuse_old_office
from media import api as media
from question_bank.enums import BatchState, Decision
from question_bank.kinds import preflight
from question_bank.models import Bank, DraftRow, ImportBatch
from question_bank.rules import proposals
from question_bank.rules.contents import Content, wording
from question_bank.rules.drafts import Draft, DraftItem
from question_bank.rules.marks import marks_of
from question_bank.rules.points import usual_points
from question_bank.services import items, pictures, readers

log = logging.getLogger(__name__)

SMALL = 1_500_000  # bytes; larger files are read in the background
STALE = timedelta(minutes=10)
MOST_ATTEMPTS = 3
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def bring(
    content: bytes,
    bank: Bank,
    *,
    name: str,
    by: Any,
    wanted: str = "auto",
    subject_id: int | None = None,
    grade: int | None = None,
) -> tuple[ImportBatch, bool]:
    """File an exam file for a bank. Returns (batch, whether it is new).

    The same bytes again are the old batch. Raises DomainError where the file is
    empty, too big, locked, or of a kind we do not take; then nothing is written.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = ImportBatch.objects.filter(bank=bank, digest=digest).first()
    if known is not None:
        return known, False
    refuse_old_office(content, where=f"file {name}")  # before its type is guessed
    card = media.store_file(
        content, name=_storable(name, wanted), by=by, purpose=pictures.SOURCE
    )
    batch = ImportBatch.objects.create(
        code="".join(secrets.choice(_LETTERS) for _place in range(8)),
        bank=bank,
        file_code=card.code,
        file_name=name[-255:],
        size=len(content),
        digest=digest,
        wanted_format=wanted,
        subject_id=subject_id or bank.subject_id,
        grade=grade,
        by=by,
    )
    audit.record("bring", "import", batch.code, by=by, bank=bank.code, file=name[-200:])
    return batch, True


def start_reading(batch: ImportBatch) -> None:
    """Read a small file at once, a large one in the background.

    Where a reader breaks, the page says so and the rest of the site goes on.
    """
    if batch.size <= SMALL:
        try:
            read_batch(batch.pk)
        except Exception:
            log.exception("reading %s failed", batch.code)
            refuse(batch, DomainError("reader_broke"))
    else:
        jobs.enqueue("question_bank.read_batch", batch_id=batch.pk)


def read_batch(batch_id: int) -> None:
    """Read a waiting file into drafts. Safe to run twice, also at the same time.

    A refusal is kept with the batch; a breakdown of a reader is logged and tried
    again by the schedule, at most MOST_ATTEMPTS times.
    """
    if not _claim(batch_id):
        return
    batch = ImportBatch.objects.select_related("bank", "by", "subject").get(pk=batch_id)
    try:
        with media.open_file(batch.file_code) as stream:
            draft = readers.read(
                stream.read(),
                name=batch.file_name,
                wanted=batch.wanted_format,
                subject=batch.subject.code if batch.subject else None,
            )
    except DomainError as error:
        refuse(batch, error)
        return
    fill(batch, draft)


def read_again(batch: ImportBatch) -> None:
    """Read a refused file once more. Raises DomainError wrong_state elsewhere."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.REFUSED)
    if not waiting.update(state=BatchState.WAITING, attempts=0, refusal={}):
        raise DomainError("batch_not_refused")
    batch.refresh_from_db()
    start_reading(batch)


def resume_imports() -> int:
    """Read what was left lying: never begun, or begun by a worker that died."""
    old = database_now() - STALE
    fresh = database_now() - timedelta(seconds=20)
    lost = ImportBatch.objects.filter(
        Q(state=BatchState.WAITING, at__lt=fresh)
        | Q(state=BatchState.READING, claimed_at__lt=old)
    ).values_list("pk", flat=True)
    for batch_id in list(lost):
        read_batch(batch_id)
    return len(lost)


@transaction.atomic
def fill(batch: ImportBatch, draft: Draft) -> None:
    """Write the drafts found in a file as rows of its batch."""
    cards, refused = pictures.store_pictures(draft, batch.bank, by=batch.by)
    batch.format = draft.format
    batch.problems = [as_row(problem) for problem in draft.problems]
    batch.skipped = [
        as_row(skip.problem)
        | {"ref": skip.ref, "source_html": _shown(skip.source_html)}
        for skip in draft.skipped
    ]
    batch.notes = [
        {"kind": note.kind, "text": note.text[:500], "where": note.where}
        for note in draft.notes
    ]
    batch.state = BatchState.READY
    batch.rows.all().delete()
    DraftRow.objects.bulk_create(
        [
            _row(batch, place, item, cards, refused)
            for place, item in enumerate(draft.items, start=1)
        ]
    )
    if not draft.items and not draft.skipped:
        batch.state = BatchState.REFUSED
        batch.refusal = as_row(Problem("no_question_found"))
    batch.save()


def refuse(batch: ImportBatch, error: DomainError) -> None:
    """Keep why a file was refused."""
    batch.state = BatchState.REFUSED
    batch.refusal = as_row(Problem(error.code, error.where, error.details))
    batch.save(update_fields=["state", "refusal"])


def content_of_row(row: DraftRow) -> Content:
    """Return what a row says now, corrections included, tidied for storing."""
    batch = row.batch
    return items.tidy(
        proposals.to_content(
            row.proposal, subject_id=batch.subject_id, grade=batch.grade
        )
    )


def as_row(problem: Problem) -> dict[str, Any]:
    """Return a problem as it is kept in JSON."""
    details = {name: str(value) for name, value in problem.details.items()}
    return {"code": problem.code, "where": problem.where, "details": details}


def as_problem(row: dict[str, Any]) -> Problem:
    """Return a kept problem."""
    return Problem(row["code"], row.get("where", ""), row.get("details", {}))


def _row(
    batch: ImportBatch,
    place: int,
    item: DraftItem,
    cards: dict[str, Any],
    refused: dict[str, Problem],
) -> DraftRow:
    data = proposals.from_draft(item, stored=cards)
    data["points"] = item.points or str(usual(batch, item.kind))
    lost = [refused[n] for n in proposals.pictures_of(item) if n in refused]
    row = DraftRow(
        batch=batch,
        position=place,
        ref=item.ref[:120],
        place=item.where[:200],
        source_html=_shown(proposals.rewrite_pictures(item.source_html, cards)),
        data=data,
        decision=Decision.TAKE,
        warnings=[as_row(problem) for problem in (*item.warnings, *lost)],
    )
    judge(row)
    return row


def judge(row: DraftRow) -> None:
    """Work out anew what a row says, and its open points."""
    content = content_of_row(row)
    said = wording(content, html.to_text)
    row.wording = {
        "words": said.words,
        "own_from": said.own_from,
        "marks": marks_of(said),
    }
    row.problems = [as_row(p) for p in preflight.problems_of(content)]


def usual(batch: ImportBatch, kind: str) -> Decimal:
    """Return the points of a question of this file where it states none."""
    subject = batch.subject.code if batch.subject else ""
    return usual_points(kind, subject_code=subject, form=batch.format)


def _claim(batch_id: int) -> bool:
    now = database_now()
    claimed = ImportBatch.objects.filter(
        Q(state=BatchState.WAITING)
        | Q(state=BatchState.READING, claimed_at__lt=now - STALE),
        pk=batch_id,
    )
    batch = claimed.first()
    if batch is None:
        return False
    if batch.attempts >= MOST_ATTEMPTS:
        refuse(batch, DomainError("reader_broke"))
        return False
    return bool(
        claimed.filter(attempts=batch.attempts).update(
            state=BatchState.READING, claimed_at=now, attempts=batch.attempts + 1
        )
    )


def _storable(name: str, wanted: str) -> str:
    """Return a name the file store takes: text formats may have any suffix."""
    known = (".docx", ".xlsx", ".zip", ".imscc", ".xml", ".txt", ".gift", ".csv")
    if name.lower().endswith(known) or wanted in {"docx", "xlsx"}:
        return name
    return f"{name}.txt" if wanted in {"gift", "aiken"} else name


def _shown(source: str) -> str:
    """Return what stands beside a question to compare; nothing where it is endless."""
    return html.clean(source) if len(source) <= html.MAX_LENGTH else ""
