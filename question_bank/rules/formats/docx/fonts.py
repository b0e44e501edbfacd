"""From characters in a font to Unicode: symbol fonts, legacy Vietnamese fonts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.legacy_fonts import (
    belongs_to_letter_before,
    encoding_of,
    to_unicode,
)
from question_bank.rules.formats.docx.symbol_fonts import (
    from_private_area,
    from_symbol_font,
    is_symbol_font,
)
from question_bank.rules.formats.paper.lines import Look, Piece

_INVISIBLE = dict.fromkeys(
    [
        *(0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC, 0xAD),
        *(0x0B, 0x0C, *range(9), *range(0x0E, 0x20), *range(0x202A, 0x202F)),
    ]
)


@dataclass
class Typed:
    """A piece as it stands in the file, with the font it is written in."""

    piece: Piece
    font: str


def make_typed(text: str, look: Look, font: str) -> Typed:
    """Return text as typed; the characters are not yet looked at."""
    return Typed(Piece(text, look), font)


def decode(typed: list[Typed], context: Context) -> Iterator[Piece]:
    """Yield the pieces in Unicode, without invisible characters.

    Reports legacy_font once a file, symbol_unknown at the paragraph.
    """
    _move_marks(typed)
    for item in typed:
        piece = item.piece
        if piece.atom is not None:
            yield piece
            continue
        text = _decoded(piece.text, item.font, context)
        yield Piece(text.translate(_INVISIBLE), piece.look, None, piece.is_label)


def _decoded(text: str, font: str, context: Context) -> str:
    encoding = encoding_of(font)
    if encoding:
        return to_unicode(text, encoding)
    if is_symbol_font(font):
        text, known = from_symbol_font(text, font)
    else:
        text, known = from_private_area(text)
    if not known:
        context.report("symbol_unknown", font=font or "Symbol")
    return text


def _move_marks(typed: list[Typed]) -> None:
    """Give a tone mark of VNI back to the run that holds its letter."""
    for before, item in pairwise(typed):
        if before.piece.atom or item.piece.atom:
            continue
        encoding = encoding_of(item.font)
        if encoding != encoding_of(before.font):
            continue
        text, ahead = item.piece.text, before.piece.text
        if belongs_to_letter_before(text, ahead, encoding):
            before.piece = _with(before.piece, ahead + text[0])
            item.piece = _with(item.piece, text[1:])


def _with(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.look, piece.atom, piece.is_label)
