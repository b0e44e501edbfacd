"""Whole journeys: a class walks into the computer room; a school brings its roster."""

import pytest

from lms.people.models import Cohort
from tests.factories.curriculum import make_subject
from tests.lms_people.scenes import scene
from tests.rosters import province, write_roster, zipped

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}


def log_in(page, base, name, password="mat-khau-thu"):  # noqa: S107  of the tests
    page.goto(f"{base}/dang-nhap/")
    page.get_by_label("Tên đăng nhập hoặc mã định danh").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def fits(page):
    """No page is wider than the telephone it is shown on."""
    return page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_class_gets_papers_and_walks_in(live_server, page):
    people = scene()
    page.set_viewport_size(PHONE)
    log_in(page, live_server.url, "teacher")
    page.goto(f"{live_server.url}/lop/{people.cohort.pk}/")
    page.get_by_role("link", name="Mật khẩu lần đầu").click()
    page.get_by_role("button", name="Tạo mật khẩu và hiện phiếu").click()
    slip = page.locator(".slip", has_text="Đặng Thị Hoa")
    password = slip.locator(".slip__code").nth(1).inner_text()
    page.get_by_role("link", name="Về trang lớp").click()
    page.get_by_role("button", name="15 phút").click()
    code = page.locator(".board__code").inner_text()
    assert fits(page)
    page.get_by_role("button", name="Đăng xuất").click()

    page.goto(f"{live_server.url}/vao-lop/")
    page.get_by_label("Mã vào lớp").fill(f" {code.lower()}")
    page.get_by_role("button", name="Mở danh sách lớp").click()
    assert fits(page)
    box = page.get_by_role("button", name="Đặng Thị Hoa").bounding_box()
    assert box["height"] >= 44
    page.get_by_role("button", name="Đặng Thị Hoa").click()
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Chọn mật khẩu của riêng mình").wait_for()
    page.get_by_label("Mật khẩu mới", exact=True).fill("con meo cua em")
    page.get_by_label("Nhập lại mật khẩu mới").fill("con meo cua em")
    page.get_by_role("button", name="Lưu và tiếp tục").click()

    page.goto(f"{live_server.url}/tai-khoan/")
    assert page.get_by_role("heading", name="Đặng Thị Hoa").is_visible()
    assert fits(page)


def test_a_roster_is_looked_at_and_taken_in(live_server, page, tmp_path):
    scene()
    make_subject("PHY")
    path = zipped(write_roster(tmp_path / "r", **province()), tmp_path / "truong.zip")
    page.set_viewport_size(PHONE)
    log_in(page, live_server.url, "admin")
    page.goto(f"{live_server.url}/nhap-du-lieu/")
    page.get_by_role("link", name="Trường, lớp, giáo viên, học sinh").click()
    page.get_by_label("Tệp").set_input_files(path)
    page.get_by_role("button", name="Đọc tệp").click()

    page.get_by_text("Chưa ghi gì.").wait_for()
    assert fits(page)
    assert not Cohort.objects.filter(code="10G").exists()
    page.get_by_role("button", name="Nhập dữ liệu").click()
    page.get_by_text("Đã nhập xong").wait_for()
    assert Cohort.objects.filter(code="10G").exists()
