"""A file taken whole, as commands do: brought, read, accepted, maybe published."""

from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core.errors import DomainError, NotFound
from lms.curriculum.models import Subject
from question_bank.enums import BatchState
from question_bank.models import Bank, ImportBatch
from question_bank.queries import listings
from question_bank.queries.access import bank_for, is_staff, may_write
from question_bank.services import accept, banks, imports

MOST_BYTES = 50 * 2**20


def bank_for_import(code: str, *, by: Any) -> Bank:
    """Return the bank to import into; one that does not exist is made.

    by: its owner, None = the system. Raises not_allowed, bank_code_bad.
    """
    known = Bank.objects.filter(code=code).first()
    if known is not None:
        try:
            bank = bank_for(by, code)
        except NotFound:
            raise DomainError("not_allowed") from None
        if not may_write(by, bank):
            raise DomainError("not_allowed")
        return bank
    if by is not None and not is_staff(by):
        raise DomainError("not_allowed")
    return banks.create_bank(code, title=code, owner=by, by=by)


def subject_for(code: str | None) -> Subject | None:
    """Return the subject with this code, None for no code. Raises unknown_subject."""
    if not code:
        return None
    subject = Subject.objects.filter(code=code).first()
    if subject is None:
        raise DomainError("unknown_subject", value=code)
    return subject


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises file_missing, file_empty, file_too_big."""
    where = f"file {path.name}"
    if not path.is_file():
        raise DomainError("file_missing", where=where)
    size = path.stat().st_size
    if size == 0:
        raise DomainError("file_empty", where=where)
    if size > MOST_BYTES:
        raise DomainError("file_too_big", where=where, limit="50 MB")
    return path.read_bytes()


@transaction.atomic
def import_into(code: str, path: Path, *, by: Any, **options: Any) -> dict[str, Any]:
    """Import a file into the bank of a code, which is made with its first file.

    options and outcome as of import_file. Raises DomainError as bank_for_import and
    import_file do; then no bank is made either.
    """
    return import_file(path, bank_for_import(code, by=by), by=by, **options)


@transaction.atomic
def import_file(
    path: Path,
    bank: Bank,
    *,
    by: Any,
    wanted: str = "auto",
    subject_id: int | None = None,
    grade: int | None = None,
    publish: bool = False,
) -> dict[str, Any]:
    """Import one file in one transaction; return its entry of "files".

    Drafts with open points (no key, say) are taken as drafts, with the points among
    their warnings. publish: in one step, by the system or somebody with both rights;
    what cannot be published is listed under "unpublished" and stays a draft.
    Raises DomainError where the file as a whole is refused; nothing is written then.
    """
    batch, _is_new = imports.bring(
        read_file(path),
        bank,
        name=path.name,
        by=by,
        wanted=wanted,
        subject_id=subject_id,
        grade=grade,
    )
    batch = _read(batch, path)
    done = accept.accept_batch(batch, by=by, incomplete=True)
    unpublished = _publish(done, by=by) if publish else []
    for row in done.rows:
        row.taken.refresh_from_db(fields=["state"])
    entry = listings.batch_json(batch, done.rows, done.skipped)
    if publish:
        entry["unpublished"] = unpublished
    return entry


def _read(batch: ImportBatch, path: Path) -> ImportBatch:
    if batch.state in {BatchState.WAITING, BatchState.READING}:
        imports.read_batch(batch.pk)
        batch.refresh_from_db()
    if batch.state == BatchState.REFUSED:
        refusal = imports.as_problem(batch.refusal)
        where = refusal.where or f"file {path.name}"
        raise DomainError(refusal.code, where=where, **refusal.details)
    return batch


def _publish(done: accept.Accepted, *, by: Any) -> list[dict[str, str]]:
    refused = accept.publish_rows(done.rows, by=by)
    if any(problem.code == "not_allowed" for _row, problem in refused):
        raise DomainError("not_allowed")
    return [
        {"ref": row.ref, "item": row.taken.item.code}
        | listings.problem_json(imports.as_row(problem))
        for row, problem in refused
    ]
