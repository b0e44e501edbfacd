"""The body of a QTI 2/3 item: HTML with the interactions taken out of it."""

import copy
from dataclasses import dataclass, field

from lxml import etree

from lms.core.errors import Problem
from question_bank.rules.formats.foreign_html import Images, convert_tree
from question_bank.rules.formats.qti import own
from question_bank.rules.formats.xmltree import local

INLINE = frozenset(
    ["textEntryInteraction", "inlineChoiceInteraction", "endAttemptInteraction"]
)
BLOCK = frozenset(
    [
        "choiceInteraction",
        "extendedTextInteraction",
        "matchInteraction",
        "orderInteraction",
        "associateInteraction",
        "gapMatchInteraction",
        "hottextInteraction",
        "hotspotInteraction",
        "selectPointInteraction",
        "sliderInteraction",
        "graphicOrderInteraction",
        "graphicAssociateInteraction",
        "graphicGapMatchInteraction",
        "uploadInteraction",
        "drawingInteraction",
        "mediaInteraction",
        "customInteraction",
        "positionObjectInteraction",
        "portableCustomInteraction",
    ]
)
# Interactions that together can be one text with gaps.
WORDS = frozenset(
    ["textEntryInteraction", "inlineChoiceInteraction", "choiceInteraction"]
)
_FEEDBACK = frozenset(
    ["feedbackInline", "feedbackBlock", "templateInline", "templateBlock"]
)
# Not of the standard; in the text they would give the key away.
_STAFF = ("choiceRationales", "teacherInstructions", "rationale")
_SCORER = frozenset(["scorer", "tutor", "author", "proctor", "testConstructor"])
_OPEN, _SHUT = "\ue200", "\ue201"


@dataclass
class Body:
    """What a body holds. interactions: in order, with marks where inline ones stood."""

    html: str
    interactions: list[etree._Element] = field(default_factory=list)
    guide_html: str = ""
    passage: etree._Element | None = None
    unit: str = ""


class Html:
    """Turns parts of an item into HTML; problems are collected."""

    def __init__(self, images: Images, problems: list[Problem], where: str) -> None:
        self.images, self.problems, self.where = images, problems, where

    def of(self, element: etree._Element | None) -> str:
        """Return the content of an element as HTML, feedback left out."""
        if element is None:
            return ""
        copied = copy.deepcopy(element)
        copied.tail = None
        for inner in list(copied.iter()):
            if local(inner) in _FEEDBACK and inner is not copied:
                _take_out(inner)
        return convert_tree(copied, self.images, self.problems, self.where)


def read_body(root: etree._Element, html: Html) -> Body:
    """Return the body of an item with its interactions."""
    element = root.find("itemBody")
    if element is None:
        return Body("")
    copied = copy.deepcopy(element)
    is_ours = bool(own.kind_of(root))
    passage = own.take_passage(copied) if is_ours else None
    unit = own.take_unit(copied) if is_ours else ""
    guides = _guides(copied, html)
    interactions = []
    for inner in list(copied.iter()):
        name = local(inner)
        if name in _FEEDBACK and inner.getparent() is not None:
            _take_out(inner)
        elif (name in INLINE or name in BLOCK) and not _is_nested(inner):
            interactions.append(inner)
    is_text = len(interactions) > 1 and {local(i) for i in interactions} <= WORDS
    for number, inner in enumerate(interactions, start=1):
        _mark(inner, number, is_gap=is_text)
    return Body(html.of(copied), interactions, guides, passage, unit)


def gap_mark(number: int) -> str:
    """Return the mark that stands for an interaction in a body."""
    return f"{_OPEN}{number}{_SHUT}"


def _is_nested(element: etree._Element) -> bool:
    """CustomInteraction may hold a portable one: only the outer counts."""
    return any(local(up) in BLOCK for up in element.iterancestors())


def _mark(element: etree._Element, number: int, *, is_gap: bool) -> None:
    """Put a mark, or the prompt and what must stay, in the place of an interaction."""
    parent = element.getparent()
    if parent is None:
        return
    wrapper = etree.Element("div" if local(element) in BLOCK else "span")
    prompt = element.find("prompt")
    if prompt is not None:
        kept = copy.deepcopy(prompt)
        kept.tag, kept.tail = "p", None
        if kept.find(".//p") is not None:
            kept.tag = "div"
        wrapper.append(kept)
    if local(element) in INLINE:
        wrapper.text = gap_mark(number)
    elif is_gap:
        etree.SubElement(wrapper, "p").text = gap_mark(number)
    elif local(element) in ("hottextInteraction", "gapMatchInteraction"):
        _keep_content(element, wrapper)
    wrapper.tail = element.tail
    parent.replace(element, wrapper)


def _keep_content(element: etree._Element, wrapper: etree._Element) -> None:
    """Text with hot words or gaps belongs to the stem."""
    for child in element:
        if local(child) in ("prompt", "gapText", "gapImg"):
            continue
        kept = copy.deepcopy(child)
        for inner in list(kept.iter()):
            if local(inner) == "hottext":
                inner.tag = "u"
                inner.attrib.clear()
            elif local(inner) == "gap":
                inner.text = f"{_OPEN}{inner.get('identifier', '')}{_SHUT}"
                inner.tag = "span"
                inner.attrib.clear()
        wrapper.append(kept)


def _guides(body: etree._Element, html: Html) -> str:
    """Take out rubrics: those for markers are the guide, others stay as text."""
    out = []
    for rubric in list(body.iter("rubricBlock", *_STAFF)):
        views = set(rubric.get("view", "").split())
        if local(rubric) in _STAFF or (views and views <= _SCORER):
            out.append(html.of(rubric))
            _take_out(rubric)
        else:
            rubric.tag = "div"
            rubric.attrib.clear()
    return "".join(out)


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
