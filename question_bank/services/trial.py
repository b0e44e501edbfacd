"""Marking one response as an exam would: "try it" on pages and in the command."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lms.core import html
from lms.core.errors import DomainError
from question_bank.kinds import registry
from question_bank.models import ItemVersion
from question_bank.models.keys import ItemKey
from question_bank.queries.search import newest_versions
from question_bank.rules import proposals
from question_bank.rules.contents import Content
from question_bank.rules.outcomes import Outcome
from question_bank.rules.points import usual_points
from question_bank.services import readers
from question_bank.services.intake import read_file


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
    return try_content(content, value)


def version_named(name: str, user: Any, *, bank: str | None = None) -> ItemVersion:
    """Return the newest version of the item CODE, or BANK/CODE.

    Raises unknown_item, item_ambiguous where several banks have the code.
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

    ref: which question ("Câu 2"), the first where it is not said. Raises DomainError
    where the file is refused, unknown_item.
    """
    draft = readers.read(read_file(path), name=path.name, wanted=wanted)
    item = next((i for i in draft.items if ref in {None, i.ref}), None)
    if item is None:
        raise DomainError("unknown_item", value=ref or path.name)
    proposal = proposals.from_draft(item, stored={})
    if not item.points_stated:
        points = usual_points(item.kind, subject_code=subject_code, form=draft.format)
        proposal["points"] = str(points)
    content = proposals.to_content(proposal, subject_id=None, grade=None)
    return try_content(content, value)


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
