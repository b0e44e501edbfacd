"""The fuse: when nobody waits for the database, and how waiting comes back."""

import pytest

from exams.queries import fuse as module
from exams.queries.fuse import Fuse


@pytest.fixture
def hand(monkeypatch):
    """A monotonic clock that stands until it is moved."""
    hand = {"now": 100.0}
    monkeypatch.setattr(module.time, "monotonic", lambda: hand["now"])
    return hand


def blown(hand):
    fuse = Fuse()
    hand["now"] += 5
    fuse.failed(hand["now"] - 5)
    return fuse


def test_a_wait_in_vain_spares_the_others_the_wait(hand):
    fuse = blown(hand)

    assert not fuse.is_worth_a_try()
    assert fuse.is_closed_to_all()


def test_after_a_pause_one_at_a_time_tries(hand):
    fuse = blown(hand)
    hand["now"] += module.PAUSE_S

    assert not fuse.is_closed_to_all()
    assert [fuse.is_worth_a_try() for _n in range(3)] == [True, False, False]
    fuse.failed(hand["now"])
    assert not fuse.is_worth_a_try()
    hand["now"] += module.PAUSE_S
    assert fuse.is_worth_a_try()
    fuse.answered()
    assert [fuse.is_worth_a_try() for _n in range(3)] == [True] * 3


def test_one_who_waits_while_others_are_served_stops_nobody(hand):
    fuse = Fuse()
    hand["now"] += 3
    fuse.answered()
    hand["now"] += 3
    fuse.failed(hand["now"] - 6)

    assert fuse.is_worth_a_try()


def test_a_quick_failure_stops_nobody(hand):
    fuse = Fuse()
    hand["now"] += 5
    fuse.failed(hand["now"] - 0.2)

    assert fuse.is_worth_a_try()


def test_a_try_that_never_ends_does_not_keep_the_fuse_blown(hand):
    fuse = blown(hand)
    hand["now"] += module.PAUSE_S
    assert fuse.is_worth_a_try()
    hand["now"] += module.TRY_S
    assert fuse.is_worth_a_try()
