"""XML from outside: no document type, no entities, no network, no giant trees."""

import codecs
import re

from lxml import etree

from lms.core.errors import DomainError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MAX_XML = 64 * 2**20
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w-]+)["']""")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(
    data: bytes, *, where: str = "", allow_doctype: bool = False
) -> etree._Element:
    """Return the root element.

    allow_doctype: a document type without entities is cut off instead of refused
    (old QTI files name their DTD). Raises DomainError xml_doctype, xml_too_big,
    xml_broken.
    """
    if len(data) > MAX_XML:
        raise DomainError("xml_too_big", where=where)
    if has_doctype(data):
        data = _without_doctype(data) if allow_doctype else b""
        if not data:
            raise DomainError("xml_doctype", where=where)
    data = _from_its_first_sign(data)
    _check_encoding(data, where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DomainError("xml_broken", where=_place(where, error)) from None
    if root is None:
        raise DomainError("xml_broken", where=where)
    return root


def _from_its_first_sign(data: bytes) -> bytes:
    """Cut off a blank start: no XML declaration may follow one."""
    if data[:2] in _UTF16:
        return data
    return data.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")


def _check_encoding(data: bytes, where: str) -> None:
    """Refuse bytes that are not in the encoding they claim (UTF-8 as a rule).

    The parser would otherwise take them for Latin letters.
    """
    head = data[:200]
    if head[:2] in _UTF16:
        return
    stated = _ENCODING.search(head)
    if stated and stated[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise DomainError("xml_broken", where=where) from None


def has_doctype(data: bytes) -> bool:
    """Return whether a document type or entity is declared, in any encoding."""
    if _DOCTYPE.search(data):
        return True
    if data[:2] in _UTF16 or b"\x00" in data[:64]:
        return _DOCTYPE.search(data.replace(b"\x00", b"")) is not None
    return False


def _without_doctype(data: bytes) -> bytes:
    """Return XML without its document type, b"" where that declares entities."""
    start = data.upper().find(b"<!DOCTYPE")
    if start < 0 or b"<!ENTITY" in data.upper():
        return b""
    depth = 0
    for place in range(start, min(len(data), start + 100_000)):
        char = data[place : place + 1]
        depth += (char == b"[") - (char == b"]")
        if char == b">" and depth == 0:
            cut = data[:start] + data[place + 1 :]
            return b"" if has_doctype(cut) else cut
    return b""


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inner_text(element: etree._Element) -> str:
    """Return all text within an element."""
    return "".join(str(part) for part in element.itertext())


def _place(where: str, error: Exception) -> str:
    """Add the line of an error to a place."""
    line = getattr(error, "lineno", None)
    return ", ".join(part for part in (where, f"line {line}" if line else "") if part)
