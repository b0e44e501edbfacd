"""The audit log: one call, in the transaction of the act itself."""

from typing import Any

from lms.core.models import AuditEntry


def record(
    verb: str, thing: str, code: object, *, by: Any = None, **details: Any
) -> None:
    """Add one line: who (by, None = the system) did verb to the thing with code."""
    AuditEntry.objects.create(
        actor=by,
        verb=verb,
        object_type=thing,
        object_code=str(code)[:120],
        details=details,
    )
