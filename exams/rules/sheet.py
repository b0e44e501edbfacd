"""Answers on a plain page: from the posted fields, and back into them.

Field names are ``SLOT.part``. A browser without script posts every field each time, so
an empty field means "no answer".
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Posted(Protocol):
    """What Django's QueryDict offers of a posted form."""

    def get(self, name: str, default: str = "") -> str | None:
        """Return the last value of a field."""

    def getlist(self, name: str) -> list[str]:
        """Return all values of a field."""


def read_answer(slot: Mapping[str, Any], posted: Posted) -> Any:
    """Return the value of one slot as the protocol writes it; None for no answer."""
    reader = _READERS.get(slot["kind"])
    return reader(slot, posted) if reader else None


def fields(slot: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Return what the page fills the fields of a slot with."""
    shower = _SHOWERS.get(slot["kind"])
    found = value[_MEMBER[slot["kind"]]] if value else None
    return shower(slot, found) if shower else {}


def letter(place: int) -> str:
    """Return the letter of a place: 0 -> A."""
    return chr(65 + place % 26) + (str(place // 26) if place >= 26 else "")


def _name(slot: Mapping[str, Any], part: str = "a") -> str:
    return f"{slot['slot']}.{part}"


def _text(posted: Posted, name: str) -> str:
    return (posted.get(name) or "").replace("\r\n", "\n")


def _read_choice(slot: Mapping[str, Any], posted: Posted) -> Any:
    chosen = [code for code in posted.getlist(_name(slot)) if code]
    return {"choice": chosen} if chosen else None


def _read_truth(slot: Mapping[str, Any], posted: Posted) -> Any:
    truth = {}
    for statement in slot["statements"]:
        said = posted.get(_name(slot, statement["code"]))
        if said in {"1", "0"}:
            truth[statement["code"]] = said == "1"
    return {"truth": truth} if truth else None


def _read_text(slot: Mapping[str, Any], posted: Posted) -> Any:
    text = _text(posted, _name(slot))
    return {"text": text} if text else None


def _read_gaps(slot: Mapping[str, Any], posted: Posted) -> Any:
    gaps = {
        gap["code"]: _text(posted, _name(slot, gap["code"])) for gap in slot["gaps"]
    }
    gaps = {code: text for code, text in gaps.items() if text}
    return {"gaps": gaps} if gaps else None


def _read_pairs(slot: Mapping[str, Any], posted: Posted) -> Any:
    pairs = [
        [side["code"], right]
        for side in slot["left"]
        for right in posted.getlist(_name(slot, side["code"]))
        if right
    ]
    return {"pairs": pairs} if pairs else None


def _read_order(slot: Mapping[str, Any], posted: Posted) -> Any:
    places = []
    for option in slot["options"]:
        text = _text(posted, _name(slot, option["code"])).strip()
        if text.isdecimal():
            places.append((int(text[:4]), option["code"]))
    codes = [code for _place, code in sorted(places, key=lambda pair: pair[0])]
    return {"order": codes} if codes else None


def _read_points(slot: Mapping[str, Any], posted: Posted) -> Any:
    points = []
    for number in range(slot["shape"]["most"]):
        x = _text(posted, _name(slot, f"x{number}")).strip()
        y = _text(posted, _name(slot, f"y{number}")).strip()
        if x and y:
            points.append([x, y])
    return {"points": points} if points else None


def _show_choice(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    return {
        "options": [
            {"letter": letter(place), "on": option["code"] in (found or [])} | option
            for place, option in enumerate(slot["options"])
        ]
    }


def _show_truth(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    known = found or {}
    return {
        "statements": [
            {"letter": letter(place).lower(), "said": known.get(row["code"])} | row
            for place, row in enumerate(slot["statements"])
        ]
    }


def _show_text(_slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    return {"text": found or ""}


def _show_gaps(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    known = found or {}
    return {
        "gaps": [{"text": known.get(gap["code"], "")} | gap for gap in slot["gaps"]]
    }


def _show_pairs(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    pairs = [tuple(pair) for pair in found or []]
    return {
        "left": [
            {
                "letter": letter(place),
                "rights": [
                    {
                        "code": right["code"],
                        "number": number,
                        "on": (side["code"], right["code"]) in pairs,
                    }
                    for number, right in enumerate(slot["right"], start=1)
                ],
            }
            | side
            for place, side in enumerate(slot["left"])
        ]
    }


def _show_order(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    places = {code: place for place, code in enumerate(found or [], start=1)}
    return {
        "options": [
            {"place": places.get(option["code"], "")} | option
            for option in slot["options"]
        ]
    }


def _show_points(slot: Mapping[str, Any], found: Any) -> dict[str, Any]:
    points: Sequence[Any] = found or []
    return {
        "points": [
            {
                "n": number,
                "x": points[number][0] if number < len(points) else "",
                "y": points[number][1] if number < len(points) else "",
            }
            for number in range(slot["shape"]["most"])
        ]
    }


_READERS = {
    "choose_one": _read_choice,
    "choose_many": _read_choice,
    "true_false_cluster": _read_truth,
    "short_answer": _read_text,
    "numeric": _read_text,
    "short_text": _read_text,
    "essay": _read_text,
    "cloze": _read_gaps,
    "match": _read_pairs,
    "order": _read_order,
    "hotspot": _read_points,
}
KINDS = frozenset(_READERS)  # what a plain page can answer
_SHOWERS = {
    "choose_one": _show_choice,
    "choose_many": _show_choice,
    "true_false_cluster": _show_truth,
    "short_answer": _show_text,
    "numeric": _show_text,
    "short_text": _show_text,
    "essay": _show_text,
    "cloze": _show_gaps,
    "match": _show_pairs,
    "order": _show_order,
    "hotspot": _show_points,
}
_MEMBER = {
    "choose_one": "choice",
    "choose_many": "choice",
    "true_false_cluster": "truth",
    "short_answer": "text",
    "numeric": "text",
    "short_text": "text",
    "essay": "text",
    "cloze": "gaps",
    "match": "pairs",
    "order": "order",
    "hotspot": "points",
    "file": "file",
}
