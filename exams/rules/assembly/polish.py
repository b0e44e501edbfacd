"""Bring a paper's totals very close to a goal by many exchanges at once.

A solver closes the last hundredth only by trying; here the list-merging idea of
the generalised birthday problem does it: the exchanges of all slots are split into
leaves, sums that nearly cancel are kept pair by pair, and what is left of the goal
is found between the last two lists. Exchanges stay within a signature, so rows and
bounds hold; enemies, double items and time are checked on the finished paper.
Source: D. Wagner, A generalized birthday problem, 2002; the use here is our own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import log

import numpy as np
import scipy

from exams.rules.assembly.model import Model

LEAVES, SAMPLE, TRIALS = 16, 10_000, 60
ROUNDS, MORE, PATIENCE = 8, 1, 3


@dataclass
class Bundle:
    """Sums of exchanges: for each sum the choice taken in each of the slots."""

    slots: list[int]
    choices: np.ndarray  # sums x slots
    sums: np.ndarray  # sums x dimensions


def polish(
    model: Model,
    paper: np.ndarray,
    goal: np.ndarray,
    *,
    allowed: np.ndarray,
    rng: np.random.Generator,
    enough: float,
    fine: float,
) -> np.ndarray:
    """Return a paper at least as near to the goal (largest deviation).

    paper: columns of a valid paper. allowed: mask of columns that may come in.
    enough: from here on only a few rounds more; fine: stop there.
    Deterministic for the same rng.
    """
    best, waited, left = np.sort(paper), 0, ROUNDS
    while left and waited < PATIENCE:
        rest = goal - model.info[best].sum(axis=0)
        off = np.abs(rest).max()
        if off <= fine:
            break
        left = min(left - 1, MORE if off <= enough else ROUNDS)
        better = _improved(model, best, rest, off, allowed=allowed, rng=rng)
        waited = waited + 1 if better is None else 0
        best = best if better is None else better
    return best


def nearest_sums(
    lists: list[np.ndarray], rest: np.ndarray, rng: np.random.Generator
) -> tuple[list[int], np.ndarray]:
    """Choose one vector of each list so that they add up to nearly ``rest``.

    lists: vectors x dimensions each, the zero vector first. Returns the order of
    the lists and, best first, the places chosen in each.
    """
    order = rng.permutation(len(lists))
    richness = sum(log(len(vectors)) for vectors in lists) / log(SAMPLE)
    leaves = 1 << int(min(max(richness, 1), LEAVES, len(lists))).bit_length() - 1
    bundles = [
        _leaf(lists, [int(s) for s in part], rng)
        for part in np.array_split(order, leaves)
    ]
    while len(bundles) > 2:
        half = len(bundles) // 2
        bundles = [
            _merge(bundles[2 * k], bundles[2 * k + 1], rest / half) for k in range(half)
        ]
    last = _merge(bundles[0], bundles[1], rest) if len(bundles) == 2 else bundles[0]
    ranking = np.argsort(np.abs(rest - last.sums).max(axis=1), kind="stable")
    return last.slots, last.choices[ranking[:TRIALS]]


def _improved(
    model: Model,
    paper: np.ndarray,
    rest: np.ndarray,
    off: float,
    *,
    allowed: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray | None:
    options = _options(model, paper, allowed, rng)
    movable = [slot for slot, columns in enumerate(options) if len(columns) > 1]
    if not movable:
        return None
    lists = [model.info[options[s]] - model.info[paper[s]] for s in movable]
    slots, choices = nearest_sums(lists, rest, rng)
    for choice in choices:
        trial = paper.copy()
        for slot, place in zip(slots, choice, strict=True):
            trial[movable[slot]] = options[movable[slot]][place]
        gain = off - np.abs(rest - (model.info[trial] - model.info[paper]).sum(0)).max()
        if gain <= 0:
            return None
        if is_valid(model, trial):
            return np.sort(trial)
    return None


def is_valid(model: Model, paper: np.ndarray) -> bool:
    """Return whether no item is double, no two are enemies, and the time suffices.

    Rows and bounds are not looked at: exchanges within a signature keep them.
    """
    items = model.item_of[paper]
    if len(set(items.tolist())) < len(items):
        return False
    most = model.plan.seconds_max
    if most is not None and model.seconds[paper].sum() > most:
        return False
    chosen = set(paper.tolist())
    return not any(model.rivals.get(c, frozenset()) & chosen for c in chosen)


def tied_columns(model: Model) -> np.ndarray:
    """Return the mask of columns that may only come and go as a whole group."""
    if not model.plan.rules.whole_groups:
        return np.zeros(model.size, dtype=bool)
    return np.array([bool(item.group) for item in model.items])[model.item_of]


def _options(
    model: Model, paper: np.ndarray, allowed: np.ndarray, rng: np.random.Generator
) -> list[np.ndarray]:
    """Return for each slot its own column and what may replace it, apart per slot."""
    chosen = set(paper.tolist())
    barred = {c for own in paper.tolist() for c in model.rivals.get(own, ())}
    fresh = allowed & ~np.isin(model.item_of, model.item_of[paper])
    if barred:
        fresh[list(barred - chosen)] = False
    tied = tied_columns(model)
    fresh &= ~tied
    options: list[np.ndarray] = [paper[s : s + 1] for s in range(len(paper))]
    for signature in np.unique(model.signature[paper]):
        slots = np.flatnonzero((model.signature[paper] == signature) & ~tied[paper])
        free = rng.permutation(np.flatnonzero(fresh & (model.signature == signature)))
        parts = np.array_split(free, max(1, len(slots)))
        for slot, part in zip(slots, parts, strict=False):
            options[slot] = np.concatenate([paper[slot : slot + 1], part])
    return options


def _leaf(
    lists: list[np.ndarray], slots: list[int], rng: np.random.Generator
) -> Bundle:
    sizes = [len(lists[s]) for s in slots]
    if np.prod([float(size) for size in sizes]) <= SAMPLE:
        choices = np.array(list(product(*map(range, sizes))), dtype=np.int32)
    else:
        choices = np.stack([rng.integers(0, n, SAMPLE) for n in sizes], axis=1)
        choices = choices.astype(np.int32)
        choices[0] = 0
    sums = sum(lists[s][choices[:, k]] for k, s in enumerate(slots))
    return Bundle(slots, choices, np.asarray(sums))


def _merge(first: Bundle, second: Bundle, rest: np.ndarray) -> Bundle:
    """Pair each sum with the one that brings both nearest to ``rest``."""
    _distance, partner = scipy.spatial.cKDTree(second.sums).query(
        rest - first.sums, p=np.inf
    )
    return Bundle(
        first.slots + second.slots,
        np.hstack([first.choices, second.choices[partner]]),
        first.sums + second.sums[partner],
    )
