"""Lines of a paper: text with its looks, cut by character positions."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from lms.core.text import fold
from question_bank.rules.formats.markup import text_html

OBJECT = "\ufffc"  # stands in a line's text for a formula or a picture
_SPACES = re.compile(r"[ \t\xa0]+")


class Look(NamedTuple):
    """How characters look, as far as it may mean something."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    hidden: bool = False
    color: str = ""  # "" = black
    highlight: str = ""  # highlight or shading
    script: str = ""  # "sub", "sup"


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Atom:
    """A thing within a line: formula, picture, note.

    kind: formula | image | text. html: its stored form. text: what stands for it in
    plain text (LaTeX, alternative text). name: of a picture.
    """

    kind: str
    html: str
    text: str = ""
    name: str = ""
    is_floating: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look, or one atom (its text is then OBJECT)."""

    text: str
    look: Look = PLAIN
    atom: Atom | None = None
    is_label: bool = False  # made by the numbering of the document


@dataclass(frozen=True)
class Line:
    """A line: part of a paragraph between line breaks, or less.

    para: number of the paragraph, 1-based. is_first: it begins the paragraph.
    align: "center" or "right" where it is not at the left. heading: level 1-9 or 0.
    cell_fill: shading of the table cell it stands in. also: further paragraphs that
    were joined to it.
    """

    pieces: tuple[Piece, ...]
    para: int = 0
    is_first: bool = True
    align: str = ""
    heading: int = 0
    in_table: bool = False
    cell_fill: str = ""
    also: tuple[int, ...] = ()
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(p.text for p in self.pieces))

    @property
    def is_blank(self) -> bool:
        """Neither a letter nor an atom."""
        return not self.text.strip()

    def but(self, pieces: Iterable[Piece], *, is_first: bool | None = None) -> "Line":
        """Return the same line with other content."""
        return Line(
            tuple(pieces),
            self.para,
            self.is_first if is_first is None else is_first,
            self.align,
            self.heading,
            self.in_table,
            self.cell_fill,
            self.also,
        )

    def cut(self, start: int, stop: int | None = None) -> "Line":
        """Return the characters from start to stop (as with a string)."""
        stop = len(self.text) if stop is None else stop
        kept, place = [], 0
        for piece in self.pieces:
            end = place + len(piece.text)
            if end > start and place < stop:
                text = piece.text[max(start - place, 0) : stop - place]
                whole = len(text) == len(piece.text)
                kept.append(
                    piece
                    if whole
                    else Piece(text, piece.look, piece.atom, piece.is_label)
                )
            place = end
        return self.but(kept, is_first=self.is_first and start == 0)

    def strip(self) -> "Line":
        """Return the line without white space at both ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.cut(start, len(text.rstrip())) if text.strip() else self.but(())

    def looks(self, start: int = 0, stop: int | None = None) -> list[tuple[str, Look]]:
        """Return (character, look) of what can be seen, white space and atoms out."""
        part = self.cut(start, stop) if start or stop is not None else self
        return [
            (char, piece.look)
            for piece in part.pieces
            if piece.atom is None
            for char in piece.text
            if not char.isspace()
        ]

    def atoms(self, kind: str = "") -> list[Atom]:
        """Return the atoms of a kind, in order."""
        return [
            p.atom for p in self.pieces if p.atom and (not kind or p.atom.kind == kind)
        ]

    def plain(self) -> str:
        """Return the text with atoms as their plain stand-ins, spaces squeezed."""
        known = self.__dict__.get("_plain")
        if known is None:
            parts = [p.atom.text if p.atom else p.text for p in self.pieces]
            known = _SPACES.sub(" ", "".join(parts)).strip()
            object.__setattr__(self, "_plain", known)
        return known

    def folded(self) -> str:
        """Return the plain text in small letters without marks."""
        known = self.__dict__.get("_folded")
        if known is None:
            known = fold(self.plain())
            object.__setattr__(self, "_folded", known)
        return known

    def html(self, *, without: frozenset[str] = frozenset()) -> str:
        """Return the line as HTML. without: looks to leave out ("bold" …)."""
        return html_of(self.pieces, without=without)


def make_pieces(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces in NFC, marks joined to the letters they belong to.

    Word splits runs anywhere, also between a letter and its tone mark.
    """
    out: list[Piece] = []
    for piece in pieces:
        if piece.atom is not None or not piece.text:
            if piece.atom is not None:
                out.append(piece)
            continue
        text = piece.text
        count = _marks_ahead(text)
        if count and out and out[-1].atom is None:
            out[-1] = _with(out[-1], out[-1].text + text[:count])
            text = text[count:]
            if not text:
                continue
        last = out[-1] if out else None
        if last and _are_alike(last, piece):
            out[-1] = _with(last, last.text + text)
        else:
            out.append(_with(piece, text))
    return tuple(out)


def join_lines(lines: Iterable[Line], separator: str = " ") -> str:
    """Return the plain text of several lines."""
    return separator.join(part for line in lines if (part := line.plain()))


def html_of(pieces: Iterable[Piece], *, without: frozenset[str] = frozenset()) -> str:
    """Return pieces as HTML, looks of neighbours joined."""
    out: list[str] = []
    for tags, group in _groups(pieces, without):
        opened = "".join(f"<{tag}>" for tag in tags)
        closed = "".join(f"</{tag}>" for tag in reversed(tags))
        out.append(f"{opened}{''.join(group)}{closed}")
    return "".join(out)


def _groups(
    pieces: Iterable[Piece], without: frozenset[str]
) -> list[tuple[list[str], list[str]]]:
    groups: list[tuple[list[str], list[str]]] = []
    for piece in pieces:
        tags = [] if piece.atom else _tags(piece.look, without)
        if not piece.atom and not piece.text.strip() and groups:
            tags = groups[-1][0] if "u" not in groups[-1][0] + tags else tags
        shown = piece.atom.html if piece.atom else text_html(_shown(piece))
        if groups and groups[-1][0] == tags:
            groups[-1][1].append(shown)
        else:
            groups.append((tags, [shown]))
    return groups


def _tags(look: Look, without: frozenset[str]) -> list[str]:
    tags = []
    for name, tag in (("bold", "b"), ("italic", "i"), ("underline", "u")):
        if getattr(look, name) and name not in without:
            tags.append(tag)
    if look.strike:
        tags.append("s")
    if look.script:
        tags.append(look.script)
    return tags


def _shown(piece: Piece) -> str:
    return piece.text.replace("\xa0", " ").replace("\t", " ")


def _marks_ahead(text: str) -> int:
    count = 0
    while count < len(text) and unicodedata.combining(text[count]):
        count += 1
    return count


def _are_alike(one: Piece, other: Piece) -> bool:
    return (
        one.atom is None and one.look == other.look and one.is_label == other.is_label
    )


def _with(piece: Piece, text: str) -> Piece:
    text = unicodedata.normalize("NFC", text)
    return Piece(text, piece.look, piece.atom, piece.is_label)
