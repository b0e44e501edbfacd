"""Marks given by people, void questions, corrected keys: all appended."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from exams.enums import AttemptState, ScoreBasis, VoidEffect
from exams.models import Attempt, KeyCorrection, Score, Seal, Sitting, SlotVoid
from exams.queries.scores import Standing, standings
from exams.rules.grading import mark_of
from exams.rules.schemes import Scheme
from exams.services.scoring import form_slots, score_seal, score_sitting
from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError, NotFound
from question_bank import api as question_bank

STEP = Decimal("0.25")


@dataclass(frozen=True)
class Move:
    """How a candidate's result would change."""

    student: str
    student_code: str
    points: tuple[Decimal, Decimal]
    mark: tuple[Decimal, Decimal]

    @property
    def changes_mark(self) -> bool:
        """Whether the mark itself changes."""
        return self.mark[0] != self.mark[1]


@transaction.atomic
def mark_slot(
    attempt: Attempt,
    slot: str,
    *,
    awarded: Decimal,
    by: Any,
    comment: str = "",
    parts: dict[str, str] | None = None,
) -> Score:
    """Give points to one answer of the newest seal, in steps of 0.25.

    parts: what each criterion of a rubric gave, by its title.

    Raises NotFound for an unknown slot, DomainError not_sealed, mark_out_of_range,
    points_step.
    """
    if attempt.state != AttemptState.SUBMITTED:
        raise DomainError("not_sealed")
    seal = Seal.objects.select_for_update().get(
        attempt=attempt, version=attempt.seal_version
    )
    found = next((s for s in form_slots(seal) if s.slot == slot), None)
    if found is None:
        raise NotFound("slot")
    if not 0 <= awarded <= found.possible:
        raise DomainError("mark_out_of_range", most=str(found.possible))
    if awarded % STEP and awarded != found.possible:
        raise DomainError("points_step", step="0,25")
    score = Score.objects.create(
        attempt=attempt,
        seal=seal,
        slot=slot,
        version_id=found.version_id,
        awarded=awarded,
        possible=found.possible,
        basis=ScoreBasis.PERSON,
        parts=parts or {},
        comment=comment.strip()[:1000],
        by=by,
    )
    score_seal(seal)
    audit.record("mark", "attempt", attempt.code, by=by, slot=slot)
    return score


@transaction.atomic
def void_question(
    sitting: Sitting, version_id: int, *, effect: str, reason: str, by: Any
) -> SlotVoid:
    """Let a question of a sitting count for everybody, or for nobody.

    Results already released stay until they are released anew. Raises DomainError
    act_needs_reason, void_effect_unknown, question_not_in_sitting, already_void.
    """
    if not reason.strip():
        raise DomainError("act_needs_reason")
    if effect not in VoidEffect.values:
        raise DomainError("void_effect_unknown")
    if version_id not in versions_in(sitting):
        raise DomainError("question_not_in_sitting")
    if SlotVoid.objects.filter(
        sitting=sitting, version_id=version_id, lifted_at=None
    ).exists():
        raise DomainError("already_void")
    void = SlotVoid.objects.create(
        sitting=sitting,
        version_id=version_id,
        effect=effect,
        reason=reason.strip()[:500],
        by=by,
    )
    audit.record(
        "void", "sitting", sitting.code, by=by, version=version_id, effect=effect
    )
    return void


@transaction.atomic
def lift_void(void: SlotVoid, *, by: Any) -> None:
    """Let a voided question count again."""
    if void.lifted_at is None:
        void.lifted_at, void.lifted_by = database_now(), by
        void.save(update_fields=["lifted_at", "lifted_by"])
        audit.record(
            "lift_void", "sitting", void.sitting.code, by=by, version=void.version_id
        )


def regrade(sitting: Sitting, *, scheme: Scheme, by: Any) -> list[Move]:
    """Score a sitting anew with keys that were corrected since; return who moves.

    A corrected key is a later published version of a question that differs in key or
    scoring alone. Appends scores, never edits one; released results stay until they
    are released anew. The caller's transaction decides whether it stays.
    """
    before = {s.attempt.pk: s for s in standings(sitting)}
    corrections = question_bank.key_corrections(versions_in(sitting))
    for version_id, corrected in sorted(corrections.items()):
        KeyCorrection.objects.get_or_create(
            sitting=sitting,
            version_id=version_id,
            corrected_id=corrected,
            defaults={"by": by},
        )
    score_sitting(sitting)
    audit.record("regrade", "sitting", sitting.code, by=by, keys=len(corrections))
    moves = [
        _move(before[after.attempt.pk], after, scheme)
        for after in standings(sitting)
        if after.attempt.pk in before
    ]
    return [move for move in moves if move.points[0] != move.points[1]]


def versions_in(sitting: Sitting) -> set[int]:
    """Return the versions that the forms of a sitting hold."""
    texts = sitting.forms.values_list("slots", flat=True)
    return {row["version_id"] for text in texts for row in _rows(text)}


def mark_now(standing: Standing, scheme: Scheme) -> Decimal:
    """Return the mark of a paper as it stands; nothing possible counts 0."""
    total = standing.total
    if total.possible <= 0:
        return Decimal(0)
    return mark_of(total.awarded, total.possible, step=scheme.step)


def _move(before: Standing, after: Standing, scheme: Scheme) -> Move:
    student = after.attempt.candidate.student
    return Move(
        student=str(student),
        student_code=student.code or student.username,
        points=(before.total.awarded, after.total.awarded),
        mark=(mark_now(before, scheme), mark_now(after, scheme)),
    )


def _rows(text: str) -> list[dict[str, Any]]:
    return json.loads(text)
