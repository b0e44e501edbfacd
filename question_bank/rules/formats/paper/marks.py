"""Keys that teachers mark by look: underlined, bold, coloured, highlighted, starred.

A look is a mark only where it sets some options apart from the others of the same
question, and where it is not simply how all labels of the paper look.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from question_bank.rules.formats.paper.anatomy import Anatomy, OptionPart
from question_bank.rules.formats.paper.lines import Line, Look
from question_bank.rules.formats.paper.tables import Table

LOOKS = ("underline", "bold", "color", "highlight")
_WHOLE = 0.8  # share of an option's characters that must have a look
_USUAL = 0.55  # share of all options above which a look is no mark
_USUAL_STATEMENTS = 0.95  # more than half of the statements may well be true
_STAR_AT_END = re.compile(
    r"\s*(?:\(\s*\*\s*\)|\[\s*\*\s*\]|\*|✓|✔|☑|\(đúng\)|\[đúng\])\s*$", re.I
)
_FALSE_AT_END = re.compile(r"[(\[]\s*(?:sai|false)\s*[)\]]\s*[.;]?\s*$", re.I)
_STAR_AT_START = re.compile(r"^\s*(?:\(\s*\*\s*\)|\[\s*\*\s*\]|\*(?!\*)|✓|✔|☑)\s*")
STAR = "asterisk"


@dataclass(frozen=True)
class Usual:
    """How the labels and the texts of a paper's options look as a rule."""

    label: frozenset[str]
    body: frozenset[str]
    label_color: str
    body_color: str


@dataclass(frozen=True)
class Mark:
    """Options set apart by one look; source names it: "underline", "bold"."""

    source: str
    codes: tuple[str, ...]
    para: int


def usual_looks(papers: Iterable[Anatomy], *, is_lower: bool) -> Usual:
    """Return how options (or statements, is_lower) look in most of the paper."""
    chosen = [anatomy for anatomy in papers if anatomy.is_lower == is_lower]
    parts = [part for anatomy in chosen for part in anatomy.options]
    labels = [part.label_looks for part in parts if part.label_looks]
    bodies = [looks for part in parts if (looks := _body(part))]
    share = _USUAL_STATEMENTS if is_lower else _USUAL
    return Usual(
        frozenset(name for name in LOOKS if _is_usual(name, labels, share)),
        frozenset(name for name in LOOKS if _is_usual(name, bodies, share)),
        _most([_color(looks) for looks in labels], share),
        _most([_color(looks) for looks in bodies], share),
    )


def marks_of(anatomy: Anatomy, usual: Usual) -> list[Mark]:
    """Return the marks of one question, one for each look that sets options apart.

    Also takes asterisks off the options.
    """
    marks = []
    star = _stars(anatomy)
    if star:
        marks.append(star)
    for name in LOOKS:
        found = set()
        for on_label in (True, False):
            codes = _apart(anatomy, name, usual, on_label=on_label)
            if codes is not None:
                found.add(codes)
        if name == "highlight" and (codes := _filled(anatomy)):
            found.add(codes)
        marks += [Mark(name, codes, _para(anatomy, codes)) for codes in sorted(found)]
    return marks


def all_marked(anatomy: Anatomy, usual: Usual) -> bool:
    """Return whether all labels are marked in a paper where that is not usual.

    Then every statement of a cluster is true.
    """
    for name in ("underline", "color", "highlight"):
        if name in usual.label:
            continue
        values = [_has(part.label_looks, name) for part in anatomy.options]
        if values and all(values) and name != "color":
            return True
        if values and all(values) and values[0] != usual.label_color:
            return True
    return False


def _apart(
    anatomy: Anatomy, name: str, usual: Usual, *, on_label: bool
) -> tuple[str, ...] | None:
    """Return the options that a look sets apart, None where it sets none apart."""
    common = usual.label if on_label else usual.body
    color = usual.label_color if on_label else usual.body_color
    if name in common and name != "color":
        return None
    marked = []
    for part in anatomy.options:
        looks = part.label_looks if on_label else _body(part)
        value = _has(looks, name)
        if value and not (name == "color" and value == color):
            marked.append(part.code)
    if not marked or len(marked) == len(anatomy.options):
        return None
    return tuple(marked)


def _has(looks: list[Look], name: str) -> str:
    """Return the value of a look that (nearly) all characters have, "" = none."""
    if not looks:
        return ""
    values = Counter(str(getattr(look, name) or "") for look in looks)
    value, count = values.most_common(1)[0]
    return value if value and count >= _WHOLE * len(looks) else ""


def _body(part: OptionPart) -> list[Look]:
    """Looks of the visible characters of an option; of its formulas where none."""
    looks = [look for line in part.lines for char, look in line.looks()]
    if any(char.isalnum() for line in part.lines for char, _look in line.looks()):
        return looks
    return [
        piece.look
        for line in part.lines
        for piece in line.pieces
        if piece.atom and piece.atom.kind == "formula"
    ]


def _filled(anatomy: Anatomy) -> tuple[str, ...] | None:
    """Options whose table cell is shaded while others are not."""
    marked = tuple(part.code for part in anatomy.options if part.fill)
    return marked if marked and len(marked) < len(anatomy.options) else None


def _stars(anatomy: Anatomy) -> Mark | None:
    """Options with an asterisk at the letter, before or behind the text."""
    marked = [
        part
        for part in anatomy.options
        if part.has_star or _star_place(part) is not None
    ]
    if not marked or len(marked) == len(anatomy.options) or _says_false(anatomy):
        return None
    for part in marked:
        _take_star_off(part)
    codes = tuple(part.code for part in marked)
    return Mark(STAR, codes, marked[0].para)


def _says_false(anatomy: Anatomy) -> bool:
    """Return whether "[Sai]" stands behind an option, as "[Đúng]" behind others."""
    last = [part.units[-1] for part in anatomy.options if part.units]
    return any(isinstance(u, Line) and _FALSE_AT_END.search(u.text) for u in last)


def _star_place(part: OptionPart) -> tuple[int, int, int] | None:
    """Return (unit, start, stop) of an asterisk around an option's text."""
    places = [
        i for i, u in enumerate(part.units) if isinstance(u, Line) and u.text.strip()
    ]
    if not places:
        return None
    first, last = part.units[places[0]], part.units[places[-1]]
    found = _STAR_AT_START.match(first.text)  # type: ignore[union-attr]
    if found:
        return places[0], found.start(), found.end()
    found = _STAR_AT_END.search(last.text)  # type: ignore[union-attr]
    return (places[-1], found.start(), found.end()) if found else None


def _take_star_off(part: OptionPart) -> None:
    found = None if part.has_star else _star_place(part)
    if found is None:
        return
    place, start, stop = found
    line = part.units[place]
    if not isinstance(line, Table):
        part.units[place] = line.cut(stop) if start == 0 else line.cut(0, start)


def _is_usual(name: str, looks: list[list[Look]], share: float) -> bool:
    if not looks:
        return False
    count = sum(1 for one in looks if _has(one, name))
    return count > share * len(looks)


def _color(looks: list[Look]) -> str:
    return _has(looks, "color")


def _most(values: list[str], share: float) -> str:
    if not values:
        return ""
    value, count = Counter(values).most_common(1)[0]
    return value if count > share * len(values) else ""


def _para(anatomy: Anatomy, codes: tuple[str, ...]) -> int:
    for part in anatomy.options:
        if part.code in codes:
            return part.para
    return anatomy.question.para
