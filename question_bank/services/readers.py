"""Which reader takes a file: by the name of the format, or by looking at it."""

import re

from lms.core.errors import DomainError
from question_bank.rules.drafts import Draft
from question_bank.rules.formats.aiken import parse as parse_aiken
from question_bank.rules.formats.docx.reader import parse as parse_docx
from question_bank.rules.formats.gift import parse as parse_gift
from question_bank.rules.formats.xlsx import parse as parse_xlsx

FORMATS = ("auto", "docx", "xlsx", "qti", "moodlexml", "gift", "aiken")
_AIKEN = re.compile(rb"^\s*ANSWER\s*:\s*[A-Z]\s*$", re.MULTILINE | re.IGNORECASE)


def read(
    content: bytes, *, name: str, wanted: str = "auto", subject: str | None = None
) -> Draft:
    """Return what a file holds.

    wanted: one of FORMATS; "auto" looks at content and name. subject: code of the
    subject, for the usual points. Raises DomainError where the file as a whole is
    refused.
    """
    match wanted if wanted != "auto" else sniff(content, name):
        case "docx":
            return parse_docx(content, name=name, subject=subject)
        case "xlsx":
            return parse_xlsx(content, name=name, subject=subject)
        case "gift":
            return parse_gift(content, name=name)
        case "aiken":
            return parse_aiken(content, name=name)
    raise DomainError("format_unknown", where=f"file {name}")


def sniff(content: bytes, name: str) -> str:
    """Return the format of a file by what it holds, then by its name."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "xlsx" if name.lower().endswith((".xlsx", ".xls")) else "docx"
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return ""
    return "aiken" if _AIKEN.search(content) else "gift"
