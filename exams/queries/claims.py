"""The SQL of a claim and of the key, as few statements as they need."""

from typing import Any

from exams.queries import clock, ledger, wire
from exams.queries.ledger import Locked

_BY_OWNER = (
    "FROM exams_attempt a JOIN exams_sitting s ON s.id = a.sitting_id"
    " JOIN exams_candidate c ON c.id = a.candidate_id"
    " WHERE a.code = %s AND c.student_id = %s AND s.state <> 'draft'"
)
_ADJUSTMENTS = (
    "SELECT seconds, until FROM exams_adjustment WHERE sitting_id = %s AND"
    " (attempt_id = %s OR (attempt_id IS NULL AND (room = '' OR room ="
    " (SELECT room FROM exams_candidate WHERE id = %s)))) ORDER BY id"
)
_GRANT = (
    "INSERT INTO exams_attempttoken (attempt_id, epoch, user_id, token_hash,"
    " device_id, client_build, issued_at) VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
_PEN = (
    "UPDATE exams_attempt SET state = %s, started_at = %s, deadline = %s, epoch = %s,"
    " device_id = %s, seen_at = %s WHERE id = %s"
)
_KEY = "SELECT package_key, package_sha256 FROM exams_form WHERE id = %s"


def lock_own(code: str, user_id: int, *, before: Any) -> Locked | None:
    """Return a candidate's own attempt with its row locked; None for another's."""
    return ledger.lock_by(_BY_OWNER, [code, user_id], before=before)


def adjustments(locked: Locked) -> list[tuple[int | None, Any]]:
    """Return (seconds, until) of every adjustment that touches the attempt, in order."""
    params = [locked.sitting_id, locked.id, locked.candidate_id]
    (rows,) = wire.rows_of((_ADJUSTMENTS, params))
    return [(seconds, clock.moment(until)) for seconds, until in rows]


def give_pen(
    locked: Locked, *, user_id: int, token_hash: str, client_build: str
) -> None:
    """Write the token of the newest epoch and what the claim has changed."""
    seen = clock.stamp(locked.seen_at)
    token = [
        locked.id, locked.epoch, user_id, token_hash, locked.device_id, client_build,
        seen,
    ]  # fmt: skip
    wire.run(_GRANT, token)
    started, deadline = clock.stamp(locked.started_at), clock.stamp(locked.deadline)
    pen = [locked.state, started, deadline, locked.epoch, locked.device_id, seen]
    wire.run(_PEN, [*pen, locked.id])


def key_of(form_id: int) -> tuple[bytes, str]:
    """Return key and fingerprint of a form's package."""
    (rows,) = wire.rows_of((_KEY, [form_id]))
    key, sha256 = rows[0]
    return bytes(key), str(sha256)
