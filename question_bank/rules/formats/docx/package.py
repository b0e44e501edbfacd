"""The parts of a Word file: main document, styles, numbering, notes, media."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from lms.core.errors import DomainError, Problem
from lms.core.office import refuse_old_office
from question_bank.rules.formats.archive import FATAL, Archive, check_size
from question_bank.rules.formats.docx.names import RELATIONS, W, loosen
from question_bank.rules.formats.xmltree import local, parse_xml

_OFFICE = "/officeDocument"


@dataclass(frozen=True)
class Relation:
    """Where a relation id of a part points. target: name of the entry, or address."""

    kind: str
    target: str
    is_external: bool


class WordPackage:
    """A Word file, opened and checked.

    Raises DomainError file_empty, file_too_big, not_word, zip_*, xml_*, and as
    refuse_old_office does; broken side parts are problems.
    """

    def __init__(self, content: bytes) -> None:
        check_kind(content)
        self.archive = Archive(content)
        self.problems: list[Problem] = []
        self.main_name = self._find_main()
        root = self._read_xml(self.main_name)
        body = root.find(W + "body")
        if local(root) != "document" or body is None:
            raise DomainError("not_word", where=f"entry {self.main_name}", found="XML")
        self.body: etree._Element = body
        self.relations = self.relations_of(self.main_name)

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of a side part of the document ("styles", "numbering").

        None where there is none or it cannot be read (problem part_broken).
        """
        for relation in self.relations.values():
            if relation.kind == kind and relation.target in self.archive:
                try:
                    return self._read_xml(relation.target)
                except DomainError as error:
                    self._report(error, relation.target)
        return None

    def side_parts(self, kind: str) -> list[str]:
        """Return the names of all parts of a kind ("header")."""
        return [r.target for r in self.relations.values() if r.kind == kind]

    def read(self, name: str) -> bytes:
        """Return the bytes of an entry. Raises DomainError."""
        return self.archive.read(name)

    def relations_of(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part by their id; none where unreadable."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self.archive:
            return {}
        try:
            root = self._read_xml(path)
        except DomainError as error:
            self._report(error, path)
            return {}
        return {
            item.get("Id", ""): _relation(item, folder)
            for item in root.iter(RELATIONS + "Relationship")
        }

    def _find_main(self) -> str:
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument" and relation.target in self.archive:
                return relation.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        found = "Excel" if "xl/workbook.xml" in self.archive else "ZIP"
        raise DomainError("not_word", found=found)

    def _read_xml(self, name: str) -> etree._Element:
        return parse_xml(loosen(self.read(name)), where=f"entry {name}")

    def _report(self, error: DomainError, name: str) -> None:
        if error.code == "xml_doctype" or error.code in FATAL:
            raise error
        self.problems.append(Problem("part_broken", f"entry {name}", {"name": name}))


def check_kind(content: bytes) -> None:
    """Refuse what is no zip file, by its first bytes."""
    check_size(content)
    refuse_old_office(content)
    if not content.startswith(b"PK"):
        raise DomainError("not_word", found=_guess(content))


def _guess(content: bytes) -> str:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    known = {
        b"%pdf": "PDF",
        b"{\\rtf": "RTF",
        b"<!doctype html": "HTML",
        b"<html": "HTML",
        b"<?xml": "XML",
        b"mime-version": "MHTML",
        b"\x89png": "PNG",
        b"\xff\xd8\xff": "JPEG",
        b"gif8": "GIF",
        b"rar!": "RAR",
        b"7z\xbc\xaf": "7-Zip",
    }
    for magic, name in known.items():
        if start.startswith(magic):
            return name
    if b"%pdf-" in start:
        return "PDF"
    return "?" if b"\x00" in content[:1024] else "TXT"


def _relation(item: etree._Element, folder: str) -> Relation:
    kind = item.get("Type", "").rpartition("/")[2]
    target = unquote(item.get("Target", ""))
    if item.get("TargetMode") == "External":
        return Relation(kind, target, is_external=True)
    path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return Relation(kind, posixpath.normpath(path), is_external=False)
