"""What the tests of the protocol share."""

from datetime import timedelta

import pytest

from exams.queries import clock, forms, gate
from exams.services import load
from tests.exams.phone import Phone
from tests.factories.exams import make_attempt


@pytest.fixture(autouse=True)
def _fresh_process():
    """Ids come again from test to test, so what a process keeps must go."""
    forms.forget()
    load.messages._levels.clear()
    load.wrong_codes._levels.clear()
    load._seconds = 0.0
    gate.breaker.answered()


@pytest.fixture
def hours(monkeypatch):
    """Let the database's clock run ahead: hours(seconds) from now on."""
    honest = clock.read
    ahead = [timedelta()]

    def jump(seconds):
        ahead[0] += timedelta(seconds=seconds)

    monkeypatch.setattr(clock, "read", lambda raw: honest(raw) + ahead[0])
    return jump


@pytest.fixture
def attempt(db):
    return make_attempt()


@pytest.fixture
def phone(attempt, client):
    """A device of the candidate that has claimed the attempt."""
    return Phone.of(attempt, client).claimed()
