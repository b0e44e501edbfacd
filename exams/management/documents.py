"""JSON files that commands read."""

import json
import sys
from pathlib import Path
from typing import Any

from lms.core.errors import DomainError

MOST_BYTES = 5_000_000


def read_json(name: str, *, unreadable: str) -> Any:
    """Return the document of a file ("-": standard input).

    Raises DomainError file_missing, file_too_big, or the code given as unreadable.
    """
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
    except OSError:
        raise DomainError("file_missing", where=f"file {name}") from None
    if len(content) > MOST_BYTES:
        raise DomainError("file_too_big", limit="5 MB", where=f"file {name}")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DomainError(unreadable, where=f"file {name}") from None
