"""A Word paragraph as lines of pieces."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from question_bank.rules.formats.docx import equations
from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.drawings import (
    Drawn,
    read_drawing,
    read_pict,
)
from question_bank.rules.formats.docx.fields import Fields, shown
from question_bank.rules.formats.docx.fonts import Typed, decode, make_typed
from question_bank.rules.formats.docx.names import MC, W
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.paper.lines import (
    OBJECT,
    PLAIN,
    Atom,
    Piece,
    make_pieces,
)
from question_bank.rules.formats.xmltree import local

_THROUGH = frozenset(
    [
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "customXml",
        "Choice",
        "Fallback",
    ]
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
}


@dataclass
class Inline:
    """The content of a paragraph: lines of pieces, and text boxes hung on it."""

    lines: list[list[Piece]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs one after the other; fields may run over several."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.fields = Fields()
        self._typed: list[Typed] = []
        self._out = Inline()
        self._style = ""
        self._look, self._font, self._is_capital = PLAIN, "", False
        self._in_paragraph: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "oMath": self._formula,
            "oMathPara": self._formula,
            "AlternateContent": lambda child: self._children(chosen(child)),
            "del": self._deleted,
            "moveFrom": self._deleted,
            "ins": self._inserted,
            "moveTo": self._inserted,
        }
        self._in_run: dict[str, Callable[[etree._Element], None]] = {
            "t": lambda child: self._text(child.text or ""),
            "br": self._break,
            "sym": self._sign,
            "fldChar": self._field,
            "instrText": lambda child: self.fields.take_code(child.text or ""),
            "drawing": lambda child: self._take(read_drawing(child, self.context)),
            "pict": lambda child: self._take(read_pict(child, self.context)),
            "object": self._object,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "ruby": self._ruby,
            "AlternateContent": lambda child: self._run_children(chosen(child)),
            "r": self._run,
        }

    def read(self, paragraph: etree._Element) -> Inline:
        """Return the content of a paragraph."""
        self._typed, self._out = [], Inline()
        self._style = self.context.style_of(paragraph)
        self._children(paragraph)
        pieces = make_pieces(decode(self._typed, self.context))
        self._out.lines = _split(pieces)
        return self._out

    def _children(self, element: etree._Element) -> None:
        for child in element:
            name = local(child)
            handler = self._in_paragraph.get(name)
            if handler:
                handler(child)
            elif name in _THROUGH:
                self._children(child)

    def _deleted(self, element: etree._Element) -> None:
        if next(element.iter(W + "delText", W + "t"), None) is not None:
            self.context.report("tracked_changes")

    def _inserted(self, element: etree._Element) -> None:
        if len(element):
            self.context.report("tracked_changes")
        self._children(element)

    def _run(self, run: etree._Element) -> None:
        look, font, is_capital = self.context.styles.look(
            run.find(W + "rPr"), self._style
        )
        if look.hidden:
            self._hidden(run)
            return
        self._look, self._font, self._is_capital = look, font, is_capital
        self._run_children(run)

    def _run_children(self, run: etree._Element) -> None:
        for child in run:
            name = local(child)
            if name in _CHARACTERS:
                self._text(_CHARACTERS[name])
            elif name in self._in_run:
                self._in_run[name](child)

    def _hidden(self, run: etree._Element) -> None:
        for child in run.iter(W + "fldChar"):
            self._field(child)
        text = "".join(t.text or "" for t in run.iter(W + "t")).strip()
        if text and not self.fields.take(text):
            self.context.report("hidden_text", text=text[:80])

    def _text(self, text: str) -> None:
        if not text or self.fields.take(text):
            return
        text = text.upper() if self._is_capital else text
        self._typed.append(make_typed(text, self._look, self._font))

    def _atom(self, atom: Atom) -> None:
        if not self.fields.take("" if atom.kind == "image" else atom.text):
            self._typed.append(Typed(Piece(OBJECT, self._look, atom), ""))

    def _break(self, element: etree._Element) -> None:
        self._text(" " if element.get(W + "type") in ("page", "column") else "\n")

    def _sign(self, sign: etree._Element) -> None:
        code, font = sign.get(W + "char", ""), sign.get(W + "font", "")
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        if not self.fields.take(char):
            self._typed.append(make_typed(char, self._look, font))

    def _field(self, element: etree._Element) -> None:
        instruction = self.fields.mark(element.get(W + "fldCharType", ""))
        if not instruction:
            return
        try:
            kind, content = shown(instruction)
        except ValueError:
            self.context.report("formula_as_text", text=instruction.strip()[:80])
            kind, content = "text", instruction.strip()
        if kind == "formula":
            self._atom(equations.checked(content, instruction, self.context))
        elif kind == "text":
            self._text(content)

    def _formula(self, element: etree._Element) -> None:
        for atom in equations.of_word(element, self.context):
            self._atom(atom)

    def _take(self, drawn: Drawn) -> None:
        for atom in drawn.atoms:
            self._atom(atom)
        self._out.boxes += drawn.boxes

    def _object(self, element: etree._Element) -> None:
        atom = equations.of_object(element, self.context)
        if atom:
            self._atom(atom)

    def _note(self, element: etree._Element) -> None:
        kind = local(element).removesuffix("Reference")
        found = self.context.notes.number(kind, element.get(W + "id", ""))
        if found:
            look = self._look._replace(script="sup")
            self._typed.append(make_typed(f"[{found[0]}]", look, ""))
            self._out.notes.append(found)

    def _ruby(self, element: etree._Element) -> None:
        base = "".join(t.text or "" for t in element.iterfind(f"{W}rubyBase//{W}t"))
        over = "".join(t.text or "" for t in element.iterfind(f"{W}rt//{W}t"))
        html = f"<ruby>{text_html(base)}<rt>{text_html(over)}</rt></ruby>"
        if base:
            self._atom(Atom("text", html, base))


def chosen(alternate: etree._Element) -> etree._Element:
    """Return the branch of an mc:AlternateContent that is to be read.

    The new form, unless only the fallback holds a picture.
    """
    choices = alternate.findall(MC + "Choice")
    fallback = alternate.find(MC + "Fallback")
    for branch in [*choices, *([] if fallback is None else [fallback])]:
        if any(local(e) in ("blip", "imagedata", "t", "chart") for e in branch.iter()):
            return branch
    return choices[0] if choices else alternate


def _split(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """Part pieces at line breaks."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = piece.text.split("\n") if piece.atom is None else [piece.text]
        for place, part in enumerate(parts):
            if place:
                lines.append([])
            if part:
                kept = Piece(part, piece.look, piece.atom, piece.is_label)
                lines[-1].append(kept)
    return lines
