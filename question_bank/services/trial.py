"""Marking one response as an exam would: "try it" on pages and in the command."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lms.core import html
from lms.core.errors import DomainError, NotFound
from question_bank.kinds import registry
from question_bank.models import ItemVersion
from question_bank.models.keys import ItemKey
from question_bank.queries.search import newest_versions
from question_bank.rules import proposals
from question_bank.rules.contents import Content
from question_bank.rules.outcomes import Outcome
from question_bank.rules.points import usual_points
from question_bank.rules.qti.session import mark
from question_bank.rules.qti.values import BadQti
from question_bank.services import readers
from question_bank.services.intake import read_file

OURS = frozenset(
    {"choice", "truth", "text", "pairs", "order", "gaps", "points", "file"}
)


def try_content(content: Content, value: Any) -> dict[str, Any]:
    """Return {"score", "max", "correct", "feedback", "needs_person", "parts"}.

    value: in the shape of the kind's key (files.md 12), None = no answer.
    Raises BadItem where the key cannot be used, InvalidValue.
    """
    possible = content.points or Decimal(1)
    outcome = registry.score(
        content.kind,
        content.body,
        content.key,
        value,
        possible=possible,
        rules=content.rules,
    )
    return _said(outcome, possible, content)


def try_version(version: ItemVersion, value: Any) -> dict[str, Any]:
    """Return what marking a response to a version gives."""
    if version.is_template:
        raise DomainError("template_not_answered", item=version.item.code)
    key = ItemKey.objects.get(version=version)
    content = Content(
        kind=version.kind,
        stem_html=version.stem_html,
        body=version.body,
        key=key.key,
        rules=key.rules,
        explanation_html=key.explanation_html,
        points=version.points,
    )
    return try_content(content, _ours(version.kind, value))


def version_named(name: str, user: Any, *, bank: str | None = None) -> ItemVersion:
    """Return the newest version of the item CODE, or BANK/CODE.

    Raises NotFound for a person, unknown_item for the system, and item_ambiguous where
    several banks have the code.
    """
    found = newest_versions(user)
    if bank:
        found = found.filter(item__bank__code=bank, item__code=name)
    else:
        head, _slash, tail = name.partition("/")
        found = found.filter(
            Q(item__code=name) | Q(item__bank__code=head, item__code=tail)
        )
    rows = list(found[:2])
    if not rows and user is not None:
        raise NotFound("item")
    if not rows:
        raise DomainError("unknown_item", value=name)
    if len(rows) > 1:
        raise DomainError("item_ambiguous", value=name)
    return rows[0]


def try_file(
    path: Path,
    value: Any,
    *,
    ref: str | None,
    wanted: str = "auto",
    subject_code: str = "",
) -> dict[str, Any]:
    """Return what marking a response to a question of a file gives; nothing is kept.

    ref: which question ("Câu 2"), the first where it is not said. value: in the form
    of the key, or for QTI by response identifier, {"RESPONSE": ["A"]}: then the item's
    own rules mark it and "outcomes" come back. Raises DomainError where the file is
    refused, unknown_item, qti_not_followed.
    """
    content = read_file(path)
    is_ours = value is None or (isinstance(value, dict) and set(value) <= OURS)
    if not is_ours and ref is None and _is_qti_item(content):
        return _by_qti(content, value)
    try:
        draft = readers.read(
            content, name=path.name, wanted=wanted, subject=subject_code
        )
    except DomainError as error:
        if error.where and path.name not in error.where:
            error.where = f"file {path.name}, {error.where}"
        raise
    item = next((i for i in draft.items if ref in {None, i.ref, i.code}), None)
    if item is None:
        raise DomainError("unknown_item", value=ref or path.name)
    if not is_ours and item.details.get("xml") and item.details["version"] != "1.2":
        return _by_qti(item.details["xml"].encode(), value)
    proposal = proposals.from_draft(item, stored={})
    if not item.points_stated and not item.points:
        points = usual_points(item.kind, subject_code=subject_code, form=draft.format)
        proposal["points"] = str(points)
    content_of_item = proposals.to_content(proposal, subject_id=None, grade=None)
    return try_content(content_of_item, _ours(item.kind, value))


def _is_qti_item(content: bytes) -> bool:
    head = content[:4000]
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and (
        b"<assessmentItem" in head or b"<qti-assessment-item" in head
    )


def _by_qti(xml: bytes, responses: Any) -> dict[str, Any]:
    """Return what the item's own rules make of responses by identifier."""
    if not isinstance(responses, dict):
        raise DomainError("response_unreadable")
    try:
        marked = mark(xml, responses)
    except BadQti as error:
        raise DomainError("qti_not_followed", why=str(error)[:200]) from None
    most = marked.most if marked.most is not None else max(marked.score, Fraction(1))
    is_right = marked.score >= most > 0
    return {
        "score": _plain(marked.score),
        "max": _plain(most),
        "correct": is_right,
        "feedback": marked.feedback or (_("Right.") if is_right else _("Not right.")),
        "outcomes": marked.outcomes,
    }


def _plain(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{round(exact, 6).normalize():f}"


def _ours(kind: str, value: Any) -> Any:
    """Return a response by identifier in the form of the key, as far as it is plain."""
    if not isinstance(value, dict) or set(value) <= OURS or len(value) != 1:
        return value
    [given] = value.values()
    texts = given if isinstance(given, list) else [given]
    if given is None or texts == []:
        return None
    match kind:
        case "choose_one" | "choose_many":
            return {"choice": texts}
        case "order":
            return {"order": texts}
        case "match":
            return {"pairs": [str(text).split() for text in texts]}
    return {"text": str(texts[0])}


def _said(outcome: Outcome, possible: Decimal, content: Content) -> dict[str, Any]:
    if outcome.needs_person:
        feedback = _("A person marks this answer.")
    elif outcome.correct:
        feedback = _("Right.")
    elif outcome.awarded:
        feedback = _("Partly right.")
    else:
        feedback = _("Not right.")
    return {
        "score": f"{outcome.awarded:f}",
        "max": f"{possible.normalize():f}",
        "correct": outcome.correct,
        "feedback": feedback,
        "explanation": html.to_text(content.explanation_html),
        "needs_person": outcome.needs_person,
        "parts": outcome.parts,
    }
