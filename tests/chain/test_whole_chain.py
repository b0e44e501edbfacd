"""The whole chain in a browser, on the real process tree with the demonstration.

A Word exam goes in at one end; at the other an officer opens a figure down to the
paragraph of the Word file. Nothing is prepared behind the screens.
"""

import re

import pytest
from playwright.sync_api import expect

from lms.demo.state import PASSWORD
from tests.library.browser.lecture import read, write
from tests.serving import ROOT, Tree

pytestmark = [pytest.mark.browser, pytest.mark.serve]
WORD = ROOT / "lms" / "demo" / "data" / "word" / "toan-10-ba-phan.docx"
RECEIPT = re.compile(r"Đã nộp lúc \d\d:\d\d:\d\d, mã [A-Z0-9]{10}, 4 câu")
SHARE = "/ti-trong-truc-tuyen/don-vi/MH/"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    tree = Tree(tmp_path_factory.mktemp("province") / "var").migrate()
    done = tree.manage("seed_demo")
    assert done.returncode == 0, done.stderr
    tree.start()
    yield tree
    tree.stop()


class Desk:
    """One person in front of a browser, and what went wrong on her pages."""

    def __init__(self, tree, browser, username, *, width=1280):
        self.address = f"http://127.0.0.1:{tree.port}"
        self.window = browser.new_context(
            locale="vi-VN", viewport={"width": width, "height": 740}
        )
        self.page = self.window.new_page()
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self.look)
        self.go("/dang-nhap/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        expect(self.page.locator("h1")).to_have_text(re.compile("Hôm nay|Bàn làm việc"))

    def look(self, response):
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def leave(self):
        self.window.close()
        assert self.faults == []


@pytest.fixture
def desk(tree, browser):
    def open_desk(username, **options):
        return Desk(tree, browser, username, **options)

    return open_desk


def test_from_the_word_file_to_the_share_and_back(tree, desk):
    batch = bring_the_word_exam(desk("giaovien"))
    publish_as_second_person(desk("totruong"))
    sitting = draw_and_set(desk("giaovien"))
    sit(desk("hocsinh", width=360), sitting)
    mark_and_release(desk("giaovien"), sitting)
    see_the_mark(desk("giaovien"), sitting)
    give_a_period_online(desk("giaovien"))
    opened = open_the_figure(desk("chuyenvien"))

    assert WORD.name in opened
    assert re.search(r"đoạn \d+", opened)
    assert batch


def bring_the_word_exam(teacher):
    page = teacher.go("/")
    page.get_by_role("link", name="Đề từ tệp Word").click()
    page.set_input_files("input[type=file]", WORD)
    page.select_option("select[name=subject]", "MAT")
    page.select_option("select[name=grade]", "10")
    page.locator("main button.button--main").click()
    expect(page.get_by_text("22/22 câu sẵn sàng")).to_be_visible(timeout=60_000)
    assert page.locator("main .katex").count() > 30  # formulas as they will look
    page.get_by_role("button", name="Nhận 22 câu vào ngân hàng").click()
    expect(page.get_by_role("link", name="Lập đề từ tệp này")).to_be_visible()
    code = page.url.rstrip("/").rsplit("/", 1)[-1]
    teacher.leave()
    return code


def publish_as_second_person(head):
    page = head.go("/ngan-hang/duyet/")
    while page.locator("input[name=version]").count():  # 20 on a page
        page.get_by_label("Chọn cả trang").check()
        head.press("Phát hành các câu đã chọn")
        expect(page.get_by_text(re.compile(r"Đã phát hành \d+ câu"))).to_be_visible()
    head.leave()


def draw_and_set(teacher):
    page = teacher.go("/de-thi/ma-tran/moi/")
    page.fill("[name=title]", "Kiểm tra từ tệp Word")
    page.select_option("[name=subject]", label="Toán")
    page.select_option("[name=grade]", "10")
    page.get_by_label("Ngân hàng của tôi").check()
    page.locator("main button.button--main").click()
    page.select_option("[name=new_kind]", "choose_one")
    page.check("[name=any_level]")
    page.click("button[value=add_form]")
    page.click("button[value=add_line]")
    page.fill("[name=c-0-0-any]", "4")
    page.fill("[name=p-0]", "2,5")
    page.fill("[name=papers]", "2")
    page.click("button[value=draw]")
    expect(page.get_by_text("Đã sinh 2 đề")).to_be_visible(timeout=60_000)
    return set_the_sitting(teacher)


def set_the_sitting(teacher):
    page = teacher.page
    page.locator("main a[href^='/de-thi/DE']").first.click()
    page.get_by_role("link", name="Giao cho lớp").click()
    page.get_by_label("Lớp 10A1").check()
    moment = page.evaluate(
        "new Date(Date.now() + 7 * 3600e3 - 120e3).toISOString().slice(0, 16)"
    )  # two minutes ago in Vietnam
    page.fill("[name=release_at]", moment)
    page.check("input[name=assessment][value=tx]")
    page.get_by_role("button", name="Giao cho lớp").click()
    expect(page.get_by_text("Ca thi đã sẵn sàng.")).to_be_visible()
    code = page.url.split("/ca-thi/")[1].split("/")[0]
    teacher.leave()
    return code


def sit(student, sitting):
    page = student.go(f"/ca-thi/{sitting}/vao/")
    page.click("#enter")
    for number in range(4):
        card = page.locator(".slot:visible")
        card.locator("input[type=radio]").nth(number).check(force=True)
        if number < 3:
            page.get_by_role("button", name="Câu sau").click()
    expect(page.get_by_text("Đã làm 4/4 câu")).to_be_visible()
    student.press("Nộp bài")
    expect(page.get_by_text("Nộp bài bây giờ?")).to_be_visible()
    page.locator("button:visible", has_text="Nộp bài").last.click()
    expect(page.get_by_text(RECEIPT).first).to_be_visible(timeout=30_000)
    student.leave()


def mark_and_release(teacher, sitting):
    page = teacher.go(f"/ca-thi/{sitting}/")
    page.get_by_text("Kết thúc ngay").click()
    page.fill("#end-reason", "Cả lớp đã xong")
    teacher.press("Kết thúc cho cả ca")
    teacher.go(f"/ca-thi/{sitting}/cham/")
    teacher.go(f"/ca-thi/{sitting}/ket-qua/")
    expect(page.locator("svg.chart")).to_be_visible()
    teacher.press("Công bố kết quả")
    expect(page.get_by_text("Đã công bố: 1 kết quả mới")).to_be_visible()
    teacher.leave()


def see_the_mark(teacher, sitting):
    page = teacher.go("/so-diem/")
    page.get_by_role("link", name="Lớp 10A1 · Toán", exact=True).click()
    newest = re.compile(r"Nguyễn Diệu An, TX\d: chi tiết")
    page.goto(page.locator("a", has_text=newest).last.evaluate("a => a.href"))
    expect(page.get_by_text(f"Từ ca thi {sitting}").first).to_be_visible()
    teacher.leave()


def give_a_period_online(teacher):
    page = teacher.go("/so-dau-bai/")
    page.locator("section, li, article", has_text="Lớp 10A1 · Toán").last.get_by_role(
        "link"
    ).first.click()
    period = page.url
    page.get_by_label("Trực tuyến trực tiếp").check()
    teacher.press("Xác nhận")
    page.goto(period)
    expect(page.get_by_text("Đã xác nhận: Trực tuyến trực tiếp")).to_be_visible()
    teacher.leave()


def open_the_figure(officer):
    page = officer.go(SHARE)
    officer.press("Chốt số liệu…")
    officer.press("Chốt số liệu")
    expect(page.get_by_text("Đã chốt số liệu")).to_be_visible(timeout=60_000)
    for place in ("Phường Bình Minh", "Trường THPT Bình Minh", "10A1", "Toán"):
        page.locator("main table").get_by_role("link", name=place).first.click()
    expect(page.locator(".table--periods")).to_contain_text("Trực tuyến trực tiếp")
    row = page.locator("tr", has_text="Nguyễn Diệu An")
    row.locator("a.marks__online").last.click()
    expect(page.locator("h1")).to_have_text("Nguyễn Diệu An")
    page.locator(".trail details summary").first.click()
    opened = page.locator(".trail details").first.inner_text()
    formula = page.locator(".trail .katex-mathml").first  # for readers only, unseen
    assert formula.evaluate("e => getComputedStyle(e).position") == "absolute"
    officer.leave()
    return opened


def test_from_the_editor_to_the_evidence_of_a_period(tree, desk, tmp_path):
    """A lecture is written, adopted, approved and read; a period counts on it."""
    submit_a_lecture(desk("giaovien"), tmp_path)
    decide(desk("totruong"), "Tổ chuyên môn thông qua")
    decide(desk("hieutruong"), "Phê duyệt và công bố")
    code = read_at_home(desk("hocsinh", width=360))
    shown = give_a_period_with(desk("giaovien"), code)

    assert "Parabol trong đời sống" in shown
    assert "1/35" in shown  # too few by domain.md 2.1, so it does not count
    assert re.search(r"Nguyễn Diệu An\s+100,0 %", shown)


def submit_a_lecture(teacher, tmp_path):
    page = teacher.go("/soan-hoc-lieu/")
    page.goto(f"{page.url}add_subpage/")
    page.get_by_role("link", name=re.compile("^Bài giảng điện tử")).first.click()
    write(page, tmp_path)
    teacher.leave()


def decide(person, name):
    page = person.go("/duyet-hoc-lieu/")
    page.get_by_role("link", name="Parabol trong đời sống").click()
    person.press(name)
    expect(page.locator(".note--good").first).to_be_visible()
    person.leave()


def read_at_home(student):
    page = student.go("/hoc-lieu/?q=parabol")
    page.get_by_role("link", name="Parabol trong đời sống").click()
    read(page)
    code = re.search(r"/(HL-\w+)/", page.url)[1]
    student.leave()
    return code


def give_a_period_with(teacher, code):
    page = teacher.go("/so-dau-bai/")
    page.locator("section, li, article", has_text="Lớp 10A1 · Toán").last.get_by_role(
        "link"
    ).nth(1).click()
    period = page.url
    page.get_by_label("Trực tuyến không đồng bộ").check()
    page.fill("[name=resource_code]", code)
    teacher.press("Xác nhận")
    page.goto(period)
    page.get_by_role("link", name="Minh chứng của tiết này").click()
    shown = page.locator("main").inner_text()
    teacher.leave()
    return shown
