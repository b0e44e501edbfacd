"""EPUB books: chapters in reading order, texts cleaned, pictures by name.

Nothing of a book runs here: its pages become stored HTML of ours (lms.core.html),
scripts, frames and foreign markup stay behind and are counted.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree
from lxml import html as lxml_html

from lms.core import html
from lms.core.errors import DomainError
from lms.core.text import squeeze

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
MAX_CHAPTERS = 400
MAX_PAGE = 4 * 2**20
_COUNTED = ("script", "iframe", "object", "embed", "svg", "math", "form", "audio")
_FONT_HIDING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_XHTML = frozenset({"application/xhtml+xml", "text/html"})
_SEED = "draft-"  # a name that survives cleaning as a file code


@dataclass
class Chapter:
    """title, then pieces in order: ("text", stored HTML) or ("picture", path, alt)."""

    title: str
    pieces: list[tuple[str, ...]] = field(default_factory=list)


@dataclass
class Book:
    """What was read. removed: how many of which elements were left behind."""

    title: str
    language: str
    authors: str
    chapters: list[Chapter]
    removed: Counter[str]


def read_book(names: frozenset[str], read: Callable[[str], bytes]) -> Book:
    """Read a book from a checked archive.

    names: its entries; read(name): content of one. Raises DomainError epub_broken
    (no package, empty spine), file_encrypted (pages are locked), xml_unreadable.
    """
    if CONTAINER not in names:
        raise DomainError("epub_broken")
    _refuse_locked(names, read)
    container = parse_xml(read(CONTAINER), where=CONTAINER)
    rootfile = container.find(".//{*}rootfile")
    path = rootfile.get("full-path", "") if rootfile is not None else ""
    if path not in names:
        raise DomainError("epub_broken")
    package = parse_xml(read(path), where=path)
    base = posixpath.dirname(path)
    items = {
        item.get("id", ""): item for item in package.iterfind(".//{*}manifest/{*}item")
    }
    titles = _contents(items, base, names, read)
    removed: Counter[str] = Counter()
    chapters = [
        _chapter(place, titles.get(place, ""), read(place), names, removed)
        for place in _spine(package, items, base, names)
    ]
    chapters = _joined([one for one in chapters if one.pieces])
    if not chapters:
        raise DomainError("epub_broken")
    return Book(
        title=_meta(package, "title"),
        language=_meta(package, "language"),
        authors=_meta(package, "creator"),
        chapters=chapters[:MAX_CHAPTERS],
        removed=removed,
    )


def parse_xml(content: bytes, *, where: str) -> etree._Element:
    """Return the root of an XML file without entities or network. Raises xml_unreadable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DomainError("xml_unreadable", where=f"entry {where}") from None


def _refuse_locked(names: frozenset[str], read: Callable[[str], bytes]) -> None:
    if ENCRYPTION not in names:
        return
    root = parse_xml(read(ENCRYPTION), where=ENCRYPTION)
    for method in root.iterfind(".//{*}EncryptionMethod"):
        if method.get("Algorithm", "") not in _FONT_HIDING:
            raise DomainError("file_encrypted")


def _spine(
    package: etree._Element,
    items: dict[str, etree._Element],
    base: str,
    names: frozenset[str],
) -> Iterator[str]:
    seen = set()
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _XHTML:
            continue
        place = _inside(base, item.get("href", ""))
        if place in names and place not in seen:
            seen.add(place)
            yield place


def _contents(
    items: dict[str, etree._Element],
    base: str,
    names: frozenset[str],
    read: Callable[[str], bytes],
) -> dict[str, str]:
    """Return page -> title by the book's own table of contents."""
    for item in items.values():
        if "nav" not in (item.get("properties") or "").split():
            continue
        place = _inside(base, item.get("href", ""))
        if place not in names:
            continue
        tree = _page(read(place))
        titles: dict[str, str] = {}
        for link in tree.iter("a"):
            target = _inside(posixpath.dirname(place), link.get("href", ""))
            titles.setdefault(target, squeeze("".join(link.itertext()))[:200])
        return titles
    return {}


def _chapter(
    place: str, title: str, content: bytes, names: frozenset[str], removed: Counter[str]
) -> Chapter:
    tree = _page(content[:MAX_PAGE])
    for element in list(tree.iter(*_COUNTED)):
        removed[str(element.tag)] += 1
    body = tree.find(".//body")
    body = body if body is not None else tree
    heading = next(body.iter("h1", "h2", "h3"), None)
    found = squeeze("".join(heading.itertext())) if heading is not None else ""
    if heading is not None and found and (not title or title == found):
        title = title or found
        heading.drop_tree()
    pictures = _mark_pictures(body, posixpath.dirname(place), names)
    stored = html.clean(lxml_html.tostring(body, encoding="unicode", with_tail=False))
    return Chapter(title[:200], _pieces(stored, pictures))


def _mark_pictures(
    body: lxml_html.HtmlElement, base: str, names: frozenset[str]
) -> dict[str, tuple[str, str]]:
    """Give each picture of the book a code; return code -> (path, alternative text)."""
    found: dict[str, tuple[str, str]] = {}
    for image in body.iter("img"):
        path = _inside(base, image.get("src", ""))
        if path not in names:
            continue
        code = f"{_SEED}{len(found) + 1}"
        found[code] = (path, squeeze(image.get("alt", ""))[:300])
        image.set("data-file", code)
    return found


def _pieces(stored: str, pictures: dict[str, tuple[str, str]]) -> list[tuple[str, ...]]:
    """Split stored HTML at its pictures: they stand between the paragraphs."""
    if not stored:
        return []
    tree = lxml_html.fragment_fromstring(stored, create_parent="div")
    splitter = _Splitter(pictures)
    splitter.take_text(tree.text)
    for child in tree:
        splitter.take(child)
    splitter.flush()
    return splitter.pieces


class _Splitter:
    """Gathers text until a picture comes."""

    def __init__(self, pictures: dict[str, tuple[str, str]]) -> None:
        self.pictures = pictures
        self.pieces: list[tuple[str, ...]] = []
        self.waiting: list[str] = []

    def take_text(self, text: str | None) -> None:
        if text and text.strip():
            self.waiting.append(f"<p>{html.escape(text)}</p>")

    def take(self, child: lxml_html.HtmlElement) -> None:
        codes = [str(one) for one in child.xpath("descendant-or-self::img/@data-file")]
        if child.tag == "img":
            self.take_text(child.tail)
        else:
            for image in list(child.iter("img")):
                image.drop_tree()
            self.waiting.append(lxml_html.tostring(child, encoding="unicode"))
        for code in codes:
            if code in self.pictures:
                self.flush()
                self.pieces.append(("picture", *self.pictures[code]))

    def flush(self) -> None:
        text = html.clean("".join(self.waiting))
        self.waiting.clear()
        if html.to_text(text).strip():
            self.pieces.append(("text", text))


def _joined(chapters: list[Chapter]) -> list[Chapter]:
    """Hang pages without a title onto the chapter before them."""
    joined: list[Chapter] = []
    for chapter in chapters:
        if joined and not chapter.title:
            joined[-1].pieces += chapter.pieces
        else:
            joined.append(chapter)
    return joined


def _page(content: bytes) -> lxml_html.HtmlElement:
    """Return a page's tree; XHTML of books is often not quite XML."""
    text = content.decode("utf-8", "replace")
    start = text.find("?>")
    if text.lstrip().startswith("<?xml") and start > 0:
        text = text[start + 2 :]
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return lxml_html.fragment_fromstring("<div></div>")


def _inside(base: str, href: str) -> str:
    """Return the path inside the book that a link means; "" for one that leads out."""
    address = urldefrag(href).url
    if not address or urlsplit(address).scheme or address.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(base, unquote(address)))
    return "" if path.startswith("..") else path


def _meta(package: etree._Element, name: str) -> str:
    values = [squeeze(node.text or "") for node in package.iterfind(f".//{{*}}{name}")]
    kept = [value for value in values if value]
    return (", ".join(kept) if name == "creator" else next(iter(kept), ""))[:200]
