"""Is every journal whole? Exam-protocol.md, rules 3 and 4 of section 5, I7, I10.

Each line is recomputed from what is stored; any edit, removal or swap breaks the
chain, the head in the attempt's row, a seal, or a copy of the head kept outside.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from exams.models import Attempt, JournalEntry, Seal
from exams.queries import ledger
from exams.queries.gate import in_transaction
from exams.rules.canonical import digest, value_hash
from exams.rules.chain import Line, genesis, link
from exams.rules.times import iso
from exams.services import heads

BATCH = 200


@dataclass
class Walk:
    """What was found on the way through one journal.

    links: line number -> hash of that line; values: slot -> (epoch, seq, hash, text)
    of the highest version saved.
    """

    attempt: Attempt
    links: dict[int, str] = field(default_factory=dict)
    values: dict[str, tuple[int, int, str, str]] = field(default_factory=dict)
    breaks: list[dict[str, Any]] = field(default_factory=list)

    def note(self, code: str, line: int = 0, **details: Any) -> None:
        """Note a break."""
        self.breaks.append(
            {"attempt": self.attempt.code, "line": line, "code": code} | details
        )


def verify(*, sitting_id: int | None = None) -> dict[str, Any]:
    """Return {"attempts", "lines", "breaks"}; breaks is empty where all is whole."""
    attempts = Attempt.objects.order_by("id")
    if sitting_id is not None:
        attempts = attempts.filter(sitting_id=sitting_id)
    copies = _copies()
    outcome: dict[str, Any] = {"attempts": 0, "lines": 0, "breaks": []}
    for batch in _batches(attempts):
        lines = _lines(batch)
        seals = _seals(batch)
        for attempt in batch:
            rows = lines[attempt.pk]
            known = copies.get(attempt.code, [])
            walk = _walk(attempt, rows, seals[attempt.pk], known)
            if walk.breaks:  # perhaps an answer came in between: look again, locked
                walk, rows = in_transaction(partial(_again, attempt.pk, known))
            outcome["attempts"] += 1
            outcome["lines"] += len(rows)
            outcome["breaks"] += walk.breaks
    return outcome


def _again(
    attempt_id: int, copies: list[tuple[int, str]], before: Any
) -> tuple[Walk, list[JournalEntry]]:
    ledger.lock_by_id(attempt_id, before=before)
    attempt = Attempt.objects.get(pk=attempt_id)
    rows = _lines([attempt])[attempt_id]
    return _walk(attempt, rows, _seals([attempt])[attempt_id], copies), rows


def _walk(
    attempt: Attempt,
    rows: list[JournalEntry],
    seals: list[Seal],
    copies: list[tuple[int, str]],
) -> Walk:
    walk = Walk(attempt)
    head = genesis(attempt.code)
    walk.links[0] = head
    for number, row in enumerate(rows, start=1):
        _check_line(walk, row, number, head)
        head = link(head, _as_line(row, number))
        walk.links[number] = head
        _follow(walk, row)
    _check_head(walk, len(rows), head)
    for number, copied in copies:
        if number and walk.links.get(number) != copied:
            walk.note("copy_differs", number)
    _check_values(walk)
    _check_seals(walk, seals)
    return walk


def _check_line(walk: Walk, row: JournalEntry, number: int, head: str) -> None:
    if row.line != number:
        walk.note("line_missing", number)
    if row.previous != head:
        walk.note("chain_broken", number)
    if value_hash(row.value) != row.hash:
        walk.note("value_changed", number, slot=row.slot)


def _check_head(walk: Walk, count: int, head: str) -> None:
    attempt = walk.attempt
    if attempt.journal_lines != count:
        walk.note("lines_missing", count, expected=attempt.journal_lines)
    if count and attempt.journal_head != head:
        walk.note("head_differs", count)


def _check_values(walk: Walk) -> None:
    stored = {row[0]: row[1:] for row in ledger.stored(walk.attempt.pk)}
    for slot in sorted(stored.keys() | walk.values.keys()):
        if stored.get(slot) != walk.values.get(slot):
            walk.note("value_differs", slot=slot)


def _check_seals(walk: Walk, seals: list[Seal]) -> None:
    for seal in seals:
        head = walk.links.get(seal.journal_line)
        if seal.journal_line and head != seal.journal_head:
            walk.note("seal_head_differs", seal.journal_line, seal=seal.version)
    newest = seals[-1] if seals else None
    if newest is None or walk.attempt.state != "submitted":
        return
    versions = [(slot, *row[:3]) for slot, row in walk.values.items()]
    if newest.digest != digest(versions):
        walk.note("seal_digest_differs", newest.journal_line, seal=newest.version)
    if newest.version != walk.attempt.seal_version:
        walk.note("seal_missing", seal=walk.attempt.seal_version)


def _follow(walk: Walk, row: JournalEntry) -> None:
    """Keep the value of a line that counts: saved, or late and accepted."""
    ruling = getattr(row, "ruling", None)
    if row.status != "saved" and not (ruling and ruling.is_accepted):
        return
    have = walk.values.get(row.slot)
    if have is None or have[:2] < (row.epoch, row.seq):
        walk.values[row.slot] = (row.epoch, row.seq, row.hash, row.value)


def _as_line(row: JournalEntry, number: int) -> Line:
    return Line(
        number, row.epoch, row.seq, row.slot, row.hash, row.status, row.source,
        str(iso(row.received_at)), row.in_grace, row.anchor, row.mono_ms,
        row.adopted_from,
    )  # fmt: skip


def _batches(attempts: Any) -> Iterator[list[Attempt]]:
    batch: list[Attempt] = []
    for attempt in attempts.iterator(chunk_size=BATCH):
        batch.append(attempt)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _lines(batch: Iterable[Attempt]) -> dict[int, list[JournalEntry]]:
    found: dict[int, list[JournalEntry]] = defaultdict(list)
    rows = JournalEntry.objects.filter(attempt__in=batch).select_related("ruling")
    for row in rows.order_by("attempt_id", "line", "id"):
        found[row.attempt_id].append(row)
    return found


def _seals(batch: Iterable[Attempt]) -> dict[int, list[Seal]]:
    found: dict[int, list[Seal]] = defaultdict(list)
    for seal in Seal.objects.filter(attempt__in=batch).order_by("version"):
        found[seal.attempt_id].append(seal)
    return found


def _copies() -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in heads.read():
        found[str(row.get("attempt"))].append(
            (int(row.get("line") or 0), str(row.get("head")))
        )
    return found
