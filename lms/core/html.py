"""The one place where HTML from outside becomes HTML of ours.

``clean`` runs once, when something is saved; ``render`` turns the stored form
into what a page shows. Stored HTML holds no address of a picture and no drawn
formula, but ``<img data-file="CODE">``, ``<span data-sound="CODE" data-plays="2"></span>`` and
``<span data-latex="x^2"></span>``: so nothing in it can call out, and all of them are
drawn by us after cleaning.

Order (decision 0009): drop dangerous elements with their content, bleach with
allow-lists, our own check of addresses and of CSS values, formulas last.
"""

import html as entities
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import tinycss2
from bleach.css_sanitizer import CSSSanitizer
from bleach.sanitizer import Cleaner
from lxml import etree
from lxml import html as lxml_html

from lms.core.math import render_latex
from lms.core.text import nfc

TAGS = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "colgroup",
        "col",
        "blockquote",
        "pre",
        "code",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "img",
        "a",
        "figure",
        "figcaption",
        "ruby",
        "rt",
        "rp",
    ]
)
ATTRIBUTES: dict[str, list[str]] = {
    "*": ["lang", "dir", "style"],
    "span": ["data-latex", "data-display", "data-gap", "data-sound", "data-plays"],
    "img": ["data-file", "alt", "width", "height"],
    "a": ["href", "title"],
    "td": ["colspan", "rowspan", "scope"],
    "th": ["colspan", "rowspan", "scope"],
    "ol": ["start", "type"],
    "col": ["span"],
}
DROPPED = [
    "script",
    "style",
    "svg",
    "math",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "template",
    "noscript",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "link",
    "meta",
    "base",
    "title",
    "head",
    "audio",
    "video",
    "source",
    "xml",
    "portal",
]
CSS_WORDS = {
    "text-align": {"left", "right", "center", "justify"},
    "vertical-align": {"top", "middle", "bottom", "baseline", "sub", "super"},
    "font-style": {"normal", "italic"},
    "font-weight": {"normal", "bold"},
    "text-decoration": {"none", "underline", "line-through"},
    "list-style-type": {
        "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman",
        "disc", "circle", "square", "none",
    },
}  # fmt: skip
LINKS = {"http", "https", "mailto"}
MAX_LENGTH = 2_000_000

_cleaner = Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    protocols=LINKS,
    strip=True,
    strip_comments=True,
    css_sanitizer=CSSSanitizer(allowed_css_properties=list(CSS_WORDS)),
)
_FILE_CODE = re.compile(r"^[A-Za-z0-9_-]{6,64}$")
_SIZE = re.compile(r"^\d{1,4}$")
_PLAYS = re.compile(r"^[1-9]$")


def clean(source: str) -> str:
    """Return safe HTML in our stored form. Idempotent.

    source: HTML of any origin, at most MAX_LENGTH characters (ValueError beyond).
    What is dropped: scripts, styles, frames, forms, foreign markup, every address
    but http, https and mailto links, every CSS value outside a short list.
    """
    if len(source) > MAX_LENGTH:
        raise ValueError("HTML is too long to clean")
    if not source.strip():
        return ""
    tree = _parse(nfc(source).replace("\x00", ""))
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag.lower() in DROPPED:
            _drop(element)
    safe = _parse(_cleaner.clean(_inner(tree)))
    for element in list(safe.iter()):
        _check_attributes(element)
        if element.tag == "img" and "data-file" not in element.attrib:
            _drop(element, replacement=element.get("alt", ""))
    return _inner(safe).strip()


def render(stored: str, *, file_url: Callable[[str], str] | None = None) -> str:
    """Return page HTML of a stored text: pictures addressed, formulas drawn.

    stored: the outcome of ``clean``. file_url: code of a stored file -> address;
    without it pictures are left out but for their alternative text, and sounds.
    """
    if not stored:
        return ""
    if "data-" not in stored:
        return stored
    tree = _parse(stored)
    for image in tree.xpath(".//img"):
        code = image.get("data-file", "")
        if code and file_url:
            image.set("src", file_url(code))
            image.set("loading", "lazy")
        else:
            _drop(image, replacement=image.get("alt", ""))
    _draw_sounds(tree, file_url)
    formulas: list[str] = []
    for span in tree.xpath(".//span[@data-latex]"):
        formulas.append(
            render_latex(span.get("data-latex"), display="data-display" in span.attrib)
        )
        _drop(span, replacement=f"\ue000{len(formulas) - 1}\ue001")
    text = _inner(tree)
    return re.sub(r"\ue000(\d+)\ue001", lambda m: formulas[int(m[1])], text)


def to_text(stored: str) -> str:
    """Return plain text: formulas as $LaTeX$, blocks on lines of their own."""
    if not stored:
        return ""
    tree = _parse(stored)
    for span in tree.xpath(".//span[@data-latex]"):
        _drop(span, replacement=f"${span.get('data-latex')}$")
    for image in tree.xpath(".//img"):
        _drop(image, replacement=image.get("alt", ""))
    for block in tree.xpath(".//p|.//div|.//br|.//li|.//tr|.//td|.//th|.//h2|.//h3"):
        block.tail = "\n" + (block.tail or "")
    lines = (re.sub(r"[ \t\xa0]+", " ", x).strip() for x in _text(tree).splitlines())
    return "\n".join(line for line in lines if line)


def escape(text: str) -> str:
    """Return the text as HTML that shows it letter by letter."""
    return entities.escape(nfc(text), quote=True)


def from_text(text: str) -> str:
    r"""Return stored HTML of what a person typed: $…$ and \(…\) become formulas."""
    parts = re.split(r"(\$[^$\n]+\$|\\\(.+?\\\))", nfc(text))
    out = []
    for place, part in enumerate(parts):
        if place % 2:
            latex = part[1:-1] if part.startswith("$") else part[2:-2]
            out.append(f'<span data-latex="{escape(latex.strip())}"></span>')
        else:
            out.append(escape(part).replace("\n", "<br>"))
    return clean("".join(out))


def draw_text(text: str, *, most: int = 0) -> str:
    """Return page HTML of plain text as ``to_text`` gives it, formulas drawn.

    most: characters to show, 0 for all; a formula is shown whole or not at all.
    """
    out: list[str] = []
    left = most or len(text)
    for place, part in enumerate(re.split(r"\$([^$\n]+)\$", text)):
        if left <= 0 or (place % 2 and len(part) > left):
            return "".join([*out, "…"])
        out.append(render_latex(part) if place % 2 else escape(part[:left]))
        left -= len(part)
    return "".join(out) if left >= 0 else "".join([*out, "…"])


def sound_codes(stored: str) -> list[str]:
    """Return the codes of the stored sounds that a text plays, in order."""
    if "data-sound" not in stored:
        return []
    return [str(code) for code in _parse(stored).xpath(".//span/@data-sound")]


def _draw_sounds(
    tree: lxml_html.HtmlElement, file_url: Callable[[str], str] | None
) -> None:
    """Put a player into each span; how often it may play is for a script to heed."""
    for span in tree.xpath(".//span[@data-sound]"):
        if file_url is None:
            _drop(span)
            continue
        for child in list(span):
            span.remove(child)
        span.text = None
        span.set("class", "sound")
        audio = etree.SubElement(span, "audio", controls="controls", preload="none")
        audio.set("src", file_url(span.get("data-sound", "")))


def file_codes(stored: str) -> list[str]:
    """Return the codes of the stored files that a text shows, in order."""
    if "data-file" not in stored:
        return []
    return [str(code) for code in _parse(stored).xpath(".//img/@data-file")]


def _parse(source: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    wrapped = f"<div>{source}</div>".encode()
    return lxml_html.fragment_fromstring(wrapped, parser=parser, create_parent="div")


def _inner(tree: lxml_html.HtmlElement) -> str:
    parts = [entities.escape(tree.text or "", quote=False)]
    parts += [
        etree.tostring(child, encoding="unicode", method="html") for child in tree
    ]
    text = "".join(parts)
    wrapper = re.fullmatch(r"<div>(.*)</div>", text, re.DOTALL)
    return wrapper[1] if wrapper and _balanced(wrapper[1]) else text


def _balanced(text: str) -> bool:
    depth = 0
    for tag in re.finditer(r"<(/?)div\b", text):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return depth == 0


def _text(tree: lxml_html.HtmlElement) -> str:
    return "".join(tree.itertext())


def _drop(element: etree._Element, replacement: str = "") -> None:
    """Take the element out with its content; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    text = replacement + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _check_attributes(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        return
    href = element.get("href")
    if href is not None and not _is_link(href):
        del element.attrib["href"]
    code = element.get("data-file")
    if code is not None and not _FILE_CODE.match(code):
        del element.attrib["data-file"]
    _check_sound(element)
    for name in ("width", "height", "colspan", "rowspan", "start", "span"):
        if name in element.attrib and not _SIZE.match(str(element.attrib[name])):
            del element.attrib[name]
    if "style" in element.attrib:
        _check_style(element)


def _check_sound(element: etree._Element) -> None:
    sound, plays = element.get("data-sound"), element.get("data-plays")
    if sound is not None and not _FILE_CODE.match(sound):
        del element.attrib["data-sound"]
        sound = None
    if plays is not None and (sound is None or not _PLAYS.match(plays)):
        del element.attrib["data-plays"]


def _check_style(element: etree._Element) -> None:
    kept = []
    for part in tinycss2.parse_declaration_list(
        element.get("style", ""), skip_comments=True, skip_whitespace=True
    ):
        if part.type != "declaration":
            continue
        value = tinycss2.serialize(part.value).strip().lower()
        if value in CSS_WORDS.get(part.lower_name, ()):
            kept.append(f"{part.lower_name}: {value}")
    if kept:
        element.set("style", "; ".join(kept))
    else:
        del element.attrib["style"]


def _is_link(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return True
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
