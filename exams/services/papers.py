"""Papers: laid out, kept, taken whole from a file, permuted, discarded."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from exams.models import Drawing, Paper, Slot
from exams.queries.papers import slots_of
from exams.rules.arrangement import Placed, Question, arrange, as_written
from exams.rules.assembly.pool import PoolItem
from exams.rules.information import information_row, parameters
from exams.rules.locks import locked_places
from exams.rules.receipts import new_code
from exams.rules.sheets import Sheet, SheetSlot
from exams.rules.structures import default_points
from lms.core import audit
from lms.core.clock import database_now
from lms.core.errors import DomainError
from lms.curriculum.models import Subject
from question_bank import api as question_bank
from question_bank.api import VersionCard

MOST_VARIANTS, MOST_SLOTS = 48, 500
DrawnItem = tuple[PoolItem, VersionCard, Decimal]


@dataclass(frozen=True)
class PaperFacts:
    """What papers of one kind have in common."""

    title: str = ""
    subject_id: int | None = None
    grade: int | None = None
    minutes: int | None = None
    unit_id: int | None = None
    batch_code: str = ""


def lay_out(
    drawn: Sequence[DrawnItem],
    *,
    paper_code: str,
    seed: str,
    key_balance: bool = False,
    thetas: Sequence[float] = (),
    keep_order: bool = False,
) -> Sheet:
    """Return drawn items as a paper: order, option orders, points.

    keep_order: as in the file they came from, options untouched.
    """
    by_code = {item.code: (item, card, points) for item, card, points in drawn}
    versions = [card.version_id for _item, card, _points in drawn]
    keys = question_bank.single_keys(versions)
    texts = question_bank.option_texts(versions)
    questions = [
        _question(item, points, texts[card.version_id], keys.get(card.version_id))
        for item, card, points in drawn
    ]
    placed = (
        as_written(questions)
        if keep_order
        else arrange(questions, seed=seed, key_balance=key_balance)
    )
    slots = tuple(_sheet_slot(place, by_code, thetas) for place in placed)
    return Sheet(paper_code, slots, tuple(thetas))


@transaction.atomic
def keep_papers(
    sheets: Sequence[Sheet],
    facts: PaperFacts,
    *,
    by: Any,
    drawing: Drawing | None = None,
    base: Paper | None = None,
) -> list[Paper]:
    """Write papers with their slots and freeze the versions in them."""
    question_bank.freeze_versions({s.version_id for sh in sheets for s in sh.slots})
    papers = []
    for sheet in sheets:
        paper = Paper.objects.create(
            code=f"DE{new_code(8)}",
            paper_code=sheet.code,
            title=facts.title,
            subject_id=facts.subject_id,
            grade=facts.grade,
            minutes=facts.minutes,
            unit_id=facts.unit_id,
            batch_code=facts.batch_code,
            drawing=drawing,
            base=base,
            created_by=by,
        )
        Slot.objects.bulk_create([_slot(paper, slot) for slot in sheet.slots])
        papers.append(paper)
    return papers


def paper_from_batch(
    user: Any, batch_code: str, *, facts: PaperFacts, allow_missing: bool = False
) -> Paper:
    """Return a paper of all published questions of an imported file, in its order.

    user: who makes it and must see the file (None = the system). Raises NotFound,
    DomainError batch_has_no_items, batch_not_published (some are not published yet;
    allow_missing takes the others).
    """
    batch = question_bank.batch_card(user, batch_code)
    if not batch.cards:
        raise DomainError("batch_has_no_items")
    if batch.unpublished and not allow_missing:
        raise DomainError("batch_not_published", count=batch.unpublished)
    drawn = [_as_drawn(card) for card in batch.cards[:MOST_SLOTS]]
    sheet = lay_out(drawn, paper_code="0101", seed="", keep_order=True)
    subject = Subject.objects.filter(code=batch.subject_code).first()
    whole = PaperFacts(
        title=facts.title or batch.file_name.rsplit(".", 1)[0][:200],
        subject_id=facts.subject_id or (subject.pk if subject else None),
        grade=facts.grade or batch.grade,
        minutes=facts.minutes,
        unit_id=facts.unit_id,
        batch_code=batch.code,
    )
    with transaction.atomic():
        paper = keep_papers([sheet], whole, by=user)[0]
        audit.record("take", "paper", paper.code, by=user, batch=batch.code)
    return paper


def permute_paper(
    paper: Paper, *, count: int, seed: int, by: Any, key_balance: bool = True
) -> list[Paper]:
    """Make further codes of a paper: the same questions in other orders.

    Parts keep their order, passages keep their questions together and in order,
    locked options stay. Codes: 0101 -> 0201, 0301, … after those there are. Raises
    DomainError variants_out_of_range.
    """
    base = paper.base or paper
    there = set(base.variants.values_list("paper_code", flat=True))
    free = [f"{n:02d}{base.paper_code[2:]}" for n in range(2, 100)]
    codes = [code for code in free if code not in there][:count]
    if not 1 <= count <= MOST_VARIANTS or len(codes) < count:
        raise DomainError("variants_out_of_range", most=MOST_VARIANTS)
    drawn = [_slot_as_drawn(slot) for slot in slots_of(base)]
    sheets = [
        lay_out(drawn, paper_code=code, seed=f"{seed}/{code}", key_balance=key_balance)
        for code in codes
    ]
    facts = PaperFacts(
        base.title, base.subject_id, base.grade, base.minutes, base.unit_id,
        base.batch_code,
    )  # fmt: skip
    with transaction.atomic():
        made = keep_papers(sheets, facts, by=by, base=base)
        audit.record("permute", "paper", base.code, by=by, codes=len(made), seed=seed)
    return made


@transaction.atomic
def discard_paper(paper: Paper, *, by: Any) -> None:
    """Put a paper away that no sitting uses; its items count as unused again.

    Raises DomainError paper_in_use.
    """
    if paper.sittings.exists():
        raise DomainError("paper_in_use")
    if paper.discarded_at is None:
        paper.discarded_at = database_now()
        paper.save(update_fields=["discarded_at"])
        audit.record("discard", "paper", paper.code, by=by)


def _question(
    item: PoolItem, points: Decimal, texts: tuple[tuple[str, str], ...], key: str | None
) -> Question:
    return Question(
        code=item.code,
        kind=item.kind,
        points=points,
        level=item.level,
        group=item.group,
        options=tuple(code for code, _text in texts),
        locked=locked_places([text for _code, text in texts]),
        key=key,
    )


def _sheet_slot(
    placed: Placed, by_code: dict[str, DrawnItem], thetas: Sequence[float]
) -> SheetSlot:
    item, card, points = by_code[placed.question.code]
    order = placed.option_order or placed.question.options
    key = placed.question.key
    figures = parameters(a=item.a, b=item.b, c=item.c, facility=item.facility)
    return SheetSlot(
        position=placed.position,
        version_id=card.version_id,
        item=item.code,
        item_code=card.item_code,
        bank_code=card.bank_code,
        kind=item.kind,
        level=item.level,
        node=item.node,
        points=points,
        group=item.group,
        option_order=placed.option_order,
        seconds=item.seconds,
        facility=item.facility,
        information=tuple(information_row(figures, thetas)),
        key_place=order.index(key) if key in order else None,
    )


def kept_slot(
    slot: Slot,
    item: PoolItem,
    *,
    thetas: Sequence[float],
    options: Sequence[str],
    key: str | None,
) -> SheetSlot:
    """Return a kept slot with the figures its item had when it was drawn."""
    order = tuple(slot.option_order) if slot.option_order else None
    figures = parameters(a=item.a, b=item.b, c=item.c, facility=item.facility)
    shown = order or options
    return SheetSlot(
        position=slot.position,
        version_id=slot.version_id,
        item=item.code,
        item_code=slot.item_code,
        bank_code=slot.bank_code,
        kind=slot.kind,
        level=slot.level,
        node=slot.node_code,
        points=slot.points,
        group=slot.group_code,
        option_order=order,
        seconds=item.seconds,
        facility=item.facility,
        information=tuple(information_row(figures, thetas)),
        key_place=list(shown).index(key) if key in shown else None,
    )


def _slot(paper: Paper, slot: SheetSlot) -> Slot:
    return Slot(
        paper=paper,
        position=slot.position,
        name=f"{slot.position:02d}",
        version_id=slot.version_id,
        item_code=slot.item_code,
        bank_code=slot.bank_code,
        kind=slot.kind,
        level=slot.level,
        node_code=slot.node,
        points=slot.points,
        group_code=slot.group,
        option_order=list(slot.option_order) if slot.option_order else None,
    )


def _as_drawn(card: VersionCard) -> DrawnItem:
    points = card.points or default_points(card.kind, card.subject_code)
    item = PoolItem(
        code=f"{card.bank_code}/{card.item_code}",
        kind=card.kind,
        level=card.level,
        node=card.node_code,
        seconds=card.seconds,
        group=card.group_code,
    )
    return item, card, points


def _slot_as_drawn(slot: Slot) -> DrawnItem:
    card = VersionCard(
        version_id=slot.version_id,
        item_code=slot.item_code,
        bank_code=slot.bank_code,
        kind=slot.kind,
        level=slot.level,
        node_code=slot.node_code,
        subject_code="",
        points=slot.points,
        seconds=None,
        group_code=slot.group_code,
    )
    return _as_drawn(card)
