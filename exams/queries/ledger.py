"""The SQL of the save path: lock, look up, write. The same text for both databases.

Only this module writes ``Response`` and ``JournalEntry`` rows. The value of a slot is
replaced by a conditional upsert: the database itself refuses a lower version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from exams.queries import clock, wire
from exams.rules.chain import Line, genesis, link
from exams.rules.deciding import Known, Version
from exams.rules.times import Clockwork, iso

_ROW = (
    "a.id, a.code, a.state, a.epoch, {started_at}, a.deadline, a.seen_at,"
    " {suspended_at}, a.device_id, a.journal_lines, a.journal_head, a.seal_version,"
    " a.form_id, a.candidate_id, s.id, s.state, {open_at}, s.release_at, s.close_at,"
    " s.duration_s, s.grace_s, s.late_window_s, s.stops_clock"
)
_WHOLE = _ROW.format(
    started_at="a.started_at", suspended_at="a.suspended_at", open_at="s.open_at"
)
_LEAN = _ROW.format(started_at="NULL", suspended_at="NULL", open_at="NULL")
_BY_CLAIM = (
    "FROM exams_attempttoken k JOIN exams_attempt a ON a.id = k.attempt_id"
    " JOIN exams_sitting s ON s.id = a.sitting_id WHERE k.token_hash = %s"
)
_BY_ID = (
    "FROM exams_attempt a JOIN exams_sitting s ON s.id = a.sitting_id WHERE a.id = %s"
)
_JOURNAL = (
    "INSERT INTO exams_journalentry (attempt_id, line, epoch, seq, slot, hash, value,"
    " status, source, received_at, in_grace, anchor, mono_ms, adopted_from, previous)"
    " VALUES "
)
_RESPONSE = (
    "INSERT INTO exams_response"
    " (attempt_id, slot, epoch, seq, hash, value, received_at, in_grace) VALUES "
)
_NEWER_ONLY = (
    " ON CONFLICT (attempt_id, slot) DO UPDATE SET epoch = excluded.epoch,"
    " seq = excluded.seq, hash = excluded.hash, value = excluded.value,"
    " received_at = excluded.received_at, in_grace = excluded.in_grace"
    " WHERE (exams_response.epoch, exams_response.seq)"
    " < (excluded.epoch, excluded.seq)"
)
_LOOK_UP = (
    "SELECT 1, epoch, seq, slot, hash, status FROM exams_journalentry"
    " WHERE attempt_id = {attempt} AND epoch = %s AND seq IN ({seqs})"
    " UNION ALL SELECT 2, epoch, seq, slot, hash, '' FROM exams_response"
    " WHERE attempt_id = {attempt} AND slot IN ({slots})"
)
_OF_CLAIM = "(SELECT attempt_id FROM exams_attempttoken WHERE token_hash = %s)"
_SIZES = (1, 4, 16, 50)  # lists are filled up to these, so that statements stay few
_HEAD = (
    "UPDATE exams_attempt SET journal_lines = %s, journal_head = %s, seen_at = %s"
    " WHERE id = %s"
)
_STORED = (
    "SELECT slot, epoch, seq, hash, value FROM exams_response WHERE attempt_id = %s"
)
_SEEN = "UPDATE exams_attempt SET seen_at = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Wish:
    """Entries of one epoch and the slots they are for; neither list is empty."""

    epoch: int
    seqs: list[int]
    slots: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Journal lines by (epoch, seq) and stored versions by slot."""

    lines: dict[Version, Known]
    current: dict[str, Version]


@dataclass(slots=True)
class Locked:
    """One attempt while its row is locked. t: receipt time, before the lock was got."""

    t: datetime
    token_epoch: int
    token_user_id: int
    id: int
    code: str
    state: str
    epoch: int
    started_at: datetime | None
    deadline: datetime | None
    seen_at: datetime | None
    suspended_at: datetime | None
    device_id: str
    journal_lines: int
    journal_head: str
    seal_version: int
    form_id: int
    candidate_id: int
    sitting_id: int
    sitting_state: str
    open_at: datetime  # only by id
    release_at: datetime
    close_at: datetime
    duration_s: int
    grace_s: int
    late_window_s: int
    stops_clock: bool
    found: Found | None = None

    @property
    def clockwork(self) -> Clockwork:
        """What the rule on closing looks at."""
        return Clockwork(
            self.state, self.deadline, self.close_at, self.grace_s, self.stops_clock
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """One entry to be written into the journal, and as a value where it is saved."""

    epoch: int
    seq: int
    slot: str
    hash: str
    text: str
    status: str
    source: str
    anchor: str | None = None
    mono_ms: int | None = None
    adopted_from: str = ""


def lock_by_token(
    token_hash: str, *, before: Any, wish: Wish | None = None
) -> Locked | None:
    """Return the attempt of a token with its row locked; None for an unknown token.

    The times that only a claim or an invigilator needs are left out. before: what ``clock.before_lock`` returned, outside of the transaction. wish: what
    to look up in the same trip, after the lock; it is then ``locked.found``.
    """
    statements = [_lock(f"k.epoch, k.user_id, {_LEAN}", _BY_CLAIM, [token_hash])]
    if wish is not None:
        statements.append(_look_up(wish, _OF_CLAIM, token_hash))
    return _locked(wire.rows_of(*statements), before)


def lock_by_id(attempt_id: int, *, before: Any) -> Locked | None:
    """Return an attempt with its row locked, without any token (epoch 0)."""
    return lock_by(_BY_ID, [attempt_id], before=before)


def lock_by(source: str, params: list[Any], *, before: Any) -> Locked | None:
    """Return the attempt that FROM and WHERE name, with its row locked."""
    return _locked(wire.rows_of(_lock(f"0, 0, {_WHOLE}", source, params)), before)


def look_up(locked: Locked, wish: Wish) -> Found:
    """Return what is known of some entries and slots of a locked attempt."""
    if locked.found is None:
        (rows,) = wire.rows_of(_look_up(wish, "%s", locked.id))
        return _found(rows)
    return locked.found


def write(locked: Locked, entries: list[Writing], *, is_seen: bool) -> None:
    """Write entries: journal lines, values of those saved, head and time of the row.

    is_seen: whether the device that holds the pen was heard by this message.
    """
    if is_seen:
        locked.seen_at = locked.t
    if not entries:
        if is_seen:
            wire.run(_SEEN, [clock.stamp(locked.t), locked.id])
        return
    statements = [_journal(locked, entries)]
    newest = {entry.slot: entry for entry in entries if entry.status == "saved"}
    if newest:
        statements.append(_values(locked, newest.values()))
    head = [locked.journal_lines, locked.journal_head, clock.stamp(locked.seen_at)]
    statements.append((_HEAD, [*head, locked.id]))
    _run(statements)


def stored(attempt_id: int) -> list[tuple[str, int, int, str, str]]:
    """Return (slot, epoch, seq, hash, value) of every slot with a value, by slot."""
    (rows,) = wire.rows_of((_STORED, [attempt_id]))
    return sorted(tuple(row) for row in rows)


def take_late(locked: Locked, entries: Iterable[Writing]) -> None:
    """Write late entries as values, by a decision of the board, if they are newer."""
    rows = list(entries)
    if rows:
        _run([_values(locked, rows)])


def _lock(columns: str, source: str, params: list[Any]) -> wire.Statement:
    if connection.vendor == "sqlite":
        return f"SELECT 0, {columns} {source}", params
    time = clock.AT_ARRIVAL
    return f"SELECT {time}, {columns} {source} FOR UPDATE OF a", params


def _look_up(wish: Wish, attempt: str, value: Any) -> wire.Statement:
    epoch, seqs, slots = wish.epoch, _filled(wish.seqs), _filled(wish.slots)
    sql = _LOOK_UP.format(attempt=attempt, seqs=_marks(seqs), slots=_marks(slots))
    return sql, [value, epoch, *seqs, value, *slots]


def _found(rows: list[tuple[Any, ...]]) -> Found:
    found = Found({}, {})
    for table, epoch, seq, slot, hash_, status in rows:
        if table == 1:
            found.lines[(epoch, seq)] = Known(slot, hash_, status)
        else:
            found.current[slot] = (epoch, seq)
    return found


def _filled(values: list[Any]) -> list[Any]:
    size = next(size for size in _SIZES if size >= len(values))
    return values + values[-1:] * (size - len(values))


def _locked(answers: list[list[tuple[Any, ...]]], before: Any) -> Locked | None:
    if not answers[0]:
        return None
    row = answers[0][0]
    locked = Locked(*row)
    locked.t = clock.read(row[0] if before is None else before)
    if len(answers) > 1:
        locked.found = _found(answers[1])
    for name in _TIMES:
        setattr(locked, name, clock.moment(getattr(locked, name)))
    locked.stops_clock = bool(locked.stops_clock)
    return locked


_TIMES = (
    "started_at", "deadline", "seen_at", "suspended_at", "open_at", "release_at",
    "close_at",
)  # fmt: skip


def _marks(values: list[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _journal(locked: Locked, entries: list[Writing]) -> tuple[str, list[Any]]:
    stamp, at = clock.stamp(locked.t), iso(locked.t)
    grace = _in_grace(locked)
    params: list[Any] = []
    for entry in entries:
        previous = locked.journal_head
        if not locked.journal_lines:
            previous = genesis(locked.code)
        locked.journal_lines += 1
        locked.journal_head = link(
            previous, _line(locked.journal_lines, entry, str(at), in_grace=grace)
        )
        params += [
            locked.id, locked.journal_lines, entry.epoch, entry.seq, entry.slot,
            entry.hash, entry.text, entry.status, entry.source, stamp, grace,
            entry.anchor, entry.mono_ms, entry.adopted_from, previous,
        ]  # fmt: skip
    row = f"({_marks([0] * 15)})"
    return _JOURNAL + ", ".join([row] * len(entries)), params


def _line(number: int, entry: Writing, at: str, *, in_grace: bool) -> Line:
    return Line(
        number, entry.epoch, entry.seq, entry.slot, entry.hash, entry.status,
        entry.source, at, in_grace, entry.anchor, entry.mono_ms, entry.adopted_from,
    )  # fmt: skip


def _values(locked: Locked, entries: Iterable[Writing]) -> tuple[str, list[Any]]:
    stamp, grace = clock.stamp(locked.t), _in_grace(locked)
    params: list[Any] = []
    count = 0
    for entry in entries:
        count += 1
        params += [
            locked.id, entry.slot, entry.epoch, entry.seq, entry.hash, entry.text,
            stamp, grace,
        ]  # fmt: skip
    row = f"({_marks([0] * 8)})"
    return _RESPONSE + ", ".join([row] * count) + _NEWER_ONLY, params


def _in_grace(locked: Locked) -> bool:
    return locked.deadline is not None and locked.t > locked.deadline


def _run(statements: list[tuple[str, list[Any]]]) -> None:
    """Run the writes: PostgreSQL takes them in one go, SQLite one by one."""
    if connection.vendor == "sqlite" or len(statements) == 1:
        for sql, params in statements:
            wire.run(sql, params)
        return
    parts = [f"w{n} AS ({sql})" for n, (sql, _p) in enumerate(statements[:-1])]
    last, params = statements[-1]
    everything = [p for _sql, ps in statements[:-1] for p in ps] + params
    wire.run(f"WITH {', '.join(parts)} {last}", everything)
