"""Kinds of file that are taken in, told by content first and by name second."""

from dataclasses import dataclass

import puremagic

from lms.core.errors import DomainError
from media.rules.names import split_suffix

MB = 2**20


@dataclass(frozen=True)
class FileType:
    """One kind of file. limit: bytes; is_inline: a browser may show it by itself."""

    suffix: str
    mime: str
    family: str  # image, drawing, pdf, office, archive, audio, video, captions, text
    limit: int
    is_inline: bool = False


def _types(family: str, limit: int, *rows: tuple[str, str], inline: bool = False):
    return {row[0]: FileType(row[0], row[1], family, limit, inline) for row in rows}


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: dict[str, FileType] = (
    _types(
        "image",
        20 * MB,
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("gif", "image/gif"),
        ("webp", "image/webp"),
        ("bmp", "image/bmp"),
        ("tiff", "image/tiff"),
        inline=True,
    )
    | _types("drawing", 2 * MB, ("svg", "image/svg+xml"), inline=True)
    | _types("pdf", 100 * MB, ("pdf", "application/pdf"), inline=True)
    | _types(
        "office",
        50 * MB,
        ("docx", f"{_OFFICE}.wordprocessingml.document"),
        ("xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
        ("pptx", f"{_OFFICE}.presentationml.presentation"),
    )
    | _types(
        "archive",
        300 * MB,
        ("zip", "application/zip"),
        ("epub", "application/epub+zip"),
        ("h5p", "application/zip"),
        ("imscc", "application/zip"),
    )
    | _types(
        "video",
        1024 * MB,
        ("mp4", "video/mp4"),
        ("webm", "video/webm"),
        inline=True,
    )
    | _types(
        "audio",
        200 * MB,
        ("mp3", "audio/mpeg"),
        ("m4a", "audio/mp4"),
        ("ogg", "audio/ogg"),
        ("wav", "audio/wav"),
        inline=True,
    )
    | _types("captions", 2 * MB, ("vtt", "text/vtt"), inline=True)
    | _types(
        "text",
        50 * MB,
        *((suffix, "text/plain") for suffix in ("txt", "gift", "csv", "json", "xml")),
        *((suffix, "text/plain") for suffix in ("html", "md", "srt", "log")),
    )
)
ALIASES = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "jfif": "jpg",
    "tif": "tiff",
    "dib": "bmp",
    "mpga": "mp3",
    "oga": "ogg",
    "opus": "ogg",
    "m4v": "mp4",
    "mov": "mp4",
    "htm": "html",
    "xhtml": "html",
}
HEAD = 64 * 1024  # so many first bytes are enough to tell a kind
_ZIP_SIGNS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_INSIDE = {  # entry that a package must hold -> its kind
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "META-INF/container.xml": "epub",
    "h5p.json": "h5p",
}


def is_zip(head: bytes) -> bool:
    """Return whether the bytes begin as a zip archive does."""
    return head.startswith(_ZIP_SIGNS)


def named_type(name: str) -> FileType | None:
    """Return the kind that a name promises, None where it promises none."""
    _stem, suffix = split_suffix(name)
    return TYPES.get(ALIASES.get(suffix, suffix))


def type_inside(entries: frozenset[str]) -> FileType:
    """Return the kind of a zip archive by the names of its entries."""
    for entry, suffix in _INSIDE.items():
        if entry in entries:
            return TYPES[suffix]
    return TYPES["zip"]


def type_of(head: bytes, name: str) -> FileType:
    """Return the kind of a file that is no zip archive.

    head: its first bytes (up to HEAD). Raises DomainError ``file_type_mismatch``
    where the name promises something else than the content is, ``format_unknown``
    where the content is of no kind that is taken in.
    """
    promised = named_type(name)
    found = _binary_type(head)
    if found is None:
        return _text_type(head, promised)
    if promised and promised.family != found.family:
        raise DomainError(
            "file_type_mismatch", promised=promised.suffix, found=found.suffix
        )
    return found


def _binary_type(head: bytes) -> FileType | None:
    """Return the best known kind by magic numbers; None for text and unknowns."""
    if head.startswith(b"RIFF") and head[8:12] in {b"WAVE", b"WEBP"}:
        return TYPES["wav" if head[8:12] == b"WAVE" else "webp"]
    if head[4:8] == b"ftyp":
        return TYPES["m4a" if head[8:11] == b"M4A" else "mp4"]
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] != b"<":
        return TYPES["pdf"]
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    for guess in sorted(guesses, key=lambda g: -g.confidence):
        suffix = guess.extension.lstrip(".")
        kind = TYPES.get(ALIASES.get(suffix, suffix))
        if kind and kind.family not in {"text", "captions", "office", "archive"}:
            return kind
    return None


def _text_type(head: bytes, promised: FileType | None) -> FileType:
    """Return the kind of something that no magic number names."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    is_page = start[:64].lower().startswith((b"<!doctype html", b"<html"))
    if is_page and promised and promised.suffix not in {"html", "txt"}:
        raise DomainError("file_type_mismatch", promised=promised.suffix, found="html")
    if promised is None or promised.family not in {"text", "captions"}:
        raise DomainError("format_unknown")
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in head and not is_wide:
        raise DomainError("format_unknown")
    if promised.family == "captions" and not start.startswith(b"WEBVTT"):
        raise DomainError("file_unreadable", format="WebVTT")
    return promised
