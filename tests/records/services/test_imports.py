"""What is particular to the files of the schools; the rest is in the provinces."""

import pytest

from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.enums import Role
from lms.people.models import Cohort
from lms.records.models import Mark, PeriodRecord, PlanPeriod, PlanRevision
from lms.records.services.imports.ledger import import_ledger
from lms.records.services.imports.marks import import_marks
from lms.records.services.imports.plan import import_plan
from tests.factories.curriculum import make_node, make_programme_row
from tests.factories.people import (
    assign,
    enrol,
    give_role,
    make_cohort,
    make_unit,
    make_user,
)
from tests.records.build import run, write_file

pytestmark = pytest.mark.django_db
PLAN = {
    "school_year": "2026-2027", "class_code": "10A1", "subject_code": "MAT",
    "semester": "1", "period_no": "1", "week": "1", "node_code": "MAT10.1.1",
    "title": "Mệnh đề", "mode_planned": "in_person",
}  # fmt: skip
GIVEN = {
    "school_year": "2026-2027", "class_code": "10A1", "subject_code": "MAT",
    "period_no": "1", "date": "14/09/2026", "mode": "online_sync",
    "online_periods": "", "reason": "", "confirmed": "1", "resource_code": "",
    "completed": "38", "enrolled": "40",
}  # fmt: skip
MARK = {
    "school_year": "2026-2027", "semester": "1", "class_code": "10A1",
    "subject_code": "MAT", "student_code": "H1", "kind": "tx", "ordinal": "1",
    "mark": "8,5", "venue": "", "decision": "",
}  # fmt: skip


@pytest.fixture
def school():
    unit = make_unit("S")
    make_programme_row("MAT")
    make_programme_row("PED", assessed_by="comment", periods=70)
    make_node()
    cohort = make_cohort("10A1", school=unit)
    enrol(make_user(code="H1"), cohort)
    make_user(code="H2")
    return unit


@pytest.fixture
def planned(school, tmp_path):
    import_plan(plan(tmp_path))
    return school


def plan(folder, *rows):
    return write_file(folder / "plan.csv", "teaching_plan", rows or [PLAN])


def ledger(folder, *rows):
    return write_file(folder / "ledger.csv", "period_ledger", rows or [GIVEN])


def marks(folder, *rows, name="marks.csv"):
    return write_file(folder / name, "marks", rows or [MARK])


def test_the_words_of_schools_are_understood(school, tmp_path):
    files = {
        import_plan: "Năm học,Lớp,Môn,Học kỳ,Tiết,Tên bài,Hình thức\n"
        "2026-2027,10A1,Toán,HK I,1,Mệnh đề,Trực tuyến\n",
        import_ledger: "Năm học;Lớp;Môn;Tiết;Ngày;Hình thức;Đã xác nhận;Sĩ số\n"
        "2026-2027;10A1;Toán;1;14/09/2026;Kết hợp;x;40\n",
        import_marks: "Năm học;Học kỳ;Lớp;Môn;Mã học sinh;Loại điểm;Lần;Điểm\n"
        "2026-2027;1;10A1;Toán;H1;Thường xuyên;1;8,5\n",
    }
    for take, text in files.items():
        path = tmp_path / "truong.csv"
        path.write_text(text, encoding="utf-8")
        outcome = take(path)
        assert (outcome["added"], outcome["skipped"]) == (1, [])
    assert PlanPeriod.objects.get().mode_planned == "online_sync"
    record = PeriodRecord.objects.get()
    assert (record.mode, record.confirmed, record.enrolled) == ("blended", True, 40)
    assert Mark.objects.get().kind == "tx"


def test_a_class_code_of_two_schools_is_ones_own(planned, tmp_path):
    make_cohort("10A1", school=make_unit("S2"))
    assert codes(import_plan(plan(tmp_path))) == [(2, "ambiguous_class")]
    head = make_user()
    give_role(head, Role.SCHOOL_HEAD, planned)
    assert codes(import_plan(plan(tmp_path), by=head)) == []


def codes(outcome):
    return [(row["row"], row["code"]) for row in outcome["skipped"]]


def counts(outcome):
    return tuple(outcome[name] for name in ("added", "changed", "unchanged"))


def test_a_plan_is_added_then_unchanged_then_changed(school, tmp_path):
    assert counts(import_plan(plan(tmp_path))) == (1, 0, 0)
    assert counts(import_plan(plan(tmp_path))) == (0, 0, 1)
    late = PLAN | {"semester": "2", "title": "Tập hợp"}
    assert counts(import_plan(plan(tmp_path, late))) == (0, 1, 0)
    period = PlanPeriod.objects.get()
    assert (period.semester, period.title, period.revision) == (2, "Tập hợp", 2)
    old = PlanRevision.objects.get()
    assert (old.semester, old.title, old.revision) == (1, "Mệnh đề", 1)


def test_an_unknown_node_is_a_warning_and_leaves_the_row_without_a_node(
    school, tmp_path
):
    rows = [
        PLAN,
        PLAN | {"period_no": "2", "node_code": "LA"},
        PLAN | {"period_no": "3", "node_code": ""},
    ]
    outcome = import_plan(plan(tmp_path, *rows))
    assert counts(outcome) == (3, 0, 0)
    assert outcome["skipped"] == []
    assert [(w["row"], w["code"]) for w in outcome["warnings"]] == [
        (3, "unknown_node"),
        (4, "rows_without_node"),
    ]
    assert list(PlanPeriod.objects.values_list("node_code", flat=True)) == [
        "MAT10.1.1", "", "",
    ]  # fmt: skip


def test_rows_that_contradict_are_both_skipped_and_twins_count_once(school, tmp_path):
    rows = [
        PLAN,
        PLAN,
        PLAN | {"period_no": "2"},
        PLAN | {"period_no": "2", "title": "Khác"},
    ]
    outcome = import_plan(plan(tmp_path, *rows))
    assert counts(outcome) == (1, 0, 0)
    assert codes(outcome) == [(4, "duplicate_key"), (5, "duplicate_key")]


def test_a_class_code_of_two_schools_needs_the_school(school, tmp_path):
    make_cohort("10A1", school=make_unit("T"))
    assert codes(import_plan(plan(tmp_path))) == [(2, "ambiguous_class")]
    long = PLAN | {"class_code": "S/10A1"}
    assert counts(import_plan(plan(tmp_path, long))) == (1, 0, 0)
    assert PlanPeriod.objects.get().cohort.school == school


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"school_year": "1999-2000"}, "unknown_school_year"),
        ({"class_code": "13A"}, "unknown_class"),
        ({"subject_code": "XYZ"}, "unknown_subject"),
        ({"semester": "3"}, "bad_value"),
        ({"period_no": "1,5"}, "bad_value"),
        ({"period_no": ""}, "bad_value"),
        ({"week": "sáu"}, "bad_value"),
        ({"mode_planned": "zoom"}, "unknown_period_mode"),
        ({"title": "x" * 301}, "bad_value"),
    ],
)
def test_a_bad_plan_row_never_stops_the_good_ones(school, tmp_path, changes, code):
    good = PLAN | {"period_no": "2"}
    outcome = import_plan(plan(tmp_path, PLAN | changes, good))
    assert codes(outcome) == [(2, code)]
    assert counts(outcome) == (1, 0, 0)
    assert outcome["skipped"][0]["message"] != code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mode": "blended", "online_periods": "1.25"}, "above_plan"),
        ({"mode": "blended", "online_periods": "0,3"}, "bad_value"),
        ({"mode": "blended", "online_periods": "-0.25"}, "bad_value"),
        ({"period_no": "2"}, "no_plan_period"),
        ({"subject_code": "PED"}, "no_plan_period"),
        ({"mode": ""}, "unknown_period_mode"),
        ({"date": "2026-02-30"}, "bad_value"),
        ({"date": "01/02/25"}, "bad_value"),
        ({"date": "14/09/026"}, "bad_value"),
        ({"date": "20260914"}, "bad_value"),
        ({"confirmed": "chắc"}, "bad_value"),
        ({"completed": "-1"}, "bad_value"),
    ],
)
def test_a_bad_ledger_row_is_skipped(planned, tmp_path, changes, code):
    outcome = import_ledger(ledger(tmp_path, GIVEN | changes))
    assert codes(outcome) == [(2, code)]
    assert PeriodRecord.objects.count() == 0


def test_a_later_ledger_file_supersedes_and_the_old_record_stays(planned, tmp_path):
    assert counts(import_ledger(ledger(tmp_path))) == (1, 0, 0)
    same = GIVEN | {"date": "2026-09-14", "online_periods": "1,0"}
    assert counts(import_ledger(ledger(tmp_path, same))) == (0, 0, 1)
    late = GIVEN | {"mode": "in_person"}
    assert counts(import_ledger(ledger(tmp_path, late))) == (0, 1, 0)
    old, new = PeriodRecord.objects.order_by("revision")
    assert (old.current, old.mode) == (False, "online_sync")
    assert (new.current, new.mode, new.revision) == (True, "in_person", 2)


def test_material_that_is_not_approved_is_kept_with_a_warning(planned, tmp_path):
    outcome = import_ledger(ledger(tmp_path, GIVEN | {"resource_code": "HL-LA"}))
    assert counts(outcome) == (1, 0, 0)
    assert [w["code"] for w in outcome["warnings"]] == ["resource_not_approved"]
    assert PeriodRecord.objects.get().resource_code == "HL-LA"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mark": "8,25"}, "mark_step"),
        ({"mark": "11"}, "mark_range"),
        ({"mark": "Đ"}, "mark_form"),
        ({"subject_code": "PED"}, "mark_form"),
        ({"kind": "kt"}, "unknown_mark_kind"),
        ({"kind": "gk", "venue": "remote"}, "decision_missing"),
        ({"student_code": "H2"}, "never_enrolled"),
        ({"student_code": "H9"}, "unknown_person"),
        ({"venue": "home"}, "bad_value"),
        ({"ordinal": ""}, "bad_value"),
        ({"kind": "gk", "ordinal": "2"}, "ordinal_not_one"),
        ({"kind": "ck", "ordinal": "3", "mark": ""}, "ordinal_not_one"),
        ({"kind": "ck", "ordinal": "0"}, "bad_value"),
    ],
)
def test_a_bad_mark_is_skipped(school, tmp_path, changes, code):
    outcome = import_marks(marks(tmp_path, MARK | changes))
    assert codes(outcome) == [(2, code)]
    assert Mark.objects.count() == 0


def test_a_periodic_mark_needs_no_number(school, tmp_path):
    outcome = import_marks(marks(tmp_path, MARK | {"kind": "gk", "ordinal": ""}))
    assert outcome["skipped"] == []
    assert [(m.kind, m.ordinal) for m in Mark.objects.all()] == [("gk", 1)]


def test_a_decimal_comma_that_nobody_quoted_is_no_other_mark(school, tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text(
        "school_year,semester,class_code,subject_code,student_code,kind,ordinal,mark\n"
        "2026-2027,1,10A1,MAT,H1,tx,1,8,5\n"
        '2026-2027,1,10A1,MAT,H1,tx,2,"8,5"\n',
        encoding="utf-8",
    )
    outcome = import_marks(path)
    assert codes(outcome) == [(2, "cells_too_many")]
    assert [(m.ordinal, str(m.score)) for m in Mark.objects.all()] == [(2, "8.5")]


def test_an_empty_cell_stores_nothing_and_an_existing_mark_stays(school, tmp_path):
    import_marks(marks(tmp_path))
    outcome = import_marks(marks(tmp_path, MARK | {"mark": ""}))
    assert counts(outcome) == (0, 0, 0)
    assert outcome["skipped"] == []
    assert str(Mark.objects.get().score) == "8.5"


def test_a_re_test_is_kept(school, tmp_path):
    import_marks(marks(tmp_path, MARK | {"kind": "ktl"}))
    assert Mark.objects.get().kind == "ktl"


def test_marks_come_from_excel_with_numbers_as_numbers(school, tmp_path):
    outcome = import_marks(marks(tmp_path, MARK | {"mark": "8.5"}, name="m.xlsx"))
    assert counts(outcome) == (1, 0, 0)
    assert str(Mark.objects.get().score) == "8.5"


def test_the_command_says_3_for_skipped_rows_and_2_for_a_refused_file(school, tmp_path):
    path = marks(tmp_path, MARK, MARK | {"student_code": "H9"})
    outcome, status = run("import_marks", path)
    assert (status, outcome["added"]) == (3, 1)
    assert outcome["skipped"][0]["file"] == "marks.csv"
    broken = tmp_path / "broken.csv"
    broken.write_text("school_year,semester\n2026-2027,1\n", encoding="utf-8")
    outcome, status = run("import_marks", broken)
    assert (status, outcome["error"]["code"]) == (2, "columns_missing")


def test_a_dry_run_says_the_same_and_writes_nothing(school, tmp_path):
    outcome, status = run("import_marks", marks(tmp_path), "--dry-run")
    assert (status, counts(outcome)) == (0, (1, 0, 0))
    assert not Mark.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_teacher_brings_marks_of_her_own_subject_only(school, tmp_path):
    teacher = make_user("co")
    assign(teacher, Cohort.objects.get(), "MAT")
    rows = [MARK, MARK | {"subject_code": "PED", "mark": "Đ"}]
    outcome = import_marks(marks(tmp_path, *rows), by=teacher)
    assert counts(outcome) == (1, 0, 0)
    assert codes(outcome) == [(3, "unknown_class")]


def test_a_head_brings_only_what_belongs_to_her_school(school, tmp_path):
    head = make_user("hieu-truong")
    give_role(head, Role.SCHOOL_HEAD, make_unit("T"))
    outcome = import_marks(marks(tmp_path), by=head)
    assert codes(outcome) == [(2, "unknown_class")]


def test_who_has_no_class_is_refused_as_a_whole(school, tmp_path):
    with pytest.raises(DomainError, match="not_allowed"):
        import_marks(marks(tmp_path), by=make_user())


def test_an_import_stands_in_the_audit_log(school, tmp_path):
    import_marks(marks(tmp_path))
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object_code) == ("import_marks", "marks.csv")
    assert entry.details == {"added": 1, "changed": 0, "unchanged": 0}


def test_few_queries_whatever_the_number_of_rows(
    school, tmp_path, django_assert_num_queries
):
    rows = [PLAN | {"period_no": str(number)} for number in range(1, 60)]
    with django_assert_num_queries(10):
        import_plan(plan(tmp_path, *rows))
