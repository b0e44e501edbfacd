"""Answers of the protocol as plain dictionaries."""

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from exams.models import Seal
from exams.queries.ledger import Locked
from exams.rules.messages import PROTO
from exams.rules.times import iso
from exams.services import load

Results = list[dict[str, Any]]


def head(locked: Locked) -> dict[str, Any]:
    """Return what every answer about an attempt starts with."""
    return {
        "proto": PROTO,
        "server_time": iso(locked.t),
        "state": locked.state,
        "deadline": iso(locked.deadline),
        "epoch": locked.epoch,
    }


def saved(locked: Locked, results: Results) -> dict[str, Any]:
    """Return the answer to a save, a heartbeat or an adoption."""
    body = head(locked) | {
        "anchor": anchor(locked.t),
        "next_flush_ms": load.next_flush_ms(),
        "results": results,
    }
    if locked.state == "submitted":
        body["receipt"] = receipt(locked)
    return body


def receipt(locked: Locked) -> dict[str, Any]:
    """Return the receipt of the newest seal."""
    return receipt_of(
        Seal.objects.get(attempt_id=locked.id, version=locked.seal_version)
    )


def receipt_of(seal: Seal) -> dict[str, Any]:
    """Return the receipt of a seal, signature included."""
    return bare_receipt(seal) | {"signature": seal.signature}


def bare_receipt(seal: Seal) -> dict[str, Any]:
    """Return what the signature of a receipt covers."""
    return {
        "code": seal.receipt_code,
        "kind": str(seal.kind),
        "server_time": iso(seal.finished_at),
        "count": seal.count,
        "digest": seal.digest,
    }


def anchor(at: datetime) -> str:
    """Return a signed server time; evidence for people, never a rule."""
    text = str(iso(at))
    return f"{text}.{_mac(text)}"


def is_own_anchor(text: str) -> bool:
    """Return whether an echoed anchor was signed by this server."""
    moment, _dot, mac = text.rpartition(".")
    return hmac.compare_digest(_mac(moment), mac)


def _mac(text: str) -> str:
    return hmac.new(_secret(), text.encode(), hashlib.sha256).hexdigest()[:20]


@lru_cache(maxsize=1)
def _secret() -> bytes:
    return hashlib.sha256(b"exam anchor " + settings.SECRET_KEY.encode()).digest()
