"""What stands scored, what waits, what a candidate gets now."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F

from exams.enums import AttemptState
from exams.models import Attempt, Score, Seal, Sitting, SlotVoid
from exams.queries.staff_doors import WHOLE, Share
from exams.rules.grading import SlotPoints, Total, total


@dataclass(frozen=True)
class SlotLine:
    """One slot of one candidate: answer, points, by what. awarded None: not scored."""

    position: int
    slot: str
    kind: str
    version_id: int
    value: Any
    possible: Decimal
    awarded: Decimal | None
    is_correct: bool | None
    basis: str
    key_digest: str
    keyed_by: int | None
    void: str
    by_id: int | None
    comment: str
    score_id: int | None


@dataclass(frozen=True)
class Standing:
    """One candidate's paper as it stands scored now."""

    attempt: Attempt
    seal: Seal
    lines: tuple[SlotLine, ...]
    total: Total


def standings(sitting: Sitting, share: Share = WHOLE) -> list[Standing]:
    """Return every submitted attempt of a sitting as it stands scored, by candidate.

    share: of whose candidates; see ``staff_doors``. Reads the newest seals alone; a
    fixed number of queries.
    """
    seals = (
        Seal.objects.filter(
            share.of("attempt__candidate"),
            attempt__sitting=sitting,
            attempt__state=AttemptState.SUBMITTED,
            version=F("attempt__seal_version"),
        )
        .select_related("attempt__candidate__student", "attempt__candidate__cohort")
        .select_related("attempt__form", "attempt__sitting")
        .defer("attempt__form__package", "attempt__form__package_key")
        .order_by("attempt__candidate__student__sort_name", "attempt_id")
    )
    rows = list(seals)
    scores = newest_scores(seal.pk for seal in rows)
    voids = voids_of(sitting.pk)
    return [_standing(seal, scores[seal.pk], voids) for seal in rows]


def standing_of(seal: Seal) -> Standing:
    """Return one sealed attempt as it stands scored."""
    scores = newest_scores([seal.pk])
    return _standing(seal, scores[seal.pk], voids_of(seal.attempt.sitting_id))


def newest_scores(seal_ids: Iterable[int]) -> dict[int, dict[str, Score]]:
    """Return seal -> slot -> the newest score, which counts."""
    found: dict[int, dict[str, Score]] = defaultdict(dict)
    for score in Score.objects.filter(seal_id__in=list(seal_ids)).order_by("id"):
        found[score.seal_id][score.slot] = score
    return found


def voids_of(sitting_id: int) -> dict[int, str]:
    """Return version -> how it was voided in the sitting."""
    rows = SlotVoid.objects.filter(sitting_id=sitting_id, lifted_at=None)
    return dict(rows.values_list("version_id", "effect"))


def _standing(seal: Seal, scores: dict[str, Score], voids: dict[int, str]) -> Standing:
    values = json.loads(seal.values)
    lines = tuple(
        _line(position, row, values, scores.get(row["slot"]), voids)
        for position, row in enumerate(json.loads(seal.attempt.form.slots), start=1)
    )
    points = (SlotPoints(ln.slot, ln.awarded, ln.possible, ln.void) for ln in lines)
    return Standing(seal.attempt, seal, lines, total(points))


def _line(
    position: int,
    row: dict[str, Any],
    values: dict[str, Any],
    score: Score | None,
    voids: dict[int, str],
) -> SlotLine:
    return SlotLine(
        position=position,
        slot=row["slot"],
        kind=row["kind"],
        version_id=row["version_id"],
        value=values.get(row["slot"], {}).get("value"),
        possible=Decimal(row["points"]),
        awarded=score.awarded if score else None,
        is_correct=score.is_correct if score else None,
        basis=score.basis if score else "",
        key_digest=score.key_digest if score else "",
        keyed_by=score.keyed_by_id if score else None,
        void=voids.get(row["version_id"], ""),
        by_id=score.by_id if score else None,
        comment=score.comment if score else "",
        score_id=score.pk if score else None,
    )
