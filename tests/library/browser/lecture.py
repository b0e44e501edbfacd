"""What an author and a reader do with one lecture, on any server."""

import re

from playwright.sync_api import expect

from tests.factories.media import picture_bytes


def add_block(page, name):
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def write(page, tmp_path):
    """Write a lecture with a text, a formula, a picture and a question; submit it."""
    picture = tmp_path / "parabol.png"
    picture.write_bytes(picture_bytes(size=(300, 200)))
    page.fill("#id_title", "Parabol trong đời sống")
    page.select_option("#id_subject", label="Toán")
    page.select_option("#id_grade", "10")
    add_block(page, "Công thức")
    page.fill("textarea[name$='-latex']", r"y = ax^2 + bx + c")
    add_block(page, "Hình ảnh")
    page.get_by_role("button", name="Chọn ảnh").click()
    page.locator("#tab-label-upload").click()
    page.locator("#tab-upload input[type=file]").set_input_files(picture)
    page.locator("#tab-upload input[type=text]").first.fill("Cầu vòm")
    page.locator("#tab-upload button[type=submit]").click()
    page.locator(".modal").wait_for(state="hidden")
    page.fill("input[name$='-alt']", "Nhịp cầu hình parabol")
    add_block(page, "Câu hỏi tự kiểm tra")
    page.fill("textarea[name$='-question']", "Đỉnh của $y=x^2$ ở đâu?")
    options = page.locator("textarea[name*='-options-'][name$='-text']")
    options.nth(0).fill("Gốc toạ độ")
    options.nth(1).fill("Điểm (1; 1)")
    page.locator("input[name*='-options-'][name$='-is_right']").first.check()
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã tạo học liệu").first).to_be_visible()
    page.get_by_role("button", name="Gửi thẩm định").click()
    expect(page.get_by_text("Đã gửi bản 1")).to_be_visible()


def read(page):
    """Read it as a pupil on a phone: scroll, answer, go back and see it is done."""
    expect(page.get_by_role("heading", name="Parabol trong đời sống")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    image = page.get_by_alt_text("Nhịp cầu hình parabol")
    for block in page.locator("[data-unit]").all():
        block.scroll_into_view_if_needed()
        page.wait_for_timeout(1500)
    assert image.evaluate("img => img.naturalWidth") > 0
    open_ms = page.evaluate("performance.now()")  # reading takes its time
    page.wait_for_timeout(max(11_000 - open_ms, 0))
    with page.expect_response(re.compile("su-kien")):
        page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.get_by_label("Gốc toạ độ").check()
    page.get_by_role("button", name="Trả lời").click()
    expect(page.get_by_text("Đúng rồi.")).to_be_visible()
    expect(page.get_by_text("Đã xong")).to_be_visible()
