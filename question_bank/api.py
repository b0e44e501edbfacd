"""The door to the item bank: exams, records and the portal enter here.

What serves a candidate (``candidate_slot``, ``check_value``) reads no key; what
scores (``score_value``) and what shows after release (``reveal_slot``) does.
"""

from typing import Any

from question_bank.kinds import registry
from question_bank.queries.cards import bank_cards, published_versions
from question_bank.queries.desk import (
    FoundItem,
    OpenBatch,
    find_items,
    open_batches,
    waiting_for_review,
)
from question_bank.queries.origins import origin
from question_bank.queries.papers import (
    batch_card,
    key_corrections,
    kind_labels,
    option_texts,
    stem_texts,
    usable_banks,
)
from question_bank.queries.secrecy import hidden_banks, hidden_versions
from question_bank.queries.slots import candidate_slot, candidate_slots
from question_bank.rules.actions import add_batch_action
from question_bank.rules.cards import (
    BankCard,
    BatchCard,
    InventedItem,
    Origin,
    ScoreCard,
    VersionCard,
)
from question_bank.rules.usage import add_usage_source
from question_bank.services.answers import single_keys
from question_bank.services.banks import note_looks
from question_bank.services.invent import invent_items
from question_bank.services.items import freeze_versions
from question_bank.services.scoring import reveal_slot, reveal_slots, score_value

__all__ = [
    "BankCard",
    "BatchCard",
    "FoundItem",
    "InventedItem",
    "OpenBatch",
    "Origin",
    "ScoreCard",
    "VersionCard",
    "add_batch_action",
    "add_usage_source",
    "bank_cards",
    "batch_card",
    "candidate_slot",
    "candidate_slots",
    "check_value",
    "find_items",
    "freeze_versions",
    "hidden_banks",
    "hidden_versions",
    "invent_items",
    "key_corrections",
    "kind_labels",
    "note_looks",
    "open_batches",
    "option_texts",
    "origin",
    "published_versions",
    "reveal_slot",
    "reveal_slots",
    "score_value",
    "single_keys",
    "stem_texts",
    "usable_banks",
    "waiting_for_review",
]


def check_value(kind: str, shape: dict[str, Any], value: Any) -> None:
    """Raise InvalidValue where a value does not fit the frozen form of its slot.

    Pure: judges type and size by ``shape`` (from ``candidate_slot``) alone, so a value
    once accepted can never turn invalid. None (a cleared answer) always fits.
    """
    registry.check_value(kind, shape, value)
