"""Taking files in: told by content, checked, cleaned, kept once."""

import hashlib
import io
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from lms.core.errors import DomainError
from media.models import Blob, StoredFile
from media.rules import documents, drawings, pictures
from media.rules.archives import check_archive
from media.rules.names import safe_name, with_suffix
from media.rules.types import (
    HEAD,
    MB,
    TYPES,
    FileType,
    is_zip,
    named_type,
    type_inside,
    type_of,
)

CHUNK = 256 * 1024
LARGEST = max(kind.limit for kind in TYPES.values())


@dataclass(frozen=True)
class Checked:
    """A file that passed: what it is and what is to be kept of it."""

    stream: IO[bytes]
    kind: FileType
    digest: str
    size: int
    facts: dict[str, Any] = field(default_factory=dict)  # width, height, pages


def store_file(
    source: bytes | IO[bytes],
    *,
    name: str,
    by: Any,
    purpose: str,
    expect: Iterable[str] | None = None,
    max_width: int | None = None,
) -> StoredFile:
    """Check a file and keep it; the same file again gives the same row.

    expect: suffixes or families that are allowed here, e.g. {"image"} or
    {"docx", "xlsx"}; None = every kind we know. by: the owner, None = the system.
    max_width: still pictures wider than so many pixels become WebP of that width.
    Raises DomainError: file_empty, file_too_big, file_type_mismatch,
    format_unknown, file_not_expected, file_unreadable, file_encrypted, image_…,
    pdf_…, zip_….
    """
    with tempfile.SpooledTemporaryFile(max_size=8 * MB) as spool:
        _copy(source, spool)
        checked = check_file(spool, name=name, expect=expect)
        if max_width and checked.kind.family == "image":
            checked = _shrunk(checked, max_width)
        return _keep(checked, name=name, by=by, purpose=purpose)


def check_file(
    stream: IO[bytes], *, name: str, expect: Iterable[str] | None = None
) -> Checked:
    """Return what the file is and the bytes to keep. Raises as store_file does."""
    size = _size(stream)
    if not size:
        raise DomainError("file_empty")
    kind = _kind(stream, name)
    allowed = None if expect is None else frozenset(expect)
    if allowed is not None and not {kind.suffix, kind.family} & allowed:
        raise DomainError("file_not_expected")
    if size > kind.limit:
        raise DomainError("file_too_big", limit=f"{kind.limit // MB} MB")
    return _look_inside(stream, kind, size)


def _kind(stream: IO[bytes], name: str) -> FileType:
    stream.seek(0)
    head = stream.read(HEAD)
    promised = named_type(name)
    if not is_zip(head):
        return type_of(head, name)
    if promised and promised.family not in {"office", "archive"}:
        raise DomainError("file_type_mismatch", promised=promised.suffix, found="zip")
    found = type_inside(check_archive(stream).names)
    if promised is None or promised.suffix == found.suffix:
        return found
    if promised.suffix in {"zip", "imscc", "h5p"}:
        return promised
    raise DomainError(
        "file_type_mismatch", promised=promised.suffix, found=found.suffix
    )


def _look_inside(stream: IO[bytes], kind: FileType, size: int) -> Checked:
    checked = Checked(stream, kind, "", size)
    if kind.family == "image":
        stream.seek(0)
        content, suffix, *sides = pictures.reencode(stream.read())
        checked = _replaced(content, TYPES[suffix], sides)
    elif kind.family == "drawing":
        stream.seek(0)
        content = drawings.clean_drawing(stream.read())
        checked = _replaced(content, kind, drawings.drawing_size(content))
    elif kind.family == "pdf":
        pages = documents.check_pdf(stream).pages
        checked = replace(checked, facts={"pages": pages})
    elif kind.family in {"audio", "video"}:
        documents.check_recording(stream, kind.suffix, size)
    return replace(checked, digest=_digest(checked.stream))


def _replaced(content: bytes, kind: FileType, sides: Iterable[int | None]) -> Checked:
    """Return what is kept in place of what was brought."""
    width, height = sides
    facts = {"width": width, "height": height} if width and height else {}
    return Checked(io.BytesIO(content), kind, "", len(content), facts)


def _shrunk(checked: Checked, max_width: int) -> Checked:
    checked.stream.seek(0)
    small = pictures.shrink(checked.stream.read(), width=max_width)
    if small is None:
        return checked
    content, suffix, *sides = small
    narrow = _replaced(content, TYPES[suffix], sides)
    return replace(narrow, digest=_digest(narrow.stream))


def _keep(checked: Checked, *, name: str, by: Any, purpose: str) -> StoredFile:
    values = {
        "purpose": purpose,
        "owner": by,
        "name": with_suffix(safe_name(name), checked.kind.suffix),
    }
    with transaction.atomic():
        values["blob"] = keep_blob(
            checked.stream, digest=checked.digest, size=checked.size
        )
        known = StoredFile.objects.filter(**values).select_related("blob").first()
        if known is not None:
            return known
        try:
            with transaction.atomic():
                return StoredFile.objects.create(
                    **values,
                    mime=checked.kind.mime,
                    suffix=checked.kind.suffix,
                    **checked.facts,
                )
        except IntegrityError:  # brought by somebody else in this moment
            return StoredFile.objects.select_related("blob").get(**values)


def keep_blob(stream: IO[bytes], *, digest: str, size: int) -> Blob:
    """Return the row of these bytes; they are written where they are new."""
    known = Blob.objects.filter(digest=digest).first()
    if known is not None:
        return known
    path = f"stored/{digest[:2]}/{digest[2:]}"
    if not _is_whole(path, size):
        stream.seek(0)
        path = default_storage.save(path, File(stream))
    values = {"size": size, "path": path}
    blob, _is_new = Blob.objects.get_or_create(digest=digest, defaults=values)
    return blob


def _is_whole(path: str, size: int) -> bool:
    """Return whether an earlier, perhaps interrupted, run has left all the bytes."""
    return default_storage.exists(path) and default_storage.size(path) == size


def _copy(source: bytes | IO[bytes], target: IO[bytes]) -> None:
    if isinstance(source, bytes):
        target.write(source)
        return
    source.seek(0)
    total = 0
    while chunk := source.read(CHUNK):
        total += len(chunk)
        if total > LARGEST:
            raise DomainError("file_too_big", limit=f"{LARGEST // MB} MB")
        target.write(chunk)


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _size(stream: IO[bytes]) -> int:
    stream.seek(0, io.SEEK_END)
    return stream.tell()
