"""Make papers alike by exchanging items between two of them."""

import numpy as np

from exams.rules.assembly.aims import MAXIMIN, NONE, Aim
from exams.rules.assembly.model import Model
from exams.rules.assembly.polish import is_valid, nearest_sums, tied_columns

CYCLES, PATIENCE = 8, 3
SLACK, LIGHT = 0.01, 0.05  # a theta this far from mattering weighs this little


def level(
    model: Model, aim: Aim, papers: list[np.ndarray], *, rng: np.random.Generator
) -> list[np.ndarray]:
    """Return papers whose worst is at least as good, by exchanges between pairs.

    Only items that stand in one paper alone move, so what two papers share stays;
    exchanges keep signatures, so rows and bounds hold.
    """
    best, failures = [np.sort(paper) for paper in papers], 0
    if aim.kind == NONE:  # without an aim all papers are as good as each other
        return best
    for _cycle in range(CYCLES * len(papers)):
        costs = [aim.cost(model.info[paper].sum(axis=0)) for paper in best]
        worst = int(np.argmax(costs))
        others = [int(p) for p in np.argsort(costs, kind="stable") if p != worst]
        tries = (
            (other, _exchanged(model, aim, best, (worst, other), rng))
            for other in others
        )
        other, pair = next(
            ((other, pair) for other, pair in tries if pair is not None), (0, None)
        )
        if pair is None:
            failures += 1
            if failures == PATIENCE:
                break
        else:
            failures = 0
            best[worst], best[other] = pair
    return best


def _exchanged(
    model: Model,
    aim: Aim,
    papers: list[np.ndarray],
    pair: tuple[int, int],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray] | None:
    """Return both papers after exchanges that lower the cost of the worse one."""
    first, second = (papers[p] for p in pair)
    places = _partners(model, papers, pair, rng)
    if not places:
        return None
    totals = [model.info[paper].sum(axis=0) for paper in (first, second)]
    before = max(aim.cost(total) for total in totals)
    weight = _weights(aim, np.array(totals))
    nothing = np.zeros(model.info.shape[1])
    lists = [
        np.vstack([nothing, model.info[second[there]] - model.info[first[here]]])
        * weight
        for here, there in places
    ]
    middle = (totals[1] - totals[0]) / 2 * weight
    slots, choices = nearest_sums(lists, middle, rng)
    for choice in choices:
        moved = [places[s] for s, taken in zip(slots, choice, strict=True) if taken]
        here, there = ([m[side] for m in moved] for side in (0, 1))
        one, two = first.copy(), second.copy()
        one[here], two[there] = second[there], first[here]
        costs = [aim.cost(model.info[paper].sum(axis=0)) for paper in (one, two)]
        if max(costs) >= before - 1e-12:
            return None
        if is_valid(model, one) and is_valid(model, two):
            return np.sort(one), np.sort(two)
    return None


def _weights(aim: Aim, totals: np.ndarray) -> np.ndarray:
    """Return how much each theta matters: those far from deciding weigh little."""
    if aim.kind != MAXIMIN:
        return np.ones(totals.shape[1])
    smallest = totals.min(axis=0)
    return np.where(smallest <= smallest.min() * (1 + SLACK), 1.0, LIGHT)


def _partners(
    model: Model,
    papers: list[np.ndarray],
    pair: tuple[int, int],
    rng: np.random.Generator,
) -> list[tuple[int, int]]:
    """Return pairs of slots of equal signature whose items may change places."""
    items, counts = np.unique(
        np.concatenate([model.item_of[paper] for paper in papers]), return_counts=True
    )
    single = set(items[counts == 1].tolist())
    tied = tied_columns(model)
    free = [
        [
            slot
            for slot, column in enumerate(papers[p])
            if int(model.item_of[column]) in single and not tied[column]
        ]
        for p in pair
    ]
    found = []
    for signature in np.unique(model.signature[papers[pair[0]]]):
        sides = [
            rng.permutation(
                [s for s in slots if model.signature[papers[p][s]] == signature]
            )
            for p, slots in zip(pair, free, strict=True)
        ]
        found += [(int(a), int(b)) for a, b in zip(*sides, strict=False)]
    return found
