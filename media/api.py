"""The door to files: other apps enter here."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.http import HttpRequest
from django.urls import reverse

from lms.core.errors import DomainError, NotFound
from media.doors import register_door
from media.models import Package, StoredFile, stored_file
from media.rules.archives import (
    ArchiveCard,
    ArchiveEntry,
    ArchiveLimits,
    check_archive,
    read_entries,
)
from media.rules.names import safe_name, with_suffix
from media.rules.packages import PackageFacts
from media.services import files as file_services
from media.services import packages as package_services
from media.tickets import address, content_origin

MB = 2**20
DATA_URI_LIMIT = 2 * MB
SOUND_URI_LIMIT = 6 * MB  # about ten minutes of speech

__all__ = [
    "ArchiveCard",
    "ArchiveEntry",
    "ArchiveLimits",
    "CheckedFile",
    "PackageCard",
    "PackageFacts",
    "StoredCard",
    "check_archive",
    "checked_file",
    "content_origin",
    "data_uri",
    "entry_reader",
    "file_card",
    "file_cards",
    "file_url",
    "open_file",
    "package_address",
    "package_card",
    "package_facts",
    "read_entries",
    "register_door",
    "store_file",
    "store_package",
]


@dataclass(frozen=True)
class StoredCard:
    """What may be known of a stored file. size: bytes; digest: SHA-256 in hex.

    width, height: pixels of a picture, else None; pages: of a PDF, else None.
    """

    code: str
    name: str
    size: int
    mime: str
    digest: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    suffix: str = ""


def store_file(
    source: bytes | IO[bytes],
    *,
    name: str,
    by: Any,
    purpose: str,
    expect: Iterable[str] | None = None,
    max_width: int | None = None,
) -> StoredCard:
    """Check a file, keep it, and return its card; the same again gives the same.

    source: bytes, or a stream (an upload) that is read from its start.
    name: as the person gave it; only its last part and suffix are used.
    by: who brought it, None = the system. purpose: names the rule of
    ``register_door``. expect: suffixes or families allowed here, e.g. {"image"}
    or {"docx", "xlsx"}; families: image, drawing, pdf, office, archive, audio,
    video, captions, text. None = every kind we know. max_width: still pictures
    wider than so many pixels become WebP of that width.
    Pictures come out encoded anew and without notes (a BMP as PNG), drawings (SVG)
    cleaned; so size, digest and mime are those of what is kept.
    Raises DomainError: file_empty, file_too_big, file_type_mismatch,
    format_unknown, file_not_expected, file_unreadable, file_encrypted,
    image_too_many_pixels, pdf_too_long, zip_….
    """
    found = file_services.store_file(
        source,
        name=name,
        by=by,
        purpose=purpose,
        expect=expect,
        max_width=max_width,
    )
    return _card(found)


def file_card(code: str) -> StoredCard:
    """Return the card of a file. Raises NotFound."""
    return _card(stored_file(code))


def file_cards(codes: Iterable[str]) -> dict[str, StoredCard]:
    """Return the cards of several files by code; unknown codes are left out."""
    found = StoredFile.objects.filter(code__in=set(codes)).select_related("blob")
    return {file.code: _card(file) for file in found}


def open_file(code: str) -> IO[bytes]:
    """Return a stream of the bytes, for use in a ``with``. Raises NotFound."""
    return stored_file(code).blob.open()


def file_url(code: str) -> str:
    """Return the address of the door view, which asks the rule of the purpose."""
    return reverse("media:file", args=[code])


def data_uri(code: str, *, limit: int | None = None) -> str:
    """Return the file as a data: URI, for packages that stand alone.

    limit: in bytes; where none is given, that of sounds or of everything else. Raises
    NotFound; file_too_big beyond it.
    """
    file = stored_file(code)
    if limit is None:
        is_sound = file.mime.startswith("audio/")
        limit = SOUND_URI_LIMIT if is_sound else DATA_URI_LIMIT
    if file.blob.size > limit:
        raise DomainError("file_too_big", limit=f"{limit // MB} MB")
    with file.blob.open() as stream:
        encoded = base64.b64encode(stream.read()).decode("ascii")
    return f"data:{file.mime};base64,{encoded}"


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed the border but is not kept yet. stream: what to keep."""

    stream: IO[bytes]
    name: str
    suffix: str
    family: str
    mime: str
    digest: str
    size: int
    width: int | None
    height: int | None
    pages: int | None


@dataclass(frozen=True)
class PackageCard:
    """What may be known of a package. kind: html5, scorm12, scorm2004.

    entry: the page that opens first; removed: names of entries that were left out
    (leftovers of a system, programmes).
    """

    code: str
    kind: str
    entry: str
    title: str
    size: int
    digest: str
    removed: tuple[str, ...] = ()


def store_package(
    source: bytes | IO[bytes], *, name: str, by: Any, purpose: str
) -> PackageCard:
    """Check and keep a package of active content; the same again gives the same.

    It has the code of its file and the door of its purpose. Raises DomainError as
    store_file does, and package_start_missing, package_launch_external,
    package_not_played, xml_unreadable.
    """
    stored = package_services.store_package(source, name=name, by=by, purpose=purpose)
    return _package_card(stored.package, stored.removed)


def package_card(code: str) -> PackageCard:
    """Return the card of a package. Raises NotFound."""
    found = Package.objects.filter(file__code=code).select_related("file__blob").first()
    if found is None:
        raise NotFound("package")
    return _package_card(found, ())


def package_facts(stream: IO[bytes]) -> PackageFacts:
    """Return kind, start page and title of an archive without keeping it.

    kind: html5, scorm12, scorm2004, h5p, epub. Raises DomainError as store_package,
    but not package_not_played.
    """
    return package_services.any_facts_of(stream)


def entry_reader(stream: IO[bytes]) -> Callable[[str], bytes]:
    """Return a function that reads one entry of an archive that was checked."""
    return package_services.entry_reader(stream)


def checked_file(
    stream: IO[bytes], *, name: str, expect: Iterable[str] | None = None
) -> CheckedFile:
    """Return what would be kept of a file, without keeping it.

    Pictures come back encoded anew, without notes. Raises DomainError as
    store_file does.
    """
    found = file_services.check_file(stream, name=name, expect=expect)
    return CheckedFile(
        stream=found.stream,
        name=with_suffix(safe_name(name), found.kind.suffix),
        suffix=found.kind.suffix,
        family=found.kind.family,
        mime=found.kind.mime,
        digest=found.digest,
        size=found.size,
        width=found.facts.get("width"),
        height=found.facts.get("height"),
        pages=found.facts.get("pages"),
    )


def package_address(request: HttpRequest, code: str) -> str:
    """Return the address at which the person of the request opens a package.

    It lies on the content origin, is signed, and ends within a day; the door of
    the package's purpose is asked again when it is opened. Raises NotFound.
    """
    return address(request, code, package_card(code).entry)


def _package_card(package: Package, removed: tuple[str, ...]) -> PackageCard:
    return PackageCard(
        code=package.file.code,
        kind=package.kind,
        entry=package.entry,
        title=package.title,
        size=package.file.blob.size,
        digest=package.file.blob.digest,
        removed=removed,
    )


def _card(file: StoredFile) -> StoredCard:
    return StoredCard(
        code=file.code,
        name=file.name,
        size=file.blob.size,
        mime=file.mime,
        digest=file.blob.digest,
        width=file.width,
        height=file.height,
        pages=file.pages,
        suffix=file.suffix,
    )
