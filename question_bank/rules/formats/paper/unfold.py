"""Tables that only lay out a paper, as the lines they hold."""

import re
from collections.abc import Sequence

from question_bank.rules.formats.paper.keytables import entries_of_table
from question_bank.rules.formats.paper.labels import word_label
from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.rows import HeaderRow, Ready, question_rows
from question_bank.rules.formats.paper.tables import Cell, Table, Unit

Placed = Unit | Ready | HeaderRow
_OPTION = re.compile(r"^\s*[(\[]?\*?([A-H])\*?\s?[.)\]/:](?!\w\.)")
_OPTION_ALONE = re.compile(r"^\s*[(\[]?([A-Ha-h])\s?[.)\]/:]?\s*$")
_STATEMENT = re.compile(r"^\s*[a-h]\s?[.)]")


SHORT = 60


def unfold(units: Sequence[Unit]) -> list[Placed]:
    """Return the units with layout tables replaced by their lines."""
    out: list[Placed] = []
    for unit in units:
        if not isinstance(unit, Table):
            out.append(unit)
        elif rows := question_rows(unit):
            out += rows
        elif is_layout(unit):
            out += unfold(_lines_in_order(unit))
        else:
            out.append(unit)
    return out


def is_layout(table: Table) -> bool:
    """Return whether cells of the table hold labels of questions or options."""
    cells = [cell for row in table.rows for cell in row if cell.text.strip()]
    if not cells:
        return not table.lines
    entries = entries_of_table(table)
    if len(entries) >= 3 or (entries and all(len(c.text) <= SHORT for c in cells)):
        return False
    if any(_has_label(cell) for cell in cells):
        return True
    options = [cell for cell in cells if _starts_option(cell)]
    if len(options) >= 2 and len(options) * 2 >= len(cells):
        return True
    return len(cells) == 1 and _is_text_box(table)


def _is_text_box(table: Table) -> bool:
    """A frame of one cell around running text is a box, not data."""
    return sum(len(row) for row in table.rows) == 1


def _has_label(cell: Cell) -> bool:
    return any(
        isinstance(block, Line) and word_label(block) is not None
        for block in cell.blocks
    ) or any(
        isinstance(block, Table) and is_layout(block) and _labels_inside(block)
        for block in cell.blocks
    )


def _labels_inside(table: Table) -> bool:
    return any(_has_label(cell) for row in table.rows for cell in row)


def _starts_option(cell: Cell) -> bool:
    return bool(_OPTION.match(cell.text)) or bool(
        re.match(r"^\s*[(\[]?[A-D]\s?[.)]?\s*$", cell.text)
    )


def _lines_in_order(table: Table) -> list[Unit]:
    """Cells row by row; those of options by their letters."""
    under = _letters_under_pictures(table)
    if under:
        return under
    cells = [cell for row in table.rows for cell in row if not cell.is_continued]
    filled = [cell for cell in cells if cell.lines]
    letters = [_OPTION.match(cell.text) for cell in filled]
    if filled and all(letters) and len({m[1] for m in letters if m}) == len(filled):
        cells = sorted(filled, key=lambda cell: cell.text.strip(" \t([*")[:1])
        return [block for cell in cells for block in cell.blocks]
    out: list[Unit] = []
    for row in table.rows:
        out += _row(row)
    return out


def _letters_under_pictures(table: Table) -> list[Unit]:
    """A row of pictures with a row of letters under or over it."""
    for row, other in zip(table.rows, table.rows[1:], strict=False):
        for letters, pictures in ((row, other), (other, row)):
            alone = [_label_alone(list(cell.blocks)) for cell in letters]
            shown = [_is_picture(cell) for cell in pictures]
            if len(letters) == len(pictures) > 1 and all(alone) and all(shown):
                return [
                    block
                    for label, cell in zip(alone, pictures, strict=True)
                    for block in _joined(label, list(cell.blocks))  # type: ignore[arg-type]
                ]
    return []


def _row(row: tuple[Cell, ...]) -> list[Unit]:
    """One row: labels joined to what stands beside them, pictures before options."""
    pictures: list[Unit] = []
    out: list[Unit] = []
    ahead: Line | None = None
    for cell in row:
        blocks: list[Unit] = list(cell.blocks)
        if ahead is None and _is_picture(cell):
            pictures += blocks
            continue
        if ahead is not None:
            blocks = _joined(ahead, blocks)
            ahead = None
        alone = _label_alone(blocks)
        if alone is not None:
            ahead = alone
        else:
            out += blocks
    if ahead is not None:
        out.append(ahead)
    return _with_pictures(out, pictures)


def _is_picture(cell: Cell) -> bool:
    lines = cell.lines
    return bool(lines) and all(
        line.atoms("image") and not line.looks() for line in lines
    )


def _label_alone(blocks: list[Unit]) -> Line | None:
    """Return the only line of a cell where it is nothing but a label."""
    filled = [b for b in blocks if isinstance(b, Table) or not b.is_blank]
    if len(filled) != 1 or not isinstance(filled[0], Line):
        return None
    line = filled[0]
    label = word_label(line)
    if label is not None and not line.text[label.end :].strip():
        return line
    return line if _OPTION_ALONE.match(line.text) else None


def _joined(ahead: Line, blocks: list[Unit]) -> list[Unit]:
    for place, block in enumerate(blocks):
        if isinstance(block, Line) and not block.is_blank:
            text = ahead.text.rstrip()
            gap = Piece("\t" if text[-1:] in ".):/]" else ". ")
            pieces = (*ahead.pieces, gap, *block.pieces)
            joined = Line(
                pieces,
                ahead.para,
                cell_fill=ahead.cell_fill or block.cell_fill,
                also=(*ahead.also, block.para, *block.also),
            )
            return [*blocks[:place], joined, *blocks[place + 1 :]]
    return [ahead, *blocks]


def _with_pictures(units: list[Unit], pictures: list[Unit]) -> list[Unit]:
    """Put pictures that stand beside a question in front of its options."""
    if not pictures:
        return units
    for place, unit in enumerate(units):
        if not isinstance(unit, Line):
            continue
        if _OPTION.match(unit.text) or _STATEMENT.match(unit.text):
            return [*units[:place], *pictures, *units[place:]]
    return [*units, *pictures]
