"""SVG drawings: only shapes, text and paint of their own stay; nothing calls out."""

import re

from lxml import etree

from lms.core.errors import DomainError

_NS = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS_TEXT = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text
    tspan textPath title desc marker pattern clipPath mask linearGradient
    radialGradient stop
"""
ELEMENTS = frozenset(_ELEMENTS_TEXT.split())
_ATTRIBUTES_TEXT = """
    id class x y x1 y1 x2 y2 cx cy r rx ry fx fy d points width height viewBox
    preserveAspectRatio transform fill fill-opacity fill-rule stroke
    stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray
    stroke-dashoffset stroke-miterlimit opacity color font-family font-size
    font-style font-weight text-anchor dominant-baseline alignment-baseline dx
    dy rotate textLength lengthAdjust startOffset offset stop-color stop-opacity
    gradientUnits gradientTransform spreadMethod patternUnits patternTransform
    patternContentUnits clip-path clip-rule clipPathUnits mask maskUnits
    marker-end marker-start marker-mid markerWidth markerHeight markerUnits
    orient refX refY role aria-label version visibility display overflow
    letter-spacing
"""
ATTRIBUTES = frozenset(_ATTRIBUTES_TEXT.split())
_LOCAL_URL = re.compile(r"^\s*url\(\s*#[\w.-]+\s*\)\s*$")
_UNITS = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(px)?\s*$")


def clean_drawing(content: bytes) -> bytes:
    """Return the drawing with nothing but known shapes, attributes and local links.

    Raises DomainError file_unreadable where it is no SVG or brings a DOCTYPE.
    """
    root = _parse(content)
    for element in list(root.iter()):
        if element is not root and _is_foreign(element):
            _drop(element)
    for element in root.iter():
        _clean_attributes(element)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def drawing_size(content: bytes) -> tuple[int | None, int | None]:
    """Return width and height in pixels, as far as a drawing states them."""
    root = _parse(content)
    stated = [_UNITS.match(root.get(name, "")) for name in ("width", "height")]
    if all(stated):
        return round(float(stated[0][1])), round(float(stated[1][1]))  # type: ignore[index]
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(box) == 4:
        return round(float(box[2])), round(float(box[3]))
    return None, None


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DomainError("file_unreadable", format="SVG") from None
    if (
        root.tag != f"{{{_NS}}}svg"
        or root.getroottree().docinfo.internalDTD is not None
    ):
        raise DomainError("file_unreadable", format="SVG")
    return root


def _is_foreign(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    name = etree.QName(element)
    return name.namespace != _NS or name.localname not in ELEMENTS


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clean_attributes(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        text = str(value)
        if name in {"href", _XLINK}:
            keep = text.startswith("#")
        elif "url(" in text.lower():
            keep = name in ATTRIBUTES and bool(_LOCAL_URL.match(text))
        else:
            keep = name in ATTRIBUTES
        if not keep:
            del element.attrib[name]
