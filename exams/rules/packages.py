"""The paper package: AES-256-GCM, all forms of a sitting equally long."""

import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
OVERHEAD = NONCE_BYTES + 16  # nonce in front, tag behind
STEP = 4096


def new_key() -> bytes:
    """Return a fresh key."""
    return secrets.token_bytes(KEY_BYTES)


def padded_length(lengths: list[int]) -> int:
    """Return the common length of plain packages: the longest, rounded up."""
    return -(-max(lengths, default=1) // STEP) * STEP


def seal(plain: bytes, key: bytes, *, length: int) -> bytes:
    """Return nonce ‖ ciphertext ‖ tag of JSON padded with spaces to a length."""
    if len(plain) > length:
        raise ValueError("The package is longer than the length asked for.")
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain.ljust(length, b" "), None)


def unseal(package: bytes, key: bytes) -> bytes:
    """Return the JSON inside, with its padding. Raises cryptography's InvalidTag."""
    nonce, rest = package[:NONCE_BYTES], package[NONCE_BYTES:]
    return AESGCM(key).decrypt(nonce, rest, None)


def sha256(package: bytes) -> str:
    """Return the fingerprint that names a package."""
    return hashlib.sha256(package).hexdigest()
