"""The SQL of the save path: lock, look up, write. The same text for both databases.

Only this module writes ``Response`` and ``JournalEntry`` rows. The value of a slot is
replaced by a conditional upsert: the database itself refuses a lower version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from exams.queries import clock
from exams.rules.chain import Line, genesis, link
from exams.rules.deciding import Known, Version
from exams.rules.times import Clockwork, iso

_ROW = (
    "a.id, a.code, a.state, a.epoch, a.started_at, a.deadline, a.seen_at,"
    " a.suspended_at, a.device_id, a.journal_lines, a.journal_head, a.seal_version,"
    " a.form_id, a.candidate_id, s.id, s.state, s.open_at, s.release_at, s.close_at,"
    " s.duration_s, s.grace_s, s.late_window_s, s.stops_clock"
)
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
    " WHERE attempt_id = %s AND epoch = %s AND seq IN ({seqs})"
    " UNION ALL SELECT 2, epoch, seq, slot, hash, '' FROM exams_response"
    " WHERE attempt_id = %s AND slot IN ({slots})"
)
_HEAD = (
    "UPDATE exams_attempt SET journal_lines = %s, journal_head = %s, seen_at = %s"
    " WHERE id = %s"
)
_SEEN = "UPDATE exams_attempt SET seen_at = %s WHERE id = %s"


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
    open_at: datetime
    release_at: datetime
    close_at: datetime
    duration_s: int
    grace_s: int
    late_window_s: int
    stops_clock: bool

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


def lock_by_token(token_hash: str, *, before: Any) -> Locked | None:
    """Return the attempt of a token with its row locked; None for an unknown token.

    before: what ``clock.before_lock`` returned, outside of the transaction.
    """
    return _lock("k.epoch, k.user_id", _BY_CLAIM, token_hash, before)


def lock_by_id(attempt_id: int, *, before: Any) -> Locked | None:
    """Return an attempt with its row locked, without any token (epoch 0)."""
    return _lock("0, 0", _BY_ID, attempt_id, before)


def look_up(
    locked: Locked, epoch: int, seqs: list[int], slots: list[str]
) -> tuple[dict[Version, Known], dict[str, Version]]:
    """Return the journal lines of these seqs and the stored versions of these slots."""
    sql = _LOOK_UP.format(seqs=_marks(seqs), slots=_marks(slots))
    lines: dict[Version, Known] = {}
    current: dict[str, Version] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [locked.id, epoch, *seqs, locked.id, *slots])
        for table, epoch_, seq, slot, hash_, status in cursor.fetchall():
            if table == 1:
                lines[(epoch_, seq)] = Known(slot, hash_, status)
            else:
                current[slot] = (epoch_, seq)
    return lines, current


def write(locked: Locked, entries: list[Writing], *, is_seen: bool) -> None:
    """Write entries: journal lines, values of those saved, head and time of the row.

    is_seen: whether the device that holds the pen was heard by this message.
    """
    if is_seen:
        locked.seen_at = locked.t
    if not entries:
        if is_seen:
            with connection.cursor() as cursor:
                cursor.execute(_SEEN, [clock.stamp(locked.t), locked.id])
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
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slot, epoch, seq, hash, value FROM exams_response"
            " WHERE attempt_id = %s",
            [attempt_id],
        )
        return sorted(tuple(row) for row in cursor.fetchall())


def take_late(locked: Locked, entries: Iterable[Writing]) -> None:
    """Write late entries as values, by a decision of the board, if they are newer."""
    rows = list(entries)
    if rows:
        _run([_values(locked, rows)])


def _lock(columns: str, source: str, value: Any, before: Any) -> Locked | None:
    is_sqlite = connection.vendor == "sqlite"
    time = "0" if is_sqlite else clock.AT_ARRIVAL
    sql = f"SELECT {time}, {columns}, {_ROW} {source}"
    if not is_sqlite:
        sql += " FOR UPDATE OF a"
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        row = cursor.fetchone()
    if row is None:
        return None
    locked = Locked(*row)
    locked.t = clock.read(before if is_sqlite else row[0])
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
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" or len(statements) == 1:
            for sql, params in statements:
                cursor.execute(sql, params)
            return
        parts = [f"w{n} AS ({sql})" for n, (sql, _p) in enumerate(statements[:-1])]
        last, params = statements[-1]
        everything = [p for _sql, ps in statements[:-1] for p in ps] + params
        cursor.execute(f"WITH {', '.join(parts)} {last}", everything)
