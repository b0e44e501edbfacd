"""Filing of an item as LOM in the manifest of a package (IEEE 1484.12.3)."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from question_bank.rules.interchange import TOOL, Filing

LOM = "http://ltsc.ieee.org/xsd/LOM"
_PURPOSES = (
    ("node", "discipline"),
    ("outcome", "educational objective"),
    ("level", "competency"),
    ("level_tag", "competency"),
)
_ENEMY = "isenemyof"


def lom_of(filing: Filing) -> etree._Element:
    """Return the <lom> element of a filing, its parts in the order of the schema."""
    spaces: dict[Any, str] = {None: LOM}
    root = etree.Element(_tag("lom"), nsmap=spaces)
    general = _new(root, "general")
    if code := filing.get("code"):
        _identifier(general, code)
    if passage := filing.get("passage"):
        _words(_new(general, "coverage"), passage)
    if seconds := filing.get("seconds"):
        time = _new(_new(root, "educational"), "typicalLearningTime")
        _new(time, "duration", f"PT{seconds}S")
    if licence := filing.get("licence"):
        _words(_new(_new(root, "rights"), "description"), licence)
    _relations(root, filing)
    for name, purpose in _PURPOSES:
        if value := filing.get(name):
            node = _new(root, "classification")
            _vocabulary(_new(node, "purpose"), purpose)
            path = _new(node, "taxonPath")
            _words(_new(path, "source"), f"{TOOL}:{name}")
            _new(_new(path, "taxon"), "id", value)
    return root


def _relations(root: etree._Element, filing: Filing) -> None:
    if source := filing.get("source"):
        relation = _new(root, "relation")
        _vocabulary(_new(relation, "kind"), "isbasedon")
        _words(_new(_new(relation, "resource"), "description"), source)
    for enemy in filing.enemies:
        relation = _new(root, "relation")
        _vocabulary(_new(relation, "kind"), _ENEMY, source=TOOL)
        _identifier(_new(relation, "resource"), enemy)


def filing_of(metadata: etree._Element) -> Filing:
    """Return what the metadata of a resource say in the words of ``lom_of``."""
    facts = dict(_facts(metadata))
    enemies = tuple(
        entry.strip()
        for relation in metadata.iter(_tag("relation"))
        if relation.findtext(f"{_tag('kind')}/{_tag('value')}") == _ENEMY
        for entry in [relation.findtext(f".//{_tag('entry')}") or ""]
        if entry.strip()
    )
    return Filing({name: value for name, value in facts.items() if value}, enemies)


def _facts(metadata: etree._Element) -> Iterator[tuple[str, str]]:
    general = metadata.find(f".//{_tag('general')}")
    if general is not None and general.findtext(f".//{_tag('catalog')}") == TOOL:
        yield "code", (general.findtext(f".//{_tag('entry')}") or "").strip()
        yield "passage", _said(general.find(_tag("coverage")))
    duration = metadata.findtext(f".//{_tag('typicalLearningTime')}/{_tag('duration')}")
    if duration and duration.startswith("PT") and duration.endswith("S"):
        seconds = duration[2:-1]
        yield "seconds", seconds if seconds.isascii() and seconds.isdigit() else ""
    yield "licence", _said(metadata.find(f".//{_tag('rights')}/{_tag('description')}"))
    for relation in metadata.iter(_tag("relation")):
        if relation.findtext(f"{_tag('kind')}/{_tag('value')}") == "isbasedon":
            yield "source", _said(relation.find(f".//{_tag('description')}"))
    for path in metadata.iter(_tag("taxonPath")):
        tool, colon, name = _said(path.find(_tag("source"))).partition(":")
        if colon and tool == TOOL:
            yield name, (path.findtext(f".//{_tag('id')}") or "").strip()


def _said(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return (element.findtext(_tag("string")) or "").strip()


def _identifier(parent: etree._Element, code: str) -> None:
    node = _new(parent, "identifier")
    _new(node, "catalog", TOOL)
    _new(node, "entry", code)


def _vocabulary(parent: etree._Element, value: str, *, source: str = "LOMv1.0") -> None:
    _new(parent, "source", source)
    _new(parent, "value", value)


def _words(parent: etree._Element, text: str) -> None:
    _new(parent, "string", text).set("language", "vi")


def _new(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    node = etree.SubElement(parent, _tag(name))
    if text:
        node.text = text
    return node


def _tag(name: str) -> str:
    return f"{{{LOM}}}{name}"
