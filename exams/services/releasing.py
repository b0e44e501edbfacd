"""Release: points become marks, frozen; a correction is a new revision with reason."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from exams.enums import AttemptState
from exams.models import Attempt, Release, Result, Sitting
from exams.queries import clock
from exams.queries.scores import SlotLine, Standing, standings
from exams.rules.grading import FULL, mark_of
from exams.rules.schemes import Scheme, scheme_for
from exams.services import closing
from exams.services.scoring import score_sitting
from exams.signals import results_released
from lms.core import audit
from lms.core.errors import DomainError
from lms.people.models import User
from question_bank import api as question_bank

RULE_VERSION = "grading/1"
OPEN = (AttemptState.ASSIGNED, AttemptState.IN_PROGRESS, AttemptState.SUSPENDED)


@dataclass(frozen=True)
class Released:
    """What a release did: results new, changed, as before; absent candidates."""

    revision: int
    added: int
    changed: int
    unchanged: int
    absent: int


def release_results(sitting: Sitting, *, by: Any, reason: str = "") -> Released:
    """Freeze the results of a sitting and make them known. Safe to repeat.

    Overdue attempts are closed and scored first. A release after the first writes a
    new revision for those whose result changed, and needs a reason. Raises
    DomainError sitting_not_over, slots_unscored, nothing_sealed, release_needs_reason.
    """
    closing.close_overdue(sitting_id=sitting.pk)
    score_sitting(sitting)
    with transaction.atomic():
        return _release(sitting, by, reason.strip())


def scheme_of_sitting(sitting: Sitting) -> Scheme:
    """Return the scale of a sitting: that of the classes that sit, on its day."""
    grades = sitting.candidates.exclude(cohort=None).values_list(
        "cohort__grade", flat=True
    )
    grade = min(set(grades), default=None)
    return scheme_for(grade, sitting_day(sitting))


def sitting_day(sitting: Sitting) -> date:
    """Return the day of a sitting in Vietnam."""
    return timezone.localtime(sitting.release_at).date()


def obstacles(sitting: Sitting) -> dict[str, int]:
    """Return what stands in the way of a release: running, unstarted, unscored."""
    counts = {"running": 0, "unstarted": 0, "unscored": 0}
    for state in Attempt.objects.filter(sitting=sitting).values_list(
        "state", flat=True
    ):
        counts["running"] += state in {
            AttemptState.IN_PROGRESS,
            AttemptState.SUSPENDED,
        }
        counts["unstarted"] += state == AttemptState.ASSIGNED
    if clock.now() >= sitting.close_at:
        counts["unstarted"] = 0  # they were absent
    counts["unscored"] = sum(len(s.total.missing) for s in standings(sitting))
    return counts


def _release(sitting: Sitting, by: Any, reason: str) -> Released:
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    found = standings(sitting)
    _check(sitting, found)
    scheme = scheme_of_sitting(sitting)
    texts = _Texts(found)
    fresh = [_result(standing, scheme, texts) for standing in found]
    current = {
        result.student_id: result
        for result in Result.objects.current().filter(sitting=sitting)
    }
    changed = [r for r in fresh if _differs(r, current.get(r.student_id))]
    absent = Attempt.objects.filter(
        sitting=sitting, state=AttemptState.ASSIGNED
    ).count()
    if not changed:
        return Released(sitting.releases.count(), 0, 0, len(fresh), absent)
    revision = sitting.releases.count() + 1
    if revision > 1 and not reason:
        raise DomainError("release_needs_reason")
    release = Release.objects.create(
        sitting=sitting, revision=revision, reason=reason[:500], by=by
    )
    for result in changed:
        before = current.get(result.student_id)
        result.release = release
        result.supersedes = before
        result.revision = before.revision + 1 if before else 1
    Result.objects.bulk_create(changed)
    audit.record("release", "sitting", sitting.code, by=by, results=len(changed))
    transaction.on_commit(
        partial(results_released.send_robust, sender=Sitting, sitting_id=sitting.pk),
        robust=True,
    )
    again = sum(r.supersedes_id is not None for r in changed)
    return Released(
        revision, len(changed) - again, again, len(fresh) - len(changed), absent
    )


def _check(sitting: Sitting, found: list[Standing]) -> None:
    open_now = Attempt.objects.filter(sitting=sitting, state__in=OPEN)
    if clock.now() >= sitting.close_at:
        open_now = open_now.exclude(state=AttemptState.ASSIGNED)
    if count := open_now.count():
        raise DomainError("sitting_not_over", count=count)
    if not found:
        raise DomainError("nothing_sealed")
    if any(s.total.possible <= 0 for s in found):
        raise DomainError("nothing_possible")
    missing = [s for s in found if s.total.missing]
    if missing:
        raise DomainError(
            "slots_unscored",
            count=sum(len(s.total.missing) for s in missing),
            papers=len(missing),
        )


class _Texts:
    """What the frozen slots of results say beside ids: item codes, markers."""

    def __init__(self, found: list[Standing]) -> None:
        versions = {line.version_id for s in found for line in s.lines}
        self.items = {v: question_bank.origin(v).item_code for v in versions}
        people = {line.by_id for s in found for line in s.lines if line.by_id}
        self.people = {
            user.pk: str(user) for user in User.objects.filter(pk__in=people)
        }


def _result(standing: Standing, scheme: Scheme, texts: _Texts) -> Result:
    total, attempt = standing.total, standing.attempt
    return Result(
        sitting_id=attempt.sitting_id,
        attempt=attempt,
        seal=standing.seal,
        student_id=attempt.candidate.student_id,
        cohort_id=attempt.candidate.cohort_id,
        paper_code=attempt.form.code,
        awarded=total.awarded,
        possible=total.possible,
        mark=mark_of(total.awarded, total.possible, step=scheme.step),
        scheme=scheme.code,
        rule_version=RULE_VERSION,
        slots=[_frozen(line, texts) for line in standing.lines],
    )


def _frozen(line: SlotLine, texts: _Texts) -> dict[str, Any]:
    awarded, basis = line.awarded, line.basis
    if line.void:
        awarded, basis = (line.possible if line.void == FULL else None), "void"
    return {
        "position": line.position,
        "slot": line.slot,
        "version_id": line.version_id,
        "keyed_by": line.keyed_by,
        "item_code": texts.items[line.version_id],
        "value": line.value,
        "awarded": None if awarded is None else f"{awarded.normalize():f}",
        "possible": f"{line.possible.normalize():f}",
        "is_correct": line.is_correct,
        "key_digest": line.key_digest,
        "basis": basis,
        "void": line.void,
        "by": texts.people.get(line.by_id or 0, ""),
        "comment": line.comment,
    }


def _differs(result: Result, before: Result | None) -> bool:
    if before is None:
        return True
    names = ("mark", "awarded", "possible", "seal_id", "slots")
    return any(getattr(result, name) != getattr(before, name) for name in names)
