"""The packages in a sandboxed frame, under a policy that allows them nothing else."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.content.sources import DEMO

FRAME = """<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Khung</title>
<style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 2600px }</style>
<iframe sandbox="allow-scripts" src="/SIM/index.html"></iframe></html>"""


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        if not self.path.startswith("/frame/"):
            super().do_GET()
            return
        page = FRAME.replace("SIM", Path(self.path).name).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self):
        if not self.path.startswith("/frame/"):
            self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address():
    handler = partial(Handler, directory=str(DEMO / "simulations"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def framed(page, address):
    """Return a function that opens a package and gives its frame and its reports."""
    said = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(
        "window.reports = []; addEventListener('message', (e) => reports.push(e.data))"
    )

    def open_package(name, width):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}/frame/{name}")
        frame = page.frame_locator("iframe")
        frame.locator("#tasks li").first.wait_for()
        return frame

    yield open_package
    assert said == []


def set_range(frame, name, value):
    frame.locator(f"#{name}").fill(str(value))


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_throws_are_measured_and_tasks_reported(page, framed, width):
    frame = framed("nem-xien", width)

    frame.get_by_role("button", name="Ném", exact=True).click()
    for angle in (30, 60):
        set_range(frame, "angle", angle)
        frame.get_by_role("button", name="Ném", exact=True).click()

    rows = frame.locator("#records tr")
    assert rows.count() == 3
    assert rows.last.inner_text().split() == [
        "1", "20", "45", "0", "không", "40,82", "10,2", "2,89",
    ]  # fmt: skip
    assert frame.locator("#tasks .done").count() == 2
    assert page.evaluate("reports.at(-1)") == {
        "type": "lms-progress",
        "fraction": 0.5,
        "detail": "Đã xong 2/4 nhiệm vụ",
    }
    assert frame.locator("body").evaluate("b => b.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_it_can_be_done_with_the_keyboard_alone(framed):
    frame = framed("nem-xien", 360)
    angle = frame.locator("#angle")

    angle.focus()
    angle.press("ArrowRight")
    angle.press("Enter")

    assert frame.locator("#records tr").first.inner_text().split()[2] == "46"
    frame.locator("#moment").press("Home")
    assert "t = 0 s" in frame.locator("#moment-text").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_parabola_answers_to_the_sliders(page, framed, width):
    frame = framed("parabol", width)

    for name, tenths in (("a", -10), ("b", 20), ("c", 30)):
        set_range(frame, name, tenths)

    assert frame.locator("#formula").inner_text() == "y = \u2212x² + 2x + 3"
    assert frame.locator("#facts dd").first.inner_text() == "(1; 4)"
    assert frame.locator("#tasks .done").count() == 1
    assert page.evaluate("reports.at(-1).fraction") == pytest.approx(1 / 3)
    assert frame.locator("body").evaluate("b => b.scrollWidth <= innerWidth")
