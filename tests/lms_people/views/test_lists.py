"""List pages ask a fixed number of questions, filter, and say when they are empty."""

import pytest

from lms.people.enums import Role, RunState
from lms.people.models import ImportRun
from tests.factories.people import enrol, give_role, make_cohort, make_user
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return scene()


@pytest.fixture(params=[1, 3])
def more(request, people):
    """One or three of everything that lists show."""
    for number in range(request.param):
        cohort = make_cohort(f"11A{number}", school=people.school, grade=11)
        pupil = make_user(f"more{number}", code=f"M{number}")
        enrol(pupil, cohort)
        give_role(make_user(f"t{number}"), Role.TEACHER, people.school)
        ImportRun.objects.create(
            token=f"t{number}",
            importer="roster",
            file_name="a.zip",
            digest="",
            size=1,
            state=RunState.DROPPED,
            by=people.head,
        )
    return people


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/lop/", 13),
        ("/nguoi/", 11),
        ("/vai-tro/", 10),
        ("/to-chuc/", 11),
        ("/to-chuc/S/", 16),
        ("/nhap-du-lieu/", 10),
    ],
)
def test_lists_ask_a_fixed_number_of_questions(
    client, more, address, queries, django_assert_num_queries
):
    client.force_login(more.head)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("pupils", [1, 3])
def test_a_class_and_a_person_ask_a_fixed_number_of_questions(
    client, people, pupils, django_assert_num_queries
):
    cohort = make_cohort("12A", school=people.school, grade=12)
    for number in range(pupils):
        enrol(make_user(f"x{number}", code=f"X{number}"), cohort)
    client.force_login(people.head)

    with django_assert_num_queries(14):
        assert client.get(f"/lop/{cohort.pk}/").status_code == 200
    with django_assert_num_queries(22):
        assert client.get("/nguoi/X0/").status_code == 200


def page(client, address):
    return client.get(address).content.decode()


def test_people_are_found_without_marks_and_by_code(client, people):
    client.force_login(people.head)

    assert "Đặng Thị Hoa" in page(client, "/nguoi/?q=dang+thi")
    assert "Đặng Thị Hoa" in page(client, "/nguoi/?q=0000000006")
    students = page(client, "/nguoi/?vai=student&q=an")
    assert "Nguyễn Văn An" in students
    assert "Nguyễn Văn An" not in page(client, "/nguoi/?vai=school_it&q=an")
    assert "Không tìm thấy ai" in page(client, "/nguoi/?q=khong+co+ai")
    assert client.get("/nguoi/?vai=king&truong=x&page=z").status_code == 200


def test_classes_are_narrowed_by_year_grade_and_name(client, people):
    client.force_login(people.head)

    assert "3A" in page(client, "/lop/?khoi=3")
    assert "10A1" not in page(client, "/lop/?khoi=3")
    assert "Không có lớp nào" in page(client, "/lop/?nam=1999-2000")
    assert "10B1" not in page(client, "/lop/")


def test_lists_have_pages_of_fifty(client, people):
    for number in range(51):
        enrol(make_user(f"y{number}", code=f"Y{number}"), people.cohort)
    client.force_login(people.head)

    first = page(client, "/nguoi/?vai=student")
    last = page(client, "/nguoi/?vai=student&page=2")

    assert first.count('class="rows__main"') == 50
    assert "Trang 1 trên 2" in first
    assert "vai=student&amp;page=1" in last


def test_the_tree_is_that_of_the_day(client, people):
    client.force_login(people.admin)
    far = people.other_school.parents.get().parent
    data = {"name": "THPT Một", "parent": far.pk, "area": "", "day": "2026-07-01"}
    client.post("/to-chuc/S/sua/", data)

    before = page(client, "/to-chuc/S/?ngay=2026-06-30")
    after = page(client, "/to-chuc/S/?ngay=2026-07-01")

    assert "<li>Xã Một</li>" in before
    assert "<li>Xã Hai</li>" in after
    assert "đến trước ngày 01/07/2026" in after
    old_tree = page(client, "/to-chuc/?ngay=30/06/2026")
    assert "Đây là sơ đồ tổ chức tại ngày 30/06/2026" in old_tree
    assert client.get("/to-chuc/?ngay=nonsense").status_code == 200


def test_a_class_shows_who_was_there_on_the_day(client, people):
    client.force_login(people.teacher)

    today = page(client, f"/lop/{people.cohort.pk}/")
    first = page(client, f"/lop/{people.cohort.pk}/?ngay=2026-09-05")

    assert today.index("Phan Thị Yến") < today.index("Cao Văn Chuyển")  # among the left
    assert first.index("Cao Văn Chuyển") < first.index("Phan Thị Yến")
