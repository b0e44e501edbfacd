"""Figures of a sitting for its teacher."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exams.models import Sitting, SlotVoid
from exams.queries.scores import Standing
from exams.rules.analysis import Answered, figures
from question_bank import api as question_bank


@dataclass(frozen=True)
class ItemRow:
    """One question of a sitting, as the results page lists it.

    options: (code, is the right one, how many, share). places: "0101: câu 3".
    """

    version_id: int
    item_code: str
    text: str
    kind: str
    places: tuple[str, ...]
    n: int
    facility: Fraction | None
    omitted: int
    options: tuple[tuple[str, bool, int, Fraction], ...]
    flags: tuple[str, ...]
    void: SlotVoid | None
    possible: Decimal


def item_rows(
    sitting: Sitting, standings: list[Standing], *, user: Any
) -> list[ItemRow]:
    """Return the questions of a sitting, those that make trouble first.

    Of a secret bank that the user is not named in: code and figures, no text and no
    key.
    """
    found = figures(
        Answered(ln.version_id, ln.kind, ln.awarded, ln.possible, ln.value)
        for standing in standings
        for ln in standing.lines
    )
    ids = list(found)
    keys = question_bank.single_keys(ids)
    hidden = question_bank.hidden_versions(user, ids)
    told = [pk for pk in ids if pk not in hidden]
    texts = question_bank.stem_texts(told)
    options = question_bank.option_texts(told)
    voids = {
        void.version_id: void
        for void in SlotVoid.objects.filter(sitting=sitting, lifted_at=None)
    }
    places = _places(standings)
    codes = _item_codes(sitting)
    rows = [
        ItemRow(
            version_id=pk,
            item_code=codes.get(pk, ""),
            text=texts.get(pk, ""),
            kind=item.kind,
            places=tuple(sorted(places[pk])),
            n=item.n,
            facility=item.facility,
            omitted=item.omitted,
            options=_options(item, options.get(pk, ()), keys.get(pk)),
            flags=tuple(item.flags(keys.get(pk))),
            void=voids.get(pk),
            possible=_possible(standings, pk),
        )
        for pk, item in found.items()
    ]
    return sorted(
        rows, key=lambda row: found[row.version_id].trouble(keys.get(row.version_id)),
        reverse=True,
    )  # fmt: skip


def _options(item: Any, texts: tuple, key: str | None) -> tuple:
    if item.kind not in {"choose_one", "choose_many"}:
        return ()
    return tuple(
        (code, code == key, item.options[code], Fraction(item.options[code], item.n))
        for code, _text in texts
    )


def _places(standings: list[Standing]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for standing in standings:
        for line in standing.lines:
            name = f"{standing.attempt.form.code}: {line.position}"
            found.setdefault(line.version_id, set()).add(name)
    return found


def _item_codes(sitting: Sitting) -> dict[int, str]:
    rows = sitting.papers.values_list(
        "paper__slots__version_id", "paper__slots__item_code"
    )
    return {pk: code for pk, code in rows if pk}


def _possible(standings: list[Standing], version_id: int) -> Decimal:
    return next(
        line.possible
        for standing in standings
        for line in standing.lines
        if line.version_id == version_id
    )
