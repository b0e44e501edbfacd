"""Refusals: what a person asked for and the rules do not allow.

Plain Python, so that rules may raise it. The words for a code are found by
``lms.core.wording``; nothing here knows a language.
"""

from dataclasses import dataclass, field
from typing import Any


class DomainError(Exception):
    """A refusal with a code that tests, screens and commands can rely on.

    code: snake_case, e.g. "zip_path_escapes".
    where: the place in the input, as "row 5", "paragraph 12", "line 3",
    "cell B7", "entry a/b.xml", "field title"; "" where there is none.
    details: values for the words, e.g. limit=5.
    """

    def __init__(self, code: str, *, where: str = "", **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.details = details

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.code}{place}"


class NotFound(DomainError):
    """The thing does not exist, or this person may not know of it."""

    def __init__(self, what: str = "object", **details: Any) -> None:
        super().__init__("not_found", what=what, **details)


@dataclass(frozen=True)
class Problem:
    """Something in the input that a person must look at; the rest goes on.

    The same three parts as a DomainError; a problem is collected, not raised.
    """

    code: str
    where: str = ""
    details: dict[str, Any] = field(default_factory=dict)
