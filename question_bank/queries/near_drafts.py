"""Near-duplicates at entry: a file's drafts beside the bank and beside each other."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from question_bank.enums import Decision
from question_bank.models import DraftRow, ImportBatch
from question_bank.queries.near import holders, said_by
from question_bank.queries.search import newest_versions
from question_bank.rules.likeness import Wording

TOLD = 0.8  # so alike is worth a word while somebody looks through a file
EACH = 20  # so many are taken of one mark, and so many are compared
SHOWN = 2  # of the bank, and of the file


@dataclass(frozen=True)
class Like:
    """One thing a draft is like: an item of the bank by code, or a draft by ref.

    is_here: the other draft is among those that were asked about, on the same page.
    """

    share: float
    item_code: str = ""
    ref: str = ""
    position: int = 0
    is_here: bool = False


def near_drafts(
    rows: Iterable[DraftRow], batch: ImportBatch, user: Any
) -> dict[int, list[Like]]:
    """Return position -> what each draft is like: of the bank, then of the file.

    In the bank the newest versions that the person may see; in the file every other
    draft. The number of queries does not grow with the rows.
    """
    waiting = {row.position: row for row in rows if row.version_id is None}
    found: dict[int, list[Like]] = defaultdict(list)
    for likes in (_in_bank(waiting, batch, user), _in_file(waiting, batch)):
        for position, like in sorted(likes, key=lambda pair: -pair[1].share):
            found[position].append(like)
    return {position: _few(likes) for position, likes in found.items()}


def _few(likes: list[Like]) -> list[Like]:
    """Return the first of the bank and of the file; neither hides the other."""
    banked = [like for like in likes if like.item_code][:SHOWN]
    return banked + [like for like in likes if not like.item_code][:SHOWN]


def _in_bank(
    rows: dict[int, DraftRow], batch: ImportBatch, user: Any
) -> Iterable[tuple[int, Like]]:
    marks = {mark for row in rows.values() for mark in row.wording.get("marks", ())}
    if not marks:
        return
    held = holders(marks, [batch.bank_id], each=EACH)
    ids = {pk for versions in held.values() for pk in versions}
    seen = newest_versions(user, bank=batch.bank, within=ids)
    codes = dict(seen.filter(item__merged_into=None).values_list("pk", "item__code"))
    said = said_by(codes)
    for position, row in rows.items():
        wording = _wording(row.wording)
        for pk in _closest(row, held, codes):
            if (share := wording.likeness(said[pk])) >= TOLD:
                yield position, Like(share, item_code=codes[pk])


def _in_file(
    rows: dict[int, DraftRow], batch: ImportBatch
) -> Iterable[tuple[int, Like]]:
    others = {
        position: (ref, said)
        for position, ref, said in batch.rows.exclude(
            decision=Decision.LEAVE_OUT
        ).values_list("position", "ref", "wording")
        if said
    }
    holding: dict[int, list[int]] = defaultdict(list)
    for position, (_ref, said) in others.items():
        for mark in said.get("marks", ()):
            holding[mark].append(position)
    for position, row in rows.items():
        wording = _wording(row.wording)
        for other in _closest(row, holding, others.keys() - {position}):
            ref, said = others[other]
            if (share := wording.likeness(_wording(said))) >= TOLD:
                yield (
                    position,
                    Like(
                        share,
                        ref=ref or str(other),
                        position=other,
                        is_here=other in rows,
                    ),
                )


def _closest(
    row: DraftRow, holding: Mapping[int, list[int]], among: Collection[int]
) -> list[int]:
    """Return those that share most marks with a draft, so many as are compared."""
    shared = Counter(
        other
        for mark in row.wording.get("marks", ())
        for other in holding.get(mark, ())
        if other in among
    )
    return sorted(shared, key=lambda other: (-shared[other], other))[:EACH]


def _wording(kept: dict[str, Any]) -> Wording:
    return Wording(kept.get("words", ""), kept.get("own_from", 0))
