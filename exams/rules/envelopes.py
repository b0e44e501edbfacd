"""Sealed queues: what a browser could not send in time, readable by the board only.

P-256 (which every browser's WebCrypto has) and AES-256-GCM:
``LMSE1`` ‖ ephemeral public key (65) ‖ nonce (12) ‖ ciphertext ‖ tag (16), the key by
HKDF-SHA256 over the shared secret with ``LMSE1`` as info. Where a browser has no
WebCrypto (plain http in a lab) the file is ``LMSP1`` ‖ JSON.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEALED, PLAIN = b"LMSE1", b"LMSP1"
_CURVE = ec.SECP256R1()
_POINT, _NONCE = 65, 12


def new_private() -> bytes:
    """Return a fresh private number as 32 bytes."""
    key = ec.generate_private_key(_CURVE)
    return key.private_numbers().private_value.to_bytes(32, "big")


def public_point(private: bytes) -> bytes:
    """Return the public key as an uncompressed point of 65 bytes."""
    return _point(_private(private).public_key())


def seal(plain: bytes, public: bytes) -> bytes:
    """Return the sealed envelope, as the browser makes it."""
    own = ec.generate_private_key(_CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public)
    nonce = os.urandom(_NONCE)
    key = _key(own.exchange(ec.ECDH(), theirs))
    return (
        SEALED
        + _point(own.public_key())
        + nonce
        + AESGCM(key).encrypt(nonce, plain, None)
    )


def unseal(content: bytes, private: bytes) -> bytes:
    """Return the JSON of an envelope. Raises ValueError where it cannot be opened."""
    if content.startswith(PLAIN):
        return content[len(PLAIN) :]
    if not content.startswith(SEALED):
        raise ValueError("not an envelope of ours")
    rest = content[len(SEALED) :]
    point, rest = rest[:_POINT], rest[_POINT:]
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    key = _key(_private(private).exchange(ec.ECDH(), theirs))
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], None)
    except InvalidTag:
        raise ValueError("sealed for another sitting, or changed") from None


def _private(number: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(number, "big"), _CURVE)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _key(secret: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=SEALED).derive(secret)
