r"""LaTeX typed straight into a sentence, without dollar signs: "y = \frac{1}{x}".

A formula begins at a command and takes in what can only belong to it: braces, numbers,
signs, single letters, names of functions. A word of the language ends it, so does the
label of an option. It counts only where it can be drawn.
"""

import re
from dataclasses import dataclass

from question_bank.rules.formats.typed import draws

HINT = re.compile(r"\\[A-Za-z]{2,}")
_TOKEN = re.compile(
    r"(?P<label>(?<![^\s\t])[A-Ha-h][.)](?=[\s\\]|$))"
    r"|(?P<words>\\(?:underline|text|textbf|textit|mathrm|emph)\s*\{[^{}\\]*\})"
    r"|(?P<command>\\[A-Za-z]+|\\[,;:!{}|%])"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<greek>[\u0370-\u03ff])"
    r"|(?P<name>[^\W\d_]+)"
    r"|(?P<space>[ \xa0])"
    r"|(?P<stop>[\t\n\ufffc$“”\"?…])"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_FUNCTION = re.compile(r"^([A-Za-z]{0,2})(sin|cos|tan|cot|log|ln|lim|max|min)$")
_DIFFERENTIAL = re.compile(r"^d[a-z]$")
_LONE_WORD = re.compile(r"^\\underline\s*\{([^{}\\]*)\}$")
_LOOSE = " \xa0.,;:!-–"  # does not belong to a formula at its end
Token = tuple[str, int, int]  # sort, start, stop
_PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Bare:
    """A formula found: text[start:stop], and the LaTeX it stands for."""

    start: int
    stop: int
    latex: str


def find_bare(text: str) -> list[Bare]:
    """Return the formulas typed into a text, in order; they do not overlap."""
    if not HINT.search(text):
        return []
    tokens = _tokens(text)
    found: list[Bare] = []
    place = 0
    while place < len(tokens):
        if tokens[place][0] not in {"command", "words"}:
            place += 1
            continue
        floor = found[-1].stop if found else 0
        start, stop = _grow(text, tokens, place, floor)
        bare = _formula(text, tokens, start, stop)
        if bare is not None:
            found.append(bare)
        place = max(stop, place + 1)
    return found


def _tokens(text: str) -> list[Token]:
    """Return (sort, start, stop); a group in braces is one token "group"."""
    flat = [(m.lastgroup or "", m.start(), m.end()) for m in _TOKEN.finditer(text)]
    whole: list[Token] = []
    at = 0
    while at < len(flat):
        sort, start, stop = flat[at]
        if sort == "open" and (end := _closing(flat, at)):
            whole.append(("group", start, flat[end][2]))
            at = end + 1
            continue
        if sort in {"open", "close"}:
            sort = "stop"
        whole.append((sort, start, stop))
        at += 1
    return whole


def _closing(flat: list[Token], at: int) -> int:
    depth = 0
    for place in range(at, len(flat)):
        depth += {"open": 1, "close": -1}.get(flat[place][0], 0)
        if depth == 0:
            return place
    return 0


def _grow(text: str, tokens: list[Token], place: int, floor: int) -> tuple[int, int]:
    """Return the range of tokens around a command that may belong to it."""
    start = place
    while (
        start > 0 and tokens[start - 1][1] >= floor and _joins(text, tokens, start - 1)
    ):
        start -= 1
    stop = place + 1
    while stop < len(tokens) and _joins(text, tokens, stop):
        stop += 1
    return start, stop


def _joins(text: str, tokens: list[Token], at: int) -> bool:
    sort, start, stop = tokens[at]
    if sort in {"stop", "label"}:
        return False
    if sort == "space":  # two of them part what stands in one line
        return not any(
            0 <= other < len(tokens) and tokens[other][0] == "space"
            for other in (at - 1, at + 1)
        )
    if sort == "name":
        name = text[start:stop]
        return name.isascii() and (len(name) <= 2 or bool(_FUNCTION.match(name)))
    return True


def _formula(text: str, tokens: list[Token], start: int, stop: int) -> Bare | None:
    while start < stop and _is_loose(text, tokens[start], at_start=True):
        start += 1
    while stop > start and _is_loose(text, tokens[stop - 1], at_start=False):
        stop -= 1
    start, stop = _balanced(text, tokens, start, stop)
    if start >= stop:
        return None
    first, last = tokens[start][1], tokens[stop - 1][2]
    raw = text[first:last]
    if lone := _LONE_WORD.match(raw):
        latex = rf"\underline{{\text{{{lone[1]}}}}}"
    else:
        latex = "".join(_latex(text, token) for token in tokens[start:stop])
    return Bare(first, last, latex) if draws(latex) else None


def _latex(text: str, token: Token) -> str:
    _sort, start, stop = token
    piece = text[start:stop]
    return r"\%" if piece == "%" else piece.replace("\xa0", " ")


def _is_loose(text: str, token: Token, *, at_start: bool) -> bool:
    """Whether a token at an end is no part of the formula."""
    sort, start, stop = token
    piece = text[start:stop]
    if sort == "space" or (sort == "sign" and piece in _LOOSE):
        return not (at_start and piece in "-–")
    return (
        sort == "name"
        and len(piece) > 1
        and piece.islower()
        and not _DIFFERENTIAL.match(piece)
        and not _FUNCTION.match(piece)
    )


def _balanced(text: str, tokens: list[Token], start: int, stop: int) -> tuple[int, int]:
    """Leave out a bracket at an end whose partner stands outside."""
    for opening, closing in _PAIRS.items():
        signs = [
            text[a:b] for sort, a, b in tokens[start:stop] if sort in {"sign", "label"}
        ]
        surplus = signs.count(closing) - signs.count(opening)
        if surplus > 0 and text[tokens[stop - 1][1]] == closing:
            stop -= 1
        elif surplus < 0 and text[tokens[start][1]] == opening:
            start += 1
    return start, stop
