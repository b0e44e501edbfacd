"""Items of QTI 1.2 (Canvas, Common Cartridge and others) as draft items."""

from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftItem, DraftOption, DraftSkip
from question_bank.rules.formats.foreign_html import Images, convert
from question_bank.rules.formats.paper.tags import decimal_text
from question_bank.rules.formats.qti.items2 import _finished
from question_bank.rules.formats.qti.kinds import Unsupported
from question_bank.rules.formats.qti.scores12 import Scores, scores_of
from question_bank.rules.formats.typed import typed_html
from question_bank.rules.formats.xmltree import local

_POINTS = ("points_possible", "cc_weighting", "qmd_absolutescore_max", "qmd_weighting")
_METADATA = (
    "bbmd_questiontype",
    "bbmd_partialcredit",
    "qmd_absolutescore_max",
    "qmd_itemtype",
    "qmd_weighting",
)
_MATERIAL = ("mattext", "matemtext", "matimage", "mat_formattedtext")
RESPONSES = frozenset(
    ["response_lid", "response_str", "response_num", "response_xy", "response_grp"]
)


@dataclass
class Field:
    """One response with its own text and its options."""

    name: str
    kind: str
    cardinality: str
    text: str
    options: tuple[DraftOption, ...] = ()
    is_number: bool = False
    has_field: bool = False
    has_several: bool = False
    place: int = 0


@dataclass
class Item12:
    """One item taken apart. pieces: texts and marks of fields, in order."""

    element: etree._Element
    stem: str
    fields: list[Field]
    scores: Scores
    kind: str
    meta: dict[str, str] = field(default_factory=dict)


class Html12:
    """Turns material into HTML."""

    def __init__(self, images: Images, problems: list[Problem], where: str) -> None:
        self.images, self.problems, self.where = images, problems, where

    def of(self, material: etree._Element) -> str:
        """Return the texts and pictures of a material (or of what holds some)."""
        parts = []
        for element in material.iter(*_MATERIAL):
            if local(element) == "matimage":
                parts.append(self._image(element))
            else:
                parts.append(self._text(element))
        return "".join(part for part in parts if part)

    def _text(self, element: etree._Element) -> str:
        if len(element):
            inner = element.text or ""
            inner += "".join(etree.tostring(c, encoding="unicode") for c in element)
            return convert(inner, self.images, self.problems, self.where)
        text = element.text or ""
        if "html" in element.get("texttype", "") or "<" in text:
            return convert(text, self.images, self.problems, self.where)
        return typed_html(text.strip("\n"))

    def _image(self, element: etree._Element) -> str:
        address = element.get("uri") or ""
        html = f'<img src="{address}" alt="">'
        return convert(html, self.images, self.problems, self.where)


def read_item12(
    element: etree._Element, *, where: str, images: Images, number: int, xml: str
) -> DraftItem | DraftSkip:
    """Return the item of a QTI 1.2 item element, or why it cannot be one."""
    from question_bank.rules.formats.qti.blackboard import as_blackboard, with_rules  # noqa: PLC0415
    from question_bank.rules.formats.qti.kinds12 import read_kind  # noqa: PLC0415

    problems: list[Problem] = []
    html = Html12(images, problems, where)
    meta = _metadata(element)
    ref = element.get("title", "").strip() or element.get("label", "")
    found = Item12(
        element,
        *_presentation(element, html),
        scores_of(element),
        meta.get("question_type") or meta.get("cc_profile", ""),
        meta,
    )
    _by_response(found)
    found = as_blackboard(found, html)
    stated = [decimal_text(meta.get(name, "")) for name in _POINTS]
    points = next((text for text in stated if text and text != "0"), None)
    item = DraftItem(
        ref=ref or f"Câu {number}",
        kind="",
        stem_html=found.stem,
        points=points,
        points_stated=points is not None,
        explanation_html=_feedback(element, html),
        where=where,
        title=element.get("title", ""),
        details={
            "identifier": element.get("ident", ""),
            "version": "1.2",
            "type": found.kind,
            "xml": xml,
        },
    )
    try:
        item = with_rules(read_kind(item, found), found)
    except Unsupported as reason:
        problem = Problem(reason.code, where, reason.details)
        return DraftSkip(item.ref, problem, found.stem)
    return _finished(item, problems, images)


def _by_response(found: Item12) -> None:
    """D2L scores a typed answer by the name of its label, not of its response."""
    single = found.scores.single
    for typed in found.fields:
        names = [option.code for option in typed.options if not option.html]
        if (
            typed.kind == "response_str"
            and typed.name not in single
            and len(names) == 1
        ):
            single[typed.name] = single.get(names[0], {})


def _presentation(element: etree._Element, html: Html12) -> tuple[str, list[Field]]:
    """Return (stem with marks where fields stand, fields)."""
    presentation = element.find("presentation")
    if presentation is None:
        return "", []
    parts: list[str] = []
    fields: list[Field] = []
    _walk(presentation, html, parts, fields)
    return "".join(parts), fields


def _walk(
    element: etree._Element, html: Html12, parts: list[str], fields: list[Field]
) -> None:
    for child in element:
        name = local(child)
        if name in RESPONSES:
            found = _field(child, html)
            found.place = len(fields) + 1
            fields.append(found)
            parts.append(f"\ue200{found.place}\ue201")
        elif name == "material":
            parts.append(html.of(child))
        elif name in ("flow", "flow_mat"):
            _walk(child, html, parts, fields)


def _field(element: etree._Element, html: Html12) -> Field:
    texts = [html.of(child) for child in element if local(child) == "material"]
    options = []
    for label in element.iter("response_label"):
        code = label.get("ident", "")
        options.append(DraftOption(code, html.of(label)))
    render = element.find("render_fib")
    boxes = (
        []
        if render is None
        else [v for k, v in render.attrib.items() if str(k).endswith("input_boxes")]
    )
    fib = (render.get("fibtype") or "").lower() if render is not None else ""
    is_number = fib in ("decimal", "integer", "scientific")
    return Field(
        element.get("ident", ""),
        local(element),
        (element.get("rcardinality") or "Single").capitalize(),
        "".join(texts),
        tuple(options),
        is_number=is_number or local(element) == "response_num",
        has_field=render is not None,
        has_several=boxes not in ([], ["1"]),
    )


def _metadata(element: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in element.iter("qtimetadatafield", "qti_metadatafield"):
        label = (entry.findtext("fieldlabel") or "").strip().lower()
        value = " ".join((entry.findtext("fieldentry") or "").split())
        found.setdefault(label, value)
    for name in _METADATA:
        text = element.findtext(f".//{name}")
        if text:
            found.setdefault(name, text.strip())
    return found


def _feedback(element: etree._Element, html: Html12) -> str:
    """General feedback and solutions; what depends on the answer is left."""
    parts = []
    for feedback in element.iter("itemfeedback"):
        name = (feedback.get("ident") or "").lower()
        if "general" in name or "solution" in name:
            parts.append(html.of(feedback))
    return "".join(f"<p>{part}</p>" for part in parts if part)


def with_key(item: DraftItem, key: dict[str, Any] | None) -> DraftItem:
    """Return the item with its key, with a warning where it has none."""
    if key:
        return replace(item, key=key)
    warning = Problem("key_missing", item.where)
    return replace(item, key=None, warnings=(*item.warnings, warning))
