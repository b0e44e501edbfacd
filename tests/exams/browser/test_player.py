"""Whole journeys in a browser, from the room to the receipt (mark: browser)."""

import pytest
from playwright.sync_api import expect

from tests.exams.browser.seat import KEPT_PAGES, RECEIPT, SAVED, Seat, answer_every_kind

pytestmark = pytest.mark.browser


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
    assert seat.page.evaluate(KEPT_PAGES) == 0
    seat.page.reload()
    seat.state(RECEIPT)
    seat.page.click("text=Xem biên nhận")
    expect(seat.page.locator(".receipt__code")).to_be_visible()


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
