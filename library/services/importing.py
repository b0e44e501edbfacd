"""A file becomes a draft on a shelf: PDF, picture, slides, film, sound, package, book."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from library.models import MAX_NODES, ResourceNode, ResourcePage, Shelf
from library.services import review
from library.services.drafts import MAKERS, Draft
from library.services.shelves import shelf_for
from library.services.status import status_of
from lms.core.errors import DomainError, Problem
from lms.core.text import squeeze
from lms.curriculum.models import Node, Subject
from media.api import checked_file

CHUNK = 2**20


@dataclass(frozen=True)
class About:
    """What the person says of the file. title: "" = taken from the file."""

    title: str
    subject: str
    grade: int
    nodes: tuple[str, ...] = ()
    summary: str = ""
    licence: str = ""
    authors: str = ""
    minutes: int | None = None


@dataclass
class Imported:
    """What became of a file. kind: as commands.md names it."""

    page: ResourcePage
    kind: str
    status: str
    size: int
    entry: str = ""
    removed: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    is_new: bool = True


@transaction.atomic
def import_resource(
    path: Path,
    about: About,
    *,
    by: Any,
    unit_code: str | None = None,
    publish: bool = False,
) -> Imported:
    """File a material as a draft on the person's shelf; publish it where asked.

    by: None = the system. The same file with the same title, subject and grade on
    the same shelf is the same material. Raises DomainError: what the upload border
    refuses, unknown_subject, grade_unknown, resource_kind_unknown,
    package_not_played, epub_broken, not_allowed (no shelf to file on, or publish
    without the right).
    """
    shelf = shelf_for(by, unit_code)
    subject = _subject(about.subject)
    if not 1 <= about.grade <= 12:
        raise DomainError("grade_unknown", value=about.grade)
    with _opened(path) as stream:
        checked = checked_file(stream, name=path.name)
        digest = checked.digest
        known = _known(shelf, about, subject, digest)
        maker = MAKERS.get(checked.family)
        if maker is None:
            raise DomainError("resource_kind_unknown")
        draft = maker(checked, stream)
        if known is None:
            page = _file(draft, about, subject, shelf, by, digest, _stem(path))
        else:
            page = known
    outcome = Imported(
        page=page,
        kind=draft.kind,
        status="draft",
        size=checked.size,
        entry=draft.entry,
        removed=draft.removed,
        warnings=draft.warnings + _attach_nodes(page, about, is_new=known is None),
        is_new=known is None,
    )
    if publish and not page.versions.published().exists():
        review.file_directly(page, by=by)
    outcome.status = status_of(page)
    return outcome


def _file(
    draft: Draft,
    about: About,
    subject: Subject,
    shelf: Shelf,
    by: Any,
    digest: str,
    stem: str,
) -> ResourcePage:
    title = squeeze(about.title or draft.title or stem)[:255]
    page = draft.model(
        title=title,
        subject=subject,
        grade=about.grade,
        summary=about.summary,
        minutes=about.minutes,
        authors=(about.authors or draft.authors)[:200],
        owner=by,
        live=False,
        import_digest=digest,
        **({"licence": about.licence} if about.licence else {}),
        **draft.fill(by, shelf, title),
    )
    shelf.refresh_from_db()
    shelf.add_child(instance=page)
    return page


def _attach_nodes(page: ResourcePage, about: About, *, is_new: bool) -> list[Problem]:
    """Align a new page; codes the programme does not know come back as warnings."""
    codes = list(dict.fromkeys(about.nodes))
    if len(codes) > MAX_NODES:
        raise DomainError("too_many_nodes", limit=MAX_NODES)
    nodes = {node.code: node for node in Node.objects.current().filter(code__in=codes)}
    if is_new:
        rows = [
            ResourceNode(page_id=page.pk, node=nodes[code], sort_order=place)
            for place, code in enumerate(codes)
            if code in nodes
        ]
        ResourceNode.objects.bulk_create(rows)
        page.save_revision(user=page.owner)
    return [
        Problem("unknown_node", "", {"value": code})
        for code in codes
        if code not in nodes
    ]


def _known(
    shelf: Shelf, about: About, subject: Subject, digest: str
) -> ResourcePage | None:
    """Return the page that this very file made before."""
    pages = ResourcePage.objects.child_of(shelf).filter(
        import_digest=digest, subject=subject, grade=about.grade
    )
    if about.title:
        pages = pages.filter(title=squeeze(about.title))
    return pages.order_by("pk").first()


def _subject(code: str) -> Subject:
    subject = Subject.objects.filter(code=code).first()
    if subject is None:
        raise DomainError("unknown_subject", value=code)
    return subject


def _stem(path: Path) -> str:
    return path.stem.replace("_", " ").strip() or path.name


def _opened(path: Path) -> IO[bytes]:
    """Return the file in a place of our own, so that it cannot change under us."""
    spool = tempfile.SpooledTemporaryFile(max_size=8 * CHUNK)  # noqa: SIM115
    try:
        with path.open("rb") as source:
            while chunk := source.read(CHUNK):
                spool.write(chunk)
    except OSError:
        spool.close()
        raise DomainError("file_missing", where=f"file {path.name}") from None
    spool.seek(0)
    return spool
