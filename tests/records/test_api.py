"""The door for the portal."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from lms.core.clock import today
from lms.core.errors import NotFound
from lms.records import api
from lms.records.services.snapshots import take_snapshot
from tests.factories.curriculum import make_programme_row
from tests.factories.records import make_mark, make_period, make_record, make_target
from tests.people import standing

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


@pytest.fixture
def people():
    make_programme_row("MAT")
    return standing()


def test_todays_periods_are_those_recorded_and_the_next_one(people):
    make_record(make_period(people.cohort, title="Mệnh đề"), date=DAY)
    make_record(make_period(people.cohort, period_no=2), date=date(2026, 9, 11))
    for number in range(3, 106):
        make_period(people.cohort, period_no=number)
    cards = api.todays_periods(people.teacher, day=DAY)
    assert [(card.period_no, card.state) for card in cards] == [
        (1, "confirmed"),
        (3, "waiting"),
    ]
    assert cards[0].url.endswith("/")
    assert api.todays_periods(people.candidate, day=DAY) == []


def test_open_periods_count_what_waits_this_week(people):
    for number in range(1, 106):
        make_period(people.cohort, period_no=number)
    assert api.open_periods(people.teacher) == 3
    make_record(make_period(people.cohort, "LIT"), date=today())  # not hers
    assert api.open_periods(people.teacher) == 3


def test_the_classes_that_lack_data_are_those_one_oversees(people):
    year = people.cohort.year
    year.starts, year.ends = date(2000, 1, 1), date(2999, 1, 1)
    year.save()
    make_record(make_period(people.cohort), confirmed=False, date=DAY)
    make_record(make_period(people.other_cohort), confirmed=False, date=DAY)
    mine = api.classes_lacking_data(people.head, day=DAY)
    assert [(lack.cohort_code, lack.unconfirmed) for lack in mine] == [("10A1", 1)]
    assert len(api.classes_lacking_data(people.officer, day=DAY)) == 2
    assert api.classes_lacking_data(people.teacher, day=DAY) == []


def test_headline_figures_come_from_the_newest_measurement(people):
    assert api.headline_figures(people.head) == []
    make_record(make_period(people.cohort), mode="online_sync", completed=1)
    make_mark(people.candidate, people.cohort, venue="room")
    make_mark(people.candidate, people.cohort, ordinal=2)
    make_target(people.province, "secondary", "0.10")
    take_snapshot(people.cohort.year.code, as_of=date(2027, 6, 30))
    line = api.headline_figures(people.head)[0]
    assert (line.level, line.l_num, line.l_den) == ("upper_secondary", Decimal(1), 1)
    assert (line.a_num, line.a_den, line.share) == (1, 2, Fraction(3, 4))
    assert (line.target, line.reached) == (Fraction(1, 10), True)
    with pytest.raises(NotFound):
        api.headline_figures(people.head, unit_code="T")
    with pytest.raises(NotFound):
        api.headline_figures(people.teacher)


def test_marks_are_ones_own(people):
    make_mark(people.candidate, people.cohort, score=Decimal("8.5"))
    year = people.cohort.year.code
    assert [m.text for m in api.marks_of_student(people.candidate, year=year)] == [
        "8,5"
    ]
    with pytest.raises(NotFound):
        api.marks_of_student(people.stranger, student=people.candidate, year=year)


def test_the_courses_of_a_teacher(people):
    found = api.record_courses(people.teacher)
    assert [(cohort.code, subject.code) for cohort, subject in found] == [
        ("10A1", "MAT")
    ]
