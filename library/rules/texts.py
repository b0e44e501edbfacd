r"""What authors type between blocks: formulas inside running text, tables as lines.

``$x^2$`` and ``\(x^2\)`` in a text become formulas of our stored form.
"""

import re

from lxml import etree
from lxml import html as lxml_html

from lms.core import html
from lms.core.math import BadFormula, draw_latex
from lms.core.text import nfc

_FORMULA = re.compile(r"(\$[^$\n]+\$|\\\(.+?\\\))", re.DOTALL)
_SKIPPED = frozenset({"code", "pre"})
MAX_ROWS, MAX_CELLS = 200, 20


def bad_formulas(text: str) -> list[str]:
    """Return the formulas in a typed text (plain or HTML) that cannot be drawn."""
    if "<" in text:
        tree = lxml_html.fragment_fromstring(with_formulas(text), create_parent="div")
        found = [str(latex) for latex in tree.xpath(".//span/@data-latex")]
    else:
        found = [_latex(part) for part in _FORMULA.findall(text)]
    return [latex for latex in found if not can_draw(latex)]


def can_draw(latex: str) -> bool:
    """Return whether KaTeX can draw the formula."""
    try:
        draw_latex(latex)
    except BadFormula:
        return False
    return True


def with_formulas(source: str) -> str:
    """Return HTML whose typed formulas are ``<span data-latex>``; not yet cleaned."""
    if "$" not in source and "\\(" not in source:
        return source
    tree = lxml_html.fragment_fromstring(nfc(source), create_parent="div")
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _SKIPPED:
            _split_text(element)
        if element is not tree:
            _split_tail(element)
    inner = etree.tostring(tree, encoding="unicode", method="html")
    return inner[len("<div>") : -len("</div>")]


def stored_html(source: str) -> str:
    """Return rich text of an editor in our stored form: formulas marked, cleaned."""
    return html.clean(with_formulas(source))


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of a table typed line by line, each cell as stored HTML.

    Cells are parted by tabs (as copied from a spreadsheet) or by "|". Short rows
    are filled up. Raises ValueError beyond MAX_ROWS rows or MAX_CELLS columns.
    """
    lines = [line for line in nfc(text).splitlines() if line.strip()]
    rows = [_cells(line) for line in lines]
    width = max((len(row) for row in rows), default=0)
    if len(rows) > MAX_ROWS or width > MAX_CELLS:
        raise ValueError("the table is too large")
    return [
        [html.from_text(cell) for cell in row + [""] * (width - len(row))]
        for row in rows
    ]


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _latex(part: str) -> str:
    return (part[1:-1] if part.startswith("$") else part[2:-2]).strip()


def _spans(text: str) -> tuple[str, list[etree._Element]]:
    """Return the text before the first formula and spans with their tails."""
    parts = _FORMULA.split(text)
    spans = []
    for place in range(1, len(parts), 2):
        span = lxml_html.Element("span", {"data-latex": _latex(parts[place])})
        span.tail = parts[place + 1]
        spans.append(span)
    return parts[0], spans


def _split_text(element: etree._Element) -> None:
    if not element.text or ("$" not in element.text and "\\(" not in element.text):
        return
    element.text, spans = _spans(element.text)
    for place, span in enumerate(spans):
        element.insert(place, span)


def _split_tail(element: etree._Element) -> None:
    tail, parent = element.tail, element.getparent()
    if not tail or parent is None or parent.tag in _SKIPPED:
        return
    if "$" not in tail and "\\(" not in tail:
        return
    element.tail, spans = _spans(tail)
    place = parent.index(element) + 1
    for offset, span in enumerate(spans):
        parent.insert(place + offset, span)
