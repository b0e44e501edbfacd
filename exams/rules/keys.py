"""Keys and answers in one line, by the letters a paper shows."""

from collections.abc import Mapping, Sequence
from typing import Any

TRUE, FALSE = "Đ", "S"


def letters(codes: Sequence[str]) -> dict[str, str]:
    """Return code -> letter of its place: A, B, … (after Z: 27, 28, …)."""
    return {
        code: chr(65 + place) if place < 26 else str(place + 1)
        for place, code in enumerate(codes)
    }


def shown_codes(slot: Mapping[str, Any]) -> list[str]:
    """Return the codes of a slot's options (or right sides) as they stand shown."""
    return [o["code"] for o in slot.get("options") or slot.get("right") or ()]


def key_text(key: Mapping[str, Any] | None, slot: Mapping[str, Any]) -> str:
    """Return a key as a school's key table has it: "B", "ĐSĐS", "2,5"; "" for none.

    slot: as ``question_bank.api.candidate_slot`` gives it for this paper.
    """
    if not key:
        return ""
    if "truth" in key:
        return "".join(
            TRUE if key["truth"].get(s["code"]) else FALSE
            for s in slot.get("statements", ())
        )
    if "accepted" in key:
        return " / ".join(str(value) for value in key["accepted"])
    if "gaps" in key:
        return "; ".join(
            f"({gap}) {' / '.join(map(str, accepted))}"
            for gap, accepted in sorted(key["gaps"].items())
        )
    return answer_text(key, slot)


def answer_text(value: Mapping[str, Any] | None, slot: Mapping[str, Any]) -> str:
    """Return an answer in one line with the letters of this paper; "" for none."""
    if not value:
        return ""
    if "text" in value:
        return str(value["text"])
    names = letters(shown_codes(slot))
    if "truth" in value:
        return ", ".join(
            f"{s['code']}) {TRUE if value['truth'][s['code']] else FALSE}"
            for s in slot.get("statements", ())
            if s["code"] in value["truth"]
        )
    if "pairs" in value:
        left = letters([side["code"] for side in slot.get("left", ())])
        rank = {code: str(n) for n, code in enumerate(shown_codes(slot), start=1)}
        return ", ".join(
            f"{left.get(a, a)}–{rank.get(b, b)}" for a, b in value["pairs"]
        )
    if "gaps" in value:
        return "; ".join(
            f"({gap}) {text}" for gap, text in sorted(value["gaps"].items())
        )
    if "points" in value:
        return "; ".join(f"({x}, {y})" for x, y in value["points"])
    if "file" in value:
        return str(value["file"])
    codes = value.get("choice") or value.get("order") or ()
    return ", ".join(names.get(code, code) for code in codes)
