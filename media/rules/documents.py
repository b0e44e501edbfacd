"""PDF files and recordings: a real look inside before they are kept."""

import logging
import struct
from dataclasses import dataclass
from typing import IO

import pypdf
from pypdf.errors import PyPdfError

from lms.core.errors import DomainError

MAX_PAGES = 3000
_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
    AssertionError,
    NotImplementedError,
)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity


@dataclass(frozen=True)
class PdfFacts:
    """What a reader wants to know before opening it."""

    pages: int
    title: str


def check_pdf(stream: IO[bytes]) -> PdfFacts:
    """Return pages and title of a PDF that opens without a password.

    Raises DomainError file_encrypted, file_unreadable, pdf_too_long.
    """
    stream.seek(0)
    try:
        reader = pypdf.PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DomainError("file_encrypted")
        pages = len(reader.pages)
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except _BROKEN:
        raise DomainError("file_unreadable", format="PDF") from None
    if not pages:
        raise DomainError("file_unreadable", format="PDF")
    if pages > MAX_PAGES:
        raise DomainError("pdf_too_long", limit=MAX_PAGES)
    return PdfFacts(pages, title.strip()[:200])


def check_recording(stream: IO[bytes], suffix: str, size: int) -> None:
    """Refuse (file_unreadable) a recording whose frame is not whole.

    MP4 and M4A must hold the index box ``moov`` and no box may reach past the
    end of the file; the other kinds must start as they should.
    """
    stream.seek(0)
    head = stream.read(64)
    good = {
        "mp4": lambda: _boxes_whole(stream, size),
        "m4a": lambda: _boxes_whole(stream, size),
        "webm": lambda: head.startswith(b"\x1aE\xdf\xa3"),
        "ogg": lambda: head.startswith(b"OggS"),
        "wav": lambda: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
        "mp3": lambda: head.startswith(b"ID3") or _is_frame(head),
    }[suffix]
    if not good():
        raise DomainError("file_unreadable", format=suffix.upper())


def _is_frame(head: bytes) -> bool:
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0


def _boxes_whole(stream: IO[bytes], size: int) -> bool:
    found, place = set(), 0
    while place + 8 <= size:
        stream.seek(place)
        length, kind = struct.unpack(">I4s", stream.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", stream.read(8))
        elif length == 0:
            length = size - place
        if length < 8 or place + length > size:
            return False
        found.add(kind)
        place += length
    return {b"ftyp", b"moov"} <= found
