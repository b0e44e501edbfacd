"""Records of periods: written by the teacher, sent back, evidence of the repository."""

from datetime import date
from decimal import Decimal

import pytest

from library.services import evidence
from lms.core.errors import DomainError
from lms.records.models import Absence, PeriodRecord
from lms.records.queries.ledger import week_of
from lms.records.services.ledger import (
    Given,
    record_period,
    refresh_evidence,
    reject_record,
)
from tests.factories.curriculum import make_subject
from tests.factories.library import TEXT, make_lecture
from tests.factories.library import publish as publish_page
from tests.factories.people import assign, enrol, make_cohort, make_teacher, make_user
from tests.factories.records import make_period, make_record

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)  # a Monday


@pytest.fixture
def cohort():
    return make_cohort("10A1")


@pytest.fixture
def teacher(cohort):
    teacher = make_teacher(cohort.school)
    assign(teacher, cohort, "MAT")
    return teacher


@pytest.fixture
def pupils(cohort):
    pupils = [make_user() for _n in range(4)]
    for pupil in pupils:
        enrol(pupil, cohort)
    return pupils


def test_attendance_is_counted_from_who_was_not_there(cohort, teacher, pupils):
    given = Given(DAY, "online_sync", absent=frozenset({pupils[0].pk, 999_999}))
    record = record_period(make_period(cohort), given, by=teacher, confirm=True)
    assert (record.completed, record.enrolled) == (3, 4)
    assert record.online_periods == 1
    assert [row.student for row in Absence.objects.all()] == [pupils[0]]


def test_a_draft_may_change_but_a_confirmed_record_needs_a_reason(cohort, teacher):
    period = make_period(cohort)
    record_period(period, Given(DAY, "in_person"), by=teacher, confirm=False)
    record_period(period, Given(DAY, "in_person"), by=teacher, confirm=True)
    with pytest.raises(DomainError, match="record_reason_missing"):
        record_period(period, Given(DAY, "online_sync"), by=teacher, confirm=True)
    record_period(
        period, Given(DAY, "online_sync"), by=teacher, confirm=True, why="Ghi nhầm"
    )
    rows = PeriodRecord.objects.order_by("revision")
    assert [(r.mode, r.confirmed, r.current, r.why) for r in rows] == [
        ("in_person", False, False, ""),
        ("in_person", True, False, ""),
        ("online_sync", True, True, "Ghi nhầm"),
    ]


def test_a_share_that_is_no_quarter_changes_nothing(cohort, teacher):
    given = Given(DAY, "blended", online_periods=Decimal("0.3"))
    with pytest.raises(DomainError, match="bad_value"):
        record_period(make_period(cohort), given, by=teacher, confirm=True)
    assert not PeriodRecord.objects.exists()


def test_the_head_sends_a_record_back_and_the_teacher_corrects_it(cohort, teacher):
    period, head = make_period(cohort), make_user()
    record_period(period, Given(DAY, "online_sync"), by=teacher, confirm=True)
    rejected = reject_record(period, by=head, why="Buổi này nghỉ")
    assert (rejected.rejected, rejected.why, rejected.by) == (
        True,
        "Buổi này nghỉ",
        head,
    )
    with pytest.raises(DomainError, match="record_not_confirmed"):
        reject_record(period, by=head, why="Lần nữa")
    again = record_period(
        period, Given(DAY, "in_person"), by=teacher, confirm=True, why="Đúng là nghỉ"
    )
    assert (again.rejected, again.revision) == (False, 3)


def test_only_a_confirmed_record_is_sent_back_and_never_without_reason(cohort, teacher):
    period = make_period(cohort)
    with pytest.raises(DomainError, match="record_not_confirmed"):
        reject_record(period, by=teacher, why="x")
    record_period(period, Given(DAY, "online_sync"), by=teacher, confirm=True)
    with pytest.raises(DomainError, match="record_reason_missing"):
        reject_record(period, by=teacher, why=" ")


def test_an_own_time_period_takes_its_counts_from_the_repository(
    cohort, teacher, pupils
):
    version = publish_page(make_lecture(unit=cohort.school, body=[TEXT, TEXT]))
    evidence.finish(version, reader=pupils[0], part=1, seconds=60)
    given = Given(DAY, "online_async", resource_code=version.code, completed=4)
    period = make_period(cohort)
    record = record_period(period, given, by=teacher, confirm=True)
    assert (record.completed, record.enrolled) == (1, 4)
    assert refresh_evidence(period, by=teacher) == record
    evidence.finish(version, reader=pupils[1], part=1, seconds=60)
    fresh = refresh_evidence(period, by=teacher)
    assert (fresh.completed, fresh.revision, fresh.confirmed) == (2, 2, True)


def test_counts_are_refreshed_only_where_the_repository_knows_them(cohort, teacher):
    period = make_period(cohort)
    with pytest.raises(DomainError, match="record_not_confirmed"):
        refresh_evidence(period)
    record_period(period, Given(DAY, "online_async"), by=teacher, confirm=True)
    with pytest.raises(DomainError, match="record_without_material"):
        refresh_evidence(period)


def test_a_week_shows_records_by_day_and_what_comes_next(
    cohort, django_assert_num_queries
):
    subject = make_subject("MAT")
    periods = [make_period(cohort, period_no=n) for n in range(1, 106)]  # 3 a week
    make_record(periods[0], date=DAY)
    make_record(periods[1], date=date(2026, 9, 16), confirmed=False)
    make_record(periods[2], date=date(2026, 9, 21))
    with django_assert_num_queries(3):
        week = week_of([(cohort, subject)], DAY, until=DAY)[0]
    assert [len(slots) for slots in week.days] == [1, 0, 1, 0, 0, 0, 0]
    assert [slot.period.period_no for slot in week.waiting] == [4]
    assert not week.is_done
    later = week_of([(cohort, subject)], date(2026, 9, 28), until=DAY)[0]
    assert later.waiting == []  # that week has not begun
