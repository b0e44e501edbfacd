"""Which reader takes a file: by the name of the format, or by looking at it."""

from lms.core.errors import DomainError
from question_bank.rules.drafts import Draft
from question_bank.rules.formats.docx.reader import parse as parse_docx

FORMATS = ("auto", "docx", "xlsx", "qti", "moodlexml", "gift", "aiken")


def read(
    content: bytes, *, name: str, wanted: str = "auto", subject: str | None = None
) -> Draft:
    """Return what a file holds.

    wanted: one of FORMATS; "auto" looks at content and name. subject: code of the
    subject, for the usual points. Raises DomainError where the file as a whole is
    refused.
    """
    if wanted in {"auto", "docx"}:
        return parse_docx(content, name=name, subject=subject)
    raise DomainError("format_unknown", where=f"file {name}")
