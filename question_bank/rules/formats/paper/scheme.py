"""Which labels of a paper begin questions.

A paper with "Câu 1." may have lists "1.", "2." in its questions; one that numbers
its questions "1." has no other label. So words come first, numbers only where a
stretch of the paper has no words.
"""

import bisect
import re

from question_bank.rules.formats.paper.headings import (
    is_answers_heading,
    is_solutions_heading,
    part_heading,
)
from question_bank.rules.formats.paper.labels import (
    Label,
    bare_label,
    grouped_label,
    word_label,
)
from question_bank.rules.formats.paper.lines import Line
from question_bank.rules.formats.paper.structure import by_structure, is_separator
from question_bank.rules.formats.paper.unfold import Placed

MAX_HEADING = 120


def question_labels(units: list[Placed]) -> dict[int, Label]:
    """Return the labels of questions by the index of their unit."""
    words = {i: label for i, line in _lines(units) if (label := word_label(line))}
    words = _without_inner(units, words)
    words = _without_chapters(units, words)
    labels = dict(words)
    places = sorted(words)
    for start, stop in _stretches(units):
        first = bisect.bisect_left(places, start)
        if first == len(places) or places[first] >= stop:
            last = labels[max(labels)].count if labels and not words else 0
            labels |= _bare(units, start, stop, has_words=bool(words), last=last)
    if any(is_separator(line) for _i, line in _lines(units)):
        labels |= {
            i: label
            for i, line in _lines(units)
            if i not in labels and (label := grouped_label(line))
        }
        labels |= by_structure(units, set(labels), between_separators=True)
    elif not labels:
        labels = by_structure(units, set())
    return dict(sorted(labels.items()))


def local_marks(units: list[Placed], labels: dict[int, Label]) -> set[str]:
    """Return headings ("Lời giải", "ĐÁP ÁN") that stand under single questions.

    The same words come several times, and behind the first a new question follows.
    """
    places: dict[str, list[int]] = {}
    for i, line in _lines(units):
        if is_solutions_heading(line) or is_answers_heading(line):
            places.setdefault(line.folded(), []).append(i)
    found = set()
    for text, where in places.items():
        before = {label.number for i, label in labels.items() if i < where[0]}
        after = [label.number for i, label in labels.items() if i > where[0]]
        if len(where) > 1 and after and after[0] not in before:
            found.add(text)
    return found


def _lines(
    units: list[Placed], start: int = 0, stop: int | None = None
) -> list[tuple[int, Line]]:
    return [
        (i, unit)
        for i, unit in enumerate(units[start:stop], start=start)
        if isinstance(unit, Line) and unit.pieces
    ]


def _without_inner(units: list[Placed], labels: dict[int, Label]) -> dict[int, Label]:
    """Drop "Question 1:" within the paragraph of "Câu 1." (a number of the source)."""
    kept: dict[int, Label] = {}
    last: tuple[int, Label] | None = None
    for i, label in labels.items():
        line = units[i]
        if isinstance(line, Line) and not line.is_first and last is not None:
            before = units[last[0]]
            same = isinstance(before, Line) and before.para == line.para
            if same and last[1].word != label.word:
                continue
        kept[i] = label
        last = (i, label)
    return kept


def _without_chapters(
    units: list[Placed], labels: dict[int, Label]
) -> dict[int, Label]:
    """Drop "Bài 5. Hàm số" over "Câu 1.": a lesson, not a question."""
    if not any(label.word == "câu" for label in labels.values()):
        return labels
    order = list(labels)
    kept = {}
    for place, i in enumerate(order):
        label = labels[i]
        following = order[place + 1] if place + 1 < len(order) else None
        if label.word == "bài" and following is not None:
            between = [u for u in units[i + 1 : following] if not _is_blank(u)]
            is_short = len(_text(units[i])) <= MAX_HEADING and not any(
                _is_key_stretch(unit) for unit in between
            )
            if labels[following].word == "câu" and is_short and len(between) <= 2:
                continue
        kept[i] = label
    return kept


def _stretches(units: list[Placed]) -> list[tuple[int, int]]:
    """Parts of the paper between headings of parts; keys and solutions apart."""
    starts = [0]
    for i, line in _lines(units):
        if is_answers_heading(line) or is_solutions_heading(line) or part_heading(line):
            starts.append(i)
    return list(zip(starts, [*starts[1:], len(units)], strict=True))


def _bare(
    units: list[Placed], start: int, stop: int, *, has_words: bool, last: int
) -> dict[int, Label]:
    """Take "1.", "2." … as labels where they count up and options stand between.

    last: the number of the question before, 0 for none; one that goes on from it is
    enough.
    """
    if has_words and _is_key_stretch(units[start]):
        return {}
    found = [
        (i, label)
        for i, line in _lines(units, start, stop)
        if (label := bare_label(line))
    ]
    if not found:
        return {}
    needs_options = any(_has_options(units, i, stop) for i, _label in found)
    if has_words and not needs_options and not _is_essay_stretch(units[start]):
        return {}
    kept = _counting_up(units, found, needs_options=needs_options)
    goes_on = any(label.count == last + 1 for label in kept.values()) and last > 0
    return kept if needs_options or len(kept) >= 2 or goes_on else {}


def _counting_up(
    units: list[Placed], found: list[tuple[int, Label]], *, needs_options: bool
) -> dict[int, Label]:
    kept: dict[int, Label] = {}
    last: tuple[int, Label] | None = None
    for i, label in found:
        if last is not None:
            step = label.count - last[1].count
            if step != 1 and not (label.count == 1 and step < 0):
                continue
            if needs_options and not _has_options(units, last[0], i):
                continue
        kept[i] = label
        last = (i, label)
    return kept


def _is_key_stretch(unit: Placed) -> bool:
    return isinstance(unit, Line) and (
        is_answers_heading(unit) or is_solutions_heading(unit)
    )


def _is_essay_stretch(unit: Placed) -> bool:
    heading = part_heading(unit) if isinstance(unit, Line) else None
    return heading is not None and heading.kind in ("essay", "short_answer")


def _has_options(units: list[Placed], start: int, stop: int) -> bool:
    """Return whether an option begins between two units."""
    for place, unit in enumerate(units[start:stop]):
        if not isinstance(unit, Line):
            continue
        text = unit.text
        if place == 0:
            label = bare_label(unit)
            text = text[label.end :] if label else text
            if re.search(r"(?:^|\s)[(\[]?A\s?[.)/]\s*\S.*\sB\s?[.)/]", text):
                return True
        if re.match(r"^\s*[(\[]?\*?[Aa]\*?\s?[.)/:]", text):
            return True
    return False


def _is_blank(unit: Placed) -> bool:
    return isinstance(unit, Line) and unit.is_blank


def _text(unit: Placed) -> str:
    return unit.plain() if isinstance(unit, Line) else ""
