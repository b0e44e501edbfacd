r"""Stored HTML as text that a teacher can edit in a plain field, and back.

Formulas are ``$LaTeX$`` (``$$…$$`` on a line of their own), a gap is ``[[1]]``, bold
and the like stay as ``<b>…</b>``. What a plain field cannot hold, a picture, a table, a
list, a sound, is a token such as ``[[hình 1]]`` that may be moved or taken out; the HTML behind
it comes back from the text it was made of. ``\$`` is a dollar sign.
"""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from lms.core import html
from lms.core.text import nfc

SIMPLE = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "sub": "sub", "sup": "sup"}  # fmt: skip
BLOCKS = {"p", "div", "br"}
FLAT = {"span"}
NAMES = {"img": "hình", "table": "bảng"}
OTHER, SOUND = "khối", "âm thanh"
_TOKEN = re.compile(r"\[\[(?:hình|bảng|khối|âm thanh) (\d{1,3})\]\]")
_GAP = re.compile(r"\[\[([A-Za-z0-9_-]{1,20})\]\]")
_TAG = re.compile(r"&lt;(/?)(b|i|u|sub|sup)&gt;")
_FORMULA = re.compile(
    r"\$\$(?P<display>.+?)\$\$|(?<!\\)\$(?P<inline>(?:\\\$|[^$\n])+?)\$"
    r"|\\\((?P<round>.+?)\\\)",
    re.DOTALL,
)


def to_markup(stored: str) -> str:
    """Return the text a teacher edits for stored HTML."""
    if "<" not in stored and "&" not in stored:
        return stored.replace("$", r"\$")
    parts = _Writer()
    parts.walk(_parse(stored))
    return parts.text()


def from_markup(text: str, *, before: str = "") -> str:
    """Return stored HTML of an edited text, cleaned.

    before: the stored HTML the text was made of; its pictures and tables come back
    where their tokens stand. An unchanged text gives ``before`` itself.
    """
    text = nfc(text.replace("\r\n", "\n")).strip("\n")
    if before and text == to_markup(before):
        return before
    blocks = list(_blocks(_parse(before))) if before else []
    lines = [line for line in _lines(text) if line.strip()]
    if len(lines) > 1:
        made = "".join(_paragraph(line, blocks) for line in lines)
    else:
        made = _line(lines[0], blocks) if lines else ""
    return html.clean(made)


class _Writer:
    """Collects the pieces of the markup of one text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks = 0

    def text(self) -> str:
        lines = "".join(self.pieces).split("\n")
        kept = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in lines]
        return "\n".join(line for line in kept if line)

    def walk(self, element: etree._Element) -> None:
        self._plain(element.text)
        for child in element:
            self._child(child)
            self._plain(child.tail)

    def _plain(self, text: str | None) -> None:
        self.pieces.append((text or "").replace("\n", " ").replace("$", r"\$"))

    def _child(self, child: etree._Element) -> None:
        tag = child.tag
        if "data-latex" in child.attrib:
            sign = "$$" if "data-display" in child.attrib else "$"
            latex = str(child.get("data-latex")).replace("\n", " ")
            self.pieces.append(f"{sign}{latex}{sign}")
        elif "data-gap" in child.attrib:
            self.pieces.append(f"[[{child.get('data-gap')}]]")
        elif "data-sound" in child.attrib:
            self.blocks += 1
            self.pieces.append(f"[[{SOUND} {self.blocks}]]")
        elif tag in SIMPLE:
            self.pieces.append(f"<{SIMPLE[tag]}>")
            self.walk(child)
            self.pieces.append(f"</{SIMPLE[tag]}>")
        elif tag in BLOCKS:
            self.pieces.append("\n")
            self.walk(child)
            self.pieces.append("\n")
        elif tag in FLAT:
            self.walk(child)
        else:
            self.blocks += 1
            self.pieces.append(f"[[{NAMES.get(str(tag), OTHER)} {self.blocks}]]")


def _blocks(element: etree._Element) -> Iterator[str]:
    """Yield the HTML of what the tokens stand for, in the order of the tokens."""
    for child in element:
        if "data-latex" in child.attrib or "data-gap" in child.attrib:
            continue
        is_text = child.tag in SIMPLE or child.tag in BLOCKS or child.tag in FLAT
        if is_text and "data-sound" not in child.attrib:
            yield from _blocks(child)
        else:
            yield etree.tostring(
                child, encoding="unicode", method="html", with_tail=False
            )


def _lines(text: str) -> list[str]:
    """Return the lines; a formula over several lines stays in one."""
    joined = _FORMULA.sub(lambda found: found[0].replace("\n", " "), text)
    return joined.split("\n")


def _paragraph(line: str, blocks: list[str]) -> str:
    made = _line(line, blocks)
    return made if _TOKEN.fullmatch(line.strip()) else f"<p>{made}</p>"


def _line(line: str, blocks: list[str]) -> str:
    made, at = [], 0
    for found in _FORMULA.finditer(line):
        made.append(_words(line[at : found.start()], blocks))
        made.append(_formula(found))
        at = found.end()
    made.append(_words(line[at:], blocks))
    return "".join(made)


def _formula(found: re.Match[str]) -> str:
    latex = found["display"] or found["inline"] or found["round"]
    shown = ' data-display="1"' if found["display"] else ""
    return f'<span data-latex="{html.escape(latex.strip())}"{shown}></span>'


def _words(text: str, blocks: list[str]) -> str:
    safe = html.escape(text.replace(r"\$", "$"))
    safe = _TAG.sub(r"<\1\2>", safe)

    def block(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        return blocks[place] if 0 <= place < len(blocks) else ""

    return _GAP.sub(r'<span data-gap="\1"></span>', _TOKEN.sub(block, safe))


def _parse(stored: str) -> etree._Element:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    return lxml_html.fragment_fromstring(
        f"<div>{stored}</div>".encode(), parser=parser, create_parent="div"
    )
