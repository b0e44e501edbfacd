"""Frozen forms in the memory of the process: they never change, so they may stay."""

import json
from functools import lru_cache
from typing import Any

from exams.models import Form

Slots = dict[str, tuple[str, dict[str, Any]]]


@lru_cache(maxsize=256)
def slots_of(form_id: int) -> Slots:
    """Return slot -> (kind, shape) of a form."""
    text = Form.objects.values_list("slots", flat=True).get(pk=form_id)
    return {row["slot"]: (row["kind"], row["shape"]) for row in json.loads(text)}


@lru_cache(maxsize=64)
def package_of(sha256: str) -> bytes | None:
    """Return the sealed package with this fingerprint, None where there is none."""
    row = Form.objects.filter(package_sha256=sha256).values_list("package").first()
    return bytes(row[0]) if row else None


def forget() -> None:
    """Drop what is kept; for tests, where ids come again."""
    slots_of.cache_clear()
    package_of.cache_clear()
