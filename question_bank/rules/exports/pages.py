"""Stored HTML as HTML for other systems: formulas as TeX, pictures by name."""

import html as entities
import re
from collections.abc import Callable

_FORMULA = re.compile(
    r'<span data-latex="([^"]*)"( data-display="[^"]*")?></span>'
    r'|<span( data-display="[^"]*")? data-latex="([^"]*)"></span>'
)
_PICTURE = re.compile(r'<img [^>]*?data-file="([A-Za-z0-9_-]+)"[^>]*>')
_ALT = re.compile(r'alt="([^"]*)"')
# Commands that a formula renderer elsewhere may turn into links and attributes.
_ACTIVE = re.compile(r"\\(?:href|url|html\w*|includegraphics|cssId|class|style)\b")
_VOID = re.compile(r"<(img|br|hr|col)((?:\s[^<>]*?)?)\s*/?>")


def page(stored: str, *, picture: Callable[[str], str]) -> str:
    r"""Return HTML with \(…\) and \[…\] for formulas and ordinary pictures.

    picture: file code -> address; "" leaves the words for it only.
    """

    def formula(found: re.Match[str]) -> str:
        latex = found[1] if found[1] is not None else found[4]
        shown = found[2] or found[3]
        if _ACTIVE.search(latex):
            return latex
        return rf"\[{latex}\]" if shown else rf"\({latex}\)"

    def image(found: re.Match[str]) -> str:
        alt = _ALT.search(found[0])
        words = alt[1] if alt else ""
        address = picture(found[1])
        if not address:
            return words
        return f'<img src="{entities.escape(address)}" alt="{words}">'

    return _PICTURE.sub(image, _FORMULA.sub(formula, stored))


def xhtml(page_html: str) -> str:
    """Return the HTML with closed empty elements and no named entities but XML's."""
    closed = _VOID.sub(r"<\1\2/>", page_html)
    return closed.replace("&nbsp;", "&#160;")
