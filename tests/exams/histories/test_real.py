"""The product lives through random histories and keeps every invariant."""

import pytest
from django.db import connection

from exams.services import verifying
from tests.exams.histories.real import Real
from tests.exams.histories.world import World

pytestmark = pytest.mark.django_db


def live(seeds, hours):
    """Return what was broken, by seed."""
    broken, sitting = {}, Real.make_sitting()
    for seed in seeds:
        server = Real(hours, sitting)
        found = World(server, seed).run(steps=30)
        if found:
            broken[seed] = found
    breaks = verifying.verify(sitting_id=sitting.pk)["breaks"]
    return broken | ({"I10": breaks} if breaks else {})


def test_random_histories_break_no_invariant(hours):
    # Each costs five times as much on PostgreSQL; the nightly ten thousand run there too.
    count = 300 if connection.vendor == "sqlite" else 100
    assert live(range(count), hours) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(10_000, 20_000, 500))
def test_ten_thousand_histories_break_no_invariant(hours, start):
    assert live(range(start, start + 500), hours) == {}
