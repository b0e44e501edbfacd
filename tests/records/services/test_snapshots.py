"""Figures of the night and figures that a person fixed; material; targets."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from library.services import review
from lms.core.clock import today
from lms.core.errors import DomainError
from lms.people.models import OrgParent, SchoolYear, Semester
from lms.records import tasks
from lms.records.models import Figure, Mark, Snapshot
from lms.records.queries.figures import rows_of
from lms.records.queries.targets import aims_for
from lms.records.services.snapshots import drop_daily, measure_overnight, take_snapshot
from lms.records.services.targets import end_target, set_target
from tests.factories.curriculum import make_programme_row
from tests.factories.library import TEXT, make_lecture, publish
from tests.factories.people import enrol, make_cohort, make_unit, make_user
from tests.factories.records import make_period, make_record, make_target
from tests.factories.results import make_exam, release

pytestmark = pytest.mark.django_db
DAY = today()


@pytest.fixture
def cohort():
    """A class of a year that runs today."""
    year = SchoolYear.objects.create(
        code="2000-2001", starts=DAY - timedelta(60), ends=DAY + timedelta(200)
    )
    Semester.objects.create(
        year=year, number=1, starts=year.starts, ends=DAY + timedelta(30)
    )
    make_programme_row("MAT")
    return make_cohort("10A1", school=make_unit("S"), year=year)


def lessons(snapshot):
    return next(r for r in rows_of(snapshot) if r["variant"] == "L_plan")["numerator"]


def test_every_night_the_running_semester_and_year_are_measured(cohort):
    tasks.nightly()
    taken = Snapshot.objects.all()
    assert {(s.kind, s.semester, s.as_of) for s in taken} == {
        ("daily", None, DAY),
        ("daily", 1, DAY),
    }
    assert all(s.figures.exists() for s in taken)


def test_without_a_school_year_nothing_is_measured():
    assert measure_overnight() == []


def test_daily_figures_grow_old_and_fixed_ones_stay(cohort):
    for kind in ("daily", "ordered"):
        take_snapshot(cohort.year.code, as_of=DAY - timedelta(30), kind=kind)
    measure_overnight()
    kinds = set(Snapshot.objects.values_list("kind", "as_of"))
    assert kinds == {("ordered", DAY - timedelta(30)), ("daily", DAY)}
    assert drop_daily(before=DAY) == 0
    assert set(Figure.objects.values_list("snapshot_id", flat=True)) == set(
        Snapshot.objects.values_list("id", flat=True)
    )


def test_a_task_fixes_the_figures_of_a_unit(cohort):
    tasks.fix_figures(
        year=cohort.year.code,
        semester=1,
        unit_id=cohort.school_id,
        by_id=make_user("head").pk,
    )
    snapshot = Snapshot.objects.get()
    assert (snapshot.kind, snapshot.scope_code, snapshot.by.username) == (
        "ordered", "S", "head",
    )  # fmt: skip


def test_the_pull_of_results_is_a_task(cohort):
    pupil = make_user()
    enrol(pupil, cohort)
    release(make_exam(cohort), pupil, cohort)
    tasks.take_results()
    assert Mark.objects.count() == 1


def test_only_approved_material_counts_and_withdrawing_it_shows(cohort):
    page = make_lecture(unit=cohort.school, body=[TEXT])
    make_record(
        make_period(cohort),
        mode="online_async",
        resource_code=page.code,
        completed=1,
        enrolled=1,
        date=DAY - timedelta(3),
    )
    assert lessons(take_snapshot("2000-2001", as_of=DAY)) == "0"
    version = publish(page)
    assert lessons(take_snapshot("2000-2001", as_of=DAY)) == "1"
    review.withdraw(version, by=None, reason="Sai kiến thức")
    assert lessons(take_snapshot("2000-2001", as_of=DAY - timedelta(1))) == "0"


def test_the_newest_row_of_the_nearest_unit_is_the_aim():
    province, school = make_unit("P", kind="province"), make_unit("S")
    OrgParent.objects.create(unit=school, parent=province)
    make_target(province, value="0.05")
    make_target(province, value="0.08", valid_from=date(2026, 1, 1))
    make_target(province, "secondary", "0.1")
    day = date(2026, 6, 1)
    aims = aims_for(school, day=day)
    assert {level: aim.value for level, aim in aims.items()} == {
        "primary": Fraction(8, 100),
        "secondary": Fraction(1, 10),
    }
    own = set_target(
        school,
        level="primary",
        value=Decimal("0.2"),
        valid_from=date(2026, 5, 1),
        source="Nghị quyết của trường",
        by=None,
    )
    assert aims_for(school, day=day)["primary"].value == Fraction(1, 5)
    assert aims_for(school, day=date(2025, 12, 1))["primary"].value == Fraction(1, 20)
    end_target(own, on=date(2026, 5, 20), by=None)
    assert aims_for(school, day=day)["primary"].value == Fraction(8, 100)


def test_a_target_begins_once_a_day_and_ends_once():
    unit = make_unit()
    known = make_target(unit)
    with pytest.raises(DomainError, match="target_taken"):
        set_target(
            unit,
            level="primary",
            value=Decimal("0.1"),
            valid_from=known.valid_from,
            source="x",
            by=None,
        )
    with pytest.raises(DomainError, match="bad_value"):
        end_target(known, on=known.valid_from, by=None)
    end_target(known, on=date(2030, 1, 1), by=None)
    with pytest.raises(DomainError, match="target_ended"):
        end_target(known, on=date(2031, 1, 1), by=None)
