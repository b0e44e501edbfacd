"""Pieces that the kinds' forms share: lists of options, accepted answers, numbers."""

from typing import Any

from question_bank.kinds.base import Data
from question_bank.rules.markup import from_markup, to_markup

MARK = "*"


def option_rows(
    options: list[dict[str, str]], *, spare: int = 1, letters: str = "ABCDEFGHIJKLMN"
) -> list[dict[str, Any]]:
    """Return rows for the editor: {"code", "text", "place"}, and spare empty ones."""
    rows = [
        {"code": o["code"], "text": to_markup(o["html"]), "place": place}
        for place, o in enumerate(options, start=1)
    ]
    used = {row["code"] for row in rows}
    fresh = [letter for letter in letters if letter not in used][:spare]
    return rows + [
        {"code": code, "text": "", "place": len(rows) + place}
        for place, code in enumerate(fresh, start=1)
    ]


def read_options(
    data: Data, name: str, before: list[dict[str, str]]
) -> list[dict[str, str]]:
    """Return the options of a posted editor; emptied ones are left out.

    Fields: ``NAME-code`` and ``NAME-text``, as many of one as of the other.
    """
    old = {option["code"]: option["html"] for option in before}
    codes, texts = data.getlist(f"{name}-code"), data.getlist(f"{name}-text")
    found = []
    for code, text in zip(codes, texts, strict=False):
        if text.strip():
            markup = from_markup(text, before=old.get(code, ""))
            found.append({"code": code[:40], "html": markup})
    return found


def read_lines(text: str | None) -> list[str]:
    """Return the non-empty lines of a field."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def whole(text: str | None, default: int) -> int:
    """Return the whole number of a field, the default where there is none."""
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() else default


def accepted_key(data: Data, key: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the key of a typed answer: accepted lines and one tolerance.

    Further members of the key (credit, own tolerances) stay where the accepted
    answers stay.
    """
    accepted = read_lines(data.get("accepted"))
    tolerance = (data.get("tolerance") or "").strip() or None
    if not accepted:
        return None
    known = dict(key or {})
    if known.get("accepted") != accepted:
        known.pop("credit", None)
        known.pop("tolerances", None)
    return known | {"accepted": accepted, "tolerance": tolerance}


def typed(data: Data) -> dict[str, str] | None:
    """Return {"text": …} of an answer field, None where it is empty."""
    text = data.get("text") or ""
    return {"text": text.replace("\r\n", "\n")} if text.strip() else None


def accepted_marks(key: dict[str, Any] | None) -> dict[str, Any]:
    """Return how accepted answers are shown: {"lines", "tolerance"}."""
    return {
        "lines": [str(text) for text in (key or {}).get("accepted", [])],
        "tolerance": (key or {}).get("tolerance") or "",
    }
