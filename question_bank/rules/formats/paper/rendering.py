"""Stem, options and source of a question as HTML, marks of the key left out."""

from question_bank.rules.formats.paper.anatomy import Anatomy, OptionPart
from question_bank.rules.formats.paper.lines import Line, Look
from question_bank.rules.formats.paper.marks import Mark
from question_bank.rules.formats.paper.tables import Table, Unit, blocks_html

_HIDDEN = ("bold", "underline", "italic")


def stem_html(anatomy: Anatomy) -> str:
    """Return the stem; a look that all of it has is left out."""
    return units_html(anatomy.stem, _common(anatomy.stem))


def option_html(part: OptionPart, anatomy: Anatomy, marks: list[Mark]) -> str:
    """Return an option so that nothing in it tells whether it is right."""
    without = set(_common(part.units))
    for mark in marks:
        if part.code in mark.codes and mark.source in ("bold", "underline"):
            others = [one for one in anatomy.options if one is not part]
            if not any(_has_somewhere(one.units, mark.source) for one in others):
                without.add(mark.source)
    return units_html(part.units, frozenset(without))


def units_html(units: list[Unit], without: frozenset[str] = frozenset()) -> str:
    """Return units as HTML without some looks."""
    return blocks_html([_plain(unit, without) for unit in trimmed(units)])


def trimmed(units: list[Unit]) -> list[Unit]:
    """Return units with lines stripped, blank ones left out."""
    out: list[Unit] = []
    for unit in units:
        if isinstance(unit, Table):
            out.append(unit)
        elif not unit.is_blank:
            out.append(unit.strip())
    return out


def source_html(units: list[Unit]) -> str:
    """Return the source of a question, each line a paragraph, as it stands."""
    parts = [
        unit.html() if isinstance(unit, Table) else f"<p>{unit.html().strip()}</p>"
        for unit in units
        if isinstance(unit, Table) or not unit.is_blank
    ]
    return "".join(parts)


def images_of(html: str) -> list[str]:
    """Return the names of the pictures that HTML of a draft shows, in order."""
    names = []
    for part in html.split('data-file="draft:')[1:]:
        name = part.partition('"')[0]
        if name not in names:
            names.append(name)
    return names


def _plain(unit: Unit, without: frozenset[str]) -> Unit:
    if isinstance(unit, Table) or not without:
        return unit
    changed: dict[str, bool] = dict.fromkeys(without, False)
    pieces = [
        type(p)(p.text, p.look._replace(**changed), p.atom, p.is_label)  # type: ignore[arg-type]
        for p in unit.pieces
    ]
    return unit.but(pieces)


def _common(units: list[Unit]) -> frozenset[str]:
    """Return the looks that every visible character has."""
    looks: list[Look] = []
    for unit in units:
        if isinstance(unit, Line):
            looks += [look for _char, look in unit.looks()]
    return frozenset(
        name for name in _HIDDEN if looks and all(getattr(x, name) for x in looks)
    ) - {"italic"}


def _has_somewhere(units: list[Unit], name: str) -> bool:
    return any(
        getattr(look, name)
        for unit in units
        if isinstance(unit, Line)
        for _char, look in unit.looks()
    )
