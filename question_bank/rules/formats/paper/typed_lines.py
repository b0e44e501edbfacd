"""Formulas that are typed as LaTeX within lines, between dollar signs or bare."""

from dataclasses import replace

from lms.core.errors import Problem
from question_bank.rules.formats.bare_latex import HINT, Bare, find_bare
from question_bank.rules.formats.markup import formula_html
from question_bank.rules.formats.paper.lines import OBJECT, PLAIN, Atom, Line, Piece
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.typed import FORMULA, formula_of


def with_formulas(block: Line | Table, problems: list[Problem]) -> Line | Table:
    """Return a line or table with typed LaTeX as formulas.

    What was typed bare is a reading of ours: it is added to problems, and so is what
    looks like LaTeX and could not be read.
    """
    if isinstance(block, Table):
        return replace(
            block,
            rows=tuple(
                tuple(
                    replace(
                        cell,
                        blocks=tuple(with_formulas(b, problems) for b in cell.blocks),
                    )
                    for cell in row
                )
                for row in block.rows
            ),
        )
    line = block
    if "$" in line.text or "\\(" in line.text or "\\[" in line.text:
        line = _between_dollars(line)
    if "\\" not in line.text:
        return line
    bare = find_bare(line.text)
    where = f"paragraph {line.para}"
    if bare:
        text = line.text[bare[0].start : bare[0].stop]
        problems.append(Problem("formula_typed_bare", where, {"text": text[:80]}))
    line = _bare(line, bare)
    if HINT.search(line.text):
        left = line.text[HINT.search(line.text).start() :]  # type: ignore[union-attr]
        problems.append(Problem("formula_as_text", where, {"text": left[:80]}))
    return line


def _between_dollars(line: Line) -> Line:
    pieces: list[Piece] = []
    place = 0
    for found in FORMULA.finditer(line.text):
        latex = formula_of(found)
        if latex is None:
            continue
        pieces += line.cut(place, found.start()).pieces
        is_display = bool(found["display"] or found["block"])
        pieces.append(
            _atom(line, found.start(), found.end(), latex, is_display=is_display)
        )
        place = found.end()
    pieces += line.cut(place).pieces
    return line.but(pieces) if place else line


def _bare(line: Line, found: list[Bare]) -> Line:
    pieces: list[Piece] = []
    place = 0
    for one in found:
        pieces += line.cut(place, one.start).pieces
        pieces.append(_atom(line, one.start, one.stop, one.latex))
        place = one.stop
    pieces += line.cut(place).pieces
    return line.but(pieces) if place else line


def _atom(
    line: Line, start: int, stop: int, latex: str, *, is_display: bool = False
) -> Piece:
    html = formula_html(latex, is_display=is_display)
    look = next((look for _c, look in line.looks(start, stop)), PLAIN)
    return Piece(OBJECT, look, Atom("formula", html, latex))
