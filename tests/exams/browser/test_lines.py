"""Bad lines and dying servers: no answer is lost, no page stays empty (mark: browser)."""

import re

import pytest
from playwright.sync_api import expect

from tests.exams.browser.seat import KEPT, READY, SAVED

pytestmark = pytest.mark.browser
KEEPS_MATHS = """async () => {
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      if (request.url.includes("KaTeX_Math-Italic")) return true;
  return false;
}"""


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


def test_the_first_visit_comes_back_without_a_line(seat):
    page = seat.page
    page.goto(seat.address)
    page.wait_for_selector(READY)
    seat.context.set_offline(True)
    page.reload()
    expect(page.locator("#room h1")).to_have_text("Thi thử máy")
    assert seat.candidate["login"].split("-")[1] in page.locator("#room").inner_text()
    seat.context.set_offline(False)

    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    page.wait_for_function(KEEPS_MATHS)
    seat.context.set_offline(True)
    page.reload()
    page.wait_for_selector(".slot")
    seat.whole()

    expect(seat.card("choose_one").locator('input[value="A"]')).to_be_checked()
    page.wait_for_function("document.fonts.check('italic 16px KaTeX_Math', 'x')")


def test_a_page_that_was_not_kept_says_so_without_a_line(seat):
    page = seat.page
    page.goto(seat.address)
    page.wait_for_selector(READY)
    page.evaluate("caches.delete('exam-pages')")
    seat.context.set_offline(True)

    page.reload()

    expect(page.locator("h1")).to_have_text("Không có mạng")


def test_offline_answers_are_kept_shown_and_sent_later(seat):
    seat.page.goto(seat.address)
    seat.page.wait_for_selector(READY)
    seat.enter()
    seat.context.set_offline(True)
    seat.whole()
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


SET_THE_CLOCK = """() => {
  const real = Date.now;
  Date.now = () => real.call(Date) + 2 * 3600 * 1000;
}"""


@pytest.mark.parametrize("has_line", [True, False])
def test_a_calendar_clock_that_is_set_ends_no_test(seat, has_line):
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    seat.context.set_offline(not has_line)
    seat.page.evaluate(SET_THE_CLOCK)
    seat.page.wait_for_timeout(2500)
    seat.context.set_offline(False)

    seat.choose("B")
    seat.state(SAVED, timeout=40_000)
    seat.hand_in()
    seat.receipt()
    row = seat.sealed()
    assert row["receipt"]["kind"] == "candidate"
    assert row["values"][seat.slot("choose_one")]["value"] == {"choice": ["B"]}
