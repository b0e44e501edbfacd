"""Canonical JSON, value hashes and digests (exam-protocol.md, section 8)."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from exams.errors import InvalidAnswer

MAX_DEPTH = 12

Version = tuple[str, int, int, str]  # slot, epoch, seq, hash


def canonical(value: Any) -> str:
    """Return canonical JSON: NFC, keys sorted by code point, no spaces, no floats.

    Raises InvalidAnswer for what has no canonical form: floats, keys that fall
    together, lone surrogates, deep nesting, things that are not JSON.
    """
    return dump(plain(value))


def plain(value: Any) -> Any:
    """Return the value with its texts and keys in NFC. Raises as ``canonical``."""
    return _plain(value, MAX_DEPTH)


def dump(value: Any) -> str:
    """Return the canonical JSON of a value that is plain already."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidAnswer("surrogate") from None
    return text


def value_hash(text: str) -> str:
    """Return the hash of a value given as canonical JSON: 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(value: Any) -> str:
    """Return the hash of a value."""
    return value_hash(canonical(value))


def digest(versions: Iterable[Version]) -> str:
    """Return the digest over [slot, epoch, seq, hash], sorted by slot as text.

    versions: one for each slot with a stored value, a cleared answer included.
    """
    rows = sorted(list(version) for version in versions)
    return value_hash(canonical(rows))


def _plain(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if depth == 0:
        raise InvalidAnswer("depth")
    if type(value) is dict:
        return _members(value, depth)
    if type(value) is list:
        return [_plain(member, depth - 1) for member in value]
    raise InvalidAnswer("type")


def _members(value: dict[str, Any], depth: int) -> dict[str, Any]:
    members = {
        unicodedata.normalize("NFC", name): _plain(member, depth - 1)
        for name, member in value.items()
    }
    if len(members) != len(value):
        raise InvalidAnswer("keys")
    return members
