"""Formulas that are typed as LaTeX between dollar signs, within lines."""

from dataclasses import replace

from question_bank.rules.formats.markup import formula_html
from question_bank.rules.formats.paper.lines import OBJECT, PLAIN, Atom, Line, Piece
from question_bank.rules.formats.paper.tables import Table
from question_bank.rules.formats.typed import FORMULA, formula_of


def with_formulas(block: Line | Table) -> Line | Table:
    """Return a line or table with typed LaTeX as formulas."""
    if isinstance(block, Table):
        return replace(
            block,
            rows=tuple(
                tuple(
                    replace(cell, blocks=tuple(with_formulas(b) for b in cell.blocks))
                    for cell in row
                )
                for row in block.rows
            ),
        )
    if "$" not in block.text and "\\(" not in block.text and "\\[" not in block.text:
        return block
    return _replaced(block)


def _replaced(line: Line) -> Line:
    pieces: list[Piece] = []
    place = 0
    for found in FORMULA.finditer(line.text):
        latex = formula_of(found)
        if latex is None:
            continue
        pieces += line.cut(place, found.start()).pieces
        is_display = bool(found["display"] or found["block"])
        html = formula_html(latex, is_display=is_display)
        look = next(
            (look for _c, look in line.looks(found.start(), found.end())), PLAIN
        )
        pieces.append(Piece(OBJECT, look, Atom("formula", html, latex)))
        place = found.end()
    pieces += line.cut(place).pieces
    return line.but(pieces) if place else line
