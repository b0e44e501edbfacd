"""Classes that lack data: found by what waits, read for the page that is shown."""

from datetime import date

import pytest
from django.db import connection

from lms.records.models import PeriodRecord
from lms.records.queries import lacking
from lms.records.queries.lacking import lacking_classes
from tests.factories.people import make_cohort
from tests.factories.records import make_period, make_record

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)  # a Monday


@pytest.fixture
def cohort():
    return make_cohort("10A1")


def test_classes_that_lack_data(cohort):
    other = make_cohort("10A2", school=cohort.school)
    silent = make_cohort("10A3", school=cohort.school)
    fine = make_cohort("10A4", school=cohort.school)
    make_record(make_period(other), confirmed=False, date=DAY)
    make_period(silent)
    make_record(make_period(fine), date=DAY)
    found = lacking_classes([cohort.school_id], year_id=cohort.year_id, day=DAY)
    assert [(lack.cohort.code, lack.unconfirmed) for lack in found] == [
        ("10A2", 1),
        ("10A1", 0),
        ("10A3", 0),
    ]
    assert [lack.is_silent for lack in found] == [False, False, True]


def some_lacking(cohort):
    """Three classes with 3, 2, 1 records that wait, and a silent one."""
    for code, waiting in (("10B1", 3), ("10B2", 2), ("10B3", 1), ("10B4", 0)):
        found = make_cohort(code, school=cohort.school, year=cohort.year)
        for number in range(1, waiting + 1):
            period = make_period(found, period_no=number)
            make_record(period, date=DAY, confirmed=False)
    make_record(make_period(cohort), date=DAY, confirmed=True)
    return {"year_id": cohort.year_id, "day": DAY}


@pytest.mark.parametrize("few", [0, 200])
def test_as_many_as_are_asked_for_the_worst_first(cohort, few, monkeypatch):
    monkeypatch.setattr(lacking, "FEW", few)
    where = some_lacking(cohort)

    everything = lacking_classes([cohort.school_id], **where)
    worst = lacking_classes([cohort.school_id], **where, at_most=2)

    assert [(lack.cohort.code, lack.unconfirmed) for lack in everything] == [
        ("10B1", 3),
        ("10B2", 2),
        ("10B3", 1),
        ("10B4", 0),
    ]
    assert len(everything) == 4
    assert worst[:] == everything[:2]
    assert lacking_classes([], **where)[:] == []


@pytest.mark.parametrize(("at_most", "queries"), [(1, 5), (3, 5), (4, 6), (None, 6)])
def test_the_silent_are_looked_for_only_where_they_have_a_place(
    cohort, at_most, queries, django_assert_num_queries
):
    where = some_lacking(cohort)
    with django_assert_num_queries(queries):
        found = lacking_classes([cohort.school_id], **where, at_most=at_most)
        assert found[:1][0].cohort.code == "10B1"


@pytest.mark.sqlite
def test_what_waits_in_a_province_is_found_by_its_index(
    cohort, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(lacking, "FEW", 0)
    where = some_lacking(cohort)
    with django_assert_num_queries(2) as asked:
        lacking_classes([cohort.school_id], **where, at_most=1)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[1]['sql']}")
        steps = [row[3] for row in cursor.fetchall()]
    assert PeriodRecord._meta.db_table in steps[0]
    assert "period_record_waiting" in steps[0]
    assert "PRIMARY KEY" in steps[1]
