"""Moodle XML: every question type that we have a kind for; the rest is reported.

Source: docs.moodle.org/en/Moodle_XML_format.
"""

import base64
import binascii
import posixpath
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from lms.core.errors import DomainError, Problem
from question_bank.rules.drafts import Draft, DraftItem, DraftSkip
from question_bank.rules.formats.archive import check_size
from question_bank.rules.formats.foreign_html import Images, convert
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.moodle_own import as_ours
from question_bank.rules.formats.moodle_text import (
    category_of,
    is_tagged,
    moodle_html,
)
from question_bank.rules.formats.moodle_types import (
    READERS,
    Element,
    TypeFault,
    Value,
)
from question_bank.rules.formats.paper.rendering import images_of
from question_bank.rules.formats.paper.tags import decimal_text, level_of
from question_bank.rules.formats.xmltree import local, parse_xml

_PLUGIN = "@@PLUGINFILE@@/"


def parse(content: bytes, *, name: str) -> Draft:
    """Return the draft of a Moodle XML file.

    Raises DomainError file_empty, file_too_big, xml_*, not_moodle, nothing_found.
    """
    check_size(content)
    root = parse_xml(content, where=f"file {name}")
    if local(root) not in ("quiz", "question"):
        raise DomainError("not_moodle", where=f"file {name}")
    reader = _Reader()
    for element in root if local(root) == "quiz" else [root]:
        if local(element) == "question":
            reader.question(element)
    if not reader.items and not reader.skipped:
        raise DomainError("nothing_found", where=f"file {name}", format="Moodle XML")
    return Draft(
        "moodlexml",
        tuple(reader.items),
        images=tuple(reader.images.values()),
        skipped=tuple(reader.skipped),
    )


class _Reader:
    def __init__(self) -> None:
        self.items: list[DraftItem] = []
        self.skipped: list[DraftSkip] = []
        self.images: dict = {}
        self._category = ""

    def question(self, element: etree._Element) -> None:
        kind = (element.get("type") or "").lower()
        if kind == "category":
            self._category = category_of(_value(element, "category"))
            return
        number = len(self.items) + len(self.skipped) + 1
        ref = _value(element, "name") or f"Câu {number}"
        where = f"line {element.sourceline}"
        try:
            item = self._item(element, kind, ref, where)
        except TypeFault as fault:
            problem = Problem(fault.code, where, fault.details)
            self.skipped.append(DraftSkip(ref, problem, _source(element)))
        else:
            self.items.append(item)

    def _item(
        self, element: etree._Element, kind: str, ref: str, where: str
    ) -> DraftItem:
        read = READERS.get(kind)
        if read is None:
            code = "description_only" if kind == "description" else "kind_unsupported"
            raise TypeFault(code, **({} if kind == "description" else {"value": kind}))
        problems: list[Problem] = []
        images = Images(_finder(element))
        images.all = self.images
        source = Element(element, _texts(images, problems, where))
        item = DraftItem(
            ref=ref,
            kind="",
            stem_html=source.html("questiontext"),
            points=decimal_text(_value(element, "defaultgrade", text=False) or "1"),
            points_stated=element.find("defaultgrade") is not None,
            node=self._category or None,
            code=_value(element, "idnumber", text=False) or None,
            explanation_html=source.html("generalfeedback"),
            where=where,
            title=ref,
            tags=_tags(element),
            level=_level(element),
        )
        item = as_ours(read(item, source), _tags(element))
        return self._finished(item, problems, element)

    def _finished(
        self, item: DraftItem, problems: list[Problem], element: etree._Element
    ) -> DraftItem:
        parts = [item.stem_html, item.explanation_html]
        parts += [option.html for option in (*item.options, *item.targets)]
        parts += [option.html for gap in item.gaps for option in gap.options]
        names = images_of("".join(parts))
        return replace(
            item,
            images=tuple(self.images[n] for n in names if n in self.images),
            warnings=(*item.warnings, *problems),
            source_html=item.stem_html + _options_source(item),
        )


def _texts(
    images: Images, problems: list[Problem], where: str
) -> Callable[[Value], str]:
    def html(value: Value) -> str:
        if value.form in ("html", ""):
            return convert(value.text, images, problems, where)
        if is_tagged(value.text, value.form):
            text = value.text.strip().replace("\n", "<br>")
            return convert(text, images, problems, where)
        return moodle_html(value.text, value.form)

    return html


def _finder(element: etree._Element) -> Callable[[str], bytes | None]:
    """Return a function that finds the embedded files of a question by name."""
    files: dict[str, str] = {}
    for file in element.iter("file"):
        path = posixpath.join(file.get("path", "/"), file.get("name", ""))
        if file.get("encoding", "base64") == "base64" and file.text:
            files[path.lstrip("/")] = file.text
            files.setdefault(file.get("name", ""), file.text)

    def find(address: str) -> bytes | None:
        if not address.startswith(_PLUGIN):
            return None
        name = unquote(address[len(_PLUGIN) :]).split("?")[0]
        text = files.get(name)
        try:
            return base64.b64decode(text) if text else None
        except (binascii.Error, ValueError):
            return None

    return find


def _value(element: etree._Element, name: str, *, text: bool = True) -> str:
    found = element.find(f"{name}/text" if text else name)
    return " ".join((found.text or "").split()) if found is not None else ""


def _tags(element: etree._Element) -> tuple[str, ...]:
    found = [_clean(tag) for tag in element.iterfind("tags/tag/text")]
    return tuple(tag for tag in found if tag)


def _level(element: etree._Element) -> str | None:
    for tag in _tags(element):
        level = level_of(tag)
        if level:
            return level[0]
    return None


def _clean(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _options_source(item: DraftItem) -> str:
    rows = "".join(f"<li>{o.html}</li>" for o in (*item.options, *item.targets))
    return f"<ul>{rows}</ul>" if rows else ""


def _source(element: etree._Element) -> str:
    return f"<p>{text_html(_value(element, 'questiontext')[:2000])}</p>"
