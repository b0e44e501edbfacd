"""Near-duplicates at entry: a file's drafts beside the bank and beside each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from question_bank.models import DraftRow, ImportBatch
from question_bank.queries.near import holders, said_by
from question_bank.queries.search import newest_versions
from question_bank.rules.likeness import Wording

TOLD = 0.8  # so alike is worth a word while somebody looks through a file
EACH = 20  # so many versions are taken of one mark
SHOWN = 2


@dataclass(frozen=True)
class Like:
    """One thing a draft is like: an item of the bank by code, or a draft by ref."""

    share: float
    item_code: str = ""
    ref: str = ""
    position: int = 0


def near_drafts(
    rows: Iterable[DraftRow], batch: ImportBatch, user: Any
) -> dict[int, list[Like]]:
    """Return position -> what each draft is like, most alike first.

    In the bank the newest versions that the person may see; in the file every other
    draft. The number of queries does not grow with the rows.
    """
    waiting = {row.position: row for row in rows if row.version_id is None}
    found: dict[int, list[Like]] = defaultdict(list)
    for position, like in [
        *_in_bank(waiting, batch, user), *_in_file(waiting, batch)
    ]:  # fmt: skip
        found[position].append(like)
    return {
        position: sorted(likes, key=lambda like: -like.share)[:SHOWN]
        for position, likes in found.items()
    }


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
        for pk in {
            pk for mark in row.wording.get("marks", ()) for pk in held.get(mark, ())
        }:
            if pk in codes and (share := wording.likeness(said[pk])) >= TOLD:
                yield position, Like(share, item_code=codes[pk])


def _in_file(
    rows: dict[int, DraftRow], batch: ImportBatch
) -> Iterable[tuple[int, Like]]:
    others = {
        position: (ref, said)
        for position, ref, said in batch.rows.values_list("position", "ref", "wording")
        if said
    }
    holding: dict[int, set[int]] = defaultdict(set)
    for position, (_ref, said) in others.items():
        for mark in said.get("marks", ()):
            holding[mark].add(position)
    for position, row in rows.items():
        wording = _wording(row.wording)
        shared = {p for m in row.wording.get("marks", ()) for p in holding[m]}
        for other in sorted(shared - {position})[:EACH]:
            ref, said = others[other]
            if (share := wording.likeness(_wording(said))) >= TOLD:
                yield position, Like(share, ref=ref or str(other), position=other)


def _wording(kept: dict[str, Any]) -> Wording:
    return Wording(kept.get("words", ""), kept.get("own_from", 0))
