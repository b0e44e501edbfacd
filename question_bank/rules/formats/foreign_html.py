"""HTML of other systems in our own form: pictures taken in, formulas as LaTeX.

Not a sanitiser: what is stored goes through ``lms.core.html.clean`` afterwards.
"""

import base64
import binascii
import copy
import posixpath
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from lms.core.errors import Problem
from question_bank.rules.drafts import IMAGE_PREFIX, DraftImage
from question_bank.rules.formats.docx.pictures import kind_of, size_of
from question_bank.rules.formats.formulas.mathml import to_latex
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.typed import draws, html_with_formulas
from question_bank.rules.formats.xmltree import inner_text, local

_MEDIA = frozenset(
    ["audio", "video", "iframe", "object", "embed", "applet", "canvas", "source"]
)
_DATA = re.compile(r"^data:image/[\w.+-]+;base64,(.*)$", re.DOTALL)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dd",
        "dt",
    ]
)
_RENAMED = {
    "h1": "h2", "h6": "h5", "strong": "b", "em": "i", "tt": "code", "kbd": "code",
    "dl": "div", "dt": "p", "dd": "p", "section": "div", "article": "div",
    "center": "div", "strike": "s", "del": "s", "ins": "u", "big": "span",
    "small": "span", "cite": "i", "var": "i", "dfn": "i", "q": "span",
}  # fmt: skip
_BARE = re.compile(
    r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.DOTALL | re.IGNORECASE
)
_TEX = re.compile(r"(?:equation_images/|mimetex\.cgi\?|latex\.php\?)(.+)$")
MAX_HTML = 1_000_000


class Images:
    """The pictures of one file; ``find`` gives the bytes for an address."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find
        self._names: dict[str, str] = {}
        self.all: dict[str, DraftImage] = {}

    def take(self, address: str) -> str | None:
        """Return the draft name of a picture, None where it cannot be had."""
        if address in self._names:
            return self._names[address]
        data = _DATA.match(address)
        content = _decode(data[1]) if data else self._find(address)
        if not content:
            return None
        kind, mime = kind_of(content)
        if not mime or not _is_readable(content):
            return None
        base = "picture" if data else posixpath.basename(unquote(address))
        stem = re.sub(r"[^\w-]+", "-", posixpath.splitext(base)[0]).strip("-")
        name = self._keep(stem or "picture", kind, content, mime)
        self._names[address] = name
        return name

    def fault(self, address: str, where: str) -> Problem:
        """Return why a picture cannot be had."""
        if address.startswith("data:"):
            kind = re.split(r"[+;,]", address[5:].removeprefix("image/"))[0]
            return Problem("picture_format", where, {"format": kind[:20].upper()})
        if content := self._find(address):
            if _is_too_large(content):
                return Problem("picture_too_large", where)
            suffix = posixpath.splitext(address)[1].lstrip(".").upper()
            is_known = suffix in ("PNG", "JPG", "JPEG", "GIF", "WEBP")
            code = "picture_broken" if is_known else "picture_format"
            return Problem(code, where, {"format": suffix[:20], "name": address[:120]})
        code = "picture_external" if "//" in address else "picture_missing"
        return Problem(code, where, {"name": address[:120]})

    def _keep(self, stem: str, kind: str, content: bytes, mime: str) -> str:
        name, count = f"{stem}.{kind}", 1
        while name in self.all and self.all[name].content != content:
            count += 1
            name = f"{stem}-{count}.{kind}"
        self.all[name] = DraftImage(name, content, mime)
        return name


def convert(source: str, images: Images, problems: list[Problem], where: str) -> str:
    """Return HTML in our form. problems: what had to be left out is added."""
    if len(source) > MAX_HTML:
        problems.append(Problem("text_too_long", where))
        source = source[:MAX_HTML]
    if "<" not in source and "&" not in source:
        return html_with_formulas(text_html(source.strip()))
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    wrapped = f"<div>{source}</div>".encode("utf-8", "replace")
    try:
        tree = lxml_html.fragment_fromstring(wrapped, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return text_html(source)
    if not inner_text(tree).strip():
        bare = _BARE.sub("", source)
        if bare.strip():  # nested too deep for the parser
            return text_html(unescape(bare).strip())
    return convert_tree(tree, images, problems, where)


def convert_tree(
    tree: etree._Element, images: Images, problems: list[Problem], where: str
) -> str:
    """Return the content of an element as HTML in our form."""
    copied = copy.deepcopy(tree)
    copied.tail = None
    converter = _Converter(images, problems, where)
    converter.walk(copied)
    html = html_with_formulas(_unwrapped(converter.inner(copied)))
    if len(html) <= MAX_HTML:
        return html
    problems.append(Problem("text_too_long", where))
    return text_html(" ".join(inner_text(tree).split())[: MAX_HTML // 10])


class _Converter:
    def __init__(self, images: Images, problems: list[Problem], where: str) -> None:
        self.images, self.problems, self.where = images, problems, where
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            "math": self._math,
            "img": self._image,
            "object": self._object,
            "svg": self._drawing,
            "a": self._link,
            "script": _remove,
            "style": _remove,
        }
        for name in _MEDIA - {"object"}:
            self._handlers[name] = self._drop_media

    def walk(self, tree: etree._Element) -> None:
        for element in list(tree.iter()):
            name = local(element).lower()
            handler = self._handlers.get(name)
            if handler and element is not tree and element.getparent() is not None:
                handler(element)

    def inner(self, element: etree._Element) -> str:
        parts = [text_html(element.text or "")]
        for child in element:
            parts += [self._outer(child), text_html(child.tail or "")]
        return "".join(parts)

    def _outer(self, element: etree._Element) -> str:
        name = local(element).lower()
        if not name:
            return ""
        name = _RENAMED.get(name, name)
        attributes = "".join(
            f' {key}="{text_html(str(value)).replace(chr(34), "&quot;")}"'
            for key, value in element.attrib.items()
            if isinstance(key, str) and re.fullmatch(r"[a-z][a-z-]*", key)
        )
        if name in ("br", "hr", "img", "col"):
            return f"<{name}{attributes}>"
        return f"<{name}{attributes}>{self.inner(element)}</{name}>"

    def _math(self, element: etree._Element) -> None:
        try:
            latex = to_latex(element)
        except ValueError:
            latex = ""
        if latex and draws(latex):
            _replace(element, _formula(latex))
            return
        text = " ".join(inner_text(element).split())
        self.problems.append(
            Problem("formula_as_text", self.where, {"text": text[:80]})
        )
        _replace(element, None, text)

    def _image(self, element: etree._Element) -> None:
        address = element.get("src") or ""
        latex = element.get("data-equation-content") or _latex_of(address)
        if latex and draws(latex):
            _replace(element, _formula(latex))
            return
        name = self.images.take(address)
        alt = element.get("alt", "")
        if name is None:
            self.problems.append(self.images.fault(address, self.where))
            _replace(element, None, alt)
            return
        image = etree.Element("img")
        image.set("data-file", IMAGE_PREFIX + name)
        image.set("alt", alt)
        for side in ("width", "height"):
            if element.get(side, "").isdigit():
                image.set(side, element.get(side, ""))
        _replace(element, image)

    def _object(self, element: etree._Element) -> None:
        """Take an object that is a picture; any other is left out."""
        name = self.images.take(element.get("data", ""))
        if name is None:
            self._drop_media(element)
            return
        image = etree.Element("img")
        image.set("data-file", IMAGE_PREFIX + name)
        image.set("alt", " ".join(inner_text(element).split()))
        _replace(element, image)

    def _drawing(self, element: etree._Element) -> None:
        self.problems.append(Problem("drawing_not_read", self.where))
        _replace(element, None)

    def _link(self, element: etree._Element) -> None:
        """A link to a file of the package leads nowhere here."""
        address = element.get("href", "")
        is_outside = address.lower().startswith(("http:", "https:", "mailto:", "#"))
        if address and not is_outside:
            details = {"name": posixpath.basename(unquote(address))[:120]}
            self.problems.append(Problem("file_left_out", self.where, details))

    def _drop_media(self, element: etree._Element) -> None:
        if local(element).lower() != "source":
            details = {"name": local(element)}
            self.problems.append(Problem("media_left_out", self.where, details))
        _replace(element, None)


def _formula(latex: str) -> etree._Element:
    span = etree.Element("span")
    span.set("data-latex", latex)
    return span


def _latex_of(address: str) -> str:
    found = _TEX.search(address)
    return unquote(unquote(found[1])).split("?scale")[0] if found else ""


def _replace(
    element: etree._Element, new: etree._Element | None, text: str = ""
) -> None:
    """Put a new element, or a text, in the place of one; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = text + (element.tail or "")
    if new is not None:
        new.tail = tail
        parent.replace(element, new)
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _remove(element: etree._Element) -> None:
    _replace(element, None)


def _unwrapped(html: str) -> str:
    """Return HTML without one paragraph around all of it."""
    plain = html.strip()
    for name in ("div", "p", "span"):
        found = re.fullmatch(rf"<{name}(?: [^>]*)?>(.*)</{name}>", plain, re.DOTALL)
        if found and f"<{name}" not in found[1] and "data-" not in plain[:20]:
            return _unwrapped(found[1])
        if found and name == "div" and _is_balanced(found[1]):
            return _unwrapped(found[1])
    return plain


def _is_balanced(html: str) -> bool:
    depth = 0
    for tag in re.finditer(r"<(/?)div\b", html):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return depth == 0


def _decode(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=False)
    except (binascii.Error, ValueError):
        return None


def _is_too_large(content: bytes) -> bool:
    try:
        return size_of(content) == (0, 0)
    except Exception:  # noqa: BLE001  Pillow raises anything on broken input
        return False


def _is_readable(content: bytes) -> bool:
    try:
        return all(size_of(content))
    except Exception:  # noqa: BLE001  Pillow raises anything on broken input
        return False
