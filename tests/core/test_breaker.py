"""The breaker: when nobody waits for the database, and how waiting comes back."""

import pytest

from lms.core import breaker as module
from lms.core.breaker import CircuitBreaker


@pytest.fixture
def hand(monkeypatch):
    """A monotonic clock that stands until it is moved."""
    hand = {"now": 100.0}
    monkeypatch.setattr(module.time, "monotonic", lambda: hand["now"])
    return hand


def opened(hand):
    breaker = CircuitBreaker()
    hand["now"] += 5
    breaker.failed(hand["now"] - 5)
    return breaker


def test_a_wait_in_vain_spares_the_others_the_wait(hand):
    breaker = opened(hand)

    assert not breaker.is_worth_a_try()
    assert breaker.refuses_all()


def test_after_a_pause_one_at_a_time_tries(hand):
    breaker = opened(hand)
    hand["now"] += module.PAUSE_S

    assert not breaker.refuses_all()
    assert [breaker.is_worth_a_try() for _n in range(3)] == [True, False, False]
    breaker.failed(hand["now"])
    assert not breaker.is_worth_a_try()
    hand["now"] += module.PAUSE_S
    assert breaker.is_worth_a_try()
    breaker.answered()
    assert [breaker.is_worth_a_try() for _n in range(3)] == [True] * 3


def test_one_who_waits_while_others_are_served_stops_nobody(hand):
    breaker = CircuitBreaker()
    hand["now"] += 3
    breaker.answered()
    hand["now"] += 3
    breaker.failed(hand["now"] - 6)

    assert breaker.is_worth_a_try()


def test_a_quick_failure_stops_nobody(hand):
    breaker = CircuitBreaker()
    hand["now"] += 5
    breaker.failed(hand["now"] - 0.2)

    assert breaker.is_worth_a_try()


def test_a_try_that_never_ends_does_not_keep_the_fuse_blown(hand):
    breaker = opened(hand)
    hand["now"] += module.PAUSE_S
    assert breaker.is_worth_a_try()
    hand["now"] += module.TRY_S
    assert breaker.is_worth_a_try()
