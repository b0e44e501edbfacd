"""Names of Office Open XML, in the form that ``lxml`` uses."""

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

W = f"{{{_WORD}}}"
R = f"{{{_RELATION}}}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  as in the standard
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
VAL = W + "val"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _RELATION.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": (
        b"http://schemas.openxmlformats.org/drawingml/2006/picture"
    ),
}


def loosen(data: bytes) -> bytes:
    """Return a part of a "Strict" document with the names of the usual kind."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
    return data


def value(element: etree._Element | None, name: str) -> str | None:
    """Return w:val of a child: None = no child, "" = a child without a value."""
    found = None if element is None else element.find(W + name)
    return None if found is None else found.get(VAL, "")


def switch(element: etree._Element, name: str) -> bool | None:
    """Return an on/off child: None = not there."""
    text = value(element, name)
    return None if text is None else text.lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """Return a whole number of an attribute, the default where it is none."""
    try:
        return int(float(text or ""))
    except (ValueError, OverflowError):
        return default
