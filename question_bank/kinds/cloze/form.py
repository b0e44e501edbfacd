"""Editing and answering: gaps in a text."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import MARK, read_lines
from question_bank.rules.markup import from_markup, to_markup

EMPTY: tuple[Body, Key] = ({"gaps": [{"code": "1", "kind": "text"}]}, None)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return a row a gap: its kind, and its answers, one a line.

    A choice lists its options, the right ones with a star in front. One spare row.
    """
    known = key or {}
    rows = [_row(gap, known) for gap in body.get("gaps", [])]
    used = {row["code"] for row in rows}
    spare = next(str(n) for n in range(1, 100) if str(n) not in used)
    rows.append({"code": spare, "kind": "text", "lines": "", "tolerance": ""})
    return {"rows": rows}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read the gaps that have answers."""
    old = {gap["code"]: gap for gap in body.get("gaps", [])}
    gaps, accepted, tolerances = [], {}, {}
    for code in data.getlist("gap-code"):
        lines = read_lines(data.get(f"gap-{code}-lines"))
        if not lines and code not in old:
            continue
        kind = data.get(f"gap-{code}-kind") or "text"
        gap, right = _gap(code[:20], kind, lines, old.get(code, {}))
        gaps.append(gap)
        if right:
            accepted[code] = right
        tolerance = (data.get(f"gap-{code}-tolerance") or "").strip()
        if tolerance and kind == "number":
            tolerances[code] = [tolerance] * len(right)
    found = {n: v for n, v in (key or {}).items() if n == "weights"}
    found |= {"gaps": accepted} | ({"tolerances": tolerances} if tolerances else {})
    return {"gaps": gaps}, (found if accepted else None)


def answer(data: Data, body: Body) -> Any:
    """Read what stands in the gaps."""
    gaps = {
        gap["code"]: data.get(f"gap-{gap['code']}")
        for gap in body["gaps"]
        if data.get(f"gap-{gap['code']}")
    }
    return {"gaps": gaps} if gaps else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the right answers of each gap as text."""
    wanted = (key or {}).get("gaps", {})
    found = {}
    for gap in body.get("gaps", []):
        names = {o["code"]: to_markup(o["html"]) for o in gap.get("options", [])}
        right = [names.get(a, a) for a in wanted.get(gap["code"], [])]
        found[gap["code"]] = " / ".join(right)
    return {"gaps": found}


def _row(gap: dict[str, Any], key: dict[str, Any]) -> dict[str, Any]:
    right = key.get("gaps", {}).get(gap["code"], [])
    lines = [str(text) for text in right]
    if gap.get("kind") == "choice":
        lines = [
            (MARK if o["code"] in right else "") + to_markup(o["html"])
            for o in gap["options"]
        ]
    tolerance = (key.get("tolerances", {}).get(gap["code"]) or [""])[0] or ""
    return {
        "code": gap["code"],
        "kind": gap.get("kind", "text"),
        "lines": "\n".join(lines),
        "tolerance": tolerance,
    }


def _gap(
    code: str, kind: str, lines: list[str], old: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    kept = {n: old[n] for n in ("most", "case_sensitive") if n in old}
    if kind != "choice":
        return {"code": code, "kind": kind} | kept, lines
    before = old.get("options", [])
    options, right = [], []
    for place, line in enumerate(lines[: len(LETTERS)]):
        known = before[place] if place < len(before) else {"code": LETTERS[place]}
        text = line.removeprefix(MARK).strip()
        markup = from_markup(text, before=known.get("html", ""))
        options.append({"code": known["code"], "html": markup})
        if line.startswith(MARK):
            right.append(known["code"])
    return {"code": code, "kind": kind, "options": options}, right
