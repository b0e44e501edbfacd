"""Records of periods kept by teachers: written, confirmed, sent back."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.people.models import Enrolment, User
from lms.records.enums import Source
from lms.records.models import Absence, PeriodRecord, PlanPeriod
from lms.records.queries import doors
from lms.records.rules.periods import ASYNC, SYNC, online_quarters


@dataclass(frozen=True)
class Given:
    """How a period was given, as a teacher says it.

    online_periods: of one period, None = as the mode says. completed, enrolled: None
    = nobody counted. absent: ids of pupils who did not take part (live periods).
    """

    date: date
    mode: str
    online_periods: Decimal | None = None
    reason: str = ""
    resource_code: str = ""
    completed: int | None = None
    enrolled: int | None = None
    absent: frozenset[int] = field(default_factory=frozenset)


def pupils_on(period: PlanPeriod, day: date) -> list[User]:
    """Return the pupils of the class on a day, by name."""
    ids = Enrolment.objects.on(day).filter(cohort_id=period.cohort_id)
    return list(User.objects.filter(pk__in=ids.values("student_id")))


@transaction.atomic
def record_period(
    period: PlanPeriod, given: Given, *, by: Any, confirm: bool, why: str = ""
) -> PeriodRecord:
    """Write how a period was given, as the newest revision of its record.

    confirm: the teacher stands by it; then a correction needs a reason. Attendance
    of live periods is counted from the absent; own-time periods with material take
    their counts from the repository when they are confirmed. Raises DomainError
    above_plan, bad_value, record_reason_missing.
    """
    before = (
        PeriodRecord.objects.select_for_update().filter(period=period, current=True)
    ).first()
    if before is not None and before.confirmed and not why.strip():
        raise DomainError("record_reason_missing")
    quarters = online_quarters(given.mode, given.online_periods)
    given = _counted(period, given, confirm=confirm)
    return _append(
        period,
        before,
        PeriodRecord(
            date=given.date,
            mode=given.mode,
            online_periods=Decimal(quarters) / 4,
            reason=given.reason,
            confirmed=confirm,
            resource_code=given.resource_code.upper(),
            completed=given.completed,
            enrolled=given.enrolled,
            why=why.strip()[:300],
            by=by,
        ),
        absent=given.absent,
    )


@transaction.atomic
def reject_record(period: PlanPeriod, *, by: Any, why: str) -> PeriodRecord:
    """Send a confirmed record back: it does not count until it is corrected.

    Raises DomainError record_reason_missing, record_not_confirmed.
    """
    before = (
        PeriodRecord.objects.select_for_update().filter(period=period, current=True)
    ).first()
    if before is None or not before.confirmed or before.rejected:
        raise DomainError("record_not_confirmed")
    if not why.strip():
        raise DomainError("record_reason_missing")
    absent = set(before.absences.values_list("student_id", flat=True))
    record = _append(
        period,
        before,
        _copy(before, rejected=True, why=why.strip()[:300], by=by),
        absent=absent,
    )
    audit.record("reject_period", "period", period.pk, by=by)
    return record


@transaction.atomic
def refresh_evidence(period: PlanPeriod, *, by: Any = None) -> PeriodRecord:
    """Take the counts of an own-time period anew from the repository.

    Learners may finish after the teacher has confirmed. Returns the current record,
    a new revision where the counts have changed. Raises DomainError
    record_not_confirmed, record_without_material.
    """
    before = (
        PeriodRecord.objects.select_for_update().filter(period=period, current=True)
    ).first()
    if before is None or not before.confirmed:
        raise DomainError("record_not_confirmed")
    if before.mode != ASYNC or not before.resource_code:
        raise DomainError("record_without_material")
    counts = completion_counts(period, before.resource_code, before.date)
    if counts == (before.completed, before.enrolled):
        return before
    fresh = _copy(before, completed=counts[0], enrolled=counts[1], by=by)
    return _append(period, before, fresh, absent=())


def completion_counts(
    period: PlanPeriod, resource_code: str, day: date
) -> tuple[int, int]:
    """Return (finished, enrolled) of the class for a resource, as the repository says.

    Finished: the repository's own rule (seen to at least 80 %, questions answered).
    """
    pupils = [user.pk for user in pupils_on(period, day)]
    found = doors.completions(resource_code, pupils)
    done = sum(one.completed_at is not None for one in found.values())
    return done, len(pupils)


def _counted(period: PlanPeriod, given: Given, *, confirm: bool) -> Given:
    """Fill in the counts that the system knows better than a typed number."""
    if given.mode == SYNC:
        pupils = {user.pk for user in pupils_on(period, given.date)}
        absent = given.absent & pupils
        return replace(
            given,
            absent=frozenset(absent),
            completed=len(pupils) - len(absent),
            enrolled=len(pupils),
        )
    if given.mode == ASYNC and given.resource_code and confirm:
        done, of = completion_counts(period, given.resource_code, given.date)
        return replace(given, completed=done, enrolled=of, absent=frozenset())
    return replace(given, absent=frozenset())


def _copy(before: PeriodRecord, **changes: Any) -> PeriodRecord:
    names = (
        "date", "mode", "online_periods", "reason", "confirmed", "rejected",
        "resource_code", "completed", "enrolled", "why",
    )  # fmt: skip
    said = {name: getattr(before, name) for name in names}
    return PeriodRecord(**said | changes)


def _append(
    period: PlanPeriod,
    before: PeriodRecord | None,
    record: PeriodRecord,
    *,
    absent: Collection[int],
) -> PeriodRecord:
    record.period, record.source, record.at = period, Source.SCREEN, database_now()
    if before is not None:
        record.revision = before.revision + 1
        PeriodRecord.objects.filter(pk=before.pk).update(current=False)
    record.save()
    Absence.objects.bulk_create(
        Absence(record=record, student_id=student) for student in sorted(absent)
    )
    return record
