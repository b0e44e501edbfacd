"""Which reader takes a file: by the name of the format, or by looking at it."""

from question_bank.rules.drafts import Draft
from question_bank.rules.formats import front
from question_bank.rules.formats.sniffing import FORMATS as READ
from question_bank.services import agreement

FORMATS = ("auto", *READ)


def read(
    content: bytes, *, name: str, wanted: str = "auto", subject: str | None = None
) -> Draft:
    """Return what a file holds.

    wanted: one of FORMATS; "auto" looks at content and name. subject: code of the
    subject, for the usual points. Raises DomainError where the file as a whole is
    refused.
    """
    draft = front.read(content, name=name, format=wanted, subject=subject)
    return agreement.checked(draft)
