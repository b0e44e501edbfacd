"""One way to write a JSON value, and its fingerprint (exam-protocol.md 8)."""

import hashlib
import json
import unicodedata
from typing import Any


def canonical(value: Any) -> str:
    """Return canonical JSON: NFC, keys sorted, no spaces. Floats are refused."""
    return json.dumps(
        _nfc(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON as 64 lower-case hex digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_nfc(name): _nfc(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(member) for member in value]
    if isinstance(value, float):
        raise TypeError("Numbers are written as text.")
    return value
