"""Marks entered and corrected by a person or from a sitting: always a new row."""

from typing import Any

from django.db import transaction

from exams.api import ReleasedResult
from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.people.models import Cohort, User
from lms.records.enums import Source, Venue
from lms.records.models import Mark
from lms.records.queries.programme import Programme, Taught
from lms.records.rules.marks import (
    Value,
    check_decision,
    check_kind,
    check_ordinal,
    read_mark,
)


@transaction.atomic
def put_mark(
    *,
    cohort_id: int,
    subject_id: int,
    semester: int,
    student_id: int,
    kind: str,
    ordinal: int,
    value: Value,
    venue: str,
    decision: str = "",
    source: str = Source.SCREEN,
    why: str = "",
    result: ReleasedResult | None = None,
    by: Any = None,
) -> Mark:
    """Write a mark as the newest revision of its key; the old one stays readable.

    The caller has checked value, kind and decision. result: the result of a sitting
    it was taken from. Returns the new row.
    """
    key = {
        "cohort_id": cohort_id,
        "subject_id": subject_id,
        "semester": semester,
        "student_id": student_id,
        "kind": kind,
        "ordinal": ordinal,
    }
    before = Mark.objects.select_for_update().filter(**key, current=True).first()
    mark = Mark(
        **key,
        score=value.score,
        passed=value.passed,
        venue=venue,
        decision=decision,
        source=source,
        why=why,
        by=by,
        at=database_now(),
    )
    if result is not None:
        mark.result_id, mark.result_revision = result.result_id, result.revision
        mark.sitting_code = result.sitting_code
    if before is not None:
        mark.revision = before.revision + 1
        Mark.objects.filter(pk=before.pk).update(current=False)
        if result is None and before.result_id and venue == before.venue:
            mark.result_id = before.result_id
            mark.result_revision = before.result_revision
            mark.sitting_code = before.sitting_code
    mark.save()
    return mark


def enter_mark(
    *,
    cohort: Cohort,
    taught: Taught,
    semester: int,
    student: User,
    kind: str,
    ordinal: int,
    text: str,
    by: Any,
    venue: str = Venue.PAPER,
    decision: str = "",
    why: str = "",
) -> Mark | None:
    """Enter or correct a mark on screen. Returns None where nothing changes.

    text: as written, "8,5" or "Đ". A correction of an existing mark needs a reason.
    Raises DomainError mark_form, mark_range, mark_step, bad_value, tx_in_primary,
    ordinal_not_one, decision_missing, mark_reason_missing.
    """
    check_kind(kind, scheme=taught.scheme)
    check_ordinal(kind, ordinal)
    value = read_mark(text, scheme=taught.scheme, by_comment=taught.by_comment)
    check_decision(kind, venue=venue, decision=decision)
    before = (
        Mark.objects.current()
        .filter(
            cohort=cohort,
            subject_id=taught.subject_id,
            semester=semester,
            student=student,
            kind=kind,
            ordinal=ordinal,
        )
        .first()
    )
    if before is not None:
        said = (before.score, before.passed, before.venue, before.decision)
        if said == (value.score, value.passed, venue, decision):
            return None
        if not why.strip():
            raise DomainError("mark_reason_missing")
    mark = put_mark(
        cohort_id=cohort.pk,
        subject_id=taught.subject_id,
        semester=semester,
        student_id=student.pk,
        kind=kind,
        ordinal=ordinal,
        value=value,
        venue=venue,
        decision=decision,
        why=why.strip()[:300],
        by=by,
    )
    if before is not None:
        audit.record("correct_mark", "mark", mark.pk, by=by, student=student.code)
    return mark


def subject_of(cohort: Cohort, subject_id: int) -> Taught:
    """Return a subject as taught in a class's grade. Raises unknown_subject."""
    taught = Programme().get(subject_id, cohort.grade)
    if taught is None:
        raise DomainError("unknown_subject", value=str(subject_id))
    return taught
