"""The big province: the same each time, whole after an interruption, exact."""

import json
from collections import Counter
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

import pytest
from django.core.management import call_command
from django.db import transaction

from lms.demo.models import Demonstration
from lms.demo.seeding import seed as seeding
from lms.demo.seeding.calendar import calendar_of, make_calendar
from lms.demo.seeding.province import build as building
from lms.demo.seeding.province.build import build_province
from lms.demo.seeding.province.classes import CHOICES
from lms.demo.seeding.province.plan import plan_communes, plan_schools
from lms.people.models import (
    Cohort,
    Enrolment,
    OrgArea,
    OrgUnit,
    RoleAssignment,
    TeachingAssignment,
    User,
)
from lms.records.models import Figure, Mark, PeriodRecord, PlanPeriod
from lms.records.services.snapshots import take_snapshot
from tests.demo.provinces import TODAY, base, digest, tiny_plans
from tests.factories.people import make_user

WEIGHTS = {"tx": 1, "gk": 2, "ck": 3}


def test_the_plan_is_a_province_as_the_brief_describes_it():
    plans = plan_schools()
    classes = Counter()
    pupils = 0
    for plan in plans:
        for grade, parallel, size in plan.classes:
            level = "TH" if grade <= 5 else "THCS" if grade <= 9 else "THPT"
            classes[level] += parallel
            pupils += parallel * size

    assert len(plans) == 344
    assert len({plan.code for plan in plans}) == 344
    assert len({plan.commune.code for plan in plans}) == len(plan_communes()) == 97
    assert abs(classes["TH"] - 3452) < 35
    assert abs(classes["THCS"] - 2087) < 21
    assert abs(classes["THPT"] - 1010) < 35
    assert abs(pupils - 235_000) < 2_350
    assert abs(sum(plan.staff for plan in plans) - 13_000) < 400


def test_fewer_schools_are_the_first_of_more_and_of_all_levels():
    assert plan_schools(12) == plan_schools()[:6]
    assert {plan.kind for plan in plan_schools(12)} == {
        "primary",
        "lower_secondary",
        "upper_secondary",
    }
    assert plan_schools(6) == []


@pytest.mark.django_db
def test_the_counts_are_right_and_a_rehearsal_knows_them_without_writing():
    province, plans = base(), tiny_plans(pupils=2)
    counted = build_province(province, plans, is_rehearsal=True)
    assert OrgUnit.objects.count() == 1
    assert not User.objects.exists()

    assert build_province(province, plans) == counted

    schools = OrgUnit.objects.filter(code__in=[plan.code for plan in plans])
    assert schools.count() == 6
    homes = Cohort.objects.filter(kind="homeroom")
    assert homes.count() == sum(p for plan in plans for _g, p, _n in plan.classes) == 10
    groups = Cohort.objects.filter(kind="group")
    assert groups.count() == len(CHOICES[0][1])  # of the one class of THPT
    assert OrgArea.objects.count() == 97
    for model in (User, Cohort, Enrolment, PlanPeriod, PeriodRecord, Mark):
        assert counted[model._meta.label] == model.objects.count()
    assert PeriodRecord.objects.count() == PlanPeriod.objects.count()
    roles = Counter(RoleAssignment.objects.values_list("role", flat=True))
    assert roles.pop("group_head") >= 6
    assert roles == {
        "commune_officer": 97,
        "school_head": 12,
        "school_it": 6,
        "teacher": 6 * 11,
    }
    taught = TeachingAssignment.objects.exclude(subject=None)
    planned = PlanPeriod.objects.order_by().values_list("cohort", "subject").distinct()
    assert sorted(taught.values_list("cohort", "subject")) == sorted(planned)
    learners = Enrolment.objects.filter(cohort__kind="homeroom", ends=None)
    assert learners.count() == User.objects.filter(code__startswith="HS").count()


@pytest.mark.django_db
def test_a_class_has_the_marks_that_its_scheme_asks_for():
    build_province(base(), tiny_plans(pupils=9)[2:3])
    cells = Mark.objects.filter(cohort__grade=6, subject__code="MAT")

    tests = cells.order_by().values_list("cohort", "semester", "kind", "ordinal")

    assert Counter((s, kind) for _c, s, kind, _o in tests.distinct()) == {
        (semester, kind): 2 * count
        for semester in (1, 2)
        for kind, count in (("tx", 4), ("gk", 1), ("ck", 1))
    }


@pytest.mark.django_db
def test_broken_off_it_goes_on_and_ends_with_the_same(monkeypatch):
    class Killed(BaseException):
        pass

    def killed_in_the_third(province, timetable, writer, plan):
        if plan.code == plans[2].code:
            with transaction.atomic():
                whole(province, timetable, writer, plan)
                raise Killed
        whole(province, timetable, writer, plan)

    province, plans = base(), tiny_plans(pupils=2)[:4]
    with transaction.atomic():
        build_province(province, plans)
        unbroken = digest()
        transaction.set_rollback(True)
    whole = building.make_school
    monkeypatch.setattr(building, "make_school", killed_in_the_third)
    with pytest.raises(Killed):
        build_province(province, plans)
    monkeypatch.undo()
    assert OrgUnit.objects.filter(kind="school").count() == 2
    assert digest() != unbroken

    told = []
    rows = build_province(province, plans, tell=told.append)

    assert digest() == unbroken
    assert rows["people.OrgUnit"] < OrgUnit.objects.count()
    assert [progress.done for progress in told] == [1, 2, 3, 4]
    assert build_province(province, plans) == {}
    assert digest() == unbroken


@pytest.mark.django_db
def test_figures_are_the_sums_of_the_rows():
    province, plans = base(), tiny_plans(pupils=6)
    build_province(province, plans)
    assert not PeriodRecord.objects.filter(date__gte=TODAY).exists()
    stays = set(Enrolment.objects.values_list("student_id", "cohort_id"))
    assert set(Mark.objects.values_list("student_id", "cohort_id")) <= stays

    snapshot = take_snapshot(province.year.code, as_of=TODAY)

    for plan in plans:
        figure = Figure.objects.get(
            snapshot=snapshot, org_code=plan.code, level="", grade=None, subject_code=""
        )
        lessons, planned = _lessons(plan.code)
        online, recorded = _marks(plan.code)
        assert (figure.l_num, figure.l_plan) == (lessons, planned)
        assert (figure.a_num, figure.a_recorded) == (online, recorded)
        assert lessons > 0 < recorded
    top = Figure.objects.get(
        snapshot=snapshot, org_code="MH", level="", grade=None, subject_code=""
    )
    assert 0.05 < top.l_num / top.l_plan < 0.14
    assert 0.03 < top.a_num / top.a_recorded < 0.18


def _lessons(school):
    """Online periods that count, and planned ones, row by row (files.md 14)."""
    counted = Fraction(0)
    for record in PeriodRecord.objects.filter(
        period__cohort__school__code=school, confirmed=True
    ):
        if record.mode == "online_sync":
            enough = record.completed >= 1
        elif record.mode in {"online_async", "blended"}:
            enough = 2 * record.completed >= record.enrolled
        else:
            enough = False
        counted += Fraction(record.online_periods) if enough else 0
    planned = PlanPeriod.objects.filter(cohort__school__code=school)
    return counted, planned.count()


def _marks(school):
    """Weight of marks on the platform, and of all, row by row (files.md 17-19)."""
    online = recorded = 0
    rows = (
        Mark.objects.filter(cohort__school__code=school, score__isnull=False)
        .order_by("cohort__grade")
        .values_list("cohort__grade", "kind", "venue")
    )
    for (grade, kind), marks in groupby(rows.order_by("cohort__grade", "kind"), _of):
        weight = WEIGHTS[kind] if grade > 5 else 1
        for _grade, _kind, venue in marks:
            recorded += weight
            online += weight * (venue in {"room", "remote"})
    return online, recorded


def _of(row):
    return row[0], row[1]


@pytest.mark.django_db
@pytest.mark.parametrize("later", [0, 1, 5, 200])
def test_the_year_of_the_province_is_over_but_runs(later):
    made = make_calendar(TODAY, is_over=True)

    again = calendar_of(made.year, TODAY + timedelta(days=later))

    assert made.year.code == "2026-2027"
    assert made.year.starts < TODAY < made.year.ends
    assert made.day(35, 4) < TODAY
    assert again.weeks_over in {34, 35}
    assert [again.day(week, 0) for week in (1, 18, 19, 35)] == [
        made.day(week, 0) for week in (1, 18, 19, 35)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("schools", ["5", "351"])
def test_a_province_of_no_sensible_size_is_refused(schools, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("seed_demo", "--scale=province", f"--schools={schools}", "--json")

    assert ended.value.code == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "bad_value"
    assert not OrgUnit.objects.exists()


@pytest.mark.django_db
def test_a_dry_run_says_what_would_be_written(monkeypatch, capsys):
    def small(_say, *, is_over):
        assert is_over
        base()
        make_user("giaovien")
        return []

    monkeypatch.setattr(seeding, "_small", small)
    order = ["seed_demo", "--scale=province", "--schools=7", "--dry-run", "--json"]

    call_command(*order)

    outcome = json.loads(capsys.readouterr().out)
    first = plan_schools(7)[0]
    classes = sum(parallel for _grade, parallel, _pupils in first.classes)
    assert outcome["is_new"] is True
    assert outcome["rows"]["people.Cohort"] == classes
    assert outcome["rows"]["records.PlanPeriod"] > 900 * classes
    assert outcome["rows"]["records.Mark"] > outcome["rows"]["people.User"]
    assert not OrgUnit.objects.exists()
    assert not User.objects.exists()
    assert not Demonstration.objects.exists()
