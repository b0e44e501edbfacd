"""Two tabs, two devices, two people at one computer (mark: browser)."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.exams.browser.seat import KEPT, KEPT_PAGES, READY, SAVED

pytestmark = pytest.mark.browser


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
