"""Editing and answering: statements that are true or false."""

from typing import Any

from question_bank.kinds.base import Body, Data, Key
from question_bank.kinds.editing import option_rows, read_options

EMPTY: tuple[Body, Key] = (
    {"statements": [{"code": code, "html": ""} for code in "abcd"]},
    None,
)
_WORDS = {"1": True, "0": False}


def show(body: Body, key: Key) -> dict[str, Any]:
    """Return the rows with what is known of their truth: "1", "0", ""."""
    truth = (key or {}).get("truth", {})
    rows = option_rows(body.get("statements", []), letters="abcdefgh")
    words = {True: "1", False: "0"}
    return {"rows": [r | {"truth": words.get(truth.get(r["code"]), "")} for r in rows]}


def read(data: Data, body: Body, key: Key) -> tuple[Body, Key]:
    """Read statements and the truth of each."""
    statements = read_options(data, "statement", body.get("statements", []))
    truth = {
        s["code"]: _WORDS[data.get(f"truth-{s['code']}")]
        for s in statements
        if data.get(f"truth-{s['code']}") in _WORDS
    }
    return {"statements": statements}, ({"truth": truth} if truth else None)


def answer(data: Data, body: Body) -> Any:
    """Read true or false for each statement."""
    truth = {
        s["code"]: _WORDS[data.get(f"truth-{s['code']}")]
        for s in body["statements"]
        if data.get(f"truth-{s['code']}") in _WORDS
    }
    return {"truth": truth} if truth else None


def marks(body: Body, key: Key) -> dict[str, Any]:
    """Return the true and the false statements."""
    truth = (key or {}).get("truth", {})
    return {
        "true": [code for code, value in truth.items() if value],
        "false": [code for code, value in truth.items() if not value],
    }
