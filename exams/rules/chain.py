"""The hash chain of a journal: every line holds the hash of the line before it."""

from dataclasses import dataclass

from exams.rules.canonical import canonical, value_hash


@dataclass(frozen=True, slots=True)
class Line:
    """What a journal line binds. at: the receipt time as the protocol writes it."""

    line: int
    epoch: int
    seq: int
    slot: str
    hash: str
    status: str
    source: str
    at: str
    in_grace: bool
    anchor: str | None
    mono_ms: int | None
    adopted_from: str


def genesis(attempt_code: str) -> str:
    """Return what the first line of an attempt holds in place of a hash."""
    return value_hash(canonical(["journal", attempt_code]))


def link(previous: str, line: Line) -> str:
    """Return the hash of a line, which the next line holds."""
    return value_hash(
        canonical(
            [
                previous, line.line, line.epoch, line.seq, line.slot, line.hash,
                line.status, line.source, line.at, line.in_grace, line.anchor,
                line.mono_ms, line.adopted_from,
            ]
        )
    )  # fmt: skip
