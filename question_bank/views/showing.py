"""Items as pages show them: drawn, with letters, and the key for those who may."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from lms.core import html, wording
from lms.core.errors import NotFound, Problem
from media import api as media
from question_bank.kinds import registry
from question_bank.kinds.base import Kind
from question_bank.rules import slots
from question_bank.rules.contents import Content

_GAP = re.compile(r'<span data-gap="([A-Za-z0-9_-]{1,20})"></span>')
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Shown:
    """One item on a page. Strings in ``slot`` are HTML that we drew ourselves.

    marks: how the key is shown, {} where it is hidden. answering: the fields are live.
    """

    kind: Kind
    slot: dict[str, Any]
    marks: dict[str, Any] = field(default_factory=dict)
    explanation: str = ""
    answering: bool = False
    prefix: str = ""


def show(
    content: Content,
    *,
    with_key: bool = True,
    answering: bool = False,
    prefix: str = "",
) -> Shown:
    """Return an item as a page shows it.

    with_key: mark the right answers (for those who may see them). answering: with
    live fields, named as the kind's form reads them.
    """
    kind = registry.kind_of(content.kind)
    slot = slots.slot(
        content.kind, content.stem_html, content.body, draw=draw, picture=_url
    )
    slot["group"] = draw(content.group_html) if content.group_html else ""
    shown = Shown(kind, slot, answering=answering, prefix=prefix)
    if with_key:
        shown.marks = kind.form.marks(content.body, content.key)
        shown.explanation = draw(content.explanation_html)
    _decorate(shown)
    return shown


def draw(stored: str) -> SafeString:
    """Return drawn HTML of stored HTML, pictures through their door."""
    # What is stored went through lms.core.html.clean; formulas are drawn by KaTeX.
    return mark_safe(html.render(stored, file_url=_url))  # noqa: S308


def say(rows: list[dict[str, Any]]) -> list[str]:
    """Return the sentences of problems as they are kept in JSON."""
    return [
        wording.say_problem(
            Problem(row["code"], row.get("where", ""), row.get("details", {}))
        )
        for row in rows
    ]


def say_grouped(rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return (sentence, places) of problems, each sentence once, in first order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        sentence = wording.say(row["code"], row.get("details", {}))
        place = wording.say_place(row.get("where", ""))
        places = found.setdefault(sentence, [])
        if place and place not in places:
            places.append(place)
    return list(found.items())


def _url(code: str) -> str:
    try:
        return media.file_url(code)
    except NotFound:
        return ""


def _decorate(shown: Shown) -> None:
    slot, marks = shown.slot, shown.marks
    for name in ("options", "statements", "left", "right"):
        for place, option in enumerate(slot.get(name, [])):
            small = name == "statements"
            letter = _LETTERS[place % 26].lower() if small else _LETTERS[place % 26]
            option["letter"] = str(place + 1) if name == "right" else letter
            _mark(option, option["code"], marks)
    for gap in slot.get("gaps", []):
        gap["answer"] = marks.get("gaps", {}).get(gap["code"], "")
    if slot.get("gaps"):
        slot["stem"] = _with_gaps(shown)


def _mark(option: dict[str, Any], code: str, marks: dict[str, Any]) -> None:
    option["is_right"] = code in marks.get("right", [])
    option["is_true"] = code in marks.get("true", [])
    option["is_false"] = code in marks.get("false", [])
    option["partner"] = marks.get("partners", {}).get(code, "")
    option["place"] = marks.get("places", {}).get(code, "")


def _with_gaps(shown: Shown) -> SafeString:
    """Return the stem with a field, or a numbered box, in the place of each gap."""
    gaps = {gap["code"]: gap for gap in shown.slot["gaps"]}

    def field_of(found: re.Match[str]) -> str:
        gap = gaps.get(found[1])
        if gap is None:
            return ""
        context = {"gap": gap, "shown": shown}
        return render_to_string("question_bank/kinds/cloze/_gap.html", context)

    return mark_safe(_GAP.sub(field_of, shown.slot["stem"]))  # noqa: S308  as above
