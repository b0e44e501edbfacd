"""Which entries of a QTI package hold items, and in which order."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from lms.core.errors import DomainError
from question_bank.rules.formats.archive import Archive
from question_bank.rules.formats.qti.tree import normalise
from question_bank.rules.formats.xmltree import local, parse_xml
from question_bank.rules.interchange import Filing
from question_bank.rules.qti.lom import filing_of

MANIFEST = "imsmanifest.xml"
_SUFFIXES = (".xml", ".qti", ".dat")  # .dat: Blackboard
_ITEM_TYPES = ("imsqti_item", "imsqti_xmlv1p2", "imsqti_xmlv1p1", "question-bank",
               "associatedcontent/imscc", "imsqti_test", "imsqti_assessment")  # fmt: skip
_ROOTS = frozenset(["assessmentItem", "qti-assessment-item", "questestinterop", "item"])
_NO_ITEMS = frozenset(
    ["assessmentTest", "qti-assessment-test", "manifest", "quiz", "stimulus",
     "qti-assessment-stimulus", "assessmentStimulus"]
)  # fmt: skip


def filings_of(archive: Archive) -> dict[str, Filing]:
    """Return what the manifest files each entry under, by entry; {} without one."""
    manifest = _manifest_name(archive)
    if not manifest:
        return {}
    try:
        root = parse_xml(archive.read(manifest), where=f"entry {manifest}")
    except DomainError:
        return {}
    found = {}
    for resource in root.iter():
        href = resource.get("href") if local(resource) == "resource" else None
        metadata = [child for child in resource if local(child) == "metadata"]
        if href and metadata:
            path = posixpath.join(posixpath.dirname(manifest), unquote(href))
            found[posixpath.normpath(path)] = filing_of(metadata[0])
    return found


def entries_in_order(archive: Archive) -> tuple[list[str], list[str]]:
    """Return (entries with items in order, entries named but missing).

    Raises DomainError manifest_broken.
    """
    manifest = _manifest_name(archive)
    listed: list[str] = []
    if manifest:
        try:
            root = parse_xml(archive.read(manifest), where=f"entry {manifest}")
        except DomainError as error:
            if error.code == "xml_broken":
                where = f"entry {manifest}"
                raise DomainError("manifest_broken", where=where) from None
            raise
        listed = _listed(root, posixpath.dirname(manifest))
    missing = [name for name in listed if name not in archive]
    found = [name for name in listed if name in archive]
    others = [
        name
        for name in archive.names
        if name not in found and name.lower().endswith(_SUFFIXES)
    ]
    candidates = [*found, *[name for name in others if name != manifest]]
    kept = [name for name in candidates if _holds_items(archive, name, name in found)]
    return _in_test_order(archive, kept), missing


def _manifest_name(archive: Archive) -> str:
    if MANIFEST in archive:
        return MANIFEST
    deeper = [n for n in archive.names if posixpath.basename(n) == MANIFEST]
    return deeper[0] if deeper else ""


def _listed(root: etree._Element, folder: str) -> list[str]:
    names = []
    for resource in root.iter():
        if local(resource) != "resource":
            continue
        kind = (resource.get("type") or "").lower()
        if not any(known in kind for known in _ITEM_TYPES):
            continue
        hrefs = [resource.get("href")]
        hrefs += [child.get("href") for child in resource if local(child) == "file"]
        for href in hrefs:
            if href and href.lower().endswith((".xml", ".qti")):
                path = posixpath.normpath(posixpath.join(folder, unquote(href)))
                if path not in names:
                    names.append(path)
    return names


def _holds_items(archive: Archive, name: str, is_listed: bool) -> bool:
    """Return whether an entry is to be read; a broken one that is listed is."""
    data = archive.read(name)
    if not any(mark in data for mark in (b"item", b"Item", b"questestinterop")):
        return is_listed and b"assessmentTest" not in data and not _is_other(data)
    try:
        root = parse_xml(data, where=f"entry {name}", allow_doctype=True)
    except DomainError:
        return b"assessmentItem" in data or b"questestinterop" in data or is_listed
    name_of_root = local(root)
    if name_of_root in _NO_ITEMS:
        return False
    return name_of_root in _ROOTS or _has_items(root)


def _is_other(data: bytes) -> bool:
    """Well-formed XML of another kind, such as assessment_meta.xml."""
    try:
        parse_xml(data)
    except DomainError:
        return False
    return True


def _has_items(root: etree._Element) -> bool:
    return any(
        local(e) in ("assessmentItem", "qti-assessment-item", "presentation")
        for e in root.iter()
    )


def _in_test_order(archive: Archive, names: list[str]) -> list[str]:
    """Items in the order of the test of the package, where it has one."""
    order: list[str] = []
    for name in archive.names:
        if not name.lower().endswith(".xml") or name in names:
            continue
        data = archive.read(name)
        if b"assessmentItemRef" not in data and b"assessment-item-ref" not in data:
            continue
        try:
            root = normalise(parse_xml(data, where=f"entry {name}"))
        except DomainError:
            continue
        folder = posixpath.dirname(name)
        for reference in root.iter("assessmentItemRef"):
            href = unquote(reference.get("href", ""))
            path = posixpath.normpath(posixpath.join(folder, href))
            if path in names and path not in order:
                order.append(path)
    return [*order, *[name for name in names if name not in order]]
