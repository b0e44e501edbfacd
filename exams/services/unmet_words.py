"""The words for demands that cannot be met, and their JSON."""

from collections.abc import Sequence
from typing import Any

from exams.rules.assembly.model import Name
from exams.rules.assembly.unmet import Unmet
from exams.rules.blueprint import Plan
from lms.core import wording

SHOWN = 6  # others named in a sentence; the list itself holds them all


def as_json(unmet: Unmet, plan: Plan) -> dict[str, Any]:
    """Return {"row", "needed", "available", "why", …} as the command prints it.

    row: the demand's name; "what" is row, bound, length, seconds_max, enemies,
    max_overlap or group, "index" its place (from 0) in the blueprint.
    """
    kind = unmet.name[0]
    found: dict[str, Any] = {
        "row": name_of(unmet.name, plan),
        "needed": unmet.needed,
        "available": unmet.available,
        "why": sentence(unmet, plan),
        "what": kind,
        "conflicts_with": [name_of(other, plan) for other in unmet.others],
    }
    if kind in {"row", "bound"}:
        places = plan.rows if kind == "row" else plan.bounds
        cell = places[unmet.name[1]].cell
        found |= {
            "index": unmet.name[1],
            "node": cell.node,
            "kind": cell.kind,
            "level": cell.level,
        }
    if kind == "enemies":
        found["items"] = list(unmet.name[1])
    return found


def name_of(name: Name, plan: Plan) -> str:
    """Return a demand's name in one line, with the codes of the blueprint."""
    if name[0] == "row":
        return f"rows[{name[1]}] {plan.rows[name[1]].cell.name}"
    if name[0] == "bound":
        bound = plan.bounds[name[1]]
        low, high = bound.low, bound.high
        limits = f"{'' if low is None else low}…{'' if high is None else high}"
        return f"bounds[{name[1]}] {bound.cell.name} ({limits})"
    if name[0] == "enemies":
        codes = list(name[1])
        return "enemies " + ", ".join(codes[:SHOWN]) + ("…" if codes[SHOWN:] else "")
    if name[0] == "group":
        return f"group {name[1]}"
    return str(name[0])


def sentence(unmet: Unmet, plan: Plan) -> str:
    """Return why a demand cannot be met, in the reader's language."""
    details = {
        "name": name_of(unmet.name, plan),
        "needed": unmet.needed,
        "available": unmet.available,
        "others": _listed(unmet.others, plan),
    }
    alone = "" if unmet.others else "_alone"
    return wording.say(f"unmet_{unmet.name[0]}{alone}", details)


def _listed(names: Sequence[Name], plan: Plan) -> str:
    shown = [name_of(name, plan) for name in names[:SHOWN]]
    return "; ".join(shown) + ("; …" if len(names) > SHOWN else "")
