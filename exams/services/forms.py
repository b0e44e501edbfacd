"""Forms: a paper frozen for candidates, and its sealed package."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from exams.models import Form, Sitting
from exams.queries import forms as frozen
from exams.rules import packages
from exams.rules.canonical import canonical, value_hash
from exams.rules.messages import PROTO
from lms.core.errors import DomainError
from question_bank import api as question_bank


@dataclass(frozen=True)
class SlotSpec:
    """What stands at one place of a form. slot: its stable id, text of 1 to 40.

    option_order: codes of the options in the order of this form, None as written.
    """

    slot: str
    version_id: int
    points: Decimal
    option_order: list[str] | None = None


@transaction.atomic
def make_form(sitting: Sitting, *, code: str, slots: Iterable[SlotSpec]) -> Form:
    """Freeze a paper into a form of the sitting and seal its package.

    Raises DomainError slots_missing, slot_twice, form_exists.
    """
    specs = list(slots)
    question_bank.freeze_versions([spec.version_id for spec in specs])
    contents = [
        question_bank.candidate_slot(spec.version_id, option_order=spec.option_order)
        for spec in specs
    ]
    return build_form(sitting, code=code, specs=specs, contents=contents)


@transaction.atomic
def build_form(
    sitting: Sitting,
    *,
    code: str,
    specs: list[SlotSpec],
    contents: list[dict[str, Any]],
) -> Form:
    """Make a form of slots whose key-free contents are already at hand.

    contents: as ``question_bank.api.candidate_slot`` gives them, with kind and shape.
    """
    names = [spec.slot for spec in specs]
    if not names:
        raise DomainError("slots_missing")
    if len(set(names)) != len(names) or not all(0 < len(n) <= 40 for n in names):
        raise DomainError("slot_twice")
    if Form.objects.filter(sitting=sitting, code=code).exists():
        raise DomainError("form_exists", value=code)
    rows = [_row(s, c) for s, c in zip(specs, contents, strict=True)]
    text = canonical(rows)
    form = Form(sitting=sitting, code=code, slots=text, slots_digest=value_hash(text))
    plain = _plain(code, specs, contents)
    length = _make_room(sitting, len(plain))
    _seal(form, plain, packages.new_key(), length)
    form.save()
    return form


def _row(spec: SlotSpec, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "slot": spec.slot,
        "kind": content["kind"],
        "version_id": spec.version_id,
        "points": f"{spec.points:f}",
        "option_order": spec.option_order,
        "shape": content["shape"],
    }


def _plain(code: str, specs: list[SlotSpec], contents: list[dict[str, Any]]) -> bytes:
    slots = [
        {"slot": spec.slot, "points": f"{spec.points:f}"} | content
        for spec, content in zip(specs, contents, strict=True)
    ]
    document = {"proto": PROTO, "form": code, "slots": slots}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _make_room(sitting: Sitting, needed: int) -> int:
    """Return the common length of all packages, sealing shorter ones anew."""
    others = list(Form.objects.filter(sitting=sitting))
    lengths = [len(form.package) - packages.OVERHEAD for form in others]
    length = packages.padded_length([needed, *lengths])
    for form, have in zip(others, lengths, strict=True):
        if have != length:
            key = bytes(form.package_key)
            _seal(form, packages.unseal(bytes(form.package), key), key, length)
            form.save(update_fields=["package", "package_sha256"])
            frozen.package_of.cache_clear()
    return length


def _seal(form: Form, plain: bytes, key: bytes, length: int) -> None:
    form.package = packages.seal(plain, key, length=length)
    form.package_key = key
    form.package_sha256 = packages.sha256(form.package)
