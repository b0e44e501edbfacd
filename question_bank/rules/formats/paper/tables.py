"""Tables of a paper: cells that hold lines and further tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Union

from question_bank.rules.formats.paper.lines import Line


@dataclass(frozen=True)
class Cell:
    """One cell. is_continued: the lower part of a cell merged over rows."""

    blocks: tuple[Union[Line, "Table"], ...]
    span: int = 1
    is_continued: bool = False
    starts_merge: bool = False
    fill: str = ""

    @property
    def lines(self) -> list[Line]:
        """Every line of the cell that holds something, inner tables included."""
        return list(lines_of(self.blocks))

    @property
    def text(self) -> str:
        """The plain text of the cell, its lines joined by line breaks."""
        return "\n".join(line.plain() for line in self.lines)


@dataclass(frozen=True)
class Table:
    """A table with the numbers of its first and last paragraph."""

    rows: tuple[tuple[Cell, ...], ...]
    first: int = 0
    last: int = 0

    @property
    def lines(self) -> list[Line]:
        """Every line of the table, row by row."""
        return [line for row in self.rows for cell in row for line in cell.lines]

    @property
    def para(self) -> int:
        """The number of its first paragraph, as with a line."""
        return self.first

    def html(self) -> str:
        """Return the table as HTML, merged cells as such."""
        rows = []
        for place, row in enumerate(self.rows):
            cells = []
            column = 0
            for cell in row:
                if not cell.is_continued:
                    down = self._rows_down(place, column) if cell.starts_merge else 1
                    cells.append(_cell_html(cell, down))
                column += cell.span
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table><tbody>{''.join(rows)}</tbody></table>"

    def _rows_down(self, place: int, column: int) -> int:
        """Return over how many rows the cell that begins here is merged."""
        count = 1
        for row in self.rows[place + 1 :]:
            here = 0
            for cell in row:
                if here == column:
                    break
                here += cell.span
            else:
                return count
            if not cell.is_continued:
                return count
            count += 1
        return count


Unit = Line | Table


def lines_of(blocks: tuple[Line | Table, ...] | list[Line | Table]) -> Iterator[Line]:
    """Yield the lines that hold something, in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield from block.lines
        elif not block.is_blank:
            yield block


def blocks_html(blocks: tuple[Line | Table, ...] | list[Line | Table]) -> str:
    """Return lines and tables as HTML: one paragraph without <p>, else with."""
    parts: list[tuple[int, str, bool]] = []  # paragraph, html, is a table
    for block in blocks:
        if isinstance(block, Table):
            parts.append((-block.first, block.html(), True))
        elif not block.is_blank:
            html = block.html().strip()
            last = parts[-1] if parts else None
            if last and not last[2] and last[0] == block.para and not block.is_first:
                parts[-1] = (last[0], f"{last[1]}<br>{html}", False)
            else:
                parts.append((block.para, html, False))
    if len(parts) == 1 and not parts[0][2]:
        return parts[0][1]
    return "".join(
        html if is_table else f"<p>{html}</p>" for _p, html, is_table in parts
    )


def _cell_html(cell: Cell, down: int) -> str:
    spans = f' colspan="{cell.span}"' if cell.span > 1 else ""
    spans += f' rowspan="{down}"' if down > 1 else ""
    return f"<td{spans}>{blocks_html(cell.blocks)}</td>"
