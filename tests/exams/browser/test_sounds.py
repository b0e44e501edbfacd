"""A sound that may be heard twice, in the browser's own player."""

import base64

import pytest
from playwright.sync_api import expect

from tests.sounds import wav

pytestmark = pytest.mark.browser
DRESS = """async ({ address, module, plays }) => {
  const { Sounds } = await import(module);
  document.body.innerHTML = ["a", "b"].map((id) => `<div id="${id}"><span class="sound"
    data-sound="nghe1" data-plays="2"><audio src="${address}"></audio></span></div>`).join("");
  window.kept = plays;
  const words = { listen: "Nghe", plays_left: "còn %(n)s", playing: "Đang phát", no_plays: "Đã hết" };
  const sounds = new Sounds({ words, plays, announce() {}, keep(now) { window.kept = now; } });
  sounds.dress(document.body);
}"""


def test_a_sound_is_heard_as_often_as_it_may_be_wherever_it_stands(seat):
    page = seat.page
    page.goto(seat.address)
    module = page.evaluate(
        "fetch('/bai-kiem-tra/sw.js').then((r) => r.text())"
        '.then((t) => t.match(/\\/bai-kiem-tra\\/ma\\/[^"]+sounds\\.js/)[0])'
    )
    address = f"data:audio/wav;base64,{base64.b64encode(wav()).decode()}"

    def dress(plays):
        page.evaluate(DRESS, {"address": address, "module": module, "plays": plays})

    dress({})
    one, other = page.locator("#a button"), page.locator("#b button")
    expect(page.locator("#b .rows__note")).to_have_text("còn 2")
    one.click()
    expect(other).to_be_disabled()  # the same sound, while it plays
    expect(page.locator("#b .rows__note")).to_have_text("còn 1")
    assert page.locator("audio").count() == 0  # nothing to seek with
    dress(page.evaluate("window.kept"))  # after a reload
    other.click()
    expect(page.locator("#a .rows__note")).to_have_text("Đã hết")
    expect(one).to_be_disabled()
    assert page.evaluate("window.kept") == {"nghe1": 2}
