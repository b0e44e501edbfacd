"""The words for demands that cannot be met, and their JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exams.rules.assembly.model import Name
from exams.rules.assembly.unmet import Unmet
from exams.rules.blueprint import Cell, Plan
from lms.core import wording


@dataclass(frozen=True)
class Labels:
    """Words for codes, by code; what is missing is shown as its code."""

    nodes: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, Any] = field(default_factory=dict)

    def cell(self, cell: Cell) -> str:
        """Return the criteria of a cell in words."""
        parts = (
            self.nodes.get(cell.node or "", cell.node),
            self.kinds.get(cell.kind or "", cell.kind),
            self.levels.get(cell.level or "", cell.level),
        )
        return " · ".join(str(part) for part in parts if part)


SHOWN = 6  # others named in a sentence; the list itself holds them all


def as_json(unmet: Unmet, plan: Plan, labels: Labels | None = None) -> dict[str, Any]:
    """Return {"row", "needed", "available", "why", …} as the command prints it.

    row: the demand's name; "what" is row, bound, length, seconds_max, enemies,
    max_overlap or group, "index" its place (from 0) in the blueprint. labels: names in
    words instead of codes.
    """
    kind = unmet.name[0]
    found: dict[str, Any] = {
        "row": name_of(unmet.name, plan, labels),
        "needed": unmet.needed,
        "available": unmet.available,
        "why": sentence(unmet, plan, labels),
        "what": kind,
        "conflicts_with": [name_of(other, plan, labels) for other in unmet.others],
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


def name_of(name: Name, plan: Plan, labels: Labels | None = None) -> str:
    """Return a demand's name in one line, with the codes of the blueprint."""
    if name[0] == "row":
        cell = plan.rows[name[1]].cell
        return labels.cell(cell) if labels else f"rows[{name[1]}] {cell.name}"
    if name[0] == "bound":
        return _bound_name(name[1], plan, labels)
    if labels is not None and name[0] in {"length", "seconds_max", "max_overlap"}:
        return wording.say(f"demand_{name[0]}")
    if name[0] == "enemies":
        codes = list(name[1])
        return "enemies " + ", ".join(codes[:SHOWN]) + ("…" if codes[SHOWN:] else "")
    if name[0] == "group":
        return f"group {name[1]}"
    return str(name[0])


def _bound_name(place: int, plan: Plan, labels: Labels | None) -> str:
    bound = plan.bounds[place]
    low, high = bound.low, bound.high
    limits = f"({'' if low is None else low}…{'' if high is None else high})"
    if labels is not None:
        return f"{labels.cell(bound.cell)} {limits}"
    return f"bounds[{place}] {bound.cell.name} {limits}"


def sentence(unmet: Unmet, plan: Plan, labels: Labels | None = None) -> str:
    """Return why a demand cannot be met, in the reader's language."""
    details = {
        "name": name_of(unmet.name, plan, labels),
        "needed": unmet.needed,
        "available": unmet.available,
        "others": _listed(unmet.others, plan, labels),
    }
    alone = "" if unmet.others else "_alone"
    return wording.say(f"unmet_{unmet.name[0]}{alone}", details)


def _listed(names: Sequence[Name], plan: Plan, labels: Labels | None) -> str:
    shown = [name_of(name, plan, labels) for name in names[:SHOWN]]
    return "; ".join(shown) + ("; …" if len(names) > SHOWN else "")
