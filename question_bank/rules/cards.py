"""What goes over the door of the item bank: ids and frozen facts, never rows."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class VersionCard:
    """One published version, as a paper is drawn from it.

    points: as the item carries them, None where it has none. seconds: estimated
    time. enemies: codes of items of the same bank not to stand in one paper with
    this one. family: the generated item that it is a variant of. facility (0..1), a, b, c: statistics, None where unknown.
    """

    version_id: int
    item_code: str
    bank_code: str
    kind: str
    level: str
    node_code: str
    subject_code: str
    points: Decimal | None
    seconds: int | None
    enemies: frozenset[str] = frozenset()
    group_code: str = ""
    family: str = ""
    facility: Decimal | None = None
    a: Decimal | None = None
    b: Decimal | None = None
    c: Decimal | None = None


@dataclass(frozen=True)
class ScoreCard:
    """Outcome of scoring one answer, with what it was scored by."""

    awarded: Decimal
    correct: bool | None
    needs_person: bool
    key_digest: str
    rule_version: str
    parts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """Where a version comes from, down to the paragraph of the teacher's file."""

    item_code: str
    version: int
    bank_code: str
    batch_code: str
    file_name: str
    file_code: str
    where: str
    source_html: str
    author: str
    reviewer: str
    published_at: datetime | None


@dataclass(frozen=True)
class InventedItem:
    """An invented item for rehearsals, published in a bank of its own."""

    version_id: int
    kind: str
    examples: list[Any]
    canary_text: str
    canary_key: str


@dataclass(frozen=True)
class BankCard:
    """A bank that a person may use."""

    code: str
    title: str
    owner: str
    is_secret: bool
    published: int


@dataclass(frozen=True)
class BatchCard:
    """An imported file, as a paper could be made of it whole.

    cards: published questions in the order of the file. unpublished: how many of its
    questions are in the bank but not published.
    """

    code: str
    file_name: str
    bank_code: str
    subject_code: str
    grade: int | None
    cards: tuple[VersionCard, ...]
    unpublished: int
