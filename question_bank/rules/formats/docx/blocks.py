"""The body of a Word file as paragraphs and tables, in document order."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.inline import Inline, InlineReader, chosen
from question_bank.rules.formats.docx.names import W, number, value
from question_bank.rules.formats.paper.lines import Line, Piece, make_pieces
from question_bank.rules.formats.paper.tables import Cell, Table
from question_bank.rules.formats.xmltree import local

MAX_NESTING = 12
_THROUGH = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])
Block = Line | Table


@dataclass
class Reading:
    """What the body holds, and how many paragraphs were counted."""

    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0


class BlockReader:
    """Walks the body once; numbers paragraphs from 1, those in tables included."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._inline = InlineReader(context)

    def read(self, body: etree._Element) -> Reading:
        """Return all blocks of the body."""
        blocks = list(self._blocks(body, 0, fill=""))
        return Reading(blocks, self.context.para)

    def _blocks(
        self, element: etree._Element, depth: int, *, fill: str, in_box: bool = False
    ) -> Iterator[Block]:
        for child in element:
            name = local(child)
            if name == "p":
                if not in_box:
                    self.context.para += 1
                yield from self._paragraph(child, depth, fill=fill)
            elif name == "tbl":
                yield from self._table(child, depth, in_box=in_box)
            elif name in _THROUGH:
                yield from self._blocks(child, depth, fill=fill, in_box=in_box)
            elif name == "AlternateContent":
                branch = chosen(child)
                yield from self._blocks(branch, depth, fill=fill, in_box=in_box)
            elif name in ("oMath", "oMathPara"):
                yield self._lone_formula(child)

    def _paragraph(
        self, element: etree._Element, depth: int, *, fill: str
    ) -> Iterator[Block]:
        label = self._label(element)
        inline = self._inline.read(element)
        properties = element.find(W + "pPr")
        heading = self._heading(element)
        align = {"center": "center", "right": "right", "end": "right"}.get(
            value(properties, "jc") or "", ""
        )
        for place, pieces in enumerate(inline.lines):
            head = [label] if label and place == 0 else []
            yield Line(
                tuple(head + pieces),
                self.context.para,
                is_first=place == 0,
                align=align,
                heading=heading,
                in_table=depth > 0,
                cell_fill=fill,
            )
        yield from self._notes(inline)
        for box in inline.boxes:
            if depth < MAX_NESTING:
                self.context.report("text_box")
                yield from self._blocks(box, depth + 1, fill=fill, in_box=True)

    def _notes(self, inline: Inline) -> Iterator[Line]:
        for count, text in inline.notes:
            pieces = make_pieces([Piece(f"[{count}] {text}")])
            yield Line(pieces, self.context.para, is_first=False)

    def _label(self, element: etree._Element) -> Piece | None:
        properties = element.find(W + "pPr")
        style = self.context.style_of(element)
        found = None if properties is None else properties.find(W + "numPr")
        if found is not None and value(found, "numId") is not None:
            number_id, level = value(found, "numId") or "", number(value(found, "ilvl"))
        else:
            by_style = self.context.styles.paragraph_numbering(
                style or self.context.styles.default_paragraph
            )
            number_id, level = by_style or ("", 0)
            if found is not None:
                level = number(value(found, "ilvl"), level)
        label = self.context.numbering.label(number_id, level) if number_id else None
        if label is None:
            return None
        mark = None if properties is None else properties.find(W + "rPr")
        look, _font, _capital = self.context.styles.look(mark, style)
        own, _font, _capital = self.context.styles.look(label.properties, "")
        look = look._replace(bold=look.bold or own.bold, hidden=False)
        return Piece(label.text + label.suffix, look, None, is_label=True)

    def _heading(self, element: etree._Element) -> int:
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            level = number(outline.get(W + "val"), 9)
            return level + 1 if level < 9 else 0
        return self.context.styles.heading_level(self.context.style_of(element))

    def _lone_formula(self, element: etree._Element) -> Line:
        self.context.para += 1
        wrapper = etree.Element(W + "p")
        wrapper.append(element)
        inline = self._inline.read(wrapper)
        return Line(tuple(p for line in inline.lines for p in line), self.context.para)

    def _table(
        self, element: etree._Element, depth: int, *, in_box: bool
    ) -> Iterator[Block]:
        first = self.context.para + 1
        if depth >= MAX_NESTING:
            self.context.report("table_too_deep")
            return
        rows = [
            self._row(row, depth, in_box=in_box) for row in _children(element, "tr")
        ]
        yield Table(
            tuple(tuple(row) for row in rows if row),
            first,
            max(self.context.para, first),
        )

    def _row(self, element: etree._Element, depth: int, *, in_box: bool) -> list[Cell]:
        cells = []
        for cell in _children(element, "tc"):
            properties = cell.find(W + "tcPr")
            shade = None if properties is None else properties.find(W + "shd")
            fill = "" if shade is None else shade.get(W + "fill", "").upper()
            fill = "" if fill in ("AUTO", "FFFFFF", "NONE") else fill
            blocks = tuple(self._blocks(cell, depth + 1, fill=fill, in_box=in_box))
            merge = value(properties, "vMerge")
            cells.append(
                Cell(
                    blocks,
                    span=max(1, min(number(value(properties, "gridSpan"), 1), 63)),
                    is_continued=merge is not None and merge != "restart",
                    starts_merge=merge == "restart",
                    fill=fill,
                )
            )
        return cells


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield rows or cells, those in content controls and insertions included."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child
        elif name in _THROUGH:
            yield from _children(child, wanted)
