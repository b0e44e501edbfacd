"""Let the seed choose between items that are equal in everything that counts."""

import numpy as np

from exams.rules.assembly.model import Model
from exams.rules.assembly.polish import is_valid, tied_columns


def swap_ties(
    model: Model, papers: list[np.ndarray], rng: np.random.Generator
) -> list[np.ndarray]:
    """Return papers of the same quality with equal items exchanged at random.

    Equal: same signature, same information at every theta. What comes in stands in
    no paper yet, so nothing is shared more than before.
    """
    if model.info.shape[1] == 0:
        return papers
    done = [paper.copy() for paper in papers]
    kinds, fixed = _kinds(model), tied_columns(model)
    is_fresh = ~np.isin(model.item_of, np.concatenate([model.item_of[p] for p in done]))
    for paper in done:
        for slot in rng.permutation(len(paper)).tolist():
            old = int(paper[slot])
            equals = np.flatnonzero((kinds == kinds[old]) & is_fresh & ~fixed)
            place = int(rng.integers(0, len(equals) + 1))
            if place == len(equals) or fixed[old]:
                continue
            paper[slot] = equals[place]
            if is_valid(model, paper):
                is_fresh[model.item_of == model.item_of[paper[slot]]] = False
            else:
                paper[slot] = old
    return [np.sort(paper) for paper in done]


def _kinds(model: Model) -> np.ndarray:
    """Return a number per column, the same for columns that are worth the same."""
    keys = np.column_stack([model.signature, np.round(model.info, 12)])
    _rows, numbers = np.unique(keys, axis=0, return_inverse=True)
    return numbers.ravel()
