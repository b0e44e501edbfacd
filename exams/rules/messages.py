"""The messages of the protocol as frozen objects (exam-protocol.md, 3 and 8).

Whatever cannot be read as an envelope is Refused with 422 (413 for too many
entries); a fault of a single entry is kept in it as ``fault`` and becomes the
status ``invalid``. Unknown members are ignored.
"""

import re
from dataclasses import dataclass
from typing import Any

from exams.errors import InvalidAnswer, Refused
from exams.rules.canonical import dump, plain, value_hash

PROTO = 1
MAX_ENTRIES = 50
MAX_BODY = 256 * 1024  # bytes
MAX_VALUE = 64 * 1024  # bytes of canonical JSON
MAX_EPOCH = 2**31 - 1
MAX_SEQ = 2**53 - 1
MAX_SLOT = 40
MAX_ANCHOR = 200
_HASH = re.compile(r"[0-9a-f]{64}")
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. value: in NFC; text: its canonical JSON; fault: why it is invalid."""

    slot: str
    seq: int
    text: str
    value: Any
    hash: str
    anchor: str | None
    mono_ms: int | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SaveMessage:
    """A batch of entries made under one epoch; no entries: the heartbeat."""

    epoch: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SubmitMessage:
    """A hand-in: last entries, then the digest of what was on screen."""

    epoch: int
    entries: tuple[Entry, ...]
    digest: str
    count: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """One parked value wanted on the present device; epoch and seq 0: unreadable."""

    slot: str
    seq: int
    from_epoch: int
    from_seq: int


@dataclass(frozen=True, slots=True)
class AdoptMessage:
    """Parked values to copy in under the present epoch."""

    epoch: int
    slots: tuple[Adoption, ...]


@dataclass(frozen=True, slots=True)
class ClaimMessage:
    """A device asks for the pen. code: the invigilator's, for a take-over."""

    device_id: str
    client_build: str
    takeover: bool
    code: str


def read_save(found: dict[str, Any]) -> SaveMessage:
    """Return the save message. Raises Refused."""
    _check_proto(found, required=True)
    _name(found, "batch_id")
    return SaveMessage(_epoch(found), _entries(found))


def read_submit(found: dict[str, Any]) -> SubmitMessage:
    """Return the hand-in. Raises Refused."""
    _check_proto(found)
    _name(found, "submit_id")
    digest = found.get("digest")
    if type(digest) is not str or not _HASH.fullmatch(digest):
        raise unreadable("digest")
    count = _whole(found.get("count"), "count", low=0, high=MAX_SEQ)
    return SubmitMessage(_epoch(found), _entries(found), digest, count)


def read_adopt(found: dict[str, Any]) -> AdoptMessage:
    """Return the adoption. Raises Refused."""
    _check_proto(found)
    _name(found, "adopt_id")
    rows = found.get("slots")
    if type(rows) is not list:
        raise unreadable("slots")
    if len(rows) > MAX_ENTRIES:
        raise Refused(413, "too_many_entries")
    return AdoptMessage(_epoch(found), tuple(_adoption(row) for row in rows))


def read_claim(found: dict[str, Any]) -> ClaimMessage:
    """Return the claim. Raises Refused."""
    _check_proto(found)
    takeover = found.get("takeover", False)
    if takeover is not None and type(takeover) is not bool:
        raise unreadable("takeover")
    build = found.get("client_build", "")
    if type(build) is not str or len(build) > 64:
        raise unreadable("client_build")
    code = found.get("code")
    if code is not None and (type(code) is not str or len(code) > 64):
        raise unreadable("code")
    return ClaimMessage(
        _name(found, "device_id"), storable(build), bool(takeover), code or ""
    )


def unreadable(field: str) -> Refused:
    """Return the refusal of an envelope, naming the member that is wrong."""
    return Refused(422, "message_unreadable", body={"field": field})


def storable(text: str) -> str:
    """Return the text without what a database cannot hold."""
    return "".join(c for c in text if c.isprintable())


def _check_proto(found: dict[str, Any], *, required: bool = False) -> None:
    proto = found.get("proto", _MISSING)
    if proto is _MISSING and not required:
        return
    if type(proto) is not int or proto != PROTO:
        raise unreadable("proto")


def _whole(value: Any, field: str, *, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise unreadable(field)
    return value


def _epoch(found: dict[str, Any]) -> int:
    return _whole(found.get("epoch"), "epoch", low=1, high=MAX_EPOCH)


def _name(found: dict[str, Any], field: str) -> str:
    text = found.get(field)
    if type(text) is not str or not 8 <= len(text) <= 64 or not text.isprintable():
        raise unreadable(field)
    return text


def _slot(found: dict[str, Any]) -> str:
    slot = found.get("slot")
    if type(slot) is not str or not 0 < len(slot) <= MAX_SLOT:
        raise unreadable("slot")
    if not slot.isprintable():
        raise unreadable("slot")
    return slot


def _entries(found: dict[str, Any]) -> tuple[Entry, ...]:
    rows = found.get("entries")
    if type(rows) is not list:
        raise unreadable("entries")
    if len(rows) > MAX_ENTRIES:
        raise Refused(413, "too_many_entries")
    return tuple(_entry(row) for row in rows)


def _entry(row: Any) -> Entry:
    if type(row) is not dict:
        raise unreadable("entries")
    slot = _slot(row)
    seq = _whole(row.get("seq"), "seq", low=1, high=MAX_SEQ)
    try:
        return _sound_entry(row, slot, seq)
    except InvalidAnswer as error:
        return Entry(slot, seq, "", None, "", None, None, fault=str(error) or "bad")


def _sound_entry(row: dict[str, Any], slot: str, seq: int) -> Entry:
    value = row.get("value", _MISSING)
    if value is _MISSING:
        raise InvalidAnswer("value")
    sent = row.get("hash")
    if type(sent) is not str or not _HASH.fullmatch(sent):
        raise InvalidAnswer("hash")
    value = plain(value)
    text = dump(value)
    if len(text) > MAX_VALUE or len(text.encode()) > MAX_VALUE:
        raise InvalidAnswer("size")
    if value_hash(text) != sent:
        raise InvalidAnswer("hash")
    return Entry(slot, seq, text, value, sent, _anchor(row), _mono(row))


def _anchor(row: dict[str, Any]) -> str | None:
    anchor = row.get("anchor")
    if anchor is None:
        return None
    if type(anchor) is not str or len(anchor) > MAX_ANCHOR or not anchor.isprintable():
        raise InvalidAnswer("anchor")
    return anchor


def _mono(row: dict[str, Any]) -> int | None:
    mono = row.get("mono_ms")
    if mono is None:
        return None
    if type(mono) is not int or mono < 0:
        raise InvalidAnswer("mono_ms")
    return min(mono, MAX_SEQ)  # evidence for people; a column holds no more


def _adoption(row: Any) -> Adoption:
    if type(row) is not dict:
        raise unreadable("slots")
    slot = _slot(row)
    seq = _whole(row.get("seq"), "seq", low=1, high=MAX_SEQ)
    return Adoption(slot, seq, *_origin(row.get("from")))


def _origin(found: Any) -> tuple[int, int]:
    # As in a save, a fault of one entry is that entry's alone: nothing is parked at 0.
    if type(found) is not list or [type(number) for number in found] != [int, int]:
        return 0, 0
    epoch, seq = found
    if not (1 <= epoch <= MAX_EPOCH and 1 <= seq <= MAX_SEQ):
        return 0, 0
    return epoch, seq
