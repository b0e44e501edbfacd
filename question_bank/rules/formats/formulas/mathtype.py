"""Equations of MathType and Equation Editor as LaTeX."""

import struct
from collections.abc import Callable

from question_bank.rules.formats.formulas import runs
from question_bank.rules.formats.formulas.marks import (
    accent,
    bar,
    base_of,
    fence,
    root,
    scripts,
)
from question_bank.rules.formats.formulas.mtef import (
    Char,
    Matrix,
    Node,
    Pile,
    Slot,
    Template,
    read_mtef,
)
from question_bank.rules.formats.formulas.ole import read_stream
from question_bank.rules.formats.formulas.signs import (
    BIG,
    EMBELLISHMENTS,
    OVER_ARROWS,
    OVER_HARPOONS,
    UNDER_ARROWS,
    character,
    v5_template,
)

_TEXT, _FUNCTION, _VECTOR = 1, 2, 7
_SUB, _SUP, _SUBSUP = 27, 28, 29


def object_to_latex(content: bytes) -> str:
    """Return the LaTeX of an embedded equation object; "" for an empty equation.

    Raises ValueError where the object is broken or holds no equation.
    """
    data = read_stream(content, "Equation Native")
    if len(data) < 30:
        raise ValueError("equation is broken")
    (start,) = struct.unpack_from("<H", data, 0)
    return mtef_to_latex(data[start:])


def mtef_to_latex(data: bytes) -> str:
    """Return the LaTeX of bare MTEF bytes. Raises ValueError where broken."""
    return runs.tidy(_row(read_mtef(data)))


class _Row:
    """Collects the pieces of a line; characters wait until their run is over."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._waiting = ""
        self._style = ""

    def char(self, text: str, style: str) -> None:
        if style != self._style:
            self.flush()
            self._style = style
        self._waiting += text

    def flush(self) -> None:
        text, self._waiting = self._waiting, ""
        if not text:
            return
        if self._style == "text":
            self.pieces.append(runs.text_run(text))
        elif self._style == "upright":
            self.pieces.append(runs.upright_run(text))
        elif self._style == "bold":
            self.pieces.append(runs.styled_run(text, "mathbf"))
        else:
            self.pieces.append(runs.math_run(text))

    def add(self, latex: str) -> None:
        self.flush()
        self.pieces.append(latex)

    def base(self) -> str:
        """Take back the last thing, which carries a script."""
        last, style = self._waiting[-1:], self._style
        if last and not last.isspace() and style != "upright":
            self._waiting = self._waiting[:-1]
            self.flush()
            self._style = style
            self._waiting = last
        self.flush()
        return self.pieces.pop() if self.pieces else ""

    def latex(self) -> str:
        self.flush()
        return runs.join(self.pieces)


def _row(items: list[Node]) -> str:
    row = _Row()
    for item in items:
        if isinstance(item, Char):
            _char(row, item)
        elif isinstance(item, Template) and _is_script(item):
            _script(row, item)
        else:
            row.add(_node(item))
    return row.latex()


def _node(item: Node | None) -> str:
    if item is None:
        return ""
    if isinstance(item, Slot):
        return _row(item.items)
    if isinstance(item, Pile):
        return _pile(item)
    if isinstance(item, Matrix):
        return _matrix(item)
    if isinstance(item, Template):
        return _template(item)
    return _row([item])


def _char(row: _Row, item: Char) -> None:
    text = character(item.code)
    style = {_TEXT: "text", _FUNCTION: "upright", _VECTOR: "bold"}
    if text.startswith("\\"):
        row.add(text)
    elif item.marks:
        row.char(text, style.get(item.typeface, ""))
        latex = row.base()
        for mark in item.marks:
            latex = _embellished(latex, mark)
        row.add(latex)
    else:
        row.char(text, style.get(item.typeface, ""))


def _embellished(latex: str, mark: int) -> str:
    form = EMBELLISHMENTS.get(mark, "%s")
    plain = latex.strip()
    return form.replace("%s", base_of(plain) if form.startswith("%s") else plain)


def _is_script(item: Template) -> bool:
    selector, _variation = v5_template(item)
    return selector in (_SUB, _SUP, _SUBSUP)


def _script(row: _Row, item: Template) -> None:
    selector, variation = v5_template(item)
    slots = [_node(slot) for slot in item.slots]
    if len(slots) == 1:
        low, high = ("", slots[0]) if selector == _SUP else (slots[0], "")
    else:
        low, high = (*slots, "", "")[:2]
    if variation & 1:
        row.add(scripts("{}", low, high))
        return
    base = row.base().strip()
    if not base.endswith("}") or "^" in base or "_" not in base or low:
        base = base_of(base)
    row.add(scripts(base, low, high))


def _pile(item: Pile) -> str:
    lines = [_node(line) for line in item.items]
    if len(lines) == 1:
        return lines[0]
    side = {1: "l", 3: "r"}.get(item.align, "c" if item.align == 2 else "l")
    body = r" \\ ".join(lines)
    return rf"\begin{{array}}{{{side}}}{body}\end{{array}}"


def _matrix(item: Matrix) -> str:
    cells = [_node(cell) for cell in item.items]
    width = max(item.columns, 1)
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{matrix}}{body}\end{{matrix}}"


def _template(item: Template) -> str:
    selector, variation = v5_template(item)
    if selector <= 9:
        return _fence(item, variation)
    if 15 <= selector <= 22:
        return _big(item, variation)
    write = _WRITERS.get(selector)
    slots = [_node(slot) for slot in item.slots]
    if write is None:
        return runs.join(slots)
    return write((*slots, "", "", ""), variation)


def _fence(item: Template, variation: int) -> str:
    inner = _node(item.slots[0] if item.slots else None)
    signs = [character(char.code).strip() for char in item.chars]
    left = right = ""
    if len(signs) >= 2:
        left, right = signs[0], signs[1]
    elif signs:
        is_left = bool(variation & 1) or not variation & 2
        left, right = (signs[0], "") if is_left else ("", signs[0])
    return fence(_known(left), _known(right), [inner])


def _known(sign: str) -> str:
    names = {r"\langle": "⟨", r"\rangle": "⟩", r"\{": "{", r"\}": "}", r"\|": "‖"}
    return names.get(sign, sign)


def _big(item: Template, variation: int) -> str:
    slots = [_node(slot) for slot in item.slots]
    main, low, high = (*slots, "", "", "")[:3]
    signs = "".join(character(char.code) for char in item.chars)
    operator = BIG.get(signs) or (runs.math_run(signs).strip() or r"\int")
    is_apart = variation & 0x40 and (low or high)
    limits = r"\limits" if is_apart and operator.startswith("\\") else ""
    head = scripts(operator + limits, low, high)
    return runs.join([head, " ", main])


def _root(slots: tuple[str, ...], variation: int) -> str:
    return root(slots[1], slots[0])


def _fraction(slots: tuple[str, ...], variation: int) -> str:
    if variation & 2:
        return f"{base_of(slots[0])}/{base_of(slots[1])}"
    return rf"\frac{{{slots[0]}}}{{{slots[1]}}}"


def _underbar(slots: tuple[str, ...], variation: int) -> str:
    inner = bar(slots[0], is_top=False)
    return bar(inner, is_top=False) if variation & 1 else inner


def _overbar(slots: tuple[str, ...], variation: int) -> str:
    inner = bar(slots[0], is_top=True)
    return bar(inner, is_top=True) if variation & 1 else inner


def _arrow(slots: tuple[str, ...], variation: int) -> str:
    top, low = slots[0], slots[1]
    if variation & 1:
        name = "xleftrightarrow"
    elif variation & 2:
        name = "xrightleftharpoons"
    elif variation & 0x10 and variation & 0x20:
        name = "xleftrightarrow"
    else:
        name = "xleftarrow" if variation & 0x10 else "xrightarrow"
    return rf"\{name}[{low}]{{{top}}}" if low.strip() else rf"\{name}{{{top}}}"


def _limit(slots: tuple[str, ...], variation: int) -> str:
    base, low, high = slots[0].strip(), slots[1], slots[2]
    if base.lstrip("\\") in runs.WITH_LIMITS:
        name = base if base.startswith("\\") else f"\\{base}"
        return scripts(rf"{name}\limits", low, high)
    if base in (r"\rightarrow", r"\longrightarrow"):
        return rf"\xrightarrow[{low}]{{{high}}}" if low else rf"\xrightarrow{{{high}}}"
    out = rf"\underset{{{low}}}{{{base}}}" if low.strip() else base
    return rf"\overset{{{high}}}{{{out}}}" if high.strip() else out


def _horizontal_brace(slots: tuple[str, ...], variation: int) -> str:
    name, mark = ("overbrace", "^") if variation & 1 else ("underbrace", "_")
    label = f"{mark}{{{slots[1]}}}" if slots[1].strip() else ""
    return rf"\{name}{{{slots[0]}}}{label}"


def _horizontal_bracket(slots: tuple[str, ...], variation: int) -> str:
    return _horizontal_brace(slots, variation).replace("brace", "bracket", 1)


def _long_division(slots: tuple[str, ...], variation: int) -> str:
    inner = rf"\overline{{\smash{{)}}{slots[0]}}}"
    return rf"\overset{{{slots[1]}}}{{{inner}}}" if slots[1].strip() else inner


def _dirac(slots: tuple[str, ...], variation: int) -> str:
    left = rf"\langle {slots[0]}|" if variation & 1 else ""
    right = rf"|{slots[1]}\rangle " if variation & 2 else ""
    return left + right.removeprefix("|") if left and right else left + right


def _vector(slots: tuple[str, ...], variation: int) -> str:
    direction = variation & 3 or 2
    if variation & 4:
        return rf"\{UNDER_ARROWS[direction]}{{{slots[0]}}}"
    if variation & 8:
        return rf"\{OVER_HARPOONS[direction]}{{{slots[0]}}}"
    if direction == 2:
        return accent("\u20d7", slots[0])
    return rf"\{OVER_ARROWS[direction]}{{{slots[0]}}}"


def _tilde(slots: tuple[str, ...], variation: int) -> str:
    return accent("\u0303", slots[0])


def _hat(slots: tuple[str, ...], variation: int) -> str:
    return accent("\u0302", slots[0])


def _arc(slots: tuple[str, ...], variation: int) -> str:
    return rf"\overgroup{{{slots[0]}}}"


def _strike(slots: tuple[str, ...], variation: int) -> str:
    if variation & 1:
        return rf"\sout{{{slots[0]}}}"
    name = {2: "cancel", 4: "bcancel"}.get(variation & 6, "xcancel")
    return rf"\{name}{{{slots[0]}}}"


def _box(slots: tuple[str, ...], variation: int) -> str:
    return rf"\boxed{{{slots[0]}}}"


_WRITERS: dict[int, Callable[[tuple[str, ...], int], str]] = {
    10: _root,
    11: _fraction,
    12: _underbar,
    13: _overbar,
    14: _arrow,
    23: _limit,
    24: _horizontal_brace,
    25: _horizontal_bracket,
    26: _long_division,
    30: _dirac,
    31: _vector,
    32: _tilde,
    33: _hat,
    34: _arc,
    36: _strike,
    37: _box,
}
