"""XML from outside: no document type, no entities, no network, no giant trees."""

import re

from lxml import etree

from lms.core.errors import DomainError

MAX_XML = 64 * 2**20
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, *, where: str = "", recover: bool = False) -> etree._Element:
    """Return the root element.

    recover: read a tree that is not well-formed as far as it goes.
    Raises DomainError xml_doctype, xml_too_big, xml_broken.
    """
    if len(data) > MAX_XML:
        raise DomainError("xml_too_big", where=where)
    if has_doctype(data):
        raise DomainError("xml_doctype", where=where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DomainError("xml_broken", where=where, reason=_reason(error)) from None
    if root is None:
        raise DomainError("xml_broken", where=where, reason="")
    return root


def has_doctype(data: bytes) -> bool:
    """Return whether a document type or entity is declared, in any encoding."""
    if _DOCTYPE.search(data):
        return True
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        return _DOCTYPE.search(data.replace(b"\x00", b"")) is not None
    return False


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _reason(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"line {line}" if line else ""
