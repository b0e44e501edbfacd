"""From a page that changes to content that does not (library/rules/content.py)."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils import timezone
from wagtail.fields import StreamField

from library.blocks.chapters import freeze_stream
from library.blocks.ink import FileMark, Ink
from library.enums import ResourceKind
from library.models import MAX_NODES, ResourcePage
from library.rules.content import SCHEMA
from library.services.inks import PURPOSE, KeepingInk
from lms.core import html
from lms.core.errors import DomainError
from lms.core.text import squeeze
from media.api import store_package

DOCUMENTS = frozenset({"pdf", "image", "drawing", "pptx", "docx", "xlsx"})
RECORDINGS = frozenset({"video", "audio"})


def latest(page: ResourcePage) -> Any:
    """Return the page as its author left it last, of its own class."""
    if page.latest_revision_id:
        return page.get_latest_revision_as_object()
    return page.specific


def check_complete(page: Any) -> None:
    """Refuse (resource_incomplete, naming the fields) what an author must still do."""
    try:
        page.full_clean(exclude=["path", "depth", "slug"], validate_unique=False)
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                value = getattr(page, field.name)
                value.stream_block.clean(value)
    except ValidationError as error:
        names = getattr(error, "message_dict", None) or {"": [error]}
        labels = [_label(page, name) for name in names]
        raise DomainError("resource_incomplete", fields=", ".join(labels)) from None
    if page.nodes.count() > MAX_NODES:
        raise DomainError("too_many_nodes", limit=MAX_NODES)


def frozen_content(page: Any, ink: Ink | None = None) -> dict[str, Any]:
    """Return the content of a page as JSON, files included by code and digest.

    page: of its own class (``latest``). ink: KeepingInk stores the files,
    LookingInk only addresses them. Raises DomainError for files that are not
    what they should be, resource_empty where there is nothing to read.
    """
    ink = ink or KeepingInk()
    parts = _parts(page, ink)
    main = _main(page, ink)
    shelf = page.shelf
    if main is None and not any(part["blocks"] for part in parts):
        raise DomainError("resource_empty")
    return {
        "schema": SCHEMA,
        "title": squeeze(page.title),
        "kind": str(page.kind),
        "format": _format(page, main),
        "summary": squeeze(page.summary),
        "subject": page.subject.code,
        "grade": page.grade,
        "nodes": page.node_codes[:MAX_NODES],
        "licence": page.licence,
        "authors": squeeze(page.authors) or _owner_name(page),
        "source": squeeze(page.source),
        "unit": shelf.unit.code,
        "minutes": page.minutes,
        "main": main,
        "parts": parts,
    }


def _parts(page: Any, ink: Ink) -> list[dict[str, Any]]:
    if page.kind == ResourceKind.TEXTBOOK:
        return [
            {
                "title": squeeze(chapter.value["title"]),
                "blocks": freeze_stream(chapter.value["body"], ink),
            }
            for chapter in page.chapters
        ]
    return [{"title": "", "blocks": freeze_stream(page.body, ink)}]


def _main(page: Any, ink: Ink) -> dict[str, Any] | None:
    maker = {
        ResourceKind.SIMULATION: _package,
        ResourceKind.TELEVISED: _broadcast,
        ResourceKind.DOCUMENT: _document,
        ResourceKind.VIDEO: _recording,
        ResourceKind.LINK: _link,
    }.get(page.kind)
    return maker(page, ink) if maker else None


def _package(page: Any, ink: Ink) -> dict[str, Any] | None:
    if page.package is None:
        raise DomainError("resource_empty")
    if not isinstance(ink, KeepingInk):
        mark = ink.file(page.package, expect=frozenset({"archive"}))
        return {"type": "package", "package_kind": "", "src": mark.src}
    name = page.package.file.name.rsplit("/", 1)[-1]
    with page.package.file.open("rb") as stream:
        card = store_package(stream, name=name, by=None, purpose=PURPOSE)
    return {
        "type": "package",
        "package_kind": card.kind,
        "file": card.code,
        "digest": card.digest,
        "size": card.size,
    }


def _document(page: Any, ink: Ink) -> dict[str, Any] | None:
    if page.file is None:
        raise DomainError("resource_empty")
    mark = ink.file(page.file, expect=DOCUMENTS)
    return _marked(mark, _document_type(mark))


def _document_type(mark: FileMark) -> str:
    if mark.suffix == "pdf":
        return "pdf"
    return "image" if mark.mime.startswith("image/") else "slides"


def _recording(page: Any, ink: Ink) -> dict[str, Any] | None:
    if page.file is None:
        raise DomainError("resource_empty")
    mark = ink.file(page.file, expect=RECORDINGS)
    kind = "audio" if mark.mime.startswith("audio/") else "video"
    words = None
    if page.captions is not None:
        words = ink.file(page.captions, expect=frozenset({"captions"}))
    return _marked(mark, kind) | {
        "captions": words.file if words else "",
        "captions_src": words.src if words else "",
        "transcript": _typed(page.transcript),
    }


def _broadcast(page: Any, ink: Ink) -> dict[str, Any] | None:
    recording = None
    if page.recording is not None:
        mark = ink.file(page.recording, expect=RECORDINGS)
        recording = _marked(mark, "video")
    if recording is None and not page.recording_url and page.broadcast_at is None:
        raise DomainError("resource_empty")
    moment = page.broadcast_at
    return {
        "type": "broadcast",
        "at": timezone.localtime(moment).isoformat() if moment else "",
        "channel": squeeze(page.channel),
        "recording": recording,
        "recording_url": page.recording_url,
    }


def _link(page: Any, ink: Ink) -> dict[str, Any] | None:
    return {"type": "link", "url": page.url, "repository": squeeze(page.repository)}


def _marked(mark: FileMark, kind: str) -> dict[str, Any]:
    return mark.as_json() | {"type": kind, "src": mark.src}


def _typed(text: str) -> str:
    return html.from_text(text or "")


def _format(page: Any, main: dict[str, Any] | None) -> str:
    if main is None:
        is_book = page.kind == ResourceKind.TEXTBOOK and page.import_digest
        return "epub" if is_book else ""
    if main["type"] == "package":
        return main["package_kind"]
    return "" if main["type"] in {"link", "broadcast"} else main["type"]


def _owner_name(page: Any) -> str:
    return page.owner.get_full_name() if page.owner else ""


def _label(page: Any, name: str) -> str:
    try:
        return str(page._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
