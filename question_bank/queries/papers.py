"""What those who make papers ask of the bank. No key is read here."""

from collections.abc import Iterable
from typing import Any

from lms.core import html
from lms.core.errors import NotFound
from question_bank.enums import ChangeClass, VersionState
from question_bank.kinds import registry
from question_bank.models import Bank, ImportBatch, ItemVersion
from question_bank.queries.cards import published_versions
from question_bank.rules.cards import BatchCard

MANY = 500


def kind_labels() -> dict[str, Any]:
    """Return code -> lazy label of every kind of item, in the order of the registry."""
    return dict(registry.CHOICES)


def usable_banks(user: Any, codes: Iterable[str]) -> list[str]:
    """Return those of the codes that name a bank this person may use (None: any)."""
    banks = Bank.objects.all() if user is None else Bank.objects.visible_to(user)
    known = set(banks.filter(code__in=list(codes)).values_list("code", flat=True))
    return [code for code in codes if code in known]


def option_texts(
    version_ids: Iterable[int],
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return for each version the (code, plain text) of what may change places.

    Options, or the right side of a match; empty for other kinds. Author's order.
    """
    rows = _rows(version_ids, "pk", "body")
    return {
        pk: tuple(
            (option["code"], html.to_text(option["html"]))
            for option in body.get("options") or body.get("right") or ()
        )
        for pk, body in rows
    }


def stem_texts(version_ids: Iterable[int]) -> dict[int, str]:
    """Return the plain text of the stem of each version, formulas as $LaTeX$."""
    rows = _rows(version_ids, "pk", "stem_html")
    return {pk: html.to_text(stem) for pk, stem in rows}


def key_corrections(version_ids: Iterable[int]) -> dict[int, int]:
    """Return version -> newest published later version that differs in key alone.

    Later versions count while nothing but the key, the scoring or the look changed;
    a changed wording ends the chain. Versions without a correction are left out.
    """
    ids = list(version_ids)
    items = dict(_rows(ids, "pk", "item_id"))
    numbers = dict(_rows(ids, "pk", "number"))
    later = (
        ItemVersion.objects.filter(item_id__in=set(items.values()))
        .order_by("item_id", "number")
        .values_list("item_id", "number", "pk", "change_class", "state")
    )
    chains: dict[int, list[tuple[int, int, str, str]]] = {}
    for item, number, pk, change, state in later:
        chains.setdefault(item, []).append((number, pk, change, state))
    found = {}
    for pk in items:
        newest, differs = None, False
        for number, other, change, state in chains[items[pk]]:
            if number <= numbers[pk]:
                continue
            if change in {ChangeClass.WORDING, ChangeClass.FIRST}:
                break
            differs |= change in {ChangeClass.KEY, ChangeClass.SCORING}
            if state == VersionState.PUBLISHED and differs:
                newest = other
        if newest is not None:
            found[pk] = newest
    return found


def batch_card(user: Any, code: str) -> BatchCard:
    """Return an imported file as a paper could be made of it. Raises NotFound.

    cards: the published versions of its questions in the order of the file; of one with
    parameters its first variant.
    """
    batches = ImportBatch.objects.select_related("bank", "subject")
    if user is not None:
        batches = batches.filter(bank__in=Bank.objects.visible_to(user).values("pk"))
    batch = batches.filter(code=code).first()
    if batch is None:
        raise NotFound("batch")
    cards = {c.version_id: c for c in published_versions(bank_codes=[batch.bank.code])}
    # A question with parameters is there in its first variant.
    by_item = {card.family: card for card in reversed(cards.values()) if card.family}
    by_item |= {card.item_code: card for card in cards.values()}
    rows = batch.rows.exclude(version=None).order_by("position")
    codes = list(dict.fromkeys(rows.values_list("version__item__code", flat=True)))
    return BatchCard(
        code=batch.code,
        file_name=batch.file_name,
        bank_code=batch.bank.code,
        subject_code=batch.subject.code if batch.subject else "",
        grade=batch.grade,
        cards=tuple(by_item[code] for code in codes if code in by_item),
        unpublished=sum(code not in by_item for code in codes),
    )


def _rows(version_ids: Iterable[int], *fields: str) -> Iterable[tuple]:
    ids = list(version_ids)
    for start in range(0, len(ids), MANY):
        part = ItemVersion.objects.filter(pk__in=ids[start : start + MANY])
        yield from part.order_by("pk").values_list(*fields)
