"""A teacher in the browser: from a Word file to the bank, with and without script."""

import pytest
from django.urls import reverse
from docx import Document

from question_bank.models import ItemVersion
from tests.factories.question_bank import make_bank
from tests.people import standing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mat-khau-thu"


@pytest.fixture
def word_file(tmp_path):
    """Three questions; the second has no key."""
    document = Document()
    for number, right in ((1, "A"), (2, None), (3, "C")):
        document.add_paragraph(f"Câu {number}. Số nào lớn hơn {number}?")
        for code in "ABCD":
            line = document.add_paragraph()
            line.add_run(code).underline = code == right
            line.add_run(f". {number}{code}")
    path = tmp_path / "đề 15 phút.docx"
    document.save(str(path))
    return path


def log_in(page, live_server, user):
    page.goto(live_server.url + reverse("people:log_in"))
    page.fill("input[name=username]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button.button--main")


def bring(page, live_server, path):
    page.goto(live_server.url + reverse("question_bank:upload"))
    page.set_input_files("input[type=file]", path)
    page.click("main button.button--main")


def keys():
    return {
        version.ref: version.state
        for version in ItemVersion.objects.order_by("item__code")
    }


def test_one_question_is_put_right_in_place(page, live_server, word_file):
    people = standing()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    log_in(page, live_server, people.teacher)
    bring(page, live_server, word_file)
    row = page.locator("#cau-2")
    assert page.locator("article.mirror").first.get_attribute("id") == "cau-2"
    row.locator('input[name="key"][value="B"]').check()
    row.locator('textarea[name="stem_html"]').fill("Tính $x^2$?")
    row.locator("[data-preview] .katex").first.wait_for()
    row.get_by_role("button", name="Lưu câu này").click()
    row.get_by_text("sẵn sàng", exact=True).wait_for()
    page.get_by_text("3/3 câu sẵn sàng").wait_for()
    page.get_by_role("button", name="Nhận 3 câu vào ngân hàng").click()
    page.get_by_text("3 câu hỏi đã vào").wait_for()
    assert keys() == {
        "Câu 1": "in_review", "Câu 2": "in_review", "Câu 3": "in_review",
    }  # fmt: skip
    assert errors == []


def test_the_pages_work_without_script_on_a_phone(browser, live_server, word_file):
    people = standing()
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        locale="vi-VN",
    )
    page = context.new_page()
    log_in(page, live_server, people.teacher)
    bring(page, live_server, word_file)
    row = page.locator("#cau-2")
    row.get_by_role("button", name="Bỏ ra").click()
    page.get_by_role("button", name="Nhận 2 câu vào ngân hàng").click()
    page.get_by_text("2 câu hỏi đã vào").wait_for()
    assert keys() == {"Câu 1": "in_review", "Câu 3": "in_review"}
    context.close()


PASTED = """<html><body><!--StartFragment--><p><b>Câu 7.</b> Khí nào <i>không</i> cháy, H<sub>2</sub>
 hay CO<span style="vertical-align:sub">2</span>?</p><p>A. x<sup>2</sup> &lt; 1</p>
<p><b><u>B</u></b><b>.</b> CO<sub>2</sub></p><p>C. ba <m:oMath></m:oMath></p><p>D. bốn</p></body></html>"""
PASTE = """(field, [html, plain]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", plain);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_question_pasted_from_word_falls_into_its_fields(page, live_server):
    people = standing()
    bank = make_bank("B", owner=people.school)
    log_in(page, live_server, people.teacher)

    def pasted(html, plain):
        page.goto(live_server.url + reverse("question_bank:item_new", args=[bank.code]))
        stem = page.locator("textarea[name=stem_html]")
        stem.evaluate(PASTE, [html, plain])
        options = page.locator("textarea[name=option-text]")
        return stem.input_value(), [o.input_value() for o in options.all()][:4]

    stem, options = pasted(PASTED, "")
    assert stem == "Khí nào <i>không</i> cháy, H<sub>2</sub> hay CO<sub>2</sub>?"
    assert options == ["x<sup>2</sup> < 1", "CO<sub>2</sub>", "ba", "bốn"]
    assert page.locator("input[name=key][value=B]").is_checked()
    assert page.locator("[data-lost]").is_visible()
    page.locator("[data-preview] sub").first.wait_for()

    one_line = "Câu 3: Tính 1 + 1?\nA. 1 B. 2 C. 3 D. 4"
    assert pasted("", one_line) == ("Tính 1 + 1?", ["1", "2", "3", "4"])
    assert pasted("<p>Chỉ <b>một</b> dòng</p>", "x")[0] == "Chỉ <b>một</b> dòng"
