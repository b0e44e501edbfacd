"""Results of tests enter the gradebook: pulled from exams, once, with their reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from exams.api import ReleasedResult
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from lms.people.models import Cohort, Enrolment
from lms.records.enums import Source
from lms.records.models import HeldResult, Mark, TakenUpTo
from lms.records.queries import doors
from lms.records.queries.columns import Course
from lms.records.queries.programme import Programme
from lms.records.rules.columns import column_of_sitting
from lms.records.rules.marks import Value, check_decision, check_kind, check_score
from lms.records.rules.schemes import TX
from lms.records.services.marks import put_mark

STREAM = "exams.results"
OVERLAP = 500  # ids read again: a smaller id may be committed after a larger one


@dataclass
class Taken:
    """What a pull did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    practice: int = 0
    held: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the counts."""
        return dict(vars(self))


def take_results() -> Taken:
    """Take over released results that have not been taken yet. Safe to repeat.

    A result enters once (student and result id); a later release of the same sitting
    supersedes it with its reason. Practice never enters. What may not enter (a
    periodic test at a distance without decision, a class or subject it does not fit)
    is kept as HeldResult, shown in the gradebook and tried again.
    """
    taken = Taken()
    known = TakenUpTo.objects.get_or_create(name=STREAM)[0]
    last = known.last_id
    for result in _waiting(max(0, last - OVERLAP)):
        _take(result, taken)
        last = max(last, result.result_id)
    TakenUpTo.objects.filter(pk=known.pk, last_id__lt=last).update(last_id=last)
    return taken


def _waiting(after_id: int) -> Iterator[ReleasedResult]:
    held = HeldResult.objects.filter(entered_at=None, result_id__lte=after_id)
    for result_id in list(held.values_list("result_id", flat=True)):
        result = doors.released_result(result_id)
        if result is not None:
            yield result
    yield from doors.released_results(after_id=after_id)


def _take(result: ReleasedResult, taken: Taken) -> None:
    if not result.kind:
        taken.practice += 1
        return
    try:
        with transaction.atomic():
            TakenUpTo.objects.select_for_update().get(name=STREAM)  # one at a time
            is_new = None if _is_known(result) else _enter(result)
    except DomainError as refusal:
        _hold(result, refusal.code)
        taken.held += 1
        return
    if is_new is None:
        taken.unchanged += 1
    else:
        taken.added += is_new
        taken.changed += not is_new


def _is_known(result: ReleasedResult) -> bool:
    """Whether this result, or a later release of its sitting, has entered already."""
    return Mark.objects.filter(
        student_id=result.student_id,
        sitting_code=result.sitting_code,
        result_id__gte=result.result_id,
    ).exists()


def _enter(result: ReleasedResult) -> bool:
    """Put one result into the gradebook; True where no mark stood there before."""
    cohort, subject = _cohort(result), _subject(result)
    _check(result, cohort, subject)
    course = Course(cohort.pk, subject.pk, result.semester or 0, result.kind)
    key: dict[str, Any] = {**vars(course), "student_id": result.student_id}
    before = _before(result, key)
    mark = put_mark(
        **key,
        ordinal=before.ordinal if before else _ordinal(result, course),
        value=Value(score=result.mark),
        venue=result.venue,
        decision=result.decision[:120],
        source=Source.SITTING,
        why=result.reason[:300],
        result=result,
    )
    HeldResult.objects.filter(result_id=result.result_id).update(
        entered_at=database_now()
    )
    return mark.revision == 1


def _cohort(result: ReleasedResult) -> Cohort:
    if result.semester is None:
        raise DomainError("result_outside_semesters")
    stays = Enrolment.objects.filter(
        student_id=result.student_id, cohort__year__code=result.school_year
    ).select_related("cohort")
    if result.cohort_id:
        stays = stays.filter(cohort_id=result.cohort_id)
    else:
        day = timezone.localdate(result.released_at)
        stays = stays.on(day).order_by("cohort__kind", "-starts")
    stay = stays.first()
    if stay is None:
        raise DomainError("never_enrolled", value=result.student_id)
    return stay.cohort


def _subject(result: ReleasedResult) -> Subject:
    subject = Subject.objects.filter(code=result.subject_code).first()
    if subject is None:
        raise DomainError("unknown_subject", value=result.subject_code)
    return subject


def _check(result: ReleasedResult, cohort: Cohort, subject: Subject) -> None:
    taught = Programme().get(subject.pk, cohort.grade)
    if taught is None:
        raise DomainError("unknown_subject", value=subject.code)
    check_kind(result.kind, scheme=taught.scheme)
    if taught.by_comment:
        raise DomainError("mark_form", value=result.mark)
    check_score(result.mark, scheme=taught.scheme)
    check_decision(result.kind, venue=result.venue, decision=result.decision)


def _before(result: ReleasedResult, key: dict[str, Any]) -> Mark | None:
    """Return the mark that an earlier release of this sitting left."""
    return (
        Mark.objects.current()
        .filter(**key, sitting_code=result.sitting_code)
        .order_by("ordinal")
        .first()
    )


def _ordinal(result: ReleasedResult, course: Course) -> int:
    """Return the place of a first release: the column that its sitting has.

    A student who has a regular mark there from elsewhere takes her next free one.
    """
    standings = course.standings()
    has_one = any(one.sitting_code == result.sitting_code for one in standings)
    sitting = None if has_one else doors.counted_sitting(result.sitting_code)
    ordinal = column_of_sitting(
        course.kind,
        standings,
        result.sitting_code,
        wish=result.ordinal,
        students=sitting.students if sitting else {result.student_id},
    )
    if course.kind != TX:
        return ordinal
    used = {o.ordinal for o in standings if o.student_id == result.student_id}
    while ordinal in used:
        ordinal += 1
    return ordinal


def _hold(result: ReleasedResult, code: str) -> None:
    subject = Subject.objects.filter(code=result.subject_code).first()
    HeldResult.objects.update_or_create(
        result_id=result.result_id,
        defaults={
            "sitting_code": result.sitting_code,
            "student_id": result.student_id,
            "cohort_id": result.cohort_id,
            "subject": subject,
            "kind": result.kind,
            "code": code,
        },
    )
