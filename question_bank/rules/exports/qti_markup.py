"""Stored HTML as the XHTML of a QTI item body: MathML for formulas, files by name."""

import re
from collections.abc import Callable

from lxml import etree
from lxml import html as lxml_html

from lms.core.math import BadFormula, draw_latex

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_DROPPED = ("style", "loading", "data-file", "lang", "dir")


def fragments(
    stored: str,
    *,
    namespace: str,
    picture: Callable[[str], str],
    gap: Callable[[str], etree._Element] | None = None,
) -> etree._Element:
    """Return a <div> with the content of stored HTML in the namespace of the items.

    picture: file code -> address, "" leaves the words for it. gap: code of a gap ->
    the interaction that stands there.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    source = lxml_html.fragment_fromstring(
        f"<div>{stored}</div>".encode(), parser=parser, create_parent=False
    )
    return _copy(source, namespace, picture, gap)


def _copy(
    source: etree._Element,
    namespace: str,
    picture: Callable[[str], str],
    gap: Callable[[str], etree._Element] | None,
) -> etree._Element:
    node = _special(source, picture, gap)
    if node is None:
        node = etree.Element(f"{{{namespace}}}{source.tag}")
        for name, value in source.attrib.items():
            if name == "data-file":
                node.set("src", picture(str(value)))
            elif name not in _DROPPED:
                node.set(name, value)
        node.text = source.text
        for child in source:
            node.append(_copy(child, namespace, picture, gap))
    node.tail = source.tail
    return node


def _special(
    source: etree._Element,
    picture: Callable[[str], str],
    gap: Callable[[str], etree._Element] | None,
) -> etree._Element | None:
    """Return what stands for a formula, a gap, or a picture that is not to be had."""
    if "data-latex" in source.attrib:
        return math(str(source.get("data-latex")))
    if gap is not None and "data-gap" in source.attrib:
        return gap(str(source.get("data-gap")))
    return None


def math(latex: str) -> etree._Element:
    """Return MathML with the LaTeX as annotation; plain text where it is unreadable."""
    try:
        drawn = _MATH.search(draw_latex(latex))
    except BadFormula:
        drawn = None
    if drawn is None:
        node = etree.Element("span")
        node.text = f"${latex}$"
        return node
    return etree.fromstring(drawn[0])
