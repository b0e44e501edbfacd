"""The bank fills every blueprint twice without a question in common."""

import random
from collections import Counter
from decimal import Decimal

import pytest

from tests.content.sources import DEMO, bank, read_json

NAMES = sorted(path.name for path in (DEMO / "blueprints").glob("*.json"))
POOL = bank("mat10")["items"]
SHARES = {  # points by kind, then by level
    "mat10-15-phut.json": (
        {"choose_one": 8, "short_answer": 2},
        {"biet": 5, "hieu": 4, "van_dung": 1},
    ),
    "mat10-cuoi-ki-1-7991.json": (  # letter 7991: 3-2-2-3 and 40/30/30
        {"choose_one": 3, "true_false_cluster": 2, "short_answer": 2, "essay": 3},
        {"biet": 4, "hieu": 3, "van_dung": 3},
    ),
    "mat10-cau-truc-2025.json": (  # QĐ 764/2024: 12/4/6
        {"choose_one": 3, "true_false_cluster": 4, "short_answer": 3},
        {"biet": 4, "hieu": 3, "van_dung": 3},
    ),
}


def fits(item, row):
    below = f"{item['node']}.".startswith(f"{row['node']}.")
    return below and (item["kind"], item["level"]) == (row["kind"], row["level"])


def draw(blueprint, *, taken, rng):
    """Return the items of one paper, or None where enemies are in the way."""
    paper, barred = [], set(taken)
    rows = sorted(
        blueprint["rows"], key=lambda row: sum(fits(item, row) for item in POOL)
    )
    for row in rows:
        free = [i for i in POOL if fits(i, row) and i["code"] not in barred]
        rng.shuffle(free)
        for _place in range(row["count"]):
            item = next((i for i in free if i["code"] not in barred), None)
            if item is None:
                return None
            paper.append(item)
            barred |= {item["code"], *item["enemies"]}
    return paper


def two_papers(blueprint):
    rng = random.Random(2025)  # noqa: S311 - a repeatable draw, no secret
    for _attempt in range(20_000):
        first = draw(blueprint, taken=set(), rng=rng)
        second = first and draw(
            blueprint, taken={item["code"] for item in first}, rng=rng
        )
        if second:
            return first, second
    return None


@pytest.mark.parametrize("name", NAMES)
def test_points_by_kind_and_level(name):
    kinds, levels = Counter(), Counter()
    for row in read_json(f"blueprints/{name}")["rows"]:
        worth = row["count"] * Decimal(row["points"])
        kinds[row["kind"]] += worth
        levels[row["level"]] += worth

    assert (dict(kinds), dict(levels)) == SHARES[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_holds_twice_what_it_gives(name):
    short = [
        row
        for row in read_json(f"blueprints/{name}")["rows"]
        if sum(fits(item, row) for item in POOL) < 2 * row["count"]
    ]

    assert short == []


@pytest.mark.parametrize("name", NAMES)
def test_two_disjoint_papers_can_be_drawn(name):
    blueprint = read_json(f"blueprints/{name}")

    papers = two_papers(blueprint)

    assert papers is not None
    for paper in papers:
        codes = {item["code"] for item in paper}
        assert len(codes) == sum(row["count"] for row in blueprint["rows"])
        assert sum(item["seconds"] for item in paper) <= blueprint["seconds_max"]
        assert not any(codes & set(item["enemies"]) for item in paper)
