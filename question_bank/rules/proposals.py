"""Drafts as JSON: what a reader found, what a teacher may still change.

A proposal is a flat object: "kind", "stem_html", "body", "key", "rules",
"explanation_html", "points" (text), "points_stated", "level", "level_tag",
"node_code", "outcome_code", "taken_from", "licence", "seconds", "enemies", "code",
"group_code", "group_html", "group_where", "title", "part" (of the paper: "I", "II"),
"recipe" (of a generated item). Everything in it can be corrected; ``to_content`` makes
it what is stored.
"""

import html as entities
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lms.core.cells import parse_decimal
from question_bank.rules.contents import Content
from question_bank.rules.drafts import IMAGE_PREFIX, DraftGap, DraftItem, DraftOption

Proposal = dict[str, Any]
_PICTURE = re.compile(rf'data-file="{IMAGE_PREFIX}([^"]*)"')
_TYPED = {"numeric", "short_text", "short_answer"}
_LINE = re.compile(r"<p>\s*(<span>)?_{3,}(</span>)?\s*</p>\s*$")  # we draw our own
_PLAIN_KEYS = ("case_sensitive", "ignore_marks", "compare", "credit", "weights")


def from_draft(item: DraftItem, *, stored: dict[str, Any]) -> Proposal:
    """Return the proposal of one draft.

    stored: picture name -> card of the stored file (code, width, height), None
    where it was refused; then the text keeps its alternative words only.
    """

    def own(markup: str) -> str:
        return rewrite_pictures(markup, stored)

    body, stem = _body(item, own), own(item.stem_html)
    if item.kind == "hotspot":
        body |= _picture(item, stored)
        stem = _without_picture(stem, body.get("image", ""))
    if item.kind in _TYPED:
        stem = _LINE.sub("", stem)
    return {
        "kind": item.kind,
        "stem_html": stem,
        "body": body,
        "key": _key(item),
        "rules": _rules(item),
        "explanation_html": own(item.explanation_html),
        "points": item.points,
        "points_stated": item.points_stated,
        "level": item.level or "",
        "level_tag": next(iter(item.tags), "")[:40],
        "node_code": (item.node or "")[:120],
        "seconds": item.seconds,
        "enemies": list(item.enemies),
        "code": (item.code or "")[:64],
        "group_code": (item.group or "")[:64],
        "group_html": own(item.group_html),
        "group_where": item.group_where,
        "title": item.title,
        "part": item.part or "",
        "recipe": item.details.get("recipe") or {},
        **item.filing,
    }


def to_content(
    proposal: Proposal, *, subject_id: int | None, grade: int | None
) -> Content:
    """Return what the proposal says as the content of an item, not yet tidied."""
    return Content(
        kind=proposal["kind"],
        stem_html=proposal["stem_html"],
        body=proposal["body"],
        key=proposal["key"],
        rules=proposal.get("rules") or {},
        explanation_html=proposal.get("explanation_html", ""),
        level=proposal.get("level", ""),
        level_tag=proposal.get("level_tag", ""),
        node_code=proposal.get("node_code", ""),
        outcome_code=proposal.get("outcome_code", ""),
        taken_from=proposal.get("taken_from", ""),
        licence=proposal.get("licence", ""),
        subject_id=subject_id,
        grade=grade,
        points=read_points(proposal.get("points")),
        seconds=proposal.get("seconds"),
        group_code=proposal.get("group_code", ""),
        group_html=proposal.get("group_html", ""),
        group_where=proposal.get("group_where", ""),
        enemies=tuple(proposal["enemies"]) if "enemies" in proposal else None,
        recipe=proposal.get("recipe") or {},
    )


def from_content(content: Content) -> Proposal:
    """Return the proposal that says what the content of an item says."""
    points = content.points
    return {
        "kind": content.kind,
        "stem_html": content.stem_html,
        "body": content.body,
        "key": content.key,
        "rules": content.rules,
        "explanation_html": content.explanation_html,
        "points": f"{points.normalize():f}" if points else None,
        "level": content.level,
        "level_tag": content.level_tag,
        "node_code": content.node_code,
        "outcome_code": content.outcome_code,
        "taken_from": content.taken_from,
        "licence": content.licence,
        "seconds": content.seconds,
        "enemies": list(content.enemies or ()),
        "group_code": content.group_code,
        "group_html": content.group_html,
        "group_where": content.group_where,
        "recipe": content.recipe,
    }


def read_points(text: str | None) -> Decimal | None:
    """Return points written as text, None where there are none that make sense."""
    try:
        number = parse_decimal(str(text or ""))
    except ValueError:
        return None
    return number if 0 < number < 1000 else None


def rewrite_pictures(markup: str, stored: dict[str, Any]) -> str:
    """Return the HTML with the draft's picture names replaced by file codes."""

    def code(found: re.Match[str]) -> str:
        card = stored.get(entities.unescape(found[1]))
        return f'data-file="{card.code}"' if card else ""

    return _PICTURE.sub(code, markup) if IMAGE_PREFIX in markup else markup


def pictures_of(item: DraftItem) -> list[str]:
    """Return the names of the pictures that a draft shows, each once."""
    parts = [item.stem_html, item.group_html, item.explanation_html]
    parts += [o.html for o in (*item.options, *item.targets)]
    parts += [o.html for gap in item.gaps for o in gap.options]
    names = [entities.unescape(n) for part in parts for n in _PICTURE.findall(part)]
    if item.details.get("image"):
        names.append(_name(item.details["image"]))
    return list(dict.fromkeys(names))


def _body(item: DraftItem, own: Callable[[str], str]) -> dict[str, Any]:
    options = _options(item.options, own)
    match item.kind:
        case "choose_one" | "order":
            return {"options": options}
        case "choose_many":
            most = item.details.get("most")
            return {"options": options} | ({"most": most} if most else {})
        case "true_false_cluster":
            return {"statements": options}
        case "match":
            pairs = [pair[0] for pair in (item.key or {}).get("pairs", [])]
            many = item.details.get("many") or len(set(pairs)) < len(pairs)
            sides = {"left": options, "right": _options(item.targets, own)}
            return sides | ({"many": True} if many else {})
        case "cloze":
            return {"gaps": [_gap(gap, own) for gap in item.gaps]}
    return _typed_body(item)


def _typed_body(item: DraftItem) -> dict[str, Any]:
    """Return the body of a kind that has no options."""
    details = item.details
    match item.kind:
        case "file" if details.get("suffixes"):
            return {"suffixes": list(details["suffixes"])}
        case "short_answer" if details.get("most"):
            return {"most": int(details["most"])}
        case "numeric" if details.get("unit"):
            return {"unit": str(details["unit"])}
    return {}


def _options(
    options: tuple[DraftOption, ...], own: Callable[[str], str]
) -> list[dict[str, str]]:
    return [{"code": option.code, "html": own(option.html)} for option in options]


def _gap(gap: DraftGap, own: Callable[[str], str]) -> dict[str, Any]:
    found: dict[str, Any] = {"code": gap.code, "kind": gap.kind}
    if gap.kind == "choice":
        found["options"] = _options(gap.options, own)
    if gap.case_sensitive:
        found["case_sensitive"] = True
    return found


def _key(item: DraftItem) -> dict[str, Any] | None:
    if item.key is None:
        return None
    key = dict(item.key)
    if item.kind == "hotspot":
        key["regions"] = [dict(area) for area in item.areas]
    if item.kind == "cloze":
        key |= _gap_extras(item.gaps)
    for name in _PLAIN_KEYS:
        if name in item.details:
            key.setdefault(name, item.details[name])
    return key


def _gap_extras(gaps: tuple[DraftGap, ...]) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    weights = {gap.code: gap.points for gap in gaps if gap.points}
    if len(set(weights.values())) > 1:
        extras["weights"] = weights
    tolerances = {gap.code: list(gap.tolerances) for gap in gaps if any(gap.tolerances)}
    if tolerances:
        extras["tolerances"] = tolerances
    return extras


def _rules(item: DraftItem) -> dict[str, Any]:
    """Return the scoring rules a file states: QTI's match_correct is all or nothing."""
    known = dict(item.details.get("rules", {}))
    whole = item.details.get("processing") == "match_correct"
    if whole and item.kind in {"match", "cloze", "hotspot", "choose_many"}:
        known.setdefault("partial", "all_or_nothing")
    return known


def _picture(item: DraftItem, stored: dict[str, Any]) -> dict[str, Any]:
    card = stored.get(_name(str(item.details.get("image", ""))))
    right = len((item.key or {}).get("areas", []))
    most = {"most": max(int(item.details.get("most") or 0), right, 1)}
    if card is None:
        return most
    return most | {
        "image": card.code,
        "width": item.details.get("width") or card.width,
        "height": item.details.get("height") or card.height,
    }


def _without_picture(stem: str, code: str) -> str:
    """Return the stem without the picture that is the hot spot's own."""
    shown = rf'<img\b[^>]*data-file="{re.escape(code)}"[^>]*>'
    return re.sub(shown, "", stem) if code else stem


def _name(image: str) -> str:
    return image.removeprefix(IMAGE_PREFIX)
