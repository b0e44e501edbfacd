"""Items of QTI 2.0-2.2 and 3.0 as draft items."""

from dataclasses import replace

from lxml import etree

from lms.core.errors import Problem
from question_bank.rules.drafts import DraftItem, DraftSkip
from question_bank.rules.formats.foreign_html import Images
from question_bank.rules.formats.paper.rendering import images_of
from question_bank.rules.formats.qti import (
    composites,
    graphic,
    kinds,
    own,
    processing,
    worth,
)
from question_bank.rules.formats.qti.body import INLINE, Html, read_body
from question_bank.rules.formats.qti.declarations import max_score, responses_of
from question_bank.rules.formats.xmltree import local

_GAPS = frozenset(["textEntryInteraction", "inlineChoiceInteraction"])
_GRAPHIC = {
    "hotspotInteraction": graphic.hotspot,
    "selectPointInteraction": graphic.select_point,
}


def read_item(
    root: etree._Element,
    *,
    version: str,
    where: str,
    images: Images,
    number: int,
    xml: str,
) -> DraftItem | DraftSkip:
    """Return the item of a normalised assessmentItem, or why it cannot be one."""
    identifier = root.get("identifier", "")
    ref = root.get("title", "").strip() or root.get("label", "") or identifier
    problems: list[Problem] = []
    html = Html(images, problems, where)
    body = read_body(root, html)
    source = kinds.Source(
        root, body, html, responses_of(root), processing.processing_of(root)
    )
    points = max_score(root) or worth.points_of(source)
    item = DraftItem(
        ref=ref or f"Câu {number}",
        kind="",
        stem_html=body.html,
        points=points,
        points_stated=points is not None,
        explanation_html=body.guide_html + _solution(root, html),
        where=where,
        title=root.get("title", ""),
        details={
            "identifier": identifier,
            "version": version,
            "processing": source.processing,
            "xml": xml,
        },
    )
    try:
        _refuse(root, source)
        item = _reader(source)(item, source)
    except kinds.Unsupported as reason:
        problem = Problem(reason.code, where, reason.details)
        return DraftSkip(item.ref, problem, body.html)
    item = _as_ours(item, source, html)
    is_known = item.kind in {"essay", "file"} or bool(own.kind_of(root))
    is_custom = source.processing == processing.CUSTOM
    if not is_known and (is_custom or worth.is_uneven(item, source)):
        problems.append(Problem("custom_scoring", where))
    return _finished(item, problems, images)


def _as_ours(item: DraftItem, source: kinds.Source, html: Html) -> DraftItem:
    """Return an item of ours as it was before it was written."""
    kind, passage = own.kind_of(source.root), source.body.passage
    if kind == "short_answer" and item.kind == "numeric":
        entry = source.body.interactions[0].get("expectedLength", "")
        most = {"most": int(entry)} if entry.isdigit() and int(entry) else {}
        item = replace(item, kind=kind, details=item.details | most)
    if source.body.unit and item.kind == "numeric":
        item = replace(item, details=item.details | {"unit": source.body.unit})
    if passage is not None:
        name = passage.get("id") or "NL"
        item = replace(item, group=name, group_html=html.of(passage))
    return item


def _refuse(root: etree._Element, source: kinds.Source) -> None:
    """Refuse what would be another question without its programme."""
    if root.find("templateDeclaration") is not None:
        raise kinds.Unsupported("template_variables")
    if root.get("adaptive", "false").lower() in ("true", "1"):
        raise kinds.Unsupported("adaptive_item")
    if root.find("itemBody") is None:
        raise kinds.Unsupported("item_without_body")
    if root.find("itemproc_extension/calculated") is not None:
        raise kinds.Unsupported("kind_unsupported", value="calculated")
    if not source.body.interactions:
        raise kinds.Unsupported("description_only")


def _reader(source: kinds.Source):
    names = [local(interaction) for interaction in source.body.interactions]
    if set(names) <= _GAPS or composites.is_text_with_gaps(source):
        return kinds.gaps
    if len(names) > 1:
        kept = ", ".join(dict.fromkeys(names))
        raise kinds.Unsupported("several_interactions", value=kept)
    name = names[0]
    found = kinds.READERS.get(name) or _GRAPHIC.get(name)
    if found is None or name in INLINE - _GAPS:
        raise kinds.Unsupported("kind_unsupported", value=name)
    return found


def _solution(root: etree._Element, html: Html) -> str:
    """Modal feedback shown for the solution, and catalogue-free general feedback."""
    parts = [
        html.of(feedback)
        for feedback in root.iter("modalFeedback")
        if "solution" in feedback.get("identifier", "").lower()
        or "general" in feedback.get("identifier", "").lower()
    ]
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _finished(item: DraftItem, problems: list[Problem], images: Images) -> DraftItem:
    parts = [item.stem_html, item.explanation_html]
    parts += [option.html for option in (*item.options, *item.targets)]
    parts += [option.html for gap in item.gaps for option in gap.options]
    names = images_of("".join(parts))
    known = dict.fromkeys(problems_of(problems))
    options = "".join(f"<li>{o.html}</li>" for o in (*item.options, *item.targets))
    return replace(
        item,
        images=tuple(images.all[name] for name in names if name in images.all),
        warnings=(*item.warnings, *[problems[i] for i in known]),
        source_html=item.stem_html + (f"<ul>{options}</ul>" if options else ""),
    )


def problems_of(problems: list[Problem]) -> list[int]:
    """Return the places of problems without those that repeat one before."""
    seen: list[Problem] = []
    kept = []
    for place, problem in enumerate(problems):
        if problem not in seen:
            seen.append(problem)
            kept.append(place)
    return kept
