"""LaTeX around a formula: fences, accents, bars, braces, scripts."""
# ruff: noqa: RUF001  look-alike characters are what these tables are about

import re

from question_bank.rules.formats.formulas.symbols import symbol

_ACCENTS = {
    "\u0302": ("hat", "widehat"), "^": ("hat", "widehat"), "ˆ": ("hat", "widehat"),
    "\u0303": ("tilde", "widetilde"), "~": ("tilde", "widetilde"),
    "˜": ("tilde", "widetilde"), "\u0304": ("bar", "overline"),
    "\u0305": ("bar", "overline"), "¯": ("bar", "overline"),
    "\u0306": ("breve", "breve"), "\u0307": ("dot", "dot"), "˙": ("dot", "dot"),
    "\u0308": ("ddot", "ddot"), "¨": ("ddot", "ddot"), "\u030a": ("mathring",) * 2,
    "\u030c": ("check", "widecheck"), "\u0300": ("grave", "grave"),
    "\u0301": ("acute", "acute"), "\u20d7": ("vec", "overrightarrow"),
    "→": ("vec", "overrightarrow"), "⇀": ("vec", "overrightharpoon"),
    "\u20d1": ("vec", "overrightharpoon"), "\u20d6": ("overleftarrow",) * 2,
    "←": ("overleftarrow",) * 2, "\u20e1": ("overleftrightarrow",) * 2,
    "↔": ("overleftrightarrow",) * 2, "\u0332": ("underline",) * 2,
    "\u033f": ("overline",) * 2, "\u0311": ("overgroup",) * 2,
    "⏜": ("overgroup",) * 2, "⌢": ("overgroup",) * 2,
}  # fmt: skip
_BRACES = {
    "⏞": "overbrace", "⏟": "underbrace", "⏜": "overgroup", "⏝": "undergroup",
    "⎴": "overbracket", "⎵": "underbracket",
}  # fmt: skip
_OVER = {
    "→": "overrightarrow", "←": "overleftarrow", "↔": "overleftrightarrow",
    "⇀": "overrightharpoon", "↼": "overleftharpoon",
}  # fmt: skip
_REACTIONS = {
    "→": "xrightarrow", "←": "xleftarrow", "↔": "xleftrightarrow",
    "⇒": "xRightarrow", "⇐": "xLeftarrow", "⇔": "xLeftrightarrow",
    "⇌": "xrightleftharpoons", "⇄": "xrightleftharpoons", "⟶": "xrightarrow",
}  # fmt: skip
_FENCES = {
    "{": r"\{", "}": r"\}", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle",
    "〉": r"\rangle", "‖": r"\|", "∥": r"\|", "⌈": r"\lceil", "⌉": r"\rceil",
    "⌊": r"\lfloor", "⌋": r"\rfloor", "↑": r"\uparrow", "↓": r"\downarrow",
    "\\": r"\backslash", "∣": "|", "⟦": r"\llbracket", "⟧": r"\rrbracket",
}  # fmt: skip
_KNOWN = frozenset("()[]|/<>.") | frozenset(_FENCES)
_TALL = re.compile(
    r"\\(d?t?frac|genfrac|sqrt|int|sum|prod|iint|oint|big[cvow]|begin|under|over|lim"
    r"|left|x[rlRL]|binom|wide|boxed)|\^\{[^{}]*[\^\\]"
)
_SIMPLE_DEGREE = re.compile(r"^(?:[A-Za-z0-9+*/.,()\s-]|\\[a-z]+ ?)+$")
_SINGLE = re.compile(r"^(?:\\[A-Za-z]+ ?|\\[^A-Za-z]|[^\\\s{}^_])$")
_ATOM = re.compile(
    r"^(?:[A-Za-z]+|\d+(?:\{?[.,]\}?\d+)?|\\(?:mathrm|mathbf|mathbb|mathcal|text|vec|hat|bar"
    r"|overline|boldsymbol|overrightarrow|operatorname)\{[^{}]*\})$"
)


def braced(latex: str) -> str:
    """Return the LaTeX as one group."""
    return f"{{{latex}}}"


def base_of(latex: str) -> str:
    """Return what may carry a script or stand beside a stroke, in braces if needed."""
    plain = latex.strip()
    if not plain:
        return "{}"
    if _SINGLE.match(plain) or _ATOM.match(plain) or _is_one(plain):
        return plain
    return braced(plain)


def root(degree: str, inner: str) -> str:
    """Return a root; a degree that LaTeX cannot take in brackets stands before it."""
    degree = degree.strip()
    if not degree:
        return rf"\sqrt{{{inner}}}"
    if _SIMPLE_DEGREE.match(degree):
        return rf"\sqrt[{degree}]{{{inner}}}"
    return rf"{{}}^{{{degree}}}\sqrt{{{inner}}}"


def scripts(base: str, low: str, high: str) -> str:
    """Return base with subscript and superscript; empty ones are left out."""
    out = base
    low, high = low.strip(), high.strip()
    if low:
        out += f"_{{{low}}}"
    if high and set(high) <= {"'"}:
        return out + high if out and out[-1] != "}" else f"{out}^{{{_primes(high)}}}"
    if high:
        out += f"^{{{high}}}"
    return out


def fence(left: str, right: str, parts: list[str], *, separator: str = "|") -> str:
    """Return parts between delimiters; "" on a side means nothing there."""
    inner = parts[0] if parts else ""
    cases = _cases(left, right, inner.strip()) if len(parts) == 1 else None
    if cases:
        return cases
    is_tall = any(_TALL.search(part) for part in parts)
    needs_pair = not left or not right or {left, right} & {"|", "∣", "‖", "∥"}
    if not is_tall and not needs_pair and left in _KNOWN and right in _KNOWN:
        body = _flat_mark(separator).join(parts)
        return f"{_flat_mark(left)}{body}{_flat_mark(right)}"
    middle = rf"\middle{_mark(separator)} " if separator else " "
    return rf"\left{_mark(left)} {middle.join(parts)} \right{_mark(right)}"


def accent(char: str | None, inner: str) -> str:
    """Return the formula under an accent; one letter gets the narrow form."""
    narrow, wide = _ACCENTS.get(char or "\u0302", ("", ""))
    if not narrow:
        return rf"\overset{{{symbol(char or '') or char}}}{{{inner}}}"
    plain = inner.strip()
    is_one = len(plain) == 1 or _SINGLE.match(plain) is not None
    return rf"\{narrow if is_one else wide}{{{plain}}}"


def bar(inner: str, *, is_top: bool) -> str:
    """Return the formula with a line over or under it."""
    return rf"\{'overline' if is_top else 'underline'}{{{inner}}}"


def group_character(
    char: str | None, inner: str, *, is_top: bool, is_operator: bool
) -> str:
    """Return the formula with a brace, an arrow or another sign along it.

    is_operator: it stands in a box, as Word writes the arrows of reactions.
    """
    char = char or "⏟"
    if char in _BRACES:
        name = _BRACES[char]
        other = name.replace("over", "under") if not is_top else name
        other = other.replace("under", "over") if is_top else other
        return rf"\{other}{{{inner}}}"
    if char in _REACTIONS and (is_operator or not is_top):
        name = _REACTIONS[char]
        return rf"\{name}[{inner}]{{}}" if is_top else rf"\{name}{{{inner}}}"
    if char in _OVER and is_top:
        return rf"\{_OVER[char]}{{{inner}}}"
    sign = symbol(char) or char
    return rf"\{'overset' if is_top else 'underset'}{{{sign}}}{{{inner}}}"


def _cases(left: str, right: str, inner: str) -> str | None:
    """A brace or bracket on the left of a column: system or choice of equations."""
    column = re.match(r"^\\begin\{(aligned|gathered|matrix|array)\}", inner)
    if right or left not in ("{", "[") or not column:
        return None
    return rf"\left{_mark(left)}{inner}\right."


def _mark(char: str) -> str:
    if not char:
        return "."
    return _FENCES.get(char, char if char in _KNOWN else ".")


def _flat_mark(char: str) -> str:
    mark = _FENCES.get(char, char)
    return f"{mark} " if mark[-1:].isalpha() and mark.startswith("\\") else mark


def _primes(high: str) -> str:
    return r"\prime " * (len(high) - 1) + r"\prime"


def _is_one(latex: str) -> bool:
    """Return whether the LaTeX is exactly one group or one pair of brackets."""
    if latex.startswith(r"\left") and r"\left" not in latex[5:]:
        return re.search(r"\\right(?:[)\]|.]|\\[}|])$", latex) is not None
    pair = {"{": "{}", "(": "()", "[": "[]"}.get(latex[0], "")
    if not pair or latex[-1] != pair[1]:
        return False
    depth = 0
    for place, char in enumerate(latex):
        depth += (char == pair[0]) - (char == pair[1])
        if depth == 0:
            return place == len(latex) - 1
    return False
