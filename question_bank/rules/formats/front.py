"""One door to all readers."""

from collections.abc import Callable

from lms.core.errors import DomainError
from question_bank.rules.drafts import Draft
from question_bank.rules.formats import aiken, gift, moodlexml, xlsx
from question_bank.rules.formats.docx import reader as docx
from question_bank.rules.formats.lost_letters import refuse_lost_letters
from question_bank.rules.formats.qti import reader as qti
from question_bank.rules.formats.sniffing import sniff

_PLAIN: dict[str, Callable[..., Draft]] = {
    "gift": gift.parse,
    "aiken": aiken.parse,
    "moodlexml": moodlexml.parse,
    "qti": qti.parse,
}


def read(
    content: bytes, *, name: str, format: str = "auto", subject: str | None = None
) -> Draft:
    """Return the draft of a file.

    format: "auto" or one of ``sniffing.FORMATS``. subject: code of the subject, for
    the points of the three-part paper. Raises DomainError where the file as a whole
    is refused: format_unknown and what the readers raise.
    """
    chosen = sniff(content, name) if format in ("auto", "") else format
    if chosen == "docx":
        return docx.parse(content, name=name, subject=subject)
    if chosen == "xlsx":
        return xlsx.parse(content, name=name, subject=subject)
    if chosen not in _PLAIN:
        raise DomainError("format_unknown", where=f"file {name}")
    draft = _PLAIN[chosen](content, name=name)
    refuse_lost_letters(draft, name)
    return draft
