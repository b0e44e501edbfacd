"""Drafts become items: one file, one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError, Problem
from question_bank.enums import BatchState, Decision, VersionState
from question_bank.kinds import checks, preflight
from question_bank.models import DraftRow, ImportBatch, Item, ItemVersion
from question_bank.rules.contents import Content
from question_bank.services import items, review
from question_bank.services.imports import as_row, content_of_row


@dataclass
class Accepted:
    """What became of the drafts: row -> version, and what was not taken."""

    rows: list[DraftRow] = field(default_factory=list)
    skipped: list[tuple[DraftRow, Problem]] = field(default_factory=list)


@transaction.atomic
def accept_batch(
    batch: ImportBatch,
    *,
    by: Any,
    submit: bool = False,
    incomplete: bool = False,
) -> Accepted:
    """Make items of the drafts that are to be taken.

    submit: send ready ones for review at once. incomplete: take drafts with open
    points too (without a key, say); they stay drafts. Without it they stay with the
    file for later. Raises batch_not_ready.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in {BatchState.READY, BatchState.ACCEPTED}:
        raise DomainError("batch_not_ready")
    done = Accepted()
    rows = list(batch.rows.select_related("batch__bank", "version__item"))
    for row in rows:
        if row.version_id is not None:
            done.rows.append(row)
        elif row.decision == Decision.TAKE:
            _accept_row(row, done, by=by, submit=submit, incomplete=incomplete)
    _close(batch, rows, by=by, taken=len(done.rows))
    return done


def publish_rows(
    rows: Iterable[DraftRow], *, by: Any
) -> list[tuple[DraftRow, Problem]]:
    """Publish the items of a file in one step; return what could not be."""
    refused = []
    for row in rows:
        version = row.version
        if version is None or version.state not in {
            VersionState.DRAFT,
            VersionState.IN_REVIEW,
        }:
            continue
        try:
            row.version = review.publish(version, by=by, in_one_step=True)
        except DomainError as error:
            refused.append((row, Problem(error.code, error.where, error.details)))
    return refused


def _accept_row(
    row: DraftRow, done: Accepted, *, by: Any, submit: bool, incomplete: bool
) -> None:
    content = content_of_row(row)
    worst = checks.body_problem(content)
    open_points = preflight.problems_of(content)
    if worst or (open_points and not incomplete):
        done.skipped.append((row, worst or open_points[0]))
        return
    row.version = _version(row, content, by=by)
    row.save(update_fields=["version", "warnings"])
    if submit and not open_points and row.version.state == VersionState.DRAFT:
        row.version = review.submit(row.version, by=by)
    done.rows.append(row)


def _version(row: DraftRow, content: Content, *, by: Any) -> ItemVersion:
    """Return the version for a draft: new, or the one that says the same already."""
    bank, code = row.batch.bank, row.proposal.get("code") or ""
    source = {
        "batch": row.batch,
        "ref": row.ref,
        "place": row.place,
        "source_html": row.source_html,
    }
    known = Item.objects.filter(bank=bank, code=code).first() if code else None
    if known is not None and _is_ours(row.batch):
        content = items.with_filing_of(known, content)
        return items.add_version(known, content, by=by, **source)
    twin = _twin(row, content)
    if twin is not None:
        row.warnings = [
            *row.warnings,
            as_row(Problem("already_in_bank", "", {"value": twin.item.code})),
        ]
        return twin
    if known is not None:
        row.warnings = [
            *row.warnings, as_row(Problem("item_code_taken", "", {"value": code})),
        ]  # fmt: skip
        code = ""
    return items.create_item(bank, content, by=by, code=code, **source)


def _twin(row: DraftRow, content: Content) -> ItemVersion | None:
    """Return an older version of the bank with the same wording and key.

    Two equal questions of one file are two items: a teacher may mean it.
    """
    group = items.passage(row.batch.bank, content)
    mark = content.fingerprint(group.digest if group else "")
    found = ItemVersion.objects.filter(item__bank=row.batch.bank, digest=mark)
    return found.exclude(batch=row.batch).select_related("item").first()


def _is_ours(batch: ImportBatch) -> bool:
    """Return whether codes of the file are ours (files.md 23): only in our .xlsx."""
    return batch.format == "xlsx"


def _close(batch: ImportBatch, rows: list[DraftRow], *, by: Any, taken: int) -> None:
    waiting = [r for r in rows if r.decision == Decision.TAKE and not r.version_id]
    if waiting or batch.state == BatchState.ACCEPTED:
        return
    batch.state, batch.accepted_at = BatchState.ACCEPTED, database_now()
    batch.save(update_fields=["state", "accepted_at"])
    audit.record(
        "accept", "import", batch.code, by=by, bank=batch.bank.code, items=taken
    )
