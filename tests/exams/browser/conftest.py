"""A server for each file of journeys, and a seat for each test."""

import pytest

from tests.exams.browser.seat import Seat
from tests.exams.browser.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    found = Server(tmp_path_factory.mktemp("var")).rehearse(
        candidates=10, items=10, minutes=60
    )
    yield found
    found.stop(hard=False)


@pytest.fixture
def seat(server, browser):
    if server.process is None:  # the test before broke off with the server down
        server.start()
    found = Seat(server, browser, server.waiting.pop())
    yield found
    found.close()
