"""MTEF, the binary form of MathType equations, as a tree of records.

Sources: the published descriptions of MTEF 3 (Equation Editor 3) and MTEF 5
(MathType 4 and later). Only what carries meaning is kept: characters, templates,
piles, matrices; sizes, colours, fonts and nudges are passed over.
"""

import struct
from dataclasses import dataclass, field

MAX_DEPTH = 40
MAX_RECORDS = 20_000
END, LINE, CHAR, TMPL, PILE, MATRIX, EMBELL, RULER, FONT_STYLE, SIZE = range(10)
COLOR, COLOR_DEF, FONT_DEF, EQN_PREFS, ENCODING_DEF = range(15, 20)
_NUDGE = 8


@dataclass
class Char:
    """A character. typeface: 1 text, 2 function, 3 variable …; marks: embellishments."""

    code: int
    typeface: int
    marks: list[int] = field(default_factory=list)


@dataclass
class Slot:
    """A line: characters and templates in a row. is_null: an empty place."""

    items: list["Node"] = field(default_factory=list)
    is_null: bool = False


@dataclass
class Template:
    """A template with its slots and single characters, in their order."""

    selector: int
    variation: int
    items: list["Node"] = field(default_factory=list)
    version: int = 5

    @property
    def slots(self) -> list["Slot | Pile"]:
        """The lines and piles of the template, null ones included."""
        return [item for item in self.items if isinstance(item, Slot | Pile)]

    @property
    def chars(self) -> list[Char]:
        """The single characters of the template: fences, signs."""
        return [item for item in self.items if isinstance(item, Char)]


@dataclass
class Pile:
    """Lines one over the other. align: 1 left, 2 centre, 3 right, 4 at relations."""

    align: int
    items: list["Node"] = field(default_factory=list)


@dataclass
class Matrix:
    """Rows and columns of lines."""

    rows: int
    columns: int
    items: list["Node"] = field(default_factory=list)


Node = Char | Slot | Template | Pile | Matrix


def read_mtef(data: bytes) -> list[Node]:
    """Return the records of an equation. Raises ValueError where it is broken."""
    try:
        reader = _Reader(data)
        return reader.equation()
    except (IndexError, struct.error, RecursionError) as error:
        raise ValueError("equation is broken") from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0
        self.count = 0
        self.version = data[0]
        if self.version not in (2, 3, 4, 5):
            raise ValueError(f"MTEF version {self.version}")

    def equation(self) -> list[Node]:
        self.place = 5
        if self.version == 5:
            self._text()  # application key
            self.place += 1  # equation options
        return self._list(0)

    def _byte(self) -> int:
        value = self.data[self.place]
        self.place += 1
        return value

    def _short(self) -> int:
        (value,) = struct.unpack_from("<H", self.data, self.place)
        self.place += 2
        return value

    def _number(self) -> int:
        value = self._byte()
        return self._short() if value == 0xFF else value

    def _text(self) -> bytes:
        stop = self.data.index(0, self.place)
        text = self.data[self.place : stop]
        self.place = stop + 1
        return text

    def _list(self, depth: int) -> list[Node]:
        """Read records up to an END, or to the end of the data at the top."""
        if depth > MAX_DEPTH:
            raise ValueError("equation nested too deep")
        out: list[Node] = []
        while self.place < len(self.data):
            kind, options = self._tag()
            if kind == END:
                return out
            node = self._record(kind, options, depth)
            if node is not None:
                out.append(node)
        if depth:
            raise ValueError("equation ends too early")
        return out

    def _tag(self) -> tuple[int, int]:
        self.count += 1
        if self.count > MAX_RECORDS:
            raise ValueError("equation has too many records")
        tag = self._byte()
        if self.version < 5:
            return tag & 0x0F, tag >> 4
        has_options = tag in (LINE, CHAR, TMPL, PILE, MATRIX, EMBELL)
        return tag, self._byte() if has_options else 0

    def _record(self, kind: int, options: int, depth: int) -> Node | None:
        if options & _NUDGE and kind in (LINE, CHAR, TMPL, PILE, MATRIX, EMBELL):
            self._nudge()
        match kind:
            case 1:
                return self._line(options, depth)
            case 2:
                return self._char(options, depth)
            case 3:
                return self._template(depth)
            case 4:
                return self._pile(options, depth)
            case 5:
                return self._matrix(depth)
        self._skip(kind)
        return None

    def _nudge(self) -> None:
        dx, dy = self._byte(), self._byte()
        if dx == dy == 128:
            self.place += 4

    def _line(self, options: int, depth: int) -> Slot:
        if options & 4:
            self.place += 2
        if options & 2:
            self._ruler(is_tagged=True)
        if options & 1:
            return Slot(is_null=True)
        return Slot(self._list(depth + 1))

    def _char(self, options: int, depth: int) -> Char:
        typeface = self._byte() - 128
        if self.version < 5:
            code = self._byte() if self.version < 3 else self._short()
            marks = self._marks() if options & 2 else []
            return Char(code, typeface, marks)
        code = 0 if options & 0x20 else self._short()
        if options & 4:
            position = self._byte()
            code = code or position
        elif options & 0x10:
            position = self._short()
            code = code or position
        return Char(code, typeface, self._marks() if options & 1 else [])

    def _marks(self) -> list[int]:
        marks: list[int] = []
        while True:
            kind, options = self._tag()
            if kind == END:
                return marks
            if kind != EMBELL:
                self._skip(kind)
                continue
            if options & _NUDGE:
                self._nudge()
            marks.append(self._byte())

    def _template(self, depth: int) -> Template:
        selector, variation = self._byte(), self._byte()
        if self.version == 5 and variation & 0x80:
            variation = (variation & 0x7F) | (self._byte() << 8)
        self._byte()  # options of the template
        return Template(selector, variation, self._list(depth + 1), self.version)

    def _pile(self, options: int, depth: int) -> Pile:
        align = self._byte()
        self._byte()
        if options & 2:
            self._ruler(is_tagged=True)
        return Pile(align, self._list(depth + 1))

    def _matrix(self, depth: int) -> Matrix:
        self.place += 3
        rows, columns = self._byte(), self._byte()
        self.place += (rows + 4) // 4 + (columns + 4) // 4
        return Matrix(rows, columns, self._list(depth + 1))

    def _ruler(self, *, is_tagged: bool) -> None:
        if is_tagged and self.data[self.place] & 0x0F == RULER:
            self.place += 1
        self.place += 3 * self._byte()

    def _skip(self, kind: int) -> None:
        """Pass over a record that only says how things look."""
        if kind == RULER:
            self._ruler(is_tagged=False)
        elif kind == SIZE:
            self._size()
        elif kind == FONT_STYLE and self.version < 5:
            self.place += 2
            self._text()
        elif kind == EMBELL:
            self._byte()
        elif self.version == 5:
            self._skip_definition(kind)

    def _size(self) -> None:
        first = self._byte()
        self.place += {101: 2, 100: 3}.get(first, 1)

    def _skip_definition(self, kind: int) -> None:
        if kind >= 100:
            self.place += self._number()
        elif kind == COLOR_DEF:
            options = self._byte()
            self.place += 8 if options & 1 else 6
            if options & 4:
                self._text()
        elif kind == EQN_PREFS:
            self._preferences()
        elif kind == ENCODING_DEF:
            self._text()
        elif kind in (FONT_STYLE, COLOR, FONT_DEF):
            self._skip_numbered(kind)

    def _skip_numbered(self, kind: int) -> None:
        self._number()
        if kind == FONT_STYLE:
            self._byte()
        elif kind == FONT_DEF:
            self._text()

    def _preferences(self) -> None:
        self._byte()
        for _array in range(2):
            self._dimensions(self._byte())
        for _style in range(self._byte()):
            if self._byte():
                self._byte()

    def _dimensions(self, count: int) -> None:
        """Skip numbers written in half-bytes, each closed by 0xF."""
        high = True
        while count:
            byte = self.data[self.place]
            nibble = byte >> 4 if high else byte & 0x0F
            if not high:
                self.place += 1
            high = not high
            if nibble == 0xF:
                count -= 1
        if not high:
            self.place += 1
