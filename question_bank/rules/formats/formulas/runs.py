"""The text of a formula: letters, digits, operators, words within it."""
# ruff: noqa: RUF001  look-alike characters are what these tables are about

import re
import unicodedata

from question_bank.rules.formats.formulas.symbols import is_word_letter, symbol

FUNCTIONS = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "ln",
        "log",
        "lg",
        "exp",
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "gcd",
        "deg",
        "dim",
        "ker",
        "arg",
        "hom",
        "Pr",
        "liminf",
        "limsup",
        "tg",
        "ctg",
        "cotg",
        "arctg",
        "arcctg",
        "th",
        "sh",
        "ch",
        "cth",
    ]
)
WITH_LIMITS = frozenset(
    ["lim", "max", "min", "sup", "inf", "liminf", "limsup", "Pr", "det", "gcd"]
)
_FUNCTION = re.compile(
    r"(?<![A-Za-z\\])(arcsin|arccos|arctan|sin|cos|tan|cot|log|ln|lim|max|min)"
    r"(?![A-Za-z])"
)
_WORDS = re.compile(r"(\\(?:text|operatorname)\{(?:[^{}\\]|\\.)*\})")
_COMMA = re.compile(r"(?<![\d,;])(\d+),(\d+)(?![\d,])")
_TOKEN = re.compile(r"[^\W\d_]+|.", re.DOTALL)
_TEXT_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash ",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "%": r"\%",
        "#": r"\#",
        "&": r"\&",
        "_": r"\_",
        "^": "ˆ",
        "~": "˜",
        "\t": " ",
        "\n": " ",
    }
)
_LINKING = frozenset(
    {"khi", "hay", "neu", "voi", "va", "hoac", "suy", "ra", "do", "nen", "thì", "là"}
)


def text_run(text: str) -> str:
    r"""Return words within a formula as \text{…}."""
    plain = unicodedata.normalize("NFC", text).translate(_TEXT_SPECIAL)
    return rf"\text{{{plain}}}" if plain else ""


def math_run(text: str) -> str:
    """Return the characters of a formula: italic letters, digits, operators.

    Vietnamese words in it become text; a decimal comma stays tight.
    """
    text = unicodedata.normalize("NFC", text)
    if any(is_word_letter(c) for c in text):
        return _mixed(text)
    return _math(text)


def upright_run(text: str) -> str:
    r"""Return upright letters: \sin where it is a function, else \mathrm{…}."""
    text = unicodedata.normalize("NFC", text)
    if any(is_word_letter(c) for c in text):
        return _mixed(text)
    out = []
    for token in _TOKEN.findall(text):
        if token in FUNCTIONS:
            out.append(f"\\{token} ")
        elif token.isascii() and token.isalpha():
            out.append(rf"\mathrm{{{token}}}")
        else:
            out.append(_math(token))
    return _tight_comma("".join(out))


def styled_run(text: str, command: str) -> str:
    r"""Return letters and digits in a font, as \mathbf{AB}; the rest as it is."""
    out = []
    for token in re.findall(r"[A-Za-z0-9]+|.", text, re.DOTALL):
        is_plain = token.isascii() and token.isalnum()
        out.append(rf"\{command}{{{token}}}" if is_plain else math_run(token))
    return "".join(out)


def join(parts: list[str]) -> str:
    """Join pieces of LaTeX so that no command runs into a letter."""
    out = ""
    for part in parts:
        if part and out and part[0].isalpha() and re.search(r"\\[A-Za-z]+$", out):
            out += " "
        elif part[:1] == "'" and out[-1:] in ("}", "'"):
            out += "{}"
        out += part
    return out


def tidy(latex: str) -> str:
    """Return the LaTeX without needless spaces; those of words stay."""
    parts = _WORDS.split(latex)
    return "".join(
        part if place % 2 else _tidy(part) for place, part in enumerate(parts)
    ).strip()


def _tidy(latex: str) -> str:
    latex = _FUNCTION.sub(r"\\\1 ", latex)
    latex = re.sub(r" +", " ", latex)
    latex = re.sub(r"(?<!\\) +(?=[}\])^_,;])", "", latex)
    return re.sub(r"(?<=[{(\[]) +", "", latex)


def _math(text: str) -> str:
    out = []
    for char in text:
        latex = symbol(char)
        if latex is None:
            latex = char if ord(char) >= 32 else ""
        out.append(latex)
    return _tight_comma(join(out))


def _tight_comma(latex: str) -> str:
    return _COMMA.sub(r"\1{,}\2", latex)


def _mixed(text: str) -> str:
    """Words of a sentence as text, the letters between them as formula."""
    out: list[str] = []
    for token in re.findall(r"\s+|\w+|[^\w\s]+", text):
        if _is_word(token):
            out.append(("T", token))  # type: ignore[arg-type]
        else:
            out.append(("M", token))  # type: ignore[arg-type]
    return _merge(out)


def _is_word(token: str) -> bool:
    return any(is_word_letter(c) for c in token) or token.lower() in _LINKING


def _merge(tokens: list) -> str:
    """Put blanks beside words into the text, then write both kinds."""
    parts: list[list[str]] = []
    for place, (kind, token) in enumerate(tokens):
        beside = [k for k, _t in tokens[max(place - 1, 0) : place + 2]]
        if token.isspace() and "T" in beside:
            kind = "T"
        if parts and parts[-1][0] == kind:
            parts[-1][1] += token
        else:
            parts.append([kind, token])
    return join([text_run(t) if k == "T" else _math(t) for k, t in parts])
