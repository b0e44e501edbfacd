"""What speaks for a key, from all places of a paper, and what follows from it."""

from dataclasses import dataclass, field
from typing import Any

from lms.core.errors import Problem


@dataclass(frozen=True)
class Evidence:
    """One statement of a key. shown: as people read it ("B", "ĐSĐS", "2,5")."""

    source: str
    value: Any
    shown: str
    where: str


@dataclass
class Verdict:
    """The key that all evidence agrees on, and what must be said about it."""

    value: Any = None
    warnings: list[Problem] = field(default_factory=list)


def judge_choice(found: list[Evidence], *, where: str, takes_several: bool) -> Verdict:
    """Return the option codes that all evidence names.

    One option is meant unless takes_several. Nothing is guessed: disagreement and
    two marked options leave the key empty, with a warning.
    """
    if not found:
        return Verdict(None, [Problem("key_missing", where)])
    values = {tuple(sorted(one.value)) for one in found}
    if len(values) > 1:
        return Verdict(None, [_conflict(found, where)])
    codes = list(found[0].value)
    if len(codes) > 1 and not takes_several:
        details = {"options": ", ".join(sorted(codes)), "places": _places(found)}
        return Verdict(None, [Problem("two_keys", where, details)])
    return Verdict(sorted(codes))


def judge(found: list[Evidence], *, where: str) -> Verdict:
    """Return the value that all evidence names, None with a warning otherwise."""
    if not found:
        return Verdict(None, [Problem("key_missing", where)])
    if any(one.value != found[0].value for one in found):
        return Verdict(None, [_conflict(found, where)])
    return Verdict(found[0].value)


def _conflict(found: list[Evidence], where: str) -> Problem:
    return Problem("key_conflict", where, {"places": _places(found)})


def _places(found: list[Evidence]) -> str:
    shown = dict.fromkeys(f"{one.where}: {one.shown}" for one in found)
    return "; ".join(shown)
