"""What a teacher changes in the drafts of a file, before they are items."""

from typing import Any

from django.db import transaction

from lms.core import html
from lms.core.errors import DomainError, NotFound
from question_bank.enums import BatchState, Decision
from question_bank.models import DraftRow, ImportBatch
from question_bank.rules.contents import body_html
from question_bank.services.imports import judge, usual

_HTML = ("stem_html", "explanation_html", "group_html")


def row_of(batch: ImportBatch, position: int) -> DraftRow:
    """Return one draft of a file. Raises NotFound."""
    row = DraftRow.objects.filter(batch=batch, position=position).first()
    if row is None:
        raise NotFound("draft")
    row.batch = batch
    return row


@transaction.atomic
def correct(row: DraftRow, changes: dict[str, Any]) -> DraftRow:
    """Put corrected fields over what was read; HTML is cleaned.

    changes: fields of ``rules.proposals``; the same value again is no change. What
    is still wrong stands in ``row.problems`` afterwards; nothing typed is lost.
    Raises draft_accepted once the row is an item.
    """
    if row.version_id is not None:
        raise DomainError("draft_accepted")
    edits = dict(row.edits)
    for name, value in changes.items():
        clean = _cleaned(name, value)
        if clean == row.data.get(name):
            edits.pop(name, None)
        else:
            edits[name] = clean
    row.edits = edits
    judge(row)
    row.save(update_fields=["edits", "problems", "wording"])
    return row


@transaction.atomic
def decide(row: DraftRow, decision: Decision) -> DraftRow:
    """Leave a draft out, or take it again."""
    if row.version_id is not None:
        raise DomainError("draft_accepted")
    row.decision = decision
    row.save(update_fields=["decision"])
    return row


@transaction.atomic
def for_all(batch: ImportBatch, *, only_empty: bool, **changes: Any) -> int:
    """Give all drafts of a file a level, a node, points …; how many changed."""
    count = 0
    rows = batch.rows.filter(version=None).select_related("batch")
    for row in rows:
        wanted = {
            name: value
            for name, value in changes.items()
            if not (only_empty and row.proposal.get(name))
        }
        if wanted:
            correct(row, wanted)
            count += 1
    return count


@transaction.atomic
def describe(batch: ImportBatch, *, subject_id: int | None, grade: int | None) -> None:
    """Say which subject and grade the questions of a file are for.

    Points that the file does not state become those of the subject (domain.md 3.5).
    """
    if batch.state not in {BatchState.READY, BatchState.WAITING}:
        raise DomainError("draft_accepted")
    is_other = batch.subject_id != subject_id
    batch.subject_id, batch.grade = subject_id, grade
    batch.save(update_fields=["subject", "grade"])
    if not is_other:
        return
    batch.refresh_from_db(fields=["subject"])
    for row in batch.rows.filter(version=None, data__kind="short_answer"):
        if not row.data.get("points_stated"):
            row.data["points"] = str(usual(batch, "short_answer"))
            row.save(update_fields=["data"])


def _cleaned(name: str, value: Any) -> Any:
    if name in _HTML:
        return html.clean(value)
    return body_html(value, html.clean) if name == "body" else value
