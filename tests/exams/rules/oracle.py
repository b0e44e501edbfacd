"""Papers counted one by one: what the assembly must agree with on small pools."""

from itertools import combinations

from exams.rules.information import information, parameters


def total_information(items, theta):
    known = [parameters(a=i.a, b=i.b, c=i.c, facility=i.facility) for i in items]
    return sum(information(*found, theta) for found in known if found)


def fits(item, cell):
    return all(
        wanted is None or wanted == have
        for wanted, have in (
            (cell.node, item.node),
            (cell.kind, item.kind),
            (cell.level, item.level),
        )
    )


def is_allowed(plan, paper):
    """Whether a set of items is a paper of the plan; rows must not overlap."""
    codes = {item.code for item in paper}
    counts = [
        sum(fits(item, row.cell) for item in paper) == row.count for row in plan.rows
    ]
    bounds = [
        (bound.low or 0)
        <= sum(fits(item, bound.cell) for item in paper)
        <= (len(paper) if bound.high is None else bound.high)
        for bound in plan.bounds
    ]
    seconds = sum(item.seconds or 0 for item in paper)
    return (
        all(counts)
        and all(bounds)
        and len(paper) == plan.items
        and (plan.seconds_max is None or seconds <= plan.seconds_max)
        and not any(item.enemies & (codes - {item.code}) for item in paper)
        and all(len(codes & set(group)) <= 1 for group in plan.rules.enemy_groups)
    )


def every_paper(plan, pool):
    return [p for p in combinations(pool, plan.items) if is_allowed(plan, p)]


def cost(plan, paper):
    rules = plan.rules
    if rules.target_information:
        return max(
            abs(total_information(paper, theta) - value)
            for theta, value in rules.target_information
        )
    if rules.maximin_information:
        return -min(total_information(paper, t) for t in rules.maximin_information)
    return 0.0


def best(plan, pool, *, papers):
    """The smallest cost of the worst of one or two papers; None where impossible."""
    found = every_paper(plan, pool)
    if not found:
        return None
    ranked = sorted(((cost(plan, p), p) for p in found), key=lambda pair: pair[0])
    if papers == 1 or plan.rules.max_overlap is None:
        return ranked[0][0]
    codes = [{item.code for item in paper} for _cost, paper in ranked]
    for place, (value, _paper) in enumerate(ranked):
        if any(
            len(codes[place] & other) <= plan.rules.max_overlap
            for other in codes[: place + 1]
        ):
            return value
    return None


def holds(plan, paper, name):
    """Whether a set of items meets one demand, by its name."""
    if name[0] == "row":
        row = plan.rows[name[1]]
        return sum(fits(item, row.cell) for item in paper) == row.count
    if name[0] == "bound":
        bound = plan.bounds[name[1]]
        count = sum(fits(item, bound.cell) for item in paper)
        return (bound.low or 0) <= count and (bound.high is None or count <= bound.high)
    if name[0] == "length":
        return len(paper) == plan.length
    if name[0] == "seconds_max":
        return sum(item.seconds or 0 for item in paper) <= plan.seconds_max
    return sum(item.code in name[1] for item in paper) <= 1  # enemies


def can_hold(plan, pool, names):
    """Whether any set of items that may be taken meets all these demands together."""
    extra = plan.length is not None and plan.items > plan.row_total
    usable = [
        item for item in pool if extra or any(fits(item, r.cell) for r in plan.rows)
    ]
    return any(
        all(holds(plan, paper, name) for name in names)
        for size in range(len(usable) + 1)
        for paper in combinations(usable, size)
    )
