"""Tables in which every row is a question, with or without a header."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lms.core.text import fold
from question_bank.rules.formats.paper.headings import part_heading
from question_bank.rules.formats.paper.keytables import short_key
from question_bank.rules.formats.paper.labels import Label, word_label
from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.options import find_chain
from question_bank.rules.formats.paper.passages import passage_opening
from question_bank.rules.formats.paper.tables import Cell, Table, Unit

_ROLES = (
    ("id", r"id|ma|ma cau(?: hoi)?|code|ma so"),
    ("number", r"stt|tt|cau|cau so|no|so|#|so thu tu|question no"),
    ("question", r"(?:noi dung )?cau hoi|noi dung(?: cau hoi| de bai)?|question|de bai|cau dan"
                 r"|stem|de"),
    ("key", r"dap an(?: dung)?|key|answer|phuong an dung|da|tra loi|correct(?: answer)?"
            r"|dap an chinh xac|ket qua"),
    ("explanation", r"giai thich|loi giai(?: chi tiet)?|huong dan(?: giai| cham| tra loi)?"
                    r"|explanation|goi y(?: tra loi)?|phan tich|huong dan giai chi tiet|ghi chu"),
    ("level", r"muc do(?: nhan thuc)?|level|cap do(?: tu duy)?|do kho"),
    ("points", r"diem|points?|so diem"),
    ("topic", r"chu de|noi dung kien thuc|bai|chuong|don vi kien thuc|topic|yccd|yeu cau can dat"),
    ("image", r"hinh(?: anh)?|anh|image"),
)  # fmt: skip
_OPTION = re.compile(r"^(?:phuong an|dap an|lua chon|option|pa)?\s*([a-h])$")


@dataclass(frozen=True)
class Ready:
    """A question that a row of a table holds whole.

    before: what stands over it in the same cell and belongs to more than it.
    """

    label: Label | None
    body: list[Unit]
    source: list[Unit]
    key: str
    key_para: int
    solution: list[Unit]
    para: int
    level: str = ""
    points: str = ""
    topic: str = ""
    name: str = ""


@dataclass(frozen=True)
class HeaderRow:
    """The header of a question table: read, and no question."""

    lines: tuple[Line, ...]


@dataclass
class Columns:
    """Which column of a table holds what."""

    roles: dict[str, list[int]] = field(default_factory=dict)
    options: dict[str, int] = field(default_factory=dict)
    has_header: bool = True

    def of(self, role: str) -> list[int]:
        """Return the columns of a role."""
        return self.roles.get(role, [])


def question_rows(table: Table) -> list[Unit | Ready | HeaderRow]:
    """Return the rows of a question table, [] where the table is none."""
    columns = _by_header(table) or _by_content(table)
    if columns is None:
        return []
    out: list[Unit | Ready | HeaderRow] = []
    rows = table.rows[1:] if columns.has_header else table.rows
    if columns.has_header:
        heads = tuple(line for cell in table.rows[0] for line in cell.lines)
        out.append(HeaderRow(heads))
    for number, row in enumerate(rows, start=1):
        out += _read_row(row, columns, number)
    return out


def _by_header(table: Table) -> Columns | None:
    if len(table.rows) < 2:
        return None
    columns = Columns()
    for place, cell in enumerate(table.rows[0]):
        title = fold(" ".join(cell.text.split())).strip(" .:*")
        option = _OPTION.match(title)
        if option:
            columns.options[option[1].upper()] = place
            continue
        for role, pattern in _ROLES:
            if re.fullmatch(pattern, title):
                columns.roles.setdefault(role, []).append(place)
                break
    if not columns.of("question"):
        return None
    has_more = columns.of("key") or columns.of("explanation")
    is_whole = len(columns.options) >= 2 or has_more
    return columns if is_whole and _texts_are_long(table, columns) else None


def _texts_are_long(table: Table, columns: Columns) -> bool:
    """A key table with the heads "Câu hỏi | Đáp án" holds only numbers there."""
    place = columns.of("question")[0]
    texts = [row[place].text for row in table.rows[1:] if place < len(row)]
    return sum(len(text) > 8 for text in texts) * 2 >= len(texts) > 0


def _by_content(table: Table) -> Columns | None:
    """Find the columns of a table without header by what stands in them."""
    width = Counter(len(row) for row in table.rows).most_common(1)
    if not width or width[0][0] < 2:
        return None
    rows = [row for row in table.rows if len(row) == width[0][0]]
    question = None
    for place in range(width[0][0]):
        cells = [row[place] for row in rows]
        good = sum(1 for cell in cells if _is_question(cell))
        if good * 10 >= len(cells) * 6:
            question = place
            break
    if question is None:
        return None
    columns = Columns({"question": [question]}, has_header=False)
    for place in range(width[0][0]):
        role = "" if place == question else _role(rows, place, question)
        if role:
            columns.roles.setdefault(role, []).append(place)
    return columns if columns.of("key") else None


def _is_question(cell: Cell) -> bool:
    return len(find_chain(cell.lines)) >= 3


def _role(rows: list[tuple[Cell, ...]], place: int, question: int) -> str:
    texts = [row[place].text.strip() for row in rows]
    filled = [text for text in texts if text]
    if not filled:
        return "image"
    if sum(1 for text in filled if short_key(text)) * 10 >= len(filled) * 8:
        return (
            "number" if all(t.isdigit() for t in filled) and place < question else "key"
        )
    if place < question:
        is_id = all(len(text) <= 40 and "\n" not in text for text in filled)
        return "id" if is_id else "image"
    return "explanation"


def _read_row(
    row: tuple[Cell, ...], columns: Columns, number: int
) -> list[Unit | Ready]:
    def blocks(role: str) -> list[Unit]:
        return [b for i in columns.of(role) if i < len(row) for b in row[i].blocks]

    def text(role: str) -> str:
        cells = [row[i].text.strip() for i in columns.of(role) if i < len(row)]
        return " ".join(cell for cell in cells if cell)

    question = _filled(blocks("question"))
    if not question:
        return [line for cell in row for line in cell.lines]
    before, label, body = _cut_label(question, text("number"), number)
    body += _option_lines(row, columns)
    images = _filled(_pictures(blocks("image") + blocks("id"), row, columns))
    body = _with_images(body, images)
    solution, key = _filled(blocks("explanation")), text("key")
    if len(key) > 60 or (key and not short_key(key) and solution):
        solution, key = solution + _filled(blocks("key")), ""
    places = columns.of("key")
    key_lines = row[places[0]].lines if places and places[0] < len(row) else []
    source = [b for cell in row for b in _filled(list(cell.blocks))]
    ready = Ready(
        label,
        body,
        source,
        key,
        key_lines[0].para if key_lines else question[0].para,
        solution,
        question[0].para,
        text("level"),
        text("points"),
        text("topic"),
        text("id"),
    )
    return [*before, ready]


def _filled(blocks: list[Unit]) -> list[Unit]:
    return [b for b in blocks if isinstance(b, Table) or not b.is_blank]


def _cut_label(
    blocks: list[Unit], stated: str, number: int
) -> tuple[list[Unit], Label | None, list[Unit]]:
    """Return (what stands before, label, content) of the cell of a question."""
    for place, block in enumerate(blocks):
        label = word_label(block) if isinstance(block, Line) else None
        if label is None:
            continue
        content = [block.cut(label.end), *blocks[place + 1 :]]  # type: ignore[union-attr]
        if place and _is_shared(blocks[:place]):
            return blocks[:place], label, content
        return [], label, [*blocks[:place], *content]
    shown = (
        stated
        if re.fullmatch(r"(?:câu\s*)?\d{1,4}\.?", stated.lower())
        else str(number)
    )
    digits = re.sub(r"\D", "", shown)
    return [], Label("", digits, 0, f"Câu {digits}", is_generated=True), blocks


def _is_shared(blocks: list[Unit]) -> bool:
    """A heading, a passage or much text over the question concerns others too."""
    first = blocks[0]
    if isinstance(first, Line) and part_heading(first):
        return True
    length = sum(len(b.text) for b in blocks if isinstance(b, Line))
    opening = passage_opening(first) if isinstance(first, Line) else None
    return length > 400 or (opening is not None and opening.numbers is not None)


def _option_lines(row: tuple[Cell, ...], columns: Columns) -> list[Unit]:
    """Options in columns of their own, as lines "A. …"."""
    out: list[Unit] = []
    for letter, place in sorted(columns.options.items()):
        cell = row[place] if place < len(row) else Cell(())
        blocks = _filled(list(cell.blocks))
        if not blocks:
            continue
        first = blocks[0]
        if isinstance(first, Line):
            pieces = (Piece(f"{letter}. "), *first.strip().pieces)
            line = Line(pieces, first.para, cell_fill=cell.fill)
            out += [line, *blocks[1:]]
    return out


def _pictures(
    blocks: list[Unit], row: tuple[Cell, ...], columns: Columns
) -> list[Unit]:
    """Pictures that stand beside the question, left of it; words there are left."""
    first = columns.of("question")[0]
    known = {i for places in columns.roles.values() for i in places}
    others = [b for i, c in enumerate(row[:first]) if i not in known for b in c.blocks]
    return [
        block
        for block in blocks + others
        if isinstance(block, Line) and block.atoms("image")
    ]


def _with_images(body: list[Unit], images: list[Unit]) -> list[Unit]:
    if not images:
        return body
    pictures = [
        line.but(p for p in line.pieces if p.atom)
        for line in images
        if isinstance(line, Line)
    ]
    lines = [block for block in body if isinstance(block, Line)]
    chain = find_chain(lines)
    if not len(chain):
        return [*body, *pictures]
    first = lines[chain.places[0].line]
    place = next(i for i, block in enumerate(body) if block is first)
    start = chain.places[0].start
    head = [first.cut(0, start)] if first.text[:start].strip() else []
    rest = [first.cut(start)] if head else [first]
    return [*body[:place], *head, *pictures, *rest, *body[place + 1 :]]
