"""QTI files and packages as drafts."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from lms.core.errors import DomainError, Problem
from question_bank.rules.drafts import Draft, DraftImage, DraftItem, DraftSkip
from question_bank.rules.formats.archive import FATAL, Archive, check_size
from question_bank.rules.formats.foreign_html import Images, convert_tree
from question_bank.rules.formats.qti.cdata import with_markup
from question_bank.rules.formats.qti.items2 import read_item
from question_bank.rules.formats.qti.items12 import read_item12
from question_bank.rules.formats.qti.manifest import (
    MANIFEST,
    entries_in_order,
    filings_of,
)
from question_bank.rules.formats.qti.own import filed
from question_bank.rules.formats.qti.tree import normalise, version_of
from question_bank.rules.formats.xmltree import local, parse_xml
from question_bank.rules.interchange import Filing

_BASE = re.compile(r"^\$IMS[-_]CC[-_]FILE[-_]?BASE\$/?")


def parse(content: bytes, *, name: str) -> Draft:
    """Return the draft of a QTI item, test or package (zip, imscc).

    Raises DomainError file_empty, file_too_big, zip_*, xml_*,
    manifest_missing, manifest_broken, nothing_found.
    """
    check_size(content)
    collector = _Collector()
    if content.startswith(b"PK"):
        _package(Archive(content), collector)
    else:
        _single(content, name, collector)
    if not (collector.items or collector.skipped or collector.problems):
        raise DomainError("nothing_found", where=f"file {name}", format="QTI")
    return Draft(
        "qti",
        tuple(collector.items),
        tuple(collector.problems),
        tuple(collector.images.values()),
        tuple(collector.skipped),
    )


@dataclass
class _Collector:
    items: list[DraftItem] = field(default_factory=list)
    skipped: list[DraftSkip] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    images: dict[str, DraftImage] = field(default_factory=dict)
    filings: dict[str, Filing] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return len(self.items) + len(self.skipped) + 1

    def take(self, outcome: DraftItem | DraftSkip) -> None:
        if isinstance(outcome, DraftItem):
            self.items.append(outcome)
        else:
            self.skipped.append(outcome)


def _single(content: bytes, name: str, collector: _Collector) -> None:
    root = _parsed(content, where=f"file {name}")
    for _outcome in _read_root(root, "", None, collector):
        pass


def _parsed(data: bytes, *, where: str) -> etree._Element:
    """Return the root; what is broken is refused before CDATA is looked into."""
    root = parse_xml(data, where=where, allow_doctype=True)
    opened = with_markup(data)
    if opened == data:
        return root
    return parse_xml(opened, where=where, allow_doctype=True)


def _package(archive: Archive, collector: _Collector) -> None:
    if not archive.names:
        raise DomainError("zip_empty")
    entries, missing = entries_in_order(archive)
    if not entries and not any(
        posixpath.basename(n) == MANIFEST for n in archive.names
    ):
        raise DomainError("manifest_missing")
    for name in missing:
        problem = Problem("entry_missing", f"entry {name}", {"name": name})
        collector.skipped.append(DraftSkip(posixpath.basename(name), problem))
    collector.filings = filings_of(archive)
    for name in entries:
        try:
            data = archive.read(name)
            root = _parsed(data, where=f"entry {name}")
        except DomainError as error:
            if error.code in FATAL or error.code == "zip_encrypted":
                raise
            problem = Problem(error.code, f"entry {name}", error.details)
            collector.skipped.append(DraftSkip(posixpath.basename(name), problem))
            continue
        for _outcome in _read_root(root, name, archive, collector):
            pass


def _read_root(
    root: etree._Element, name: str, archive: Archive | None, collector: _Collector
) -> Iterator[None]:
    version = version_of(root)
    raw = {id(item): item for item in _raw_items(root)}
    texts = [etree.tostring(item, encoding="unicode") for item in raw.values()]
    normalise(root)
    images = Images(_finder(archive, posixpath.dirname(name)))
    images.all = collector.images
    for item, xml in zip(raw.values(), texts, strict=True):
        where = f"entry {name}" if name else f"line {item.sourceline}"
        if local(item) == "assessmentItem":
            outcome: DraftItem | DraftSkip = read_item(
                item,
                version=version,
                where=where,
                images=images,
                number=collector.number,
                xml=xml,
            )
            outcome = _with_stimulus(outcome, item, name, archive, images)
            outcome = filed(outcome, collector.filings.get(name))
        else:
            outcome = read_item12(
                item, where=where, images=images, number=collector.number, xml=xml
            )
        collector.take(outcome)
        yield


def _raw_items(root: etree._Element) -> list[etree._Element]:
    names = ("assessmentItem", "qti-assessment-item", "item")
    if local(root) in names:
        return [root]
    return [
        element
        for element in root.iter()
        if local(element) in names and _is_item(element)
    ]


def _is_item(element: etree._Element) -> bool:
    """In a manifest an item is an entry of a table of contents."""
    return local(element) != "item" or any(
        local(child) in ("presentation", "resprocessing", "itemmetadata")
        for child in element
    )


def _with_stimulus(
    outcome: DraftItem | DraftSkip,
    root: etree._Element,
    name: str,
    archive: Archive | None,
    images: Images,
) -> DraftItem | DraftSkip:
    """Add the shared text that a QTI 3 item refers to."""
    reference = root.find("assessmentStimulusRef")
    if reference is None or archive is None or isinstance(outcome, DraftSkip):
        return outcome
    path = resolve(posixpath.dirname(name), reference.get("href", ""))
    if path not in archive:
        warning = Problem("stimulus_missing", f"entry {name}", {"name": path})
        return replace(outcome, warnings=(*outcome.warnings, warning))
    stimulus = normalise(parse_xml(archive.read(path), where=f"entry {path}"))
    body = stimulus.find("stimulusBody")
    problems: list[Problem] = []
    html = "" if body is None else convert_tree(body, images, problems, f"entry {path}")
    return replace(
        outcome,
        group=reference.get("identifier") or stimulus.get("identifier"),
        group_html=html,
        group_where=f"entry {path}",
        warnings=(*outcome.warnings, *problems),
    )


def resolve(folder: str, address: str) -> str:
    """Return the entry that an address in a folder of the package means."""
    path = _BASE.sub("", unquote(urlsplit(address).path))
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/")


def _finder(archive: Archive | None, folder: str) -> Callable[[str], bytes | None]:
    """Return a function that finds a picture of the package by its address."""

    def find(address: str) -> bytes | None:
        if archive is None or urlsplit(address).scheme or address.startswith("//"):
            return None
        for base in (folder, "", "web_resources"):
            path = resolve(base, address)
            if path in archive:
                return archive.read(path)
        tail = "/" + resolve("", address)
        same = [name for name in archive.names if name.endswith(tail)]
        return archive.read(same[0]) if len(same) == 1 and len(tail) > 1 else None

    return find
