"""Assembly: what rows mean, groups, several papers, what cannot be."""

from random import Random

import pytest

from exams.rules.assembly.assemble import FEASIBLE, INFEASIBLE, OPTIMAL, assemble
from exams.rules.assembly.pool import PoolItem, as_row, from_row, pool_digest
from exams.rules.blueprint_reader import read_blueprint
from lms.core.errors import DomainError


def make_pool(size=60, *, seed=1, **changes):
    rnd = Random(seed)  # noqa: S311  the same pool in every run
    return [
        PoolItem(
            code=f"Q{n:03d}",
            kind="choose_one",
            level=("biet", "hieu", "van_dung")[n % 3],
            node=f"N{n % 4}",
            seconds=60,
            **{"a": rnd.uniform(0.6, 1.6), "b": rnd.gauss(0, 1)} | changes,
        )
        for n in range(size)
    ]


def plan_of(rows=(), **more):
    return read_blueprint({"rows": list(rows), **more})


def row(count, **cell):
    return {"count": count} | cell


def drawn(found):
    return [[pick.item.code for pick in paper] for paper in found.papers]


def names(found):
    return [unmet.name for unmet in found.unmet]


def test_a_row_takes_items_of_nodes_below_it():
    tree = {"N1": frozenset({"T"}), "N2": frozenset({"T"})}
    found = assemble(plan_of([row(5, node="T")]), make_pool(), tree=tree)
    assert found.status == OPTIMAL
    assert {pick.item.node for pick in found.papers[0]} <= {"N1", "N2"}


def test_overlapping_rows_add_up_and_no_item_serves_two():
    plan = plan_of([row(4, node="N0", points="1"), row(6, points="0.5")])
    found = assemble(plan, make_pool(20))
    codes = drawn(found)[0]
    assert len(set(codes)) == 10
    points = sorted(str(pick.points) for pick in found.papers[0])
    assert points == ["0.5"] * 6 + ["1"] * 4


def test_rows_that_overlap_are_margins_where_the_length_is_smaller():
    rows = [row(6, level="biet"), row(4, level="hieu"), row(5, node="N0")]
    found = assemble(plan_of(rows, length=10), make_pool())
    paper = [pick.item for pick in found.papers[0]]
    assert len(paper) == 10
    assert sum(item.level == "biet" for item in paper) == 6
    assert sum(item.node == "N0" for item in paper) == 5


def test_length_beyond_the_rows_is_filled_from_what_fits_no_row():
    found = assemble(plan_of([row(3, node="N0")], length=8), make_pool())
    paper = [pick.item for pick in found.papers[0]]
    assert len(paper) == 8
    assert sum(item.node == "N0" for item in paper) == 3


def test_length_and_bounds_alone_are_a_blueprint():
    plan = plan_of(
        length=9,
        bounds=[{"level": "biet", "min": 4, "max": 5}, {"node": "N1", "max": 0}],
        rules={"maximin_information": [0]},
    )
    found = assemble(plan, make_pool())
    paper = [pick.item for pick in found.papers[0]]
    assert found.status == OPTIMAL
    assert 4 <= sum(item.level == "biet" for item in paper) <= 5
    assert not [item for item in paper if item.node == "N1"]


def test_papers_stay_apart_as_asked():
    rules = {"max_overlap": 2, "target_information": [{"theta": 0, "value": 2}]}
    plan = plan_of([row(10)], rules=rules)
    found = assemble(plan, make_pool(60), papers=4, seed=5)
    sets = [set(codes) for codes in drawn(found)]
    shared = [len(a & b) for n, a in enumerate(sets) for b in sets[:n]]
    assert len(shared) == 6
    assert max(shared) <= 2
    assert found.status == OPTIMAL
    assert found.objective - found.bound <= found.tolerance


def test_disjoint_papers_are_levelled_against_each_other():
    rules = {"max_overlap": 0, "maximin_information": [-1, 1]}
    found = assemble(plan_of([row(10)], rules=rules), make_pool(80), papers=3)
    assert found.status in {OPTIMAL, FEASIBLE}
    assert found.objective <= found.bound
    assert found.objective == pytest.approx(found.bound, rel=5e-3)


def test_a_passage_is_taken_whole_or_not_at_all():
    pool = [
        PoolItem(code=f"G{n}", kind="choose_one", group=f"P{n // 4}") for n in range(12)
    ]
    plan = plan_of([row(8)], rules={"whole_groups": True})
    codes = drawn(assemble(plan, pool, seed=2))[0]
    groups = [code[1:] for code in codes]
    counts = {g: sum(int(c) // 4 == g for c in groups) for g in range(3)}
    assert sorted(counts.values()) == [0, 4, 4]
    odd = assemble(plan_of([row(6)], rules={"whole_groups": True}), pool)
    assert odd.status == INFEASIBLE


def test_seconds_count():
    plan = plan_of([row(5)], seconds_max=300)
    assert assemble(plan, make_pool()).status == OPTIMAL
    short = assemble(plan_of([row(5)], seconds_max=299), make_pool())
    assert [(u.name, u.needed, u.available) for u in short.unmet] == [
        (("row", 0), 5, 4),
        (("seconds_max",), 300, 299),
    ]


def test_every_short_row_is_named():
    rows = [
        row(9, node="N0"),
        row(40, node="N1"),
        row(1, node="NX"),
        row(2, kind="essay"),
    ]
    found = assemble(plan_of(rows), make_pool())
    assert found.status == INFEASIBLE
    assert found.papers == ()
    assert [(u.name, u.needed, u.available) for u in found.unmet] == [
        (("row", 1), 40, 15),
        (("row", 2), 1, 0),
        (("row", 3), 2, 0),
    ]


def test_a_bound_against_a_row_names_both():
    plan = plan_of([row(6, node="N0")], bounds=[{"level": "biet", "max": 0}])
    pool = [item for item in make_pool() if item.level == "biet"]
    assert names(assemble(plan, pool)) == [("row", 0), ("bound", 0)]


def test_a_bound_that_contradicts_itself_is_named():
    plan = plan_of(length=5, bounds=[{"level": "biet", "min": 3, "max": 2}])
    found = assemble(plan, make_pool())
    assert [(u.name, u.needed, u.available) for u in found.unmet] == [
        (("bound", 0), 3, 2)
    ]


def test_enemies_in_the_way_are_named():
    group = [f"Q{n:03d}" for n in range(0, 60, 4)]  # all of N0
    plan = plan_of([row(2, node="N0")], rules={"enemy_groups": [group]})
    found = assemble(plan, make_pool())
    assert names(found) == [("row", 0), ("enemies", tuple(group))]


def test_too_few_items_for_papers_that_share_none():
    plan = plan_of([row(6, node="N0")], rules={"max_overlap": 0})
    found = assemble(plan, make_pool(), papers=3)
    assert [(u.name, u.needed, u.available) for u in found.unmet] == [
        (("row", 0), 18, 15),
        (("max_overlap",), 1, 0),
    ]


def test_an_empty_pool_is_an_answer():
    assert names(assemble(plan_of([row(2)]), [])) == [("row", 0)]


def test_another_seed_gives_other_papers():
    plan = plan_of([row(10)])
    codes = {tuple(drawn(assemble(plan, make_pool(), seed=s))[0]) for s in range(4)}
    assert len(codes) == 4


def test_equal_items_are_chosen_by_the_seed_without_loss():
    plan = plan_of([row(5)], rules={"maximin_information": [0]})
    pool = make_pool(40, a=1.0, b=0.0)
    found = [assemble(plan, pool, seed=s) for s in range(3)]
    assert {f.objective for f in found} == {1.25}
    assert len({tuple(drawn(f)[0]) for f in found}) == 3


@pytest.mark.parametrize("papers", [0, 49])
def test_a_number_of_papers_without_meaning_is_refused(papers):
    with pytest.raises(DomainError, match="assembly_papers"):
        assemble(plan_of([row(1)]), make_pool(), papers=papers)


def test_the_pool_keeps_its_fingerprint_whatever_the_order():
    pool = make_pool(5)
    assert pool_digest(pool) == pool_digest(reversed(pool))
    assert pool_digest(pool) != pool_digest(pool[1:])
    assert [from_row(as_row(item)) for item in pool] == pool
