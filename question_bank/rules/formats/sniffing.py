"""Which of our formats a file is in, by its content first and its name second."""

import json
import re

from lms.core.errors import DomainError
from lms.core.office import refuse_old_office
from question_bank.rules.formats.aiken import ANSWER
from question_bank.rules.formats.archive import Archive, check_size
from question_bank.rules.formats.xmltree import local, parse_xml

FORMATS = ("docx", "xlsx", "qti", "moodlexml", "gift", "aiken")
_QTI_ROOTS = (
    b"assessmentItem", b"qti-assessment-item", b"questestinterop", b"assessmentTest",
    b"qti-assessment-test", b"imsqti", b"imscp", b"imscc",
)  # fmt: skip
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}", re.DOTALL)
_OPTION = re.compile(r"^\s*[A-Z][.)]\s+\S", re.MULTILINE)


def sniff(content: bytes, name: str) -> str:
    """Return "docx", "xlsx", "qti", "moodlexml", "gift" or "aiken".

    Raises DomainError file_empty, file_too_big, zip_*, format_unknown, and as
    refuse_old_office does.
    """
    check_size(content)
    refuse_old_office(content, where=f"file {name}")
    if content.startswith(b"PK"):
        return _of_archive(Archive(content), name)
    start = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
        return _of_tagged(content, name)
    if _is_binary(content):
        raise DomainError("format_unknown", where=f"file {name}")
    return _of_text(content, name)


def _of_archive(archive: Archive, name: str) -> str:
    names = archive.names
    if not names:
        raise DomainError("zip_empty", where=f"file {name}")
    if any(entry.startswith("xl/") for entry in names) and "xl/workbook.xml" in archive:
        return "xlsx"
    if any(entry.startswith("word/") for entry in names):
        return "docx"
    if any(entry.endswith("imsmanifest.xml") for entry in names):
        return "qti"
    if "[Content_Types].xml" in archive:
        return "docx"
    if any(_looks_like_qti(archive, entry) for entry in names[:200]):
        return "qti"
    raise DomainError("format_unknown", where=f"file {name}")


def _looks_like_qti(archive: Archive, name: str) -> bool:
    if not name.lower().endswith((".xml", ".qti")):
        return False
    start = archive.read(name)[:4096]
    return any(mark in start for mark in _QTI_ROOTS)


def _of_tagged(content: bytes, name: str) -> str:
    """GIFT and Aiken, too, may begin with a tag: their texts are HTML."""
    try:
        return _of_xml(content, name)
    except DomainError as error:
        is_xml = b"<?xml" in content[:200] or _is_binary(content)
        if error.code != "format_unknown" or is_xml or content[:2] in _UTF16:
            raise
    return _of_text(content, name)


def _of_xml(content: bytes, name: str) -> str:
    try:
        root = local(parse_xml(content, allow_doctype=True))
    except DomainError as error:
        if error.code != "xml_broken":
            raise DomainError(
                error.code, where=f"file {name}", **error.details
            ) from None
        start = content[:4096]
        root = "quiz" if b"<quiz" in start else ""
        root = "questestinterop" if any(m in start for m in _QTI_ROOTS) else root
    if root in ("quiz", "question"):
        return "moodlexml"
    if root in ("assessmentItem", "qti-assessment-item", "questestinterop", "item",
                "assessmentTest", "qti-assessment-test", "POOL", "objectbank"):  # fmt: skip
        return "qti"
    raise DomainError("format_unknown", where=f"file {name}")


def _is_binary(content: bytes) -> bool:
    is_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return b"\x00" in content[:4096] and not is_utf16


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _of_text(content: bytes, name: str) -> str:
    is_utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content.decode("utf-16" if is_utf16 else "utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_json(text):
        raise DomainError("format_unknown", where=f"file {name}")
    has_answer = any(ANSWER.match(line) for line in text.split("\n"))
    if has_answer and _OPTION.search(text.upper()):
        return "aiken"
    if _BRACES.search(text) or re.search(r"^\s*(::|\$CATEGORY:)", text, re.MULTILINE):
        return "gift"
    if name.lower().endswith((".gift", ".gift.txt")):
        return "gift"
    if _OPTION.search(text):
        return "aiken"
    raise DomainError("format_unknown", where=f"file {name}")
