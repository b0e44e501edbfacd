"""Whole journeys in a browser against a server that can die (mark: browser)."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.exams.browser.server import Server

pytestmark = pytest.mark.browser
SAVED = re.compile(r"Đã lưu trên máy chủ lúc \d\d:\d\d:\d\d")
KEPT = re.compile(r"Đã giữ trên máy này, chưa gửi \d+ câu")
RECEIPT = re.compile(r"Đã nộp lúc \d\d:\d\d:\d\d, mã ([A-Z0-9]{10}), (\d+) câu")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    found = Server(tmp_path_factory.mktemp("var")).rehearse(
        candidates=15, items=10, minutes=60
    )
    yield found
    found.stop(hard=False)


KEPT_PAGES = """async () => {
  const cache = await caches.open("exam-pages");
  return (await cache.keys()).map((request) => request.url);
}"""


class Seat:
    """One candidate in front of a browser."""

    def __init__(self, server, browser, candidate):
        self.server = server
        self.browser = browser
        self.candidate = candidate
        self.slots = server.rehearsal["forms"][candidate["form"]]
        self.context = self.new_context()
        self.page = self.context.new_page()

    def new_context(self, **more):
        context = self.browser.new_context(
            locale="vi-VN", viewport={"width": 360, "height": 740}, **more
        )
        pairs = [p.strip().split("=", 1) for p in self.cookie.split(";")]
        context.add_cookies(
            [{"name": n, "value": v, "url": self.server.address} for n, v in pairs]
        )
        return context

    @property
    def cookie(self):
        return self.candidate["headers"]["Cookie"]

    @property
    def address(self):
        return f"{self.server.address}/bai-kiem-tra/{self.candidate['attempt']}/"

    def place(self, kind):
        return next(n for n, s in enumerate(self.slots) if s["kind"] == kind)

    def slot(self, kind):
        return self.slots[self.place(kind)]["slot"]

    def enter(self, page=None):
        page = page or self.page
        page.goto(self.address)
        page.click("#enter")
        page.wait_for_selector(".slot")
        return self

    def whole(self, page=None):
        (page or self.page).evaluate("document.getElementById('whole').click()")
        return self

    def card(self, kind, page=None):
        return (page or self.page).locator(f'[data-slot="{self.slot(kind)}"]')

    def choose(self, letter, page=None, kind="choose_one"):
        self.card(kind, page).locator(f'input[value="{letter}"]').check(force=True)

    def state(self, text, page=None, timeout=20_000):
        expect((page or self.page).locator("#save")).to_have_text(text, timeout=timeout)

    def hand_in(self):
        self.page.click("#hand-in")
        self.page.click("dialog .button--main")

    def receipt(self):
        self.state(RECEIPT)
        return RECEIPT.search(self.page.locator("#save").inner_text()).groups()

    def sealed(self):
        rows = self.server.sealed(self.server.rehearsal["sitting"])
        return rows[self.candidate["attempt"]]

    def close(self):
        self.context.close()


@pytest.fixture
def seat(server, browser):
    if server.process is None:  # the test before broke off with the server down
        server.start()
    found = Seat(server, browser, server.waiting.pop())
    yield found
    found.close()


def answer_every_kind(seat):
    page = seat.page
    seat.choose("B")
    seat.choose("A", kind="choose_many")
    seat.choose("C", kind="choose_many")
    truth = seat.card("true_false_cluster").locator("fieldset")
    truth.nth(0).locator("input").nth(0).check(force=True)
    truth.nth(1).locator("input").nth(1).check(force=True)
    seat.card("short_answer").locator("input").fill("-1,5")
    seat.card("numeric").locator("input").fill("12,5")
    seat.card("short_text").locator("input").fill("tiếng Việt ộ")
    pairs = seat.card("match").locator("select")
    pairs.nth(0).select_option(index=3)
    pairs.nth(2).select_option(index=2)
    order = seat.card("order")
    order.locator("[data-down]").nth(0).focus()
    page.keyboard.press("Enter")  # by keyboard
    seat.card("cloze").locator("input").fill("100")
    seat.card("cloze").locator("select").select_option(index=1)
    board = seat.card("hotspot").locator(".hotspot")
    board.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def test_every_kind_can_be_answered_and_what_was_saved_is_sealed(seat):
    page, errors = seat.page, []
    page.on("pageerror", lambda error: errors.append(str(error)))
    seat.enter().whole()
    answer_every_kind(seat)
    seat.state(SAVED)
    assert page.locator("#progress").inner_text() == "Đã làm 10/10 câu"

    seat.hand_in()
    code, count = seat.receipt()

    row = seat.sealed()
    values = {s["kind"]: row["values"][s["slot"]]["value"] for s in seat.slots}
    assert errors == []
    assert (row["receipt"]["code"], count) == (code, "10")
    assert values == {
        "choose_one": {"choice": ["B"]},
        "choose_many": {"choice": ["A", "C"]},
        "true_false_cluster": {"truth": {"a": True, "b": False}},
        "short_answer": {"text": "-1,5"},
        "numeric": {"text": "12,5"},
        "short_text": {"text": "tiếng Việt ộ"},
        "match": {"pairs": [["A", "3"], ["C", "2"]]},
        "order": {"order": ["B", "A", "C", "D"]},
        "cloze": {"gaps": {"1": "100", "2": "A"}},
        "hotspot": {"points": [["110", "60"]]},
    }


def test_after_the_receipt_nothing_stays_on_the_device(seat):
    seat.enter().whole()
    seat.choose("A")
    seat.hand_in()
    seat.receipt()

    left = seat.page.evaluate(
        """async () => {
          await new Promise((r) => setTimeout(r, 1500));
          const base = await new Promise((r) => {
            const q = indexedDB.open("lms-exams"); q.onsuccess = () => r(q.result);
          });
          const counts = [];
          for (const name of base.objectStoreNames) counts.push(await new Promise((r) => {
            const q = base.transaction(name).objectStore(name).count();
            q.onsuccess = () => r(q.result);
          }));
          return counts.reduce((sum, n) => sum + n, 0);
        }"""
    )
    assert left == 0
    assert seat.page.evaluate(KEPT_PAGES) == []
    seat.page.reload()
    seat.state(RECEIPT)
    seat.page.click("text=Xem biên nhận")
    expect(seat.page.locator(".receipt__code")).to_be_visible()


def test_a_reload_keeps_answers_and_goes_on(seat):
    seat.enter().whole()
    seat.choose("C")
    seat.page.reload()
    seat.page.wait_for_selector(".slot")
    seat.whole()

    expect(seat.card("choose_one").locator('input[value="C"]')).to_be_checked()
    seat.state(SAVED)
    seat.choose("D")
    seat.state(SAVED)
    seat.hand_in()
    seat.receipt()
    assert seat.sealed()["values"][seat.slot("choose_one")]["value"] == {
        "choice": ["D"]
    }


def test_offline_answers_are_kept_shown_and_sent_later(seat):
    seat.enter().whole()
    seat.page.wait_for_selector("[data-offline=ready]")
    seat.context.set_offline(True)
    seat.choose("A")
    seat.state(KEPT)
    seat.page.reload()  # without a line: page and paper come from the device
    seat.page.wait_for_selector(".slot", timeout=20_000)
    seat.whole()
    expect(seat.card("choose_one").locator('input[value="A"]')).to_be_checked()
    seat.choose("B", kind="choose_many")
    seat.state(re.compile("chưa gửi 2 câu"))

    seat.context.set_offline(False)

    seat.state(SAVED, timeout=40_000)
    seat.hand_in()
    seat.receipt()
    values = seat.sealed()["values"]
    assert values[seat.slot("choose_one")]["value"] == {"choice": ["A"]}
    assert values[seat.slot("choose_many")]["value"] == {"choice": ["B"]}


def test_the_room_says_when_it_can_be_loaded_again_without_a_line(seat):
    page = seat.page
    page.goto(seat.address)
    expect(page.locator("#checks")).to_contain_text(
        "Mất mạng vẫn tải lại được trang này."
    )
    seat.context.set_offline(True)
    page.reload()
    expect(page.locator("#room h1")).to_be_visible()
    assert page.evaluate(KEPT_PAGES) == [seat.address]
    seat.context.set_offline(False)
    page.reload()
    page.click("#enter")
    page.wait_for_selector(".slot")


def test_the_page_of_whoever_sat_here_before_does_not_stay(server, seat):
    seat.page.goto(seat.address)
    seat.page.wait_for_selector("[data-offline=ready]")
    other = Seat(server, seat.browser, server.waiting.pop())
    other.close()
    cookies = [p.strip().split("=", 1) for p in other.cookie.split(";")]
    seat.context.add_cookies(
        [{"name": n, "value": v, "url": server.address} for n, v in cookies]
    )
    seat.page.goto(other.address)
    seat.page.wait_for_selector("[data-offline=ready]")

    assert seat.page.evaluate(KEPT_PAGES) == [other.address]


def test_the_server_dies_and_comes_back(server, seat):
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    server.stop()
    seat.choose("B")
    seat.state(KEPT)
    seat.hand_in()
    seat.state(re.compile("Chưa nộp xong, đừng tắt máy"))
    assert "Đã nộp" not in seat.page.locator("body").inner_text()

    server.start()

    seat.receipt()
    assert seat.sealed()["values"][seat.slot("choose_one")]["value"] == {
        "choice": ["B"]
    }


def test_a_captive_portal_is_no_acknowledgement(seat):
    seat.enter().whole()
    seat.context.route(
        "**/saves",
        lambda route: route.fulfill(
            status=200, content_type="text/html", body="<h1>Welcome</h1>"
        ),
    )
    seat.choose("A")
    seat.state(KEPT)
    seat.page.wait_for_timeout(6000)
    seat.state(KEPT)
    seat.context.unroute("**/saves")
    seat.state(SAVED, timeout=60_000)


def test_a_second_tab_looks_on_until_it_is_taken(seat):
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    second = seat.context.new_page()
    second.goto(seat.address)
    expect(second.locator("#notice h1")).to_have_text("Bài đang mở ở tab khác")

    second.click("text=Dùng ở tab này")

    second.wait_for_selector(".slot")
    expect(seat.page.locator("#notice h1")).to_have_text("Bài đang mở ở tab khác")
    seat.whole(second)
    seat.choose("B", second)
    seat.state(SAVED, second)


def test_another_device_takes_over_and_may_adopt(seat):
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    seat.context.route("**/saves", lambda route: route.abort())
    seat.choose("C")  # stays on the first device
    other_context = seat.new_context()
    other = other_context.new_page()
    other.goto(seat.address)
    other.click("#enter")
    expect(other.locator("#notice h1")).to_have_text("Bài đang mở trên máy khác")
    other.fill("#takeover", "sai")
    other.click("text=Làm tiếp trên máy này")
    expect(other.locator("#notice [role=status]")).to_have_text("Mã không đúng.")
    other.fill("#takeover", seat.candidate["takeover_code"])
    other.click("text=Làm tiếp trên máy này")
    other.wait_for_selector(".slot")
    seat.whole(other)
    expect(seat.card("choose_one", other).locator('input[value="A"]')).to_be_checked()

    seat.context.unroute("**/saves")

    expect(seat.page.locator("#notice h1")).to_have_text(
        "Bài đang mở trên máy khác", timeout=60_000
    )
    other.reload()  # the old device's last answer is parked; it is offered
    other.wait_for_selector(".slot")
    other_context.close()
    row = seat.sealed()
    assert [p["epoch"] for p in row["parked"]] == [1]
    assert row["values"][seat.slot("choose_one")]["value"] == {"choice": ["A"]}


def test_time_runs_out_and_the_work_is_handed_in(server, browser):
    found = server.json(
        "prepare_rehearsal", "--candidates", "1", "--items", "10", "--minutes", "0.2"
    )
    server.rehearsal, before = found, server.rehearsal
    try:
        seat = Seat(server, browser, found["candidates"][0])
        seat.enter().whole()
        seat.choose("B")
        seat.receipt()
        row = seat.sealed()
        seat.close()
    finally:
        server.rehearsal = before
    assert row["receipt"]["kind"] == "candidate"
    assert row["values"][seat.slot("choose_one")]["value"] == {"choice": ["B"]}


def test_a_stranger_on_the_same_computer_sees_and_deletes_nothing(server, seat):
    seat.enter().whole()
    seat.context.route("**/saves", lambda route: route.abort())
    seat.choose("A")
    seat.state(KEPT)
    other = server.waiting.pop()
    seat.page.goto("about:blank")
    seat.context.unroute("**/saves")
    seat.context.clear_cookies()
    pairs = [p.strip().split("=", 1) for p in other["headers"]["Cookie"].split(";")]
    seat.context.add_cookies(
        [{"name": n, "value": v, "url": server.address} for n, v in pairs]
    )
    seat.page.goto(f"{server.address}/bai-kiem-tra/{other['attempt']}/")
    seat.page.wait_for_timeout(3000)

    kept = seat.page.evaluate(
        """async () => {
          const base = await new Promise((r) => {
            const q = indexedDB.open("lms-exams"); q.onsuccess = () => r(q.result);
          });
          const all = (name) => new Promise((r) => {
            const q = base.transaction(name).objectStore(name).getAll();
            q.onsuccess = () => r(q.result);
          });
          return [(await all("answers")).length, (await all("queue")).length];
        }"""
    )
    assert kept == [0, 0]
    base = sqlite3.connect(server.var / "db.sqlite3")
    (count,) = base.execute("SELECT count(*) FROM exams_envelope").fetchone()
    base.close()
    assert count == 1  # sealed, and sent for the one who sat here before


def test_the_page_is_whole_for_axe_like_basics(seat):
    seat.enter()
    page = seat.page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, a")]
          .filter((n) => n.offsetParent && !(n.innerText?.trim() || n.ariaLabel
            || n.labels?.length || n.title)).length"""
    )
    assert nameless == 0
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, .option, .chip")]
          .filter((n) => n.offsetParent && n.getBoundingClientRect().height < 36).length"""
    )
    assert small == 0
