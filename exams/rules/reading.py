"""Reading a message body without trusting it.

Floats and objects with doubled keys are legal JSON but nothing of ours: they are
read as marker objects, so that a bad value spoils only its own entry while a bad
envelope spoils the message.
"""

import json
from typing import Any

from exams.errors import Refused


class Marker:
    """A piece of JSON that has no canonical form: a float or doubled keys."""

    def __init__(self, members: dict[str, Any] | None = None) -> None:
        self.members = members


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body. Raises Refused 422 ``unreadable``."""
    try:
        text = body.decode("utf-8")
        found = _DECODER.decode(text)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        raise Refused(422, "message_unreadable") from None
    if type(found) is not dict:
        raise Refused(422, "message_unreadable")
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> Any:
    members = dict(pairs)
    return members if len(members) == len(pairs) else Marker(members)


def _no_constant(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity are not JSON


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_float=lambda _text: Marker(),
    parse_constant=_no_constant,
)
