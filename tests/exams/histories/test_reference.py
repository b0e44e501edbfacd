"""The suite notices every fault that exam-protocol.md plants, and no other."""

import pytest

from tests.exams.histories.reference import Reference
from tests.exams.histories.world import World

SERVER_FAULTS = [
    "last_write_wins", "no_epoch_check", "save_after_close", "ack_before_commit",
    "second_seal", "no_lazy_close", "no_digest", "no_dedup", "read_then_write",
]  # fmt: skip
CLIENT_FAULTS = ["restamp_all", "restamp_two", "seq_from_clock", "html_is_ack"]
MOST = 1500


def histories(count, faults=(), *, start=0):
    """Yield (seed, violations) of each history that broke something."""
    for seed in range(start, start + count):
        found = World(Reference(faults), seed, faults).run()
        if found:
            yield seed, found


def test_the_reference_breaks_nothing():
    assert list(histories(1000)) == []


@pytest.mark.parametrize("fault", SERVER_FAULTS + CLIENT_FAULTS)
def test_a_planted_fault_is_caught(fault):
    assert next(histories(MOST, [fault]), None) is not None


@pytest.mark.nightly
def test_the_reference_breaks_nothing_in_many_histories():
    assert list(histories(50_000, start=1_000_000)) == []
