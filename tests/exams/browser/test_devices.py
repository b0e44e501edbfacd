"""Two tabs, two devices, two people at one computer (mark: browser)."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.exams.browser.seat import KEPT, KEPT_PAGES, READY, RECEIPT, SAVED

pytestmark = pytest.mark.browser
WAKE = "dispatchEvent(new Event('online'))"  # not to wait for the next heartbeat


def sit_down(seat, other):
    """Another pupil logs in at the same computer: her cookies are there now."""
    seat.context.clear_cookies()
    pairs = [p.strip().split("=", 1) for p in other["headers"]["Cookie"].split(";")]
    seat.context.add_cookies(
        [{"name": n, "value": v, "url": seat.server.address} for n, v in pairs]
    )


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


def take_over(seat):
    """Open the test on another device with the proctor's code; its page."""
    other = seat.new_context().new_page()
    other.goto(seat.address)
    other.click("#enter")
    expect(other.locator("#notice h1")).to_have_text("Bài đang mở trên máy khác")
    other.fill("#takeover", seat.candidate["takeover_code"])
    other.click("text=Làm tiếp trên máy này")
    other.wait_for_selector(".slot")
    seat.whole(other)
    return other


def test_the_wait_for_the_other_device_counts_down(seat):
    seat.enter()
    other = seat.new_context().new_page()
    other.goto(seat.address)
    other.click("#enter")
    timer = other.locator("#notice [role=timer]")
    expect(timer).to_have_text(re.compile(r"sau \d+ giây"))
    first = int(re.search(r"\d+", timer.inner_text()).group())
    other.fill("#takeover", "sai")
    other.click("text=Làm tiếp trên máy này")
    expect(other.locator("#notice form [role=status]")).to_have_text("Mã không đúng.")
    expect(timer).not_to_have_text(re.compile(rf"sau {first} giây"))
    assert int(re.search(r"\d+", timer.inner_text()).group()) < first


def test_another_device_takes_over_and_may_adopt(seat):
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    seat.context.route("**/saves", lambda route: route.abort())
    seat.choose("C")  # stays on the first device
    other = take_over(seat)
    expect(seat.card("choose_one", other).locator('input[value="A"]')).to_be_checked()

    seat.context.unroute("**/saves")
    seat.page.evaluate(WAKE)

    expect(seat.page.locator("#fate")).to_have_text(
        re.compile("^1 câu làm ở máy này đã lên máy chủ nhưng chưa tính vào bài")
    )
    assert "chưa gửi" not in seat.page.locator("body").inner_text()
    other.reload()  # what came after the take-over is offered here
    place = seat.place("choose_one") + 1
    other.click(f"dialog >> text=Câu {place}: máy kia C – bài này A")
    other.click("dialog .button--main")
    seat.whole(other)
    expect(seat.card("choose_one", other).locator('input[value="C"]')).to_be_checked()
    row = seat.sealed()
    assert [p["epoch"] for p in row["parked"]] == [1]
    assert row["values"][seat.slot("choose_one")]["value"] == {"choice": ["C"]}


def test_a_hand_in_that_came_after_a_take_over_says_what_became_of_it(seat):
    page = seat.page
    seat.enter().whole()
    seat.choose("A")
    seat.state(SAVED)
    seat.context.set_offline(True)
    seat.choose("C")
    seat.hand_in()
    seat.state(re.compile("Chưa nộp xong, đừng tắt máy"))
    other = take_over(seat)
    seat.context.set_offline(False)
    expect(page.locator("#fate")).to_have_text(re.compile("chưa tính vào bài"))

    other.click("#hand-in")
    other.click("dialog >> text=Không lấy")
    other.click("dialog .button--main")
    seat.state(RECEIPT, other)
    page.evaluate(WAKE)

    seat.state(RECEIPT)
    expect(page.locator("#notice")).to_contain_text(
        "1 câu làm ở máy này đã lên máy chủ"
    )
    assert seat.sealed()["values"][seat.slot("choose_one")]["value"] == {
        "choice": ["A"]
    }


def test_a_stranger_on_the_same_computer_sees_and_deletes_nothing(server, seat):
    seat.enter().whole()
    seat.context.route("**/saves", lambda route: route.abort())
    seat.choose("A")
    seat.state(KEPT)
    other = server.waiting.pop()
    seat.page.goto("about:blank")
    seat.context.unroute("**/saves")
    sit_down(seat, other)
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


def test_a_kept_room_is_never_shown_to_the_next_pupil(server, seat):
    page = seat.page
    page.goto(seat.address)
    page.wait_for_selector(READY)
    sit_down(seat, server.waiting.pop())
    seat.context.set_offline(True)

    page.goto(seat.address)

    expect(page.locator("#notice h1")).to_have_text("Trang này được giữ cho người khác")
    assert (
        seat.candidate["login"].split("-")[1] not in page.locator("body").inner_text()
    )
    assert page.evaluate(KEPT_PAGES) == 0


def test_logging_out_takes_the_kept_room_away(seat):
    page = seat.page
    page.goto(seat.address)
    page.wait_for_selector(READY)
    assert page.evaluate(KEPT_PAGES) == 1

    page.goto(f"{seat.server.address}/bai-kiem-tra/")
    page.click("form[data-leave] button")
    page.wait_for_url(f"{seat.server.address}/")

    assert page.evaluate(KEPT_PAGES) == 0
