"""The best set of several papers, with a true bound.

Without a limit on what two papers share each paper is its own problem. With one,
papers are found one after the other where that reaches the bound; else the sum of
the papers is solved, its items are shared out and levelled. Small problems go to
the solver whole.
"""

from dataclasses import dataclass, replace

import numpy as np

from exams.rules.assembly.aims import COARSE, FINE, MAXIMIN, NONE
from exams.rules.assembly.joint import Many, joint_programme, sum_programme
from exams.rules.assembly.levelling import level
from exams.rules.assembly.model import Block, Model, block
from exams.rules.assembly.polish import polish
from exams.rules.assembly.single import COUNTABLE, Task, best_paper, choices_log10
from exams.rules.assembly.solver import Found, relax, solve

JOINT_NODES, SHARE_NODES, LAST_NODES = 20_000, 60, 400
SPARE = 120  # columns beside the chosen ones when sharing out anew


@dataclass(frozen=True)
class Papers:
    """columns empty: none. cost, bound: the aim's number, small is good."""

    columns: tuple[np.ndarray, ...]
    cost: float
    bound: float
    is_impossible: bool = False


def best_papers(task: Task, many: Many) -> Papers:
    """Return the best papers that the blueprint, the pool and the limit allow."""
    is_free = many.overlap is None or many.overlap >= task.model.plan.items
    if many.papers == 1 or is_free:
        return _apart(task, many)
    floor = _floor(task, many)
    if floor.is_impossible:
        return floor
    found = floor
    if task.aim.kind != MAXIMIN and floor.bound <= task.aim.scale(0) * COARSE:
        found = _better(floor, _in_turn(task, many))
        if _is_enough(task, found):
            return found
    found = _better(found, _shared_out(task, many, floor))
    if _is_enough(task, found):
        return found
    is_countable = choices_log10(task.model) * many.papers <= COUNTABLE
    if found.columns and not is_countable:
        return found
    nodes = JOINT_NODES if is_countable else LAST_NODES
    return _better(found, _whole(task, many, found.bound, nodes))


def cost_of(task: Task, papers: list[np.ndarray]) -> float:
    """Return the aim's number of a set of papers."""
    return task.aim.cost(np.array([task.model.info[p].sum(axis=0) for p in papers]))


def _apart(task: Task, many: Many) -> Papers:
    first = best_paper(task)
    if first.columns is None:
        return Papers((), first.cost, first.bound, first.is_impossible)
    papers = [first.columns]
    near = max(first.cost, task.aim.scale(first.cost) * COARSE + first.bound)
    for _number in range(many.papers - 1):
        other = best_paper(task) if task.aim.kind != MAXIMIN else first
        is_as_good = other.columns is not None and other.cost <= near
        papers.append(other.columns if is_as_good else first.columns)  # type: ignore[arg-type]
    return Papers(tuple(papers), cost_of(task, papers), first.bound)


def _in_turn(task: Task, many: Many) -> Papers:
    """One after the other, each keeping its distance from those before."""
    papers: list[np.ndarray] = []
    bound = -np.inf
    for number in range(many.papers):
        fresh = ~np.isin(task.model.item_of, _items(task.model, papers))
        own = replace(task, allowed=fresh, extra=())
        paper = best_paper(own)
        if paper.columns is None and many.overlap:
            extra = [_apart_from(task.model, p, many.overlap) for p in papers]
            paper = best_paper(replace(task, extra=extra, allowed=None, fresh=fresh))
        if number == 0:
            bound = paper.bound
        if paper.columns is None:
            return Papers((), np.inf, bound)
        papers.append(paper.columns)
    return Papers(tuple(papers), cost_of(task, papers), bound)


def _floor(task: Task, many: Many) -> Papers:
    """Return the bound from the relaxed sum of the papers; columns stay empty."""
    kept = np.ones(task.model.size, dtype=bool)
    programme = sum_programme(
        task.model, task.aim, many, kept, np.zeros(task.model.size)
    )
    relaxed = relax(programme, brake=task.brake)
    if relaxed is None:
        return Papers((), np.inf, np.inf, is_impossible=True)
    if task.aim.kind == NONE:
        return Papers((), np.inf, 0.0)
    return Papers((), np.inf, relaxed.value)


def _shared_out(task: Task, many: Many, floor: Papers) -> Papers:
    model = task.model
    taken, bound = _taken(task, many)
    bound = max(bound, floor.bound)
    if taken is None:
        return Papers((), np.inf, bound)
    chosen = np.flatnonzero(taken)
    papers = _share(task, many, chosen, taken[chosen])
    if papers is None:
        spare = task.rng.permutation(np.flatnonzero(taken == 0))[:SPARE]
        papers = _share(task, many, np.sort(np.concatenate([chosen, spare])), None)
    if papers is None:
        return Papers((), np.inf, bound)
    papers = level(model, task.aim, papers, rng=task.rng)
    if task.aim.values:
        papers = _polished(task, papers)
    cost = cost_of(task, papers)
    return Papers(tuple(papers), cost, min(bound, cost))


def _taken(task: Task, many: Many) -> tuple[np.ndarray | None, float]:
    """Return how often each column is taken in a best sum of papers, and a bound.

    Only columns of a low price are looked at; any other costs the joint problem at
    least the relaxed optimum plus its price, which limits the bound.
    """
    model, rng = task.model, task.rng
    every = np.ones(model.size, dtype=bool)
    programme = sum_programme(model, task.aim, many, every, rng.random(model.size))
    relaxed = relax(programme, brake=task.brake)
    if relaxed is None:
        return None, np.inf
    price = np.abs(relaxed.price[: model.size])
    kept = relaxed.x[: model.size] > 1e-9
    most = many.papers * model.plan.items * 3
    kept[np.lexsort((rng.random(model.size), price))[:most]] = True
    outside = relaxed.value + price[~kept].min(initial=np.inf)
    for mask, limit in ((kept, outside), (every, np.inf)):
        programme = sum_programme(
            model, task.aim, many, mask, programme.cost[: model.size]
        )
        found = solve(programme, brake=task.brake, nodes=LAST_NODES, gap=COARSE / 10)
        if found.x is not None:
            bound = min(found.bound, limit) if task.aim.kind != NONE else 0.0
            return np.round(found.x[: model.size]), bound
    return None, relaxed.value if task.aim.kind != NONE else 0.0


def _share(
    task: Task, many: Many, columns: np.ndarray, taken: np.ndarray | None
) -> list[np.ndarray] | None:
    programme = joint_programme(task.model, task.aim, many, columns, taken)
    found = solve(programme, brake=task.brake, nodes=SHARE_NODES, gap=COARSE)
    return None if found.x is None else _papers(found, columns, many)


def _polished(task: Task, papers: list[np.ndarray]) -> list[np.ndarray]:
    """Bring each paper nearer to the target with items that no paper uses."""
    model, done, scale = task.model, list(papers), task.aim.scale(0)
    for number, paper in enumerate(done):
        done[number] = polish(
            model, paper, task.aim.goal,
            allowed=~np.isin(model.item_of, _items(model, done)),
            rng=task.rng, enough=scale * COARSE, fine=scale * FINE,
        )  # fmt: skip
    return done


def _whole(task: Task, many: Many, bound: float, nodes: int = JOINT_NODES) -> Papers:
    columns = np.arange(task.model.size)
    programme = joint_programme(task.model, task.aim, many, columns)
    if task.aim.kind == NONE:
        programme.cost[:] = task.rng.random(len(programme.cost))
    gap = 0.3 if task.aim.kind == NONE else 0.0
    found = solve(programme, brake=task.brake, nodes=nodes, gap=gap)
    if found.x is None:
        return Papers((), np.inf, bound, found.is_impossible)
    papers = _papers(found, columns, many)
    cost = cost_of(task, papers)
    if task.aim.kind != NONE:
        bound = max(bound, found.bound)
    return Papers(tuple(papers), cost, min(bound, cost))


def _papers(found: Found, columns: np.ndarray, many: Many) -> list[np.ndarray]:
    assert found.x is not None  # noqa: S101  asked before
    width = len(columns)
    rows = found.x[: many.papers * width].reshape(many.papers, width)
    return [columns[row > 0.5] for row in rows]


def _better(first: Papers, second: Papers) -> Papers:
    best = first if first.cost <= second.cost else second
    if best.is_impossible:
        return best
    bound = min(max(first.bound, second.bound), best.cost)
    return Papers(
        best.columns, best.cost, bound, first.is_impossible or second.is_impossible
    )


def _is_enough(task: Task, found: Papers) -> bool:
    if found.is_impossible:
        return True
    gap = found.cost - found.bound
    return bool(found.columns) and gap <= task.aim.scale(found.cost) * COARSE


def _items(model: Model, papers: list[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.empty(0, int), *(model.item_of[p] for p in papers)])


def _apart_from(model: Model, paper: np.ndarray, limit: int) -> Block:
    same = np.flatnonzero(np.isin(model.item_of, model.item_of[paper]))
    return block(
        ("overlap",), [dict.fromkeys(same.tolist(), 1.0)], -np.inf, limit, model.size
    )
