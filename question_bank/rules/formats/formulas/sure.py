"""LaTeX that surely can be drawn, told without drawing it.

Drawing costs milliseconds and a file may hold thousands of formulas. Here only a
small safe part of LaTeX is recognised: letters, digits, known signs, fractions,
roots, accents, scripts, plain brackets. Whatever is not, must be drawn to be known.
"""

import re

from question_bank.rules.formats.formulas.symbols import ALL_COMMANDS

_PIECE = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-=<>()[],.;:|!/*?"
)
_NO_ARGUMENT = frozenset(
    [*ALL_COMMANDS, *[r"\sin", r"\cos", r"\tan", r"\cot", r"\ln", r"\log", r"\lg", r"\exp", r"\arcsin", r"\arccos", r"\arctan", r"\quad", r"\limits", r"\,", r"\;", r"\:", r"\{", r"\}", r"\%", r"\#", r"\$", r"\&", r"\_", r"\|"]]
)  # fmt: skip
_ONE_ARGUMENT = frozenset(
    [
        r"\sqrt",
        r"\mathrm",
        r"\mathbf",
        r"\mathbb",
        r"\vec",
        r"\bar",
        r"\hat",
        r"\overline",
        r"\underline",
        r"\widehat",
        r"\overrightarrow",
        r"\boldsymbol",
        r"\dot",
        r"\tilde",
    ]
)
_TWO_ARGUMENTS = frozenset([r"\frac"])
_OPERATORS = frozenset(
    [
        r"\sum",
        r"\prod",
        r"\int",
        r"\iint",
        r"\iiint",
        r"\oint",
        r"\lim",
        r"\max",
        r"\min",
        r"\bigcup",
        r"\bigcap",
    ]
)
MAX = 1500
MAX_DEPTH = 12


class _Unsure(Exception):
    pass


def surely_draws(latex: str) -> bool:
    """Return whether a formula lies in the safe part of LaTeX."""
    if not latex or len(latex) > MAX:
        return False
    try:
        reader = _Reader([t for t in _PIECE.findall(latex) if not t.isspace()])
        reader.row(closing="", depth=0)
    except _Unsure:
        return False
    return True


class _Reader:
    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.place = 0

    def _next(self) -> str:
        if self.place >= len(self.pieces):
            return ""
        piece = self.pieces[self.place]
        self.place += 1
        return piece

    def _ahead(self) -> str:
        return self.pieces[self.place] if self.place < len(self.pieces) else ""

    def row(self, *, closing: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _Unsure
        while True:
            piece = self._next()
            if piece == closing:
                return
            if not piece:
                raise _Unsure
            self._atom(piece, depth)
            self._scripts(depth)

    def _atom(self, piece: str, depth: int) -> None:
        if piece == "{":
            self.row(closing="}", depth=depth + 1)
        elif piece in _TWO_ARGUMENTS:
            self._group(depth)
            self._group(depth)
        elif piece in _ONE_ARGUMENT:
            if piece == r"\sqrt" and self._ahead() == "[":
                self._next()
                self._degree()
            self._group(depth)
        elif piece in _OPERATORS:
            if self._ahead() == r"\limits":
                self._next()
        elif piece not in _PLAIN and piece not in _NO_ARGUMENT:
            raise _Unsure

    def _degree(self) -> None:
        """The degree of a root: one letter or number."""
        piece = self._next()
        while piece != "]":
            if not (piece.isascii() and piece.isalnum()):
                raise _Unsure
            piece = self._next()

    def _group(self, depth: int) -> None:
        if self._next() != "{":
            raise _Unsure
        self.row(closing="}", depth=depth + 1)

    def _scripts(self, depth: int) -> None:
        """At most one of each; primes only where no superscript follows or stands."""
        seen: set[str] = set()
        while self._ahead() in ("^", "_", "'"):
            mark = self._next()
            if mark == "'":
                while self._ahead() == "'":
                    self._next()
                mark = "^"
                group = False
            else:
                group = True
            if mark in seen:
                raise _Unsure
            seen.add(mark)
            if group:
                self._group(depth)
