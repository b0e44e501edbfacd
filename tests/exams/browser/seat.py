"""One candidate in front of a browser, and what the screen says to her."""

import re

from playwright.sync_api import expect

SAVED = re.compile(r"Đã lưu trên máy chủ lúc \d\d:\d\d:\d\d")
KEPT = re.compile(r"Đã giữ trên máy này, chưa gửi \d+ câu")
RECEIPT = re.compile(r"Đã nộp lúc \d\d:\d\d:\d\d, mã ([A-Z0-9]{10}), (\d+) câu")

READY = "#checks li:has-text('Mất mạng vẫn tải lại được')"
KEPT_PAGES = "caches.open('exam-pages').then((c) => c.keys()).then((k) => k.length)"


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
