"""Short answers as a key states them: numbers, units, formulas, words."""

import re

from question_bank.rules.formats.paper.lines import Line

SHEET = re.compile(r"^(?=.{1,4}$)-?\d+(,\d+)?$")
_NUMBER = re.compile(r"^([-+]?\d+(?:[.,]\d+)?)$")
_WITH_UNIT = re.compile(
    r"^([-+]?\d+(?:[.,]\d+)?)\s*(?:\(\s*)?([A-Za-zÀ-ỹ°%Ωμ/²³·.^\-\d{}\\ ]{1,24}?)(?:\s*\))?$"
)
_LATEX = (
    (re.compile(r"\{([.,])\}"), r"\1"),
    (re.compile(r"\\(?:text|mathrm|mathbf|boldsymbol)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\[,;:! ]|~|\\quad|\$"), " "),
    (re.compile(r"^\{(.*)\}$"), r"\1"),
)
_BOXES = re.compile(r"^(?:\|?\s?[-\d,.]?\s?)+\|?$")
_OR = re.compile(r"\s+(?:hoặc|hay|or)\s+|\s*[|;]\s*")


def answer_text(line: Line, start: int = 0) -> str:
    """Return the plain text of an answer: formulas as simple text where possible."""
    return simple(line.cut(start).plain())


def simple(text: str) -> str:
    """Return an answer without the dress of LaTeX, minus signs as "-"."""
    plain = text.strip()
    for pattern, replacement in _LATEX:
        plain = pattern.sub(replacement, plain)
    plain = re.sub("[\u2212–—](?=\\s?\\d)", "-", plain)
    plain = re.sub(r"^([-+])\s+(?=\d)", r"\1", " ".join(plain.split()))
    if _BOXES.match(plain) and ("|" in plain or re.search(r"\s[,.]", plain)):
        plain = re.sub(r"[|\s]", "", plain)
    plain = plain.strip(" []").rstrip(".;").strip()
    return re.sub(r"^(?:[A-Za-z]\w{0,2}\s*)?[=≈]\s*(?=[-+]?\d)", "", plain)


def accepted(text: str) -> tuple[list[str], str]:
    """Return (accepted answers, unit) of a key: numbers with a comma, or words."""
    plain = simple(text)
    parts = [part for part in _OR.split(plain) if part]
    numbers = [_number(part) for part in parts]
    if parts and all(number is not None for number, _unit in numbers):
        unit = next((unit for _number, unit in numbers if unit), "")
        return list(dict.fromkeys(number or "" for number, _unit in numbers)), unit
    return [plain] if plain else [], ""


def is_number(text: str) -> bool:
    """Return whether an accepted answer is a number."""
    return _NUMBER.match(text) is not None


def _number(text: str) -> tuple[str | None, str]:
    found = _NUMBER.match(text)
    if found:
        return found[1].lstrip("+").replace(".", ","), ""
    found = _WITH_UNIT.match(text)
    if found and not re.match(r"^[.,/]?\s?\d", found[2]):
        return found[1].lstrip("+").replace(".", ","), found[2].strip()
    return None, ""
