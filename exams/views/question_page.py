"""Questions as pages and prints show them: letters by place, key where allowed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext

from exams.rules.arrangement import section_of
from exams.rules.keys import answer_text, key_text, letters
from question_bank import api as question_bank

ESSAY_LINES = range(8)
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Shown:
    """One question of a paper. HTML parts are drawn and clean (question_bank)."""

    number: int
    kind: str
    points: Decimal
    stem: str
    group: str = ""
    options: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)
    right: list[dict[str, Any]] = field(default_factory=list)
    image: str = ""
    is_short: bool = False
    lines: Sequence[int] = ()
    key: str = ""
    answer: str = ""
    explanation: str = ""
    awarded: Decimal | None = None
    comment: str = ""
    void: str = ""
    columns: int = 1
    is_secret: bool = False

    @property
    def is_right(self) -> bool | None:
        """Whether all points were won; None where nothing was scored."""
        return None if self.awarded is None else self.awarded == self.points

    @property
    def is_partly_right(self) -> bool:
        """Whether some points were won, but not all."""
        return self.awarded is not None and 0 < self.awarded < self.points


@dataclass(frozen=True)
class Place:
    """What stands where: version, points, option order."""

    number: int
    version_id: int
    points: Decimal
    option_order: Sequence[str] | None = None


def shown_paper(places: Sequence[Place], *, with_key: bool = False) -> list[Shown]:
    """Return the questions of a paper; a passage stands before its first question."""
    found, last_group = [], ""
    slots = question_bank.candidate_slots(
        {place.version_id: place.option_order for place in places}
    )
    keys = question_bank.reveal_slots(slots) if with_key else {}
    for place in places:
        slot = slots[place.version_id]
        shown = show(place, slot)
        group = slot.get("group") or {}
        shown.group = group["html"] if group and group["code"] != last_group else ""
        last_group = group.get("code", "")
        if with_key:
            reveal(shown, slot, keys[place.version_id])
        found.append(shown)
    return found


def sections(questions: Sequence[Shown]) -> list[tuple[int, list[Shown]]]:
    """Return the questions part by part, in their order."""
    parts: list[tuple[int, list[Shown]]] = []
    for question in questions:
        number = section_of(question.kind)
        if not parts or parts[-1][0] != number:
            parts.append((number, []))
        parts[-1][1].append(question)
    return parts


def kept_back(place: Place, kind: str) -> Shown:
    """Return a question of a secret bank for somebody who is not named in it."""
    stem = gettext("This question is from a secret bank and is not shown.")
    return Shown(place.number, kind, place.points, escape(stem), is_secret=True)


def show(place: Place, slot: Mapping[str, Any]) -> Shown:
    """Return one question without its key."""
    options = _lettered(slot.get("options", ()))
    return Shown(
        number=place.number,
        kind=slot["kind"],
        points=place.points,
        stem=slot["stem"],
        options=options,
        statements=[
            {"letter": s["code"], "html": s["html"]} for s in slot.get("statements", ())
        ],
        left=_lettered(slot.get("left", ())),
        right=[
            {"letter": str(n), "html": side["html"], "code": side["code"]}
            for n, side in enumerate(slot.get("right", ()), start=1)
        ],
        image=slot.get("image", ""),
        is_short=slot["kind"] in {"short_answer", "numeric", "short_text"},
        lines=ESSAY_LINES if slot["kind"] == "essay" else (),
        columns=_columns([o["html"] for o in options]),
    )


def reveal(shown: Shown, slot: Mapping[str, Any], revealed: Mapping[str, Any]) -> None:
    """Add the key and the explanation to a question."""
    key = revealed.get("key") or {}
    shown.key = key_text(key, slot)
    shown.explanation = revealed.get("explanation") or ""
    right = set(key.get("choice", ()))
    for option in shown.options:
        option["is_right"] = option["code"] in right
    truth = key.get("truth", {})
    for statement in shown.statements:
        statement["truth"] = truth.get(statement["letter"])


def add_answer(shown: Shown, slot: Mapping[str, Any], value: Any) -> None:
    """Add a candidate's answer to a question."""
    shown.answer = answer_text(value, slot)
    chosen = set((value or {}).get("choice", ()))
    for option in shown.options:
        option["is_chosen"] = option["code"] in chosen
    given = (value or {}).get("truth", {})
    for statement in shown.statements:
        statement["answer"] = given.get(statement["letter"])


def _columns(texts: Sequence[str]) -> int:
    """Return in how many columns the options stand: by their longest text."""
    longest = max((len(_TAG.sub("", text)) for text in texts), default=0)
    if any("<img" in text for text in texts):
        return 2
    return next((n for n, most in ((4, 16), (2, 40)) if longest <= most), 1)


def _lettered(sides: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    names = letters([side["code"] for side in sides])
    return [
        {"letter": names[side["code"]], "html": side["html"], "code": side["code"]}
        for side in sides
    ]
