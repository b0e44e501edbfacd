"""Receipts: a readable code and an Ed25519 signature (exam-protocol.md, 3 and 8)."""

import base64
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from exams.rules.canonical import canonical

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike: no I, O, 0, 1
SEED_BYTES = 32


def new_seed() -> bytes:
    """Return a fresh private key as its 32 bytes."""
    return secrets.token_bytes(SEED_BYTES)


def new_code(length: int = 10) -> str:
    """Return a fresh readable code."""
    return "".join(secrets.choice(LETTERS) for _place in range(length))


def public_key(seed: bytes) -> str:
    """Return the public key: 32 bytes in base64."""
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(receipt: dict[str, Any], seed: bytes) -> str:
    """Return the signature over the canonical JSON of the receipt, in base64."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return base64.b64encode(key.sign(_signed(receipt))).decode()


def check(receipt: dict[str, Any], public: str) -> None:
    """Raise cryptography's InvalidSignature unless the receipt is ours."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public))
    key.verify(base64.b64decode(receipt["signature"]), _signed(receipt))


def _signed(receipt: dict[str, Any]) -> bytes:
    bare = {name: value for name, value in receipt.items() if name != "signature"}
    return canonical(bare).encode()
