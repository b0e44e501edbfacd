"""Signs of MathType: private characters, embellishments, templates of old versions.

Source: the published descriptions of MTEF and of the MTCode character set.
"""
# ruff: noqa: RUF001  look-alike characters are what these tables are about

import string

from question_bank.rules.formats.formulas.mtef import Template

# Value of an embellishment -> LaTeX, %s is what carries it.
EMBELLISHMENTS = {
    2: r"\dot{%s}", 3: r"\ddot{%s}", 4: r"\dddot{%s}", 5: "%s'", 6: "%s''",
    7: "{}`%s", 8: r"\tilde{%s}", 9: r"\hat{%s}", 10: r"\not %s", 11: r"\vec{%s}",
    12: r"\overleftarrow{%s}", 13: r"\overleftrightarrow{%s}",
    14: r"\overrightharpoon{%s}", 15: r"\overleftharpoon{%s}", 16: r"\cancel{%s}",
    17: r"\bar{%s}", 18: "%s'''", 19: r"\overset{\frown}{%s}",
    20: r"\overset{\smile}{%s}", 21: r"\xcancel{%s}", 22: r"\cancel{%s}",
    23: r"\bcancel{%s}", 24: r"\ddddot{%s}", 25: r"\underset{.}{%s}",
    26: r"\underset{..}{%s}", 27: r"\underset{...}{%s}", 29: r"\underline{%s}",
    30: r"\utilde{%s}", 31: r"\underset{\frown}{%s}", 32: r"\underset{\smile}{%s}",
    33: r"\underrightarrow{%s}", 34: r"\underleftarrow{%s}",
    35: r"\underleftrightarrow{%s}",
}  # fmt: skip
BIG = {
    "∫": r"\int", "∫∫": r"\iint", "∫∫∫": r"\iiint", "∬": r"\iint", "∭": r"\iiint",
    "∮": r"\oint", "∯": r"\oiint", "∰": r"\oiiint", "∑": r"\sum", "∏": r"\prod",
    "∐": r"\coprod", "∪": r"\bigcup", "⋃": r"\bigcup", "∩": r"\bigcap",
    "⋂": r"\bigcap",
}  # fmt: skip
OVER_ARROWS = {1: "overleftarrow", 2: "overrightarrow", 3: "overleftrightarrow"}
UNDER_ARROWS = {1: "underleftarrow", 2: "underrightarrow", 3: "underleftrightarrow"}
OVER_HARPOONS = {1: "overleftharpoon", 2: "overrightharpoon", 3: "overleftrightarrow"}

_SPACES = {
    0xEB01: "", 0xEB02: r"\,", 0xEB04: r"\;", 0xEB05: r"\quad ", 0xEB08: r"\,",
    0xEF00: "", 0xEF01: "", 0xEF02: r"\,", 0xEF03: r"\:", 0xEF04: r"\;",
    0xEF05: r"\quad ", 0xEF06: r"\quad ", 0xEF07: r"\,", 0xEF08: r"\,", 0xEF22: r"\,",
    0xEF24: r"\;", 0xEF25: r"\quad ", 0xE928: "",
}  # fmt: skip
_PRIVATE = {
    0xE900: "≦", 0xE901: "≧", 0xE902: "≠", 0xE91D: "↛", 0xE922: "∥", 0xE932: "⇄",
    0xE938: "⇌", 0xE93C: "⇔", 0xE939: "⇋", 0xED10: "ⅆ", 0xED11: "ⅇ", 0xED12: "ⅈ",
    0xED13: "ⅉ", 0xED16: "ⅅ", 0xE98F: "⌢", 0xE990: "⌣", 0xEA06: "↔",
}  # fmt: skip
_FONTS = (
    (0xF000, string.ascii_uppercase, "mathfrak"),
    (0xF01A, string.ascii_lowercase, "mathfrak"),
    (0xF080, string.ascii_uppercase, "mathbb"),
    (0xF09A, string.ascii_lowercase, "mathbb"),
    (0xF0C0, string.digits, "mathbb"),
    (0xF100, string.ascii_uppercase, "mathcal"),
    (0xF11A, string.ascii_lowercase, "mathcal"),
)

# Equation Editor 3: selector -> (selector of version 5, variation of version 5).
_INTEGRALS = {21: 1, 22: 2, 23: 3, 24: 0x41, 25: 0x42, 26: 0x43}
_OPERATORS = {
    29: (16, 0x40), 30: (16, 0), 31: (17, 0x40), 32: (17, 0), 33: (18, 0x40),
    34: (18, 0), 35: (19, 0x40), 36: (19, 0), 37: (20, 0x40), 38: (20, 0),
    42: (21, 0), 43: (22, 0x40),
}  # fmt: skip
_PLAIN = {
    13: (10, 0), 14: (11, 0), 16: (12, None), 17: (13, None), 18: (14, 0x10),
    19: (14, 0x20), 20: (14, 0x30), 27: (24, 1), 28: (24, 0), 39: (23, 0x40),
    40: (26, 1), 41: (11, 2), 45: (30, 3), 48: (37, 0),
}  # fmt: skip


def character(code: int) -> str:
    """Return a character of MathType: one of Unicode, or LaTeX with a backslash.

    "" for signs that only align. Raises ValueError for an unknown private one.
    """
    if code in _SPACES:
        return _SPACES[code]
    if code in _PRIVATE:
        return _PRIVATE[code]
    for start, letters, font in _FONTS:
        if start <= code < start + len(letters):
            return rf"\{font}{{{letters[code - start]}}}"
    if 0xE000 <= code <= 0xF8FF:
        raise ValueError(f"unknown character {code:04X}")
    return chr(code) if code >= 0x20 else ""


def v5_template(item: Template) -> tuple[int, int]:
    """Return (selector, variation) of a template as MTEF 5 counts them."""
    selector, variation = item.selector, item.variation
    if item.version >= 5:
        return selector, variation
    if selector <= 12:
        bits = {0: 3, 1: 1, 2: 2}.get(variation, 3)
        return (selector, bits) if selector <= 7 else (9, 3)
    if selector in (15, 44):
        return {0: 28, 1: 27}.get(variation, 29), 1 if selector == 44 else 0
    if selector in _INTEGRALS:
        return 15, _INTEGRALS[selector]
    if selector in _OPERATORS:
        return _OPERATORS[selector]
    if selector in (46, 47):
        direction = {0: 1, 1: 2, 2: 3}.get(variation, 2)
        return 31, direction | (4 if selector == 46 else 0)
    known, fixed = _PLAIN.get(selector, (99, 0))
    return known, variation if fixed is None else fixed
