"""Refusals of the save protocol.

A refusal becomes one JSON answer ``{proto, error: {code, message}}`` with its HTTP
status. Plain Python, so that rules may raise it; the words stand in
``exams.wording``.
"""

from typing import Any

from lms.core.errors import DomainError


class Refused(DomainError):
    """A message of the protocol that is not taken.

    status: the HTTP status. body: further members of the answer, e.g. the time to
    wait. retry_after: whole seconds for the Retry-After header. details: for the
    words of the code.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        body: dict[str, Any] | None = None,
        retry_after: int | None = None,
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code, **(details or {}))
        self.status = status
        self.body = body or {}
        self.retry_after = retry_after


class InvalidAnswer(Exception):
    """One entry of a batch has a fault that its frozen form shows."""
