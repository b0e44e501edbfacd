"""Texts of Moodle: HTML, plain, Markdown."""

import re

from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.typed import html_with_formulas, typed_html

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*([^*\n]+?)\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"(?<!\w)_([^_\n]+?)_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"`([^`\n]+?)`"), r"<code>\1</code>"),
)
_TAGS = re.compile(
    r"</?(?:p|b|i|u|br|em|strong|su[bp]|span|div|code|pre|[ou]l|li|table|t[rdh])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$")


def moodle_html(text: str, form: str) -> str:
    """Return a text of a format (html, plain, moodle, markdown) as our HTML.

    Tags within the "moodle" format are HTML, as Moodle shows it.
    """
    if form == "html":
        return html_with_formulas(text.strip())
    if form == "markdown":
        return _markdown(text)
    if is_tagged(text, form):
        return html_with_formulas(text.strip().replace("\n", "<br>"))
    return typed_html(text.strip())


def is_tagged(text: str, form: str) -> bool:
    """Return whether a text of the "moodle" format has HTML tags in it."""
    return form.startswith("moodle") and bool(_TAGS.search(text))


def _markdown(text: str) -> str:
    """Bold, italic, code, paragraphs and flat lists: what questions use."""
    out = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if all(_BULLET.match(line) for line in lines if line.strip()):
            items = [_BULLET.match(line) for line in lines]
            out.append(
                "<ul>"
                + "".join(f"<li>{_inline(m[1])}</li>" for m in items if m)
                + "</ul>"
            )
        else:
            out.append(f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>")
    if len(out) == 1 and out[0].startswith("<p>"):
        return out[0][3:-4]
    return "".join(out)


def _inline(text: str) -> str:
    html = text_html(text.strip())
    for pattern, replacement in _INLINE:
        html = pattern.sub(replacement, html)
    return html_with_formulas(html)


def category_of(path: str) -> str:
    """Return "A/B" of "$course$/top/A/B"."""
    parts = [part.strip() for part in re.split(r"(?<!/)/(?!/)", path)]
    kept = [p for p in parts if p and not re.fullmatch(r"\$[\w]+\$|top", p)]
    return "/".join(part.replace("//", "/") for part in kept)
