"""QTI 2 and 3 under one set of names: those of 2.x, without namespaces."""

import re

from lxml import etree

from question_bank.rules.formats.xmltree import local

_MATH = "{http://www.w3.org/1998/Math/MathML}"
_KEBAB = re.compile(r"-([a-z0-9])")


def normalise(root: etree._Element) -> etree._Element:
    """Rename the elements and attributes of a tree, in place; return its root.

    "qti-choice-interaction" becomes "choiceInteraction", "max-choices" "maxChoices".
    """
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.startswith(_MATH):
            continue
        name = local(element)
        if name.startswith("qti-"):
            element.tag = camel(name[4:])
            _rename_attributes(element)
        else:
            element.tag = name
    return root


def version_of(root: etree._Element) -> str:
    """Return "1.2", "2.1", "2.2", "3.0" or "2.0" by the namespace of a raw tree."""
    space = etree.QName(root).namespace or ""
    for mark, version in (
        ("qtiasi_v3", "3.0"),
        ("qtiasi", "1.2"),
        ("v3p0", "3.0"),
        ("v2p2", "2.2"),
        ("v2p1", "2.1"),
        ("v2p0", "2.0"),
    ):
        if mark in space:
            return version
    name = local(root)
    if name.startswith("qti-"):
        return "3.0"
    return "1.2" if name in ("questestinterop", "item") else "2.1"


def camel(name: str) -> str:
    """Return "max-choices" as "maxChoices"."""
    return _KEBAB.sub(lambda found: found[1].upper(), name)


def _rename_attributes(element: etree._Element) -> None:
    for key in list(element.attrib):
        plain = str(key)
        if "-" in plain and not plain.startswith(("data-", "aria-", "{")):
            element.set(camel(plain), element.attrib.pop(key))
