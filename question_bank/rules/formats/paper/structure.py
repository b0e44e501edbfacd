"""Questions without labels: told by their options, or by marks between them."""

import re

from question_bank.rules.formats.paper.headings import (
    is_answers_heading,
    is_furniture,
    looks_like_heading,
    part_heading,
)
from question_bank.rules.formats.paper.keylines import key_line
from question_bank.rules.formats.paper.labels import Label
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.passages import passage_opening
from question_bank.rules.formats.paper.unfold import Placed

_SEPARATOR = re.compile(r"^\s*\[?\s*<\s*(?:br|/?sg|egc)\s*>\s*\]?", re.IGNORECASE)
_FIRST_OPTION = re.compile(r"^\s*[(\[]?\*?A\*?\s?[.)/:]")
WINDOW = 40


def is_separator(line: Line) -> bool:
    """Return whether a line is a mark between questions: [<br>]."""
    return _SEPARATOR.match(line.text) is not None


def by_structure(
    units: list[Placed], labelled: set[int], *, between_separators: bool = False
) -> dict[int, Label]:
    """Return made-up labels where questions begin that have none.

    labelled: units that have a label already. between_separators: only stretches
    between two marks without any label are looked at.
    """
    found: dict[int, Label] = {}
    start = 0
    for place, unit in enumerate(units):
        if place < start or not isinstance(unit, Line):
            continue
        if is_separator(unit) or place in labelled:
            start = place + 1 if is_separator(unit) else _next_mark(units, place)
            continue
        if not _begins_options(units, place):
            continue
        begin = _begin(units, start, place)
        stop = _stop(units, place)
        number = str(len(found) + sum(1 for i in labelled if i < begin) + 1)
        found[begin] = Label("", number, 0, f"Câu {number}", is_generated=True)
        start = _next_mark(units, place) if between_separators else stop
    return found


def _next_mark(units: list[Placed], place: int) -> int:
    """Return the place behind the next mark; behind the end where there is none."""
    for i, unit in enumerate(units[place:], start=place):
        if isinstance(unit, Line) and is_separator(unit):
            return i
    return len(units)


def _begins_options(units: list[Placed], place: int) -> bool:
    unit = units[place]
    if not isinstance(unit, Line):
        return False
    if not _FIRST_OPTION.match(unit.text):
        chain = find_chain([unit])
        return len(chain) >= 3
    window = [u for u in units[place : place + WINDOW] if isinstance(u, Line)]
    chain = find_chain(window)
    return len(chain) >= 2 and chain.places[0].line == 0


def _begin(units: list[Placed], start: int, place: int) -> int:
    """Return where the stem over the options at a place begins."""
    begin = place
    for i in range(place - 1, start - 1, -1):
        unit = units[i]
        if isinstance(unit, Line):
            if unit.is_blank:
                continue
            if _is_no_stem(unit) and begin < place:
                break
            if _is_no_stem(unit):
                return place
        begin = i
    return begin


def _is_no_stem(line: Line) -> bool:
    return bool(
        is_separator(line)
        or part_heading(line)
        or is_furniture(line)
        or is_answers_heading(line)
        or ((opening := passage_opening(line)) and opening.numbers)
        or (looks_like_heading(line) and not line.text.rstrip().endswith((":", "?")))
    )


def _stop(units: list[Placed], place: int) -> int:
    """Return the place behind the options, and behind a key line under them."""
    window: list[int] = []
    for i in range(place, min(place + WINDOW, len(units))):
        unit = units[i]
        if not isinstance(unit, Line):
            continue
        if window and _FIRST_OPTION.match(unit.text):
            break
        window.append(i)
    chain = find_chain([units[i] for i in window])  # type: ignore[misc]
    last = window[chain.places[-1].line] if len(chain) else place
    while last + 1 < len(units):
        unit = units[last + 1]
        if not isinstance(unit, Line) or not (unit.is_blank or key_line(unit)):
            break
        last += 1
    return last + 1
