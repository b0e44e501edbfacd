"""Scoring: from the seal alone, never from live rows.

Idempotent: a seal scored twice has each score once. A key that cannot be used gives an
issue and leaves its slot unscored; the rest goes on. What only a person can mark
waits. Exam-protocol.md: marks = f(seal, key version, rule version).
"""

import json
import logging
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from exams.enums import AttemptState, ScoreBasis
from exams.models import (
    Attempt,
    KeyCorrection,
    Score,
    ScoringIssue,
    Seal,
    SealScoring,
    Sitting,
)
from lms.core.clock import database_now
from lms.core.errors import DomainError, NotFound
from question_bank import api as question_bank
from question_bank.errors import BadItem, InvalidValue

log = logging.getLogger(__name__)
Identity = tuple[str, str, str, int | None]  # slot, key, rule, version of the key


@dataclass(frozen=True)
class FormSlot:
    """One slot of a form, with what was answered in a seal."""

    slot: str
    version_id: int
    possible: Decimal
    value: Any
    hash: str
    option_order: list[str] | None = None


@dataclass
class Run:
    """What one run did: seals looked at, scores added, slots that wait."""

    seals: int = 0
    scores: int = 0
    waiting: int = 0
    failed: list[str] = field(default_factory=list)


def score_waiting(*, sitting: Sitting | None = None, limit: int = 200) -> Run:
    """Score seals that were not scored yet, the oldest first; rehearsals are not.

    sitting: only those of one, for whoever opens its results before the schedule came
    by. Each seal is a transaction of its own; one that breaks is logged and passed over.
    """
    seals = _newest_seals().filter(scoring=None, attempt__sitting__is_rehearsal=False)
    if sitting is not None:
        seals = seals.filter(attempt__sitting=sitting)
    return _score_all(list(seals.order_by("id")[:limit]))


def score_sitting(sitting: Sitting) -> Run:
    """Score every newest seal of a sitting (again); nothing is added twice."""
    seals = _newest_seals().filter(attempt__sitting=sitting)
    return _score_all(list(seals.order_by("id")))


def score_attempt(attempt: Attempt) -> SealScoring:
    """Score the newest seal of a submitted attempt. Raises DomainError not_sealed."""
    seal = Seal.objects.filter(attempt=attempt, version=attempt.seal_version).first()
    if seal is None or attempt.state != AttemptState.SUBMITTED:
        raise DomainError("not_sealed")
    return score_seal(seal)[0]


@transaction.atomic
def score_seal(seal: Seal) -> tuple[SealScoring, int]:
    """Add the scores of one seal that are not there yet; return them counted.

    Slots without a score afterwards are counted in ``waiting``.
    """
    seal = Seal.objects.select_for_update().select_related("attempt").get(pk=seal.pk)
    corrections = corrected_keys(seal.attempt.sitting_id)
    known, issues = _known(seal), _open_issues(seal.attempt.sitting_id)
    fresh: list[Score] = []
    waiting = 0
    for slot in form_slots(seal):
        score = _score_slot(seal, slot, corrections.get(slot.version_id), issues)
        if score is None:
            score = _carried(seal, slot, known)
        if score is None:
            waiting += not any(key[0] == slot.slot for key in known)
        elif _is_new(score, known):
            fresh.append(score)
    Score.objects.bulk_create(fresh)
    done, _made = SealScoring.objects.update_or_create(
        seal=seal, defaults={"waiting": waiting}
    )
    return done, len(fresh)


def form_slots(seal: Seal) -> list[FormSlot]:
    """Return the slots of the seal's form in order, with the sealed answers."""
    values = json.loads(seal.values)
    rows = json.loads(seal.attempt.form.slots)
    return [
        FormSlot(
            slot=row["slot"],
            version_id=row["version_id"],
            possible=Decimal(row["points"]),
            value=values.get(row["slot"], {}).get("value"),
            hash=values.get(row["slot"], {}).get("hash", ""),
            option_order=row.get("option_order"),
        )
        for row in rows
    ]


def corrected_keys(sitting_id: int) -> dict[int, int]:
    """Return version -> version whose key the sitting uses, where another one."""
    rows = KeyCorrection.objects.filter(sitting_id=sitting_id).order_by("id")
    return dict(rows.values_list("version_id", "corrected_id"))


def _score_all(seals: list[Seal]) -> Run:
    run = Run()
    for seal in seals:
        try:
            done, added = score_seal(seal)
        except Exception:  # one broken paper must not hold up the others
            log.exception("seal %s could not be scored", seal.pk)
            run.failed.append(str(seal.attempt_id))
            continue
        run.seals += 1
        run.scores += added
        run.waiting += done.waiting
    return run


def _newest_seals() -> Any:
    return Seal.objects.filter(
        attempt__state=AttemptState.SUBMITTED, version=F("attempt__seal_version")
    )


def _known(seal: Seal) -> list[Identity]:
    rows = Score.objects.filter(seal=seal).order_by("id")
    return list(rows.values_list("slot", "key_digest", "rule_version", "keyed_by"))


def _is_new(score: Score, known: list[Identity]) -> bool:
    """Whether the key differs from that of the slot's newest score by a key.

    Not from any: a key corrected twice, back to the first, must count again. Where a
    person has decided last, her mark stands: no key takes it back (decision 0006).
    """
    own = [key for key in known if key[0] == score.slot]
    if own and not own[-1][1]:
        return False
    by_key = [key for key in own if key[1]]
    mine = (score.slot, score.key_digest, score.rule_version, score.keyed_by_id)
    return not by_key or (by_key[-1][:3] != mine[:3] and mine not in by_key)


def _score_slot(
    seal: Seal, slot: FormSlot, corrected: int | None, issues: set[int]
) -> Score | None:
    """Return the score by the key; None where a person or a better key is needed."""
    try:
        card = question_bank.score_value(
            corrected or slot.version_id, slot.value, possible=slot.possible
        )
    except (BadItem, InvalidValue, NotFound) as error:
        _raise_issue(seal, slot, error)
        return None
    if slot.version_id in issues:
        _settle_issue(seal, slot)
    if card.needs_person:
        return None
    return Score(
        attempt_id=seal.attempt_id,
        seal=seal,
        slot=slot.slot,
        version_id=slot.version_id,
        keyed_by_id=corrected,
        awarded=card.awarded,
        possible=slot.possible,
        basis=ScoreBasis.KEY,
        is_correct=card.correct,
        key_digest=card.key_digest,
        rule_version=card.rule_version,
        parts=card.parts,
    )


def _carried(seal: Seal, slot: FormSlot, known: list[Identity]) -> Score | None:
    """Return a person's mark of an earlier seal again, if the answer is the same."""
    if seal.version == 1 or any(key[0] == slot.slot for key in known):
        return None
    before = (
        Score.objects.filter(
            attempt_id=seal.attempt_id, slot=slot.slot, basis=ScoreBasis.PERSON
        )
        .exclude(seal=seal)
        .select_related("seal")
        .order_by("-id")
        .first()
    )
    if before is None:
        return None
    sealed = json.loads(before.seal.values).get(slot.slot, {})
    if sealed.get("hash", "") != slot.hash:
        return None
    return Score(
        attempt_id=seal.attempt_id,
        seal=seal,
        slot=slot.slot,
        version_id=slot.version_id,
        awarded=before.awarded,
        possible=slot.possible,
        basis=ScoreBasis.PERSON,
        comment=before.comment,
        by_id=before.by_id,
    )


def _open_issues(sitting_id: int) -> set[int]:
    rows = ScoringIssue.objects.filter(sitting_id=sitting_id, resolved_at=None)
    return set(rows.values_list("version_id", flat=True))


def _raise_issue(seal: Seal, slot: FormSlot, error: DomainError) -> None:
    ScoringIssue.objects.get_or_create(
        sitting_id=seal.attempt.sitting_id,
        version_id=slot.version_id,
        resolved_at=None,
        defaults={
            "slot": slot.slot,
            "code": error.code,
            "details": {k: str(v) for k, v in error.details.items()},
        },
    )


def _settle_issue(seal: Seal, slot: FormSlot) -> None:
    ScoringIssue.objects.filter(
        sitting_id=seal.attempt.sitting_id, version_id=slot.version_id, resolved_at=None
    ).update(resolved_at=database_now())
