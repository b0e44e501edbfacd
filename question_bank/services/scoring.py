"""Reading keys: marking an answer, and showing the key after release."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lms.core import html
from lms.core.errors import NotFound
from media import api as media
from question_bank.kinds import registry
from question_bank.models.keys import ItemKey
from question_bank.rules.cards import ScoreCard


def score_value(version_id: int, value: Any, *, possible: Decimal) -> ScoreCard:
    """Score one sealed answer by the version's key and rules.

    value: canonical JSON of the kind, None for no answer. possible: points of the
    slot, > 0. Raises NotFound, BadItem where the key cannot be used (the slot stays
    unscored), InvalidValue where the value does not fit the form.
    """
    key = key_of(version_id)
    version = key.version
    outcome = registry.score(
        version.kind,
        version.body,
        key.key,
        value,
        possible=possible,
        rules=key.rules,
    )
    return ScoreCard(
        awarded=outcome.awarded,
        correct=outcome.correct,
        needs_person=outcome.needs_person,
        key_digest=key.digest,
        rule_version=registry.kind_of(version.kind).rule.VERSION,
        parts=outcome.parts,
    )


def reveal_slot(version_id: int) -> dict[str, Any]:
    """Return {"key", "explanation", "rules"} for use after release only.

    explanation: drawn HTML with pictures inside. Raises NotFound.
    """
    return _revealed(key_of(version_id))


def reveal_slots(version_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return version -> what ``reveal_slot`` gives, in one query. Raises NotFound."""
    wanted = set(version_ids)
    found = {
        key.version_id: _revealed(key)
        for key in ItemKey.objects.filter(version_id__in=wanted)
    }
    if len(found) < len(wanted):
        raise NotFound("item")
    return found


def _revealed(key: ItemKey) -> dict[str, Any]:
    return {
        "key": key.key,
        "explanation": html.render(key.explanation_html, file_url=media.data_uri),
        "rules": key.rules,
    }


def key_of(version_id: int) -> ItemKey:
    """Return the key of a version, with the version. Raises NotFound."""
    key = (
        ItemKey.objects.select_related("version").filter(version_id=version_id).first()
    )
    if key is None:
        raise NotFound("item")
    return key
