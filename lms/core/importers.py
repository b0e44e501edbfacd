"""The files that schools bring: one registry for the commands and the upload page.

An app registers its importers in ``apps.ready``. The upload page (lms.people)
shows those a person's roles allow, runs one as a preview (in a transaction that
is rolled back) and then for good; the management command calls the same function.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core.errors import DomainError, NotFound
from lms.core.frame import roles_of


@dataclass(frozen=True)
class Importer:
    """One kind of file that can be taken in.

    run(path, by=user) takes the whole file in one transaction and returns what the
    command prints: counts, "skipped" and "warnings" (see lms.core.reports).
    columns: what a table must hold, shown as help; empty for other formats.
    """

    code: str  # e.g. "roster"; stands in the address
    title: Any  # lazy text
    help: Any  # lazy text: where the file comes from, what it holds
    roles: frozenset[str]
    suffixes: tuple[str, ...]
    columns: tuple[str, ...]
    run: Callable[..., dict[str, Any]]
    order: int


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make an importer known; called from an app's ``ready``."""
    _importers[importer.code] = importer


def importers_for(roles: frozenset[str]) -> list[Importer]:
    """Return what people with these roles may import, in working order."""
    allowed = [i for i in _importers.values() if i.roles & roles]
    return sorted(allowed, key=lambda importer: importer.order)


def importer_for(roles: frozenset[str], code: str) -> Importer:
    """Return one importer. Raises NotFound where the roles do not allow it."""
    importer = _importers.get(code)
    if importer is None or not importer.roles & roles:
        raise NotFound("importer")
    return importer


def run(code: str, path: Path, *, by: Any = None, **options: Any) -> dict[str, Any]:
    """Take a file in as a command does: by None is the system and may do all.

    Raises DomainError not_allowed where the person's roles do not allow this kind.
    """
    importer = _importers[code]
    if by is not None and not importer.roles & roles_of(by):
        raise DomainError("not_allowed")
    return importer.run(path, by=by, **options)


def preview(importer: Importer, path: Path, *, by: Any) -> dict[str, Any]:
    """Return what the import would do; nothing stays written."""
    with transaction.atomic():
        outcome = importer.run(path, by=by)
        transaction.set_rollback(True)
    return outcome
