r"""Embedded answers of Moodle: "{1:MULTICHOICE:~Huế~=Hà Nội}" within a text."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from question_bank.rules.drafts import DraftGap, DraftOption
from question_bank.rules.formats.markup import text_html
from question_bank.rules.formats.number_keys import distinct

_FIELD = re.compile(
    r"\{(\d*):(SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW|NUMERICAL|NM|MULTICHOICE_[VHS]{1,2}"
    r"|MULTICHOICE|MULTIRESPONSE_[HS]{1,2}|MULTIRESPONSE|MC[VHS]{0,2}|MR[HS]{0,2}):"
    r"((?:\\.|[^\\}])*)\}",
    re.DOTALL,
)
_CLOSED = re.compile(r"(?<!\\)(?:\\\\)*\}")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")


def read_cloze(
    text: str,
) -> tuple[str, list[DraftGap], dict[str, list[str]], dict[str, Any]]:
    """Return (text with marks, gaps, accepted answers, rest of the key).

    A mark is \ue200CODE\ue201, to become a gap once the text is HTML.
    """
    gaps: list[DraftGap] = []
    accepted: dict[str, list[str]] = {}
    credit: dict[str, dict[str, str]] = {}
    weights: dict[str, str] = {}

    def take(found: re.Match) -> str:
        code = str(len(gaps) + 1)
        gap, right, part = _field(code, found[2], found[3])
        gaps.append(gap)
        accepted[code] = right
        if part:
            credit[code] = part
        if (found[1] or "1") != "1":
            weights[code] = found[1]
        return f"\ue200{code}\ue201"

    body, rest = _closed(text)
    marked = _FIELD.sub(take, body) + rest
    extra: dict[str, Any] = {}
    if credit:
        extra["credit"] = credit
    if weights:
        extra["weights"] = weights
    tolerances = {g.code: list(g.tolerances) for g in gaps if any(g.tolerances)}
    if tolerances:
        extra["tolerances"] = tolerances
    return marked, gaps, accepted, extra


def _closed(text: str) -> tuple[str, str]:
    """Cut a text behind its last closing brace: beyond it no field can end.

    Without that, each of many opened braces would be followed to the end of the text.
    """
    ends = [found.end() for found in _CLOSED.finditer(text)]
    return (text[: ends[-1]], text[ends[-1] :]) if ends else ("", text)


def takes_several(text: str) -> bool:
    """Return whether a field asks for several right answers; no gap of ours does."""
    for found in _FIELD.finditer(_closed(text)[0]):
        if found[2].startswith(("MR", "MULTIRESPONSE")):
            answers = [_answer(part) for part in re.split(r"(?<!\\)~", found[3])]
            if sum(share > 0 for _text, share in answers) > 1:
                return True
    return False


def _field(
    code: str, kind: str, body: str
) -> tuple[DraftGap, list[str], dict[str, str]]:
    answers = [_answer(part) for part in re.split(r"(?<!\\)~", body) if part]
    if kind.startswith(("MC", "MULTI", "MR")):
        return _choice(code, answers)
    right = [(text, share) for text, share in answers if share > 0]
    if kind in ("NUMERICAL", "NM"):
        return _number(code, right)
    is_strict = kind in ("SHORTANSWER_C", "SAC", "MWC")
    gap = DraftGap(code, "text", case_sensitive=is_strict)
    part = {text: f"{share.normalize():f}" for text, share in right if share != 1}
    return gap, [text for text, _share in right], part


def _choice(
    code: str, answers: list[tuple[str, Decimal]]
) -> tuple[DraftGap, list[str], dict[str, str]]:
    options = tuple(
        DraftOption(chr(65 + i), text_html(text))
        for i, (text, _s) in enumerate(answers)
    )
    shares = {chr(65 + i): share for i, (_t, share) in enumerate(answers)}
    right = [option for option, share in shares.items() if share > 0]
    part = {
        option: f"{shares[option].normalize():f}"
        for option in right
        if shares[option] != 1
    }
    return DraftGap(code, "choice", options), right, part


def _number(
    code: str, right: list[tuple[str, Decimal]]
) -> tuple[DraftGap, list[str], dict[str, str]]:
    values, widths = [], []
    for text, _share in right:
        value, _mark, width = text.replace(",", ".").partition(":")
        values.append(value.strip().replace(".", ","))
        widths.append(width.strip().replace(".", ",") or None)
    values = distinct(values)
    part = {
        value: f"{share.normalize():f}"
        for value, (_text, share) in zip(values, right, strict=True)
        if share != 1
    }
    return DraftGap(code, "number", tolerances=tuple(widths)), values, part


def _answer(part: str) -> tuple[str, Decimal]:
    """Return (text, share of the points) of one answer of a field."""
    part = part.strip()
    share = Decimal(0)
    weight = _WEIGHT.match(part)
    if weight:
        part = part[weight.end() :]
        try:
            share = Decimal(weight[1]) / 100
        except InvalidOperation:
            share = Decimal(0)
    elif part.startswith("="):
        part, share = part[1:], Decimal(1)
    text = re.split(r"(?<!\\)#", part, maxsplit=1)[0]
    return re.sub(r"\\(.)", r"\1", text).strip(), share
