"""A lecture from the editor to a pupil's completion, in a browser."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from library import api
from library.models import ActivityEvent, Completion, FrozenVersion, LecturePage
from library.services.shelves import library_index, shelf_of
from tests.factories.library import make_simulation, publish
from tests.library.browser.lecture import add_block, read, write
from tests.library.people import deciding

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore"),  # Wagtail's renditions leave files open
]
REPORT = """<!doctype html><html><head><title>Con lắc</title></head><body>
<button id="done">Xong</button><p id="said"></p><script>
const said = document.getElementById("said");
try { localStorage.setItem("a", "1"); said.textContent += "nhớ "; } catch { }
try { parent.document.title; said.textContent += "LỌT "; } catch { }
fetch("%(app)s/healthz").then(() => { said.textContent += "LỌT "; }, () => {
  said.textContent += "kín"; });
document.getElementById("done").onclick = () =>
  lms.report({ progress: 1, completed: true, score: 9, max: 10 });
</script></body></html>"""


@pytest.fixture
def people(transactional_db):
    library_index()
    return deciding()


@pytest.fixture
def visit(browser, live_server, people):
    """Open a page as somebody, in a window of her own."""
    windows = []

    def go(person, path, **options):
        window = browser.new_context(locale="vi-VN", **options)
        windows.append(window)
        page = window.new_page()
        page.goto(f"{live_server.url}/dang-nhap/")
        page.fill("[name=username]", person.username)
        page.fill("[name=password]", "mat-khau-thu")
        page.locator("main form button").first.click()
        page.goto(live_server.url + path)
        return page

    yield go
    for window in windows:
        for page in window.pages:
            page.goto("about:blank")  # what it still sends, it sends now
        window.pages[0].wait_for_timeout(400)
        window.close()


def test_from_the_editor_to_a_pupils_completion(visit, people, tmp_path):
    shelf = shelf_of(people.school)
    add = reverse("wagtailadmin_pages:add", args=["library", "lecturepage", shelf.pk])
    write(
        visit(people.teacher, add, viewport={"width": 1280, "height": 1000}), tmp_path
    )
    page = LecturePage.objects.get()
    version = FrozenVersion.objects.get()
    assert (version.author, version.state) == (people.teacher, "group_review")

    adopt = visit(people.group_head, reverse("library:queue"))
    adopt.get_by_role("link", name="Parabol trong đời sống").click()
    expect(adopt.locator(".katex").first).to_be_visible()
    adopt.get_by_role("button", name="Tổ chuyên môn thông qua").click()
    expect(adopt.get_by_text("Tổ chuyên môn đã thông qua")).to_be_visible()

    approve = visit(people.head, reverse("library:queue"))
    approve.get_by_role("link", name="Parabol trong đời sống").click()
    approve.get_by_role("button", name="Phê duyệt và công bố").click()
    expect(approve.get_by_text("Đã phê duyệt và công bố")).to_be_visible()

    phone = {"viewport": {"width": 360, "height": 640}}
    pupil = visit(people.candidate, reverse("library:search") + "?q=parabol", **phone)
    pupil.get_by_role("link", name="Parabol trong đời sống").click()
    read(pupil)
    done = Completion.objects.get(reader=people.candidate)
    assert done.completed_at is not None
    found = api.completions(page.code, [people.candidate.pk])[people.candidate.pk]
    assert found.completed_at == done.completed_at
    kinds = set(ActivityEvent.objects.values_list("kind", flat=True))
    assert {"open", "seen", "answer"} <= kinds


WORD = """<p>y<sup>2</sup>, H<sub>2</sub>O, x<sub>i</sub></p><table><tr><td>Ô 1</td>
<td>Ô 2</td></tr></table><!--[if gte msEquation 12]><m:oMath>a</m:oMath><![endif]-->"""
PASTE = """(field, html) => { const data = new DataTransfer();
data.setData("text/html", html);
field.dispatchEvent(new ClipboardEvent("paste",
  { clipboardData: data, bubbles: true, cancelable: true })); }"""


def test_what_is_pasted_from_word_keeps_its_letters(visit, people):
    shelf = shelf_of(people.school)
    add = reverse("wagtailadmin_pages:add", args=["library", "lecturepage", shelf.pk])
    page = visit(people.teacher, add)
    add_block(page, "Đoạn văn")
    field = page.locator("[contenteditable=true]").last
    field.click()
    field.evaluate(PASTE, WORD)
    expect(field).to_contain_text("y², H₂O, x$_{i}$")
    expect(field).to_contain_text("Ô 1 | Ô 2")
    expect(page.locator(".own-pasted")).to_contain_text("Công thức không dán theo được")
    expect(page.locator(".own-pasted")).to_contain_text("thêm khối “Bảng”")


def test_offline_evidence_waits_on_the_device(visit, people):
    from tests.factories.library import make_textbook  # noqa: PLC0415

    version = publish(make_textbook(unit=people.school, chapters=1))
    page = visit(people.candidate, reverse("library:resource", args=[version.code]))
    page.context.set_offline(True)
    page.wait_for_timeout(4500)
    kept = page.evaluate(
        "JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).length"
    )
    assert kept >= 2
    before = ActivityEvent.objects.count()
    with page.expect_response(re.compile("su-kien")):
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert ActivityEvent.objects.count() == before + kept
    left = page.evaluate("localStorage.getItem(Object.keys(localStorage)[0])")
    assert left == "[]"


def test_a_simulation_runs_apart_and_reports_for_itself(
    visit, people, live_server, settings
):
    port = live_server.url.rsplit(":", 1)[1]
    settings.CONTENT_ORIGIN = f"http://127.0.0.1:{port}"
    entries = {"index.html": REPORT % {"app": f"http://localhost:{port}"}}
    simulation = make_simulation(unit=people.school, entries=entries, title="Con lắc")
    version = publish(simulation)
    page = visit(people.candidate, reverse("library:resource", args=[version.code]))
    assert page.url.startswith("http://localhost:")
    frame = page.frame_locator("iframe[data-player]")
    expect(frame.locator("#said")).to_have_text("nhớ kín")
    with page.expect_response(re.compile("su-kien")):
        frame.locator("#done").click()
    page.wait_for_timeout(500)
    row = ActivityEvent.objects.get(kind="report")
    assert (row.is_self_reported, row.data["score"]) == (True, 9)
    assert Completion.objects.get().fraction == 1
    cookies = page.evaluate("document.cookie")
    assert "sessionid" not in cookies
