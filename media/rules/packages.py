"""What a package is and where it starts: HTML5, SCORM 1.2 and 2004, H5P, EPUB."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from lms.core.errors import DomainError
from lms.core.text import squeeze

MANIFEST = "imsmanifest.xml"
MAX_XML = 4 * 2**20


@dataclass(frozen=True)
class PackageFacts:
    """kind: html5, scorm12, scorm2004, h5p or epub; entry: the page to open first."""

    kind: str
    entry: str
    title: str


def package_facts(names: frozenset[str], read: Callable[[str], bytes]) -> PackageFacts:
    """Return what a checked archive is.

    names: its files. read(name): content of one of them.
    Raises DomainError package_start_missing, package_launch_external,
    zip_path_escapes, xml_unreadable.
    """
    if MANIFEST in names:
        return _scorm(names, read(MANIFEST))
    if "h5p.json" in names:
        return PackageFacts("h5p", "h5p.json", "")
    if "META-INF/container.xml" in names:
        return PackageFacts("epub", "META-INF/container.xml", "")
    entry = _start_page(names)
    return PackageFacts("html5", entry, page_title(read(entry)))


def parse_xml(content: bytes, *, where: str) -> etree._Element:
    """Return the root of an XML file of an archive.

    No entity, no network, no DOCTYPE with a subset of its own. Raises DomainError
    xml_unreadable.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    place = f"entry {where}"
    if len(content) > MAX_XML:
        raise DomainError("xml_unreadable", where=place)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DomainError("xml_unreadable", where=place) from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and list(dtd.iterentities()):
        raise DomainError("xml_unreadable", where=place)
    return root


def inner_path(base: str, href: str, *, where: str) -> str:
    """Return the path of a link inside the archive, without query and fragment.

    base: folder of the file that links. Raises DomainError
    package_launch_external for another host, zip_path_escapes for a way out.
    """
    parts = urlsplit(href.strip())
    if parts.scheme or parts.netloc:
        raise DomainError("package_launch_external", where=f"entry {where}")
    path = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
    if path.startswith(("/", "..")) or "\\" in path:
        raise DomainError("zip_path_escapes", where=f"entry {href[:120]}")
    return path


def page_title(content: bytes) -> str:
    """Return the <title> of a page, "" where it has none."""
    try:
        tree = lxml_html.fromstring(content[:200_000], parser=_html_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return squeeze(tree.findtext(".//title") or "")[:200]


def _html_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8")


def _start_page(names: frozenset[str]) -> str:
    for name in ("index.html", "index.htm"):
        if name in names:
            return name
    tops = {name.split("/", 1)[0] for name in names}
    if len(tops) == 1:
        inside = f"{next(iter(tops))}/index.html"
        if inside in names:
            return inside
    pages = [name for name in names if re.fullmatch(r"[^/]+\.html?", name, re.I)]
    if len(pages) == 1:
        return pages[0]
    raise DomainError("package_start_missing")


def _scorm(names: frozenset[str], manifest: bytes) -> PackageFacts:
    root = parse_xml(manifest, where=MANIFEST)
    version = _text(root, "schemaversion").lower()
    kind = "scorm12" if version.startswith("1.2") or not version else "scorm2004"
    resources = {
        node.get("identifier", ""): node for node in root.iterfind(".//{*}resource")
    }
    for node in resources.values():
        if href := node.get("href"):
            inner_path(_base(node), href, where=MANIFEST)
    reference = next(
        (
            item.get("identifierref", "")
            for item in root.iterfind(".//{*}organizations//{*}item")
            if item.get("identifierref")
        ),
        next(iter(resources), ""),
    )
    resource = resources.get(reference)
    href = resource.get("href", "") if resource is not None else ""
    if resource is None or not href:
        raise DomainError("package_start_missing")
    entry = inner_path(_base(resource), href, where=MANIFEST)
    if entry not in names:
        raise DomainError("package_start_missing", where=f"entry {entry}")
    title = _text(root.find(".//{*}organizations/{*}organization"), "title")
    return PackageFacts(kind, entry, squeeze(title)[:200])


def _base(resource: etree._Element) -> str:
    for name, value in resource.attrib.items():
        if etree.QName(name).localname == "base":
            return str(value)
    return ""


def _text(root: etree._Element | None, name: str) -> str:
    found = root.find(f".//{{*}}{name}") if root is not None else None
    return (found.text or "").strip() if found is not None else ""
