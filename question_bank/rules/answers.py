"""Comparing typed answers with accepted ones: numbers and words."""

from fractions import Fraction
from typing import Any

from lms.core.text import fold, squeeze
from question_bank.errors import BadItem
from question_bank.rules.numbers import read_number, split_unit
from question_bank.rules.outcomes import share


def best_number(typed: str, key: dict[str, Any], *, unit: str = "") -> Fraction:
    """Return the share (0..1) that a typed number wins.

    key: {"accepted": ["2,5"], "tolerance": "0,1"} or, beside it, one tolerance for
    each answer in "tolerances"; "credit": {"2,5": "0.5"} for answers worth a part.
    unit: may be typed after the number; another unit is wrong.
    """
    number, tail = typed, ""
    if unit:
        number, tail = split_unit(typed)
    given = read_number(number)
    if given is None or (tail and squeeze(tail) != squeeze(unit)):
        return Fraction(0)
    won = Fraction(0)
    for wanted, tolerance in zip(key["accepted"], tolerances(key), strict=True):
        target = read_number(wanted)
        if target is not None and abs(given - target) <= tolerance:
            won = max(won, _credit(key, wanted))
    return won


def best_text(typed: str, key: dict[str, Any]) -> Fraction:
    """Return the share (0..1) that typed words win.

    key: {"accepted": ["Hà Nội", "thủ đô*"]} with "*" for any letters; white space
    never counts, case only with "case_sensitive", tone and vowel marks unless
    "ignore_marks"; "credit" as above.
    """
    given = _plain(typed, key)
    if not given:
        return Fraction(0)
    won = Fraction(0)
    for wanted in key["accepted"]:
        if _fits(_plain(wanted, key), given):
            won = max(won, _credit(key, wanted))
    return won


def tolerances(key: dict[str, Any]) -> list[Fraction]:
    """Return the tolerance of each accepted answer. Raises BadItem."""
    own = key.get("tolerances") or [key.get("tolerance")] * len(key["accepted"])
    if len(own) != len(key["accepted"]):
        raise BadItem("tolerance_bad", where="key", value=str(own))
    return [_tolerance(text) for text in own]


def _tolerance(text: str | None) -> Fraction:
    if text is None or text == "":
        return Fraction(0)
    number = read_number(str(text))
    if number is None or number < 0:
        raise BadItem("tolerance_bad", where="key", value=str(text))
    return number


def _credit(key: dict[str, Any], wanted: str) -> Fraction:
    return share(key.get("credit", {}).get(wanted, "1"))


def _plain(text: str, key: dict[str, Any]) -> str:
    plain = squeeze(text)
    if key.get("ignore_marks"):
        plain = fold(plain)
    return plain if key.get("case_sensitive") else plain.casefold()


def _fits(pattern: str, given: str) -> bool:
    """Return whether the text fits a pattern with stars, without regular expressions.

    A pattern from a file must not be able to stall the marking.
    """
    pieces = pattern.split("*")
    if len(pieces) == 1:
        return pattern == given
    if not (given.startswith(pieces[0]) and given.endswith(pieces[-1])):
        return False
    end = len(given) - len(pieces[-1])
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = given.find(piece, at, max(end, at))
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end
