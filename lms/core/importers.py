"""The files that schools bring: one registry for the commands and the upload page.

An app registers its importers in ``apps.ready``. The upload page (lms.people)
shows those a person's roles allow, runs one as a preview (in a transaction that
is rolled back) and then for good; the management command calls the same function.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core.errors import DomainError, NotFound
from lms.core.frame import roles_of
from lms.core.guides import Glance, Guide, glance_at


@dataclass(frozen=True)
class Importer:
    """One kind of file that can be taken in.

    run(path, by=user) takes the whole file in one transaction and returns what the
    command prints: counts, "skipped" and "warnings" (see lms.core.reports).
    guides: the tables it reads, explained on the page and in the sample file. look:
    gives the first rows of a file as they were understood; None = as the one guide.
    own: what stands in a person's sample in the place of an invented value.
    """

    code: str  # e.g. "roster"; stands in the address
    title: Any  # lazy text
    help: Any  # lazy text: where the file comes from, what it holds
    roles: frozenset[str]
    suffixes: tuple[str, ...]
    guides: tuple[Guide, ...]
    run: Callable[..., dict[str, Any]]
    order: int
    look: Callable[..., Iterable[Glance]] | None = None
    own: Callable[[Any], Mapping[str, str]] | None = None


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make an importer known; called from an app's ``ready``."""
    _importers[importer.code] = importer


def importers_for(roles: frozenset[str]) -> list[Importer]:
    """Return what people with these roles may import, in working order."""
    allowed = [i for i in _importers.values() if i.roles & roles]
    return sorted(allowed, key=lambda importer: importer.order)


def titles() -> dict[str, Any]:
    """Return code -> title of every kind of file, also those one may not bring."""
    return {importer.code: importer.title for importer in _importers.values()}


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
    """Return what the import would do; nothing stays written.

    Beside what ``run`` returns, "first": the first rows of each table as they were
    understood, [{"file", "headings", "rows": [{"row", "cells", "state", "why"}]}];
    state is "skipped", "warned" or "".
    """
    with transaction.atomic():
        outcome = importer.run(path, by=by)
        transaction.set_rollback(True)
    return outcome | {"first": _first(importer, path, outcome, by=by)}


def _first(
    importer: Importer, path: Path, outcome: dict[str, Any], *, by: Any
) -> list[dict[str, Any]]:
    said = {}
    for state, name in (("warned", "warnings"), ("skipped", "skipped")):
        for entry in outcome.get(name, []):
            said[entry["file"], entry["row"]] = (state, entry["message"])
    found = importer.look(path, by=by) if importer.look else _plain(importer, path)
    return [
        {
            "file": glance.file,
            "headings": glance.headings,
            "rows": [
                dict(
                    zip(
                        ("state", "why"),
                        said.get((glance.file, n), ("", "")),
                        strict=True,
                    ),
                    row=n,
                    cells=cells,
                )
                for n, cells in glance.rows
            ],
        }
        for glance in found
        if glance.rows
    ]


def _plain(importer: Importer, path: Path) -> Iterable[Glance]:
    return glance_at(path, importer.guides[0]) if importer.guides else []
