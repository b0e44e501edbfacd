"""Class lists in Excel, as school systems write them."""

from datetime import date

import pytest

from lms.core.clock import today
from lms.people.models import Cohort, Enrolment, OrgUnit, SchoolYear, User
from lms.people.services.roster.service import import_roster
from tests.factories.curriculum import make_subject
from tests.factories.people import make_unit, make_year
from tests.files import refused, run_json, skipped, write_xlsx
from tests.rosters import counts

pytestmark = pytest.mark.django_db
HEAD = ["STT", "Mã học sinh (*)", "HỌ VÀ TÊN", "Ngày sinh", "Dân tộc", "Khối", "Lớp"]


def pupils(*rows):
    return [
        HEAD,
        *(
            [n, *row[:2], "01/02/2010", "Kinh", *row[2:]]
            for n, row in enumerate(rows, 1)
        ),
    ]


AN = ("0012345678", "Nguyễn  Văn An", 10, "10A1")
BINH = ("0012345679", "Trần Thị Bình", 10, "10A2")


@pytest.fixture
def school():
    make_year("2026-2027")
    return make_unit("0101", name="THPT Chu Văn An")


def intervals(code):
    return list(
        Enrolment.objects.filter(student__code=code)
        .order_by("starts")
        .values_list("cohort__code", "starts", "ends")
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("3", "Lê Chi", 10, "10A1", "9999", ""), "unknown_unit"),
        (("3", "Lê Chi", 10, "", "0101", ""), "value_missing"),
        (("3", "Lê Chi", 10, "10A1", "0101", "31/02/2026"), "bad_value"),
    ],
)
def test_a_row_that_is_not_taken_makes_no_person(school, tmp_path, row, code):
    head = ["Mã học sinh", "Họ và tên", "Khối", "Lớp", "Mã trường", "Ngày vào lớp"]
    good = ("2", "Trần Bình", 10, "10A1", "0101", "")
    again = ("4", *row[1:])  # a second one of the same class or school
    path = write_xlsx(tmp_path / "hs.xlsx", [head, good, row, again])

    outcome = import_roster(path)

    assert {skip["code"] for skip in outcome["skipped"]} <= {
        code,
        "roster_unknown_class",
    }
    assert [skip["row"] for skip in outcome["skipped"]] == [3, 4]
    assert list(User.objects.values_list("code", flat=True)) == ["2"]


def test_a_class_list_below_a_title_comes_in(school, tmp_path):
    book = [["SỞ GD&ĐT"], ["Trường: THPT Chu Văn An"], ["Năm học: 2026 - 2027"], []]
    path = write_xlsx(tmp_path / "hs.xlsx", book + pupils(AN, BINH))

    first = import_roster(path)
    again = import_roster(path)

    assert (first["skipped"], first["warnings"]) == ([], [])
    assert counts(first, "classes") == (2, 0, 0)
    assert counts(first, "people") == (2, 0, 0)
    assert counts(first, "enrolments") == (2, 0, 0)
    for kind in ("classes", "people", "enrolments"):
        assert counts(again, kind) == (0, 0, 2)
    pupil = User.objects.get(code="0012345678")
    assert (pupil.full_name, pupil.has_usable_password()) == ("Nguyễn Văn An", False)
    assert intervals("0012345678") == [("10A1", date(2026, 9, 5), None)]


def test_a_pupil_in_another_list_has_moved_today(school, tmp_path):
    import_roster(write_xlsx(tmp_path / "a.xlsx", pupils(AN, BINH)))

    outcome = import_roster(
        write_xlsx(tmp_path / "b.xlsx", pupils(AN, (*BINH[:3], "10A1")))
    )

    assert counts(outcome, "enrolments") == (1, 0, 1)
    assert intervals("0012345679") == [
        ("10A2", date(2026, 9, 5), today()),
        ("10A1", today(), None),
    ]


def test_columns_may_name_school_year_dates_and_exemptions(tmp_path):
    make_subject("PED", name_vi="Giáo dục thể chất")
    head = [
        "Mã định danh Bộ GD&ĐT", "Họ đệm", "Tên", "Lớp học", "Khối lớp", "Mã trường",
        "Tên trường", "Năm học", "Từ ngày", "Đến ngày", "Trạng thái", "Miễn học",
    ]  # fmt: skip
    rows = [
        ["1", "Lê Thị", "Hoa", "6A", "Khối 6", "77", "THCS Bảy", "2025-2026",
         "08/09/2025", "", "Đang học", "Thể dục"],
        ["2", "Lê Văn", "Nam", "6A", "Khối 6", "77", "THCS Bảy", "2025-2026",
         "", "01/12/2025", "Chuyển trường", ""],
    ]  # fmt: skip
    make_subject("PED").aliases.append("Thể dục")
    subject = make_subject("PED")
    subject.aliases = ["Thể dục"]
    subject.save()
    path = write_xlsx(tmp_path / "a.xlsx", [head, *rows])

    outcome = import_roster(path)

    assert outcome["skipped"] == []
    assert OrgUnit.objects.get(code="77").name == "THCS Bảy"
    assert SchoolYear.objects.get().code == "2025-2026"
    assert list(SchoolYear.objects.get().semesters.values_list("starts", "ends")) == [
        (date(2025, 9, 5), date(2026, 1, 17)),
        (date(2026, 1, 18), date(2026, 5, 31)),
    ]
    assert User.objects.get(code="1").full_name == "Lê Thị Hoa"
    assert intervals("1") == [("6A", date(2025, 9, 8), None)]
    assert [s.code for s in Enrolment.objects.get().exempt_subjects.all()] == ["PED"]
    assert Cohort.objects.get().grade == 6


def test_teachers_classes_and_groups_have_sheets_of_their_own(school, tmp_path):
    make_subject("MAT", name_vi="Toán")
    make_subject("PHY", name_vi="Vật lí")
    staff = [
        ["Mã giáo viên", "Họ và tên", "Lớp chủ nhiệm", "Môn dạy", "Lớp dạy"],
        ["GV1", "Đỗ Thị Lan", "10A1", "Toán", "10A1, 10A2"],
    ]
    classes = [
        ["Tên lớp", "Khối", "Loại lớp", "Môn học"],
        ["10A1", "10", "Lớp học", ""],
        ["10A2", "10", "Lớp học", ""],
        ["10-LI", "10", "Nhóm", "Vật lý"],
    ]
    take_book(
        tmp_path, {"GV": staff, "Lớp": classes, "HS": pupils(AN), "Khác": [["x"]]}
    )

    teacher = User.objects.get(code="GV1")
    taught = teacher.teaching.values_list("cohort__code", "subject__code")
    assert sorted(taught, key=str) == [
        ("10A1", "MAT"),
        ("10A1", None),
        ("10A2", "MAT"),
    ]
    assert teacher.roles.get().unit == school
    group = Cohort.objects.get(code="10-LI")
    assert (group.kind, [s.code for s in group.subjects.all()]) == ("group", ["PHY"])


def take_book(tmp_path, sheets):
    from openpyxl import Workbook  # noqa: PLC0415  only here

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    outcome = import_roster(tmp_path / "book.xlsx")
    assert outcome["skipped"] == []
    assert [w["file"] for w in outcome["warnings"]] == ["book.xlsx: Khác"]


def test_wrong_rows_are_named_by_the_headers_of_the_list(school, tmp_path):
    rows = pupils(
        AN, ("", "Không Mã", 10, "10A1"), ("5", "", 10, "10A1"), ("6", "Có", 10, "")
    )

    status, outcome = run_json("import_roster", write_xlsx(tmp_path / "a.xlsx", rows))

    assert status == 3
    assert skipped(outcome) == [(row, "value_missing") for row in (3, 4, 5)]
    assert "Mã học sinh" in outcome["skipped"][0]["message"]


def test_a_list_without_a_school_asks_for_it(tmp_path):
    make_year("2026-2027")
    make_unit("1")
    make_unit("2")
    path = write_xlsx(tmp_path / "a.xlsx", pupils(AN))

    assert refused(run_json("import_roster", path)) == "roster_school_missing"
    status, outcome = run_json("import_roster", path, "--school", "2")
    assert (status, counts(outcome, "people")) == (0, (1, 0, 0))
    assert Cohort.objects.get().school.code == "2"


def test_a_book_without_a_list_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [["Điểm", "Môn"], [8, "Toán"]])

    assert refused(run_json("import_roster", path)) == "roster_sheet_unknown"
