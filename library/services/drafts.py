"""What a file becomes: a page class, and what fills it once the shelf is known."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.base import ContentFile, File
from wagtail.documents.models import Document
from wagtail.images.models import Image

from library.models import (
    DocumentPage,
    ResourcePage,
    Shelf,
    SimulationPage,
    TextbookPage,
    VideoPage,
)
from library.rules.epub import Book, Chapter, read_book
from lms.core.errors import DomainError, Problem
from media.api import (
    CheckedFile,
    check_archive,
    checked_file,
    entry_reader,
    package_facts,
)


@dataclass
class Draft:
    """A page to be made: its class, and what fills it once the shelf is known."""

    kind: str
    model: type[ResourcePage]
    fill: Callable[[Any, Shelf, Any], dict[str, Any]]
    title: str = ""
    authors: str = ""
    entry: str = ""
    removed: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def _document_draft(checked: CheckedFile, _stream: IO[bytes]) -> Draft:
    kind = {"pdf": "pdf", "image": "image", "drawing": "image"}.get(
        checked.family, "slides"
    )
    if checked.family == "office" and checked.suffix != "pptx":
        raise DomainError("resource_kind_unknown")
    draft = Draft(kind, DocumentPage, _fill_with("file", checked))
    if kind == "slides":
        draft.warnings.append(Problem("only_download"))
    return draft


def _recording_draft(checked: CheckedFile, _stream: IO[bytes]) -> Draft:
    draft = Draft(checked.family, VideoPage, _fill_with("file", checked))
    if checked.family == "video":
        draft.warnings.append(Problem("no_captions"))
    return draft


def _archive_draft(checked: CheckedFile, stream: IO[bytes]) -> Draft:
    facts = package_facts(stream)
    if facts.kind == "epub":
        return _book_draft(stream)
    if facts.kind == "h5p":
        raise DomainError("package_not_played", kind="H5P")
    draft = Draft(
        facts.kind,
        SimulationPage,
        _fill_with("package", checked),
        title=facts.title,
        entry=facts.entry,
    )
    if facts.kind != "html5":
        draft.warnings.append(Problem("reports_itself"))
    return draft


def _book_draft(stream: IO[bytes]) -> Draft:
    book = read_book(check_archive(stream).names, entry_reader(stream))
    removed = [f"{name} × {count}" for name, count in sorted(book.removed.items())]
    draft = Draft(
        "epub",
        TextbookPage,
        lambda by, shelf, title: {"chapters": _chapters(book, stream, by, shelf)},
        title=book.title,
        authors=book.authors,
        removed=removed,
    )
    if removed:
        draft.warnings.append(Problem("something_removed", "", {"what": removed[0]}))
    return draft


MAKERS: dict[str, Callable[[CheckedFile, IO[bytes]], Draft]] = {
    "pdf": _document_draft,
    "image": _document_draft,
    "drawing": _document_draft,
    "office": _document_draft,
    "video": _recording_draft,
    "audio": _recording_draft,
    "archive": _archive_draft,
}


def _fill_with(
    name: str, checked: CheckedFile
) -> Callable[[Any, Shelf, Any], dict[str, Any]]:
    def fill(by: Any, shelf: Shelf, title: str) -> dict[str, Any]:
        checked.stream.seek(0)
        document = Document(
            title=title[:255],
            file=File(checked.stream, name=checked.name),
            collection=shelf.collection,
            uploaded_by_user=by,
            file_size=checked.size,
        )
        document.save()
        return {name: document}

    return fill


def _chapters(
    book: Book, stream: IO[bytes], by: Any, shelf: Shelf
) -> list[tuple[str, dict[str, Any]]]:
    read = entry_reader(stream)
    pictures: dict[str, Image | None] = {}
    found = []
    for number, chapter in enumerate(book.chapters, start=1):
        title = chapter.title or f"{book.title} ({number})"
        body = _chapter_body(chapter, read, pictures, by, shelf)
        found.append(("chapter", {"title": title, "body": body}))
    return found


def _chapter_body(
    chapter: Chapter,
    read: Callable[[str], bytes],
    pictures: dict[str, Image | None],
    by: Any,
    shelf: Shelf,
) -> list[tuple[str, Any]]:
    body: list[tuple[str, Any]] = []
    for kind, *values in chapter.pieces:
        if kind == "text":
            body.append(("text", values[0]))
            continue
        path, alt = values
        if path not in pictures:
            pictures[path] = _picture(path, read(path), by, shelf)
        image = pictures[path]
        if image is not None:
            words = alt or path.rsplit("/", 1)[-1]
            body.append(("picture", {"image": image, "alt": words, "caption": ""}))
    return body


def _picture(path: str, content: bytes, by: Any, shelf: Shelf) -> Image | None:
    """Return a picture of a book in the back office, None where it cannot be shown."""
    try:
        checked = checked_file(io.BytesIO(content), name=path, expect={"image"})
    except DomainError:
        return None
    checked.stream.seek(0)
    return Image.objects.create(
        title=checked.name,
        file=ContentFile(checked.stream.read(), checked.name),
        width=checked.width,
        height=checked.height,
        collection=shelf.collection,
        uploaded_by_user=by,
    )
