"""QTI packages 2.1, 2.2 and 3.0: a manifest, one file an item, the pictures.

Elements are built with the names of QTI 2; for 3.0 they get "qti-" in front and
dashes. Formulas go out as MathML with their LaTeX beside it. Scoring is written out
wherever the standard templates would not give the item's points.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from question_bank.rules.exports import common
from question_bank.rules.exports.common import ExportItem, Outcome, Picture
from question_bank.rules.exports.qti_items import ALL, ItemWriter
from question_bank.rules.exports.qti_items import safe_name as identifier
from question_bank.rules.exports.qti_names import VERSIONS, Dialect
from question_bank.rules.qti.lom import lom_of

_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_WHEN = (2026, 1, 1, 0, 0, 0)


def write(
    items: Iterable[ExportItem], pictures: Mapping[str, Picture], *, version: str
) -> Outcome:
    """Return the package. version: "qti21", "qti22" or "qti30"."""
    outcome, dialect = Outcome(), VERSIONS[version]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        entries: list[tuple[ExportItem, str, list[str]]] = []
        used: dict[str, Picture] = {}
        for item in items:
            writer = ItemWriter(item, pictures, dialect, outcome)
            name = f"items/{identifier(item.code)}.xml"
            _put(archive, name, writer.xml())
            entries.append((item, name, [f"items/{p}" for p in writer.shown]))
            used |= writer.shown
            outcome.written += 1
            _note_losses(item, outcome)
        for name, picture in used.items():
            _put(archive, f"items/{name}", picture.content)
        _put(archive, "imsmanifest.xml", _manifest(entries, dialect))
    outcome.content = stream.getvalue()
    return outcome


def _manifest(entries: list, dialect: Dialect) -> bytes:
    spaces: dict[Any, str] = {None: _MANIFEST}
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap=spaces, identifier="BANK")
    head = etree.SubElement(root, f"{{{_MANIFEST}}}metadata")
    etree.SubElement(head, f"{{{_MANIFEST}}}schema").text = dialect.schema
    etree.SubElement(head, f"{{{_MANIFEST}}}schemaversion").text = dialect.number
    etree.SubElement(root, f"{{{_MANIFEST}}}organizations")
    resources = etree.SubElement(root, f"{{{_MANIFEST}}}resources")
    for item, name, files in entries:
        resource = etree.SubElement(
            resources,
            f"{{{_MANIFEST}}}resource",
            identifier=f"R_{identifier(item.code)}",
            type=dialect.resource,
            href=name,
        )
        described = etree.SubElement(resource, f"{{{_MANIFEST}}}metadata")
        described.append(lom_of(item.filing))
        for file in [name, *files]:
            etree.SubElement(resource, f"{{{_MANIFEST}}}file", href=file)
    return etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )


def _note_losses(item: ExportItem, outcome: Outcome) -> None:
    key = item.key or {}
    is_plain = not item.rules or (
        item.rules == {"partial": ALL} and item.kind in {"choose_many", "match"}
    )
    if set(key) & {"ignore_marks", "compare"} or not is_plain:
        outcome.lose(item, common.RULES)
    if key.get("tolerances") and item.kind == "cloze":
        outcome.lose(item, common.RULES)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
