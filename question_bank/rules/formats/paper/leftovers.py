"""What follows the last option: its second line, a picture, or a stray text."""

import re
from typing import TYPE_CHECKING

from lms.core.text import fold
from question_bank.rules.formats.paper.headings import looks_like_heading
from question_bank.rules.formats.paper.lines import OBJECT, Line
from question_bank.rules.formats.paper.tables import Table, Unit

if TYPE_CHECKING:
    from question_bank.rules.formats.paper.anatomy import Anatomy, OptionPart

_MENTIONS = re.compile(
    r"\b(?:hinh|do thi|so do|bieu do|bang|anh|luoc do|picture|figure)\b"
)
_TITLE = re.compile(
    r"^\W*(?:chuong|chu de|bai|dang|muc|phan|tiet|tuan|unit|lesson|part|section|nhom"
    r"|muc do|mach|noi dung|de so|de)\b[\s:.]*(?:\d|[ivx]+\b|[a-z]\b)|^[\W\d]*[ivx]+\s*[.:]"
)
LONG_LINE = 60


def settle(anatomy: "Anatomy") -> None:
    """Decide for every unit behind an option's first line where it belongs."""
    last = anatomy.options[-1]
    earlier = anatomy.options[:-1]
    kept: list[Unit] = last.units[:1]
    for place, unit in enumerate(last.units[1:], start=1):
        if isinstance(unit, Line) and unit.is_blank:
            continue
        if _continues(unit, last.units[place - 1], kept, earlier):
            kept.append(unit)
        elif isinstance(unit, Line) and _is_picture(unit):
            anatomy.stem.append(unit)
            anatomy.is_image_moved = True
        else:
            _leave(anatomy, last.units[place:])
            break
    last.units = kept
    _move_floating(anatomy)


def _leave(anatomy: "Anatomy", units: list[Unit]) -> None:
    """Titles of what follows are headings; other text is loose."""
    for unit in units:
        if isinstance(unit, Line) and _is_title(unit) and not anatomy.loose:
            anatomy.headings.append(unit)
        else:
            anatomy.loose.append(unit)


def _is_title(line: Line) -> bool:
    is_named = _TITLE.match(line.folded()) is not None
    return looks_like_heading(line) and (line.heading > 0 or is_named)


def _continues(
    unit: Unit, before: Unit, kept: list[Unit], earlier: list["OptionPart"]
) -> bool:
    """Return whether a unit is more of the last option."""
    if not any(isinstance(one, Table) or not one.is_blank for one in kept):
        return True  # nothing stands behind the letter yet
    others_go_on = [part for part in earlier if len(_filled(part.units)) > 1]
    if isinstance(unit, Table):
        return any(isinstance(one, Table) for part in earlier for one in part.units)
    if _is_picture(unit):
        return any(
            line.atoms("image") for part in earlier for line in part.lines
        ) and not any(line.atoms("image") for line in kept if isinstance(line, Line))
    if isinstance(before, Line) and before.para == unit.para and not unit.is_first:
        return True
    if looks_like_heading(unit):
        return False
    text = unit.text.lstrip()
    if text[0].islower() or text[0] in OBJECT + ",;.)]}-–+=":
        return True
    if isinstance(before, Line) and len(before.text) >= LONG_LINE:
        return before.text.rstrip()[-1:] not in ".;?!:"
    return bool(earlier) and len(others_go_on) == len(earlier)


def _filled(units: list[Unit]) -> list[Unit]:
    return [unit for unit in units if isinstance(unit, Table) or not unit.is_blank]


def _is_picture(line: Line) -> bool:
    return bool(line.atoms("image")) and not line.looks()


def _move_floating(anatomy: "Anatomy") -> None:
    """A picture that floats beside the options shows what the stem speaks of."""
    with_picture = [
        part
        for part in anatomy.options
        if any(atom.is_floating for line in part.lines for atom in line.atoms("image"))
    ]
    if not with_picture or len(with_picture) == len(anatomy.options):
        return
    others = [part for part in anatomy.options if part not in with_picture]
    if any(line.atoms("image") for part in others for line in part.lines):
        return
    for part in with_picture:
        part.units = [
            _without_floating(unit, anatomy) if isinstance(unit, Line) else unit
            for unit in part.units
        ]


def _without_floating(line: Line, anatomy: "Anatomy") -> Line:
    floating = [p for p in line.pieces if p.atom and p.atom.is_floating]
    if floating:
        anatomy.stem.append(line.but(floating, is_first=True))
    return line.but(p for p in line.pieces if not (p.atom and p.atom.is_floating))


def speaks_of_picture(text: str) -> bool:
    """Return whether a text refers to a picture."""
    return _MENTIONS.search(fold(text)) is not None
