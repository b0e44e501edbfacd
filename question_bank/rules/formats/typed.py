"""Text that people typed: formulas between dollar signs, line breaks, labels."""

import re
from functools import lru_cache
from html import unescape

from lms.core.errors import DomainError
from lms.core.math import BadFormula, draw_latex
from lms.core.text import nfc
from question_bank.rules.formats.formulas.sure import surely_draws
from question_bank.rules.formats.markup import formula_html, text_html
from question_bank.rules.formats.paper.labels import Label, word_label
from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.tags import Tags, take_tags_at_end

FORMULA = re.compile(
    r"\$\$(?P<display>[^$\ufffc]+?)\$\$|\\\[(?P<block>[^\ufffc]+?)\\\]"
    r"|\\\((?P<inline>[^\ufffc]+?)\\\)"
    r"|(?<![\\$\w])\$(?P<dollar>[^$\s\ufffc](?:[^$\n\ufffc]*[^$\s\ufffc])?)\$(?![\d$])",
    re.DOTALL,
)
_MATHS = re.compile(
    r"[\\^_{}=<>+*/|-]|^\s*[A-Za-z]['\d]?\s*$|^[\d.,;()\s]+$|^[A-Z]{2,4}$"
)
_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD, *range(9), 0x0B, 0x0C]
)


def decode(content: bytes, *, name: str) -> str:
    r"""Return the text of a file: UTF-8, UTF-16 with a mark, NFC, "\\n" at line ends.

    Raises DomainError not_utf8.
    """
    try:
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DomainError("text_not_utf8", where=f"line {line}") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return nfc(text).translate(_INVISIBLE)


def typed_html(text: str) -> str:
    """Return typed text as HTML: formulas drawn, everything else letter by letter."""
    out, place = [], 0
    for found in FORMULA.finditer(text):
        latex = formula_of(found)
        if latex is None:
            continue
        out.append(_plain(text[place : found.start()]))
        is_display = bool(found["display"] or found["block"])
        out.append(formula_html(latex, is_display=is_display))
        place = found.end()
    return "".join(out) + _plain(text[place:])


def formula_of(found: re.Match) -> str | None:
    """Return the LaTeX of a match of FORMULA, None where it is no formula."""
    latex = found["display"] or found["block"] or found["inline"] or found["dollar"]
    if found["dollar"] and not _MATHS.search(latex):
        return None
    return latex.strip() if draws(latex.strip()) else None


@lru_cache(maxsize=4096)
def draws(latex: str) -> bool:
    """Return whether a formula can be drawn."""
    if surely_draws(latex):
        return True
    try:
        draw_latex(latex)
    except BadFormula:
        return False
    return True


def cut_label(text: str) -> tuple[Label | None, Tags, str]:
    """Return (label, tags, text behind it) of a question: "Câu 3 (NB). Hỏi?"."""
    line = Line((Piece(text.strip()),)) if text.strip() else Line(())
    label = word_label(line)
    tags = label.tags if label else Tags()
    rest = text.strip()[label.end :] if label else text.strip()
    stop = take_tags_at_end(rest, tags)
    return label, tags, rest[:stop].strip()


def html_with_formulas(html: str) -> str:
    """Return HTML with the formulas typed in its text as stored formulas."""
    parts = re.split(r"(<[^>]*>)", html)
    return "".join(
        part if place % 2 else _formulas_in_html(part)
        for place, part in enumerate(parts)
    )


def _formulas_in_html(text: str) -> str:
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return text

    def write(found: re.Match) -> str:
        typed = FORMULA.fullmatch(unescape(found[0]))
        latex = formula_of(typed) if typed else None
        if latex is None:
            return found[0]
        is_display = bool(found["display"] or found["block"])
        return formula_html(latex, is_display=is_display)

    return FORMULA.sub(write, text)


def _plain(text: str) -> str:
    return text_html(text).replace("\n", "<br>")
