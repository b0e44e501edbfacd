"""The Range header of a browser that plays or resumes (RFC 9110, one range)."""

import re

_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")


class UnsatisfiableRange(ValueError):
    """The range lies outside the file (answer 416)."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte asked for; None = send the whole file.

    Several ranges or a unit we do not know: the whole file, as the RFC allows.
    Raises UnsatisfiableRange.
    """
    match = _RANGE.match(header.strip().replace(" ", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        length = min(int(match[2]), size)
        if not length:
            raise UnsatisfiableRange
        return size - length, size - 1
    first = int(match[1])
    last = min(int(match[2]) if match[2] else size - 1, size - 1)
    if first >= size:
        raise UnsatisfiableRange
    return (first, last) if first <= last else None
