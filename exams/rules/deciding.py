"""What becomes of one entry (exam-protocol.md, table of section 3).

The order of the questions is the protocol; nothing here knows a database.
"""

from dataclasses import dataclass, field

from exams.rules.messages import Entry

Version = tuple[int, int]
KEPT = {"saved", "parked", "late"}  # statuses that stand in the journal


@dataclass(frozen=True, slots=True)
class Known:
    """A journal line as far as deciding needs it."""

    slot: str
    hash: str
    status: str


@dataclass(slots=True)
class Standing:
    """What the server knows of one attempt while its row is locked.

    epoch: the newest. token_epoch: of the token that came with the message.
    lines: journal lines by (epoch, seq). current: stored version by slot.
    """

    is_open: bool
    epoch: int
    token_epoch: int
    lines: dict[Version, Known] = field(default_factory=dict)
    current: dict[str, Version] = field(default_factory=dict)


def decide(entry: Entry, made_under: int, standing: Standing) -> str:
    """Return the status of a sound entry made under an epoch; notes it in standing.

    Entries of a batch are decided one after another, each sees those before it.
    """
    version = (made_under, entry.seq)
    status = _status(entry, version, standing)
    if status in KEPT and version not in standing.lines:
        standing.lines[version] = Known(entry.slot, entry.hash, status)
        if status == "saved":
            standing.current[entry.slot] = version
    return status


def _status(entry: Entry, version: Version, standing: Standing) -> str:
    known = standing.lines.get(version)
    if known is not None:
        if (known.slot, known.hash) != (entry.slot, entry.hash):
            return "conflict"
        return "duplicate" if known.status == "saved" else known.status
    stored = standing.current.get(entry.slot)
    if stored is not None and stored[0] == version[0] and stored[1] > version[1]:
        return "superseded"
    if not standing.is_open:
        return "late"
    if version[0] != standing.epoch or version[0] != standing.token_epoch:
        return "parked"
    return "saved"
