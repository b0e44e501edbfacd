"""What a browser really loads for the student's start page (mark: browser)."""

import pytest

from tests.exams.browser.server import Server
from tests.portal.test_first_paint import MOST_BYTES, MOST_REQUESTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    found = Server(tmp_path_factory.mktemp("var")).rehearse(
        candidates=1, items=2, minutes=60
    )
    yield found
    found.stop(hard=False)


def test_a_cold_browser_loads_a_light_start_page(server, browser):
    (candidate,) = server.rehearsal["candidates"]
    pairs = [p.strip().split("=", 1) for p in candidate["headers"]["Cookie"].split(";")]
    context = browser.new_context(
        locale="vi-VN", viewport={"width": 360, "height": 740}
    )
    context.add_cookies(
        [{"name": n, "value": v, "url": server.address} for n, v in pairs]
    )
    page = context.new_page()
    wire, sizes = context.new_cdp_session(page), {}
    wire.send("Network.enable")
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )

    page.goto(server.address + "/", wait_until="networkidle")

    assert page.locator("main h1").count() == 1
    assert len(sizes) > 4
    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes.values()) <= MOST_BYTES
    context.close()
