"""One mark of the gradebook: what may be written (files.md 9)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from lms.core.errors import DomainError
from lms.records.rules.schemes import PERIODIC, Scheme

# The second pair is written with the Eth (U+00D0) of old fonts.
WORDS = {"Đ": True, "CĐ": False, "\u00d0": True, "C\u00d0": False}
HIGHEST = Decimal(10)
_NUMBER = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,30})?")
REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class Value:
    """A mark: a number, or Đạt (True) and Chưa đạt (False) by comment."""

    score: Decimal | None = None
    passed: bool | None = None


def read_mark(text: str, *, scheme: Scheme, by_comment: bool) -> Value:
    """Return the value of a written mark: "8,5", "9", "Đ", "CĐ" (files.md 9).

    by_comment: the subject is assessed by comment only. Raises DomainError mark_form
    (a number where a word belongs, or the other way round), mark_range (outside
    0-10), mark_step (8,25 is no mark of the gradebook), bad_value (neither).
    """
    word = WORDS.get(text.upper())
    if word is not None:
        if not by_comment:
            raise DomainError("mark_form", value=text)
        return Value(passed=word)
    if not _NUMBER.fullmatch(text):
        raise DomainError("bad_value", value=text[:40], column="mark")
    if by_comment:
        raise DomainError("mark_form", value=text)
    score = Decimal(text.replace(",", "."))
    check_score(score, scheme=scheme)
    return Value(score=score)


def check_score(score: Decimal, *, scheme: Scheme) -> None:
    """Refuse a number that is no mark of the gradebook (files.md 9).

    Raises DomainError mark_range (outside 0-10), mark_step (too many decimals).
    """
    if not score.is_finite() or not 0 <= score <= HIGHEST:
        raise DomainError("mark_range", value=score)
    if score % scheme.step:
        raise DomainError("mark_step", value=score, step=scheme.step)


def check_kind(kind: str, *, scheme: Scheme) -> None:
    """Refuse a kind of mark that the level does not know (files.md 9: tx in primary).

    Raises DomainError tx_in_primary.
    """
    if kind not in scheme.kinds:
        raise DomainError("tx_in_primary", value=kind)


def check_ordinal(kind: str, ordinal: int) -> None:
    """Refuse a second mark of a test that is held once a semester (files.md 2).

    A retake is written over the first one. Raises DomainError ordinal_not_one.
    """
    if kind in PERIODIC and ordinal != 1:
        raise DomainError("ordinal_not_one", value=str(ordinal), kind=kind)


def check_decision(kind: str, *, venue: str, decision: str) -> None:
    """Refuse a periodic test at a distance without the head's decision (files.md 9).

    Source: TT 09/2021 (domain.md 3.1). Raises DomainError decision_missing.
    """
    if kind in PERIODIC and venue == REMOTE and not decision:
        raise DomainError("decision_missing")
