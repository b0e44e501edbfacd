r"""Equations of old Word files in EQ fields: EQ \f(1;2), \r(3;x), \s\up4(2) ….

Source: ECMA-376 part 1, 17.16.5.18 (EQ). Arguments are parted by the list
separator of the machine that wrote the file: comma or semicolon.
"""

import re
from collections.abc import Callable

from question_bank.rules.formats.formulas.marks import fence, root, scripts
from question_bank.rules.formats.formulas.runs import join, math_run, tidy

_SWITCH = re.compile(r"\\([A-Za-z]{1,2})")
_OPTION = re.compile(
    r"\s*\\(?:(?P<side>lc|rc|bc)(?P<char>\\.|[^\\(]?)"
    r"|(?P<name>al|ac|ar|co|vs|hs|di|fo|ba|up|do|ai|su|pr|in|fc|vc|to|bo|le|ri|li)"
    r"(?P<value>[^\\(]*))"
)
MAX_DEPTH = 30


def eq_to_latex(source: str) -> str:
    """Return the LaTeX of the text of an EQ field.

    Raises ValueError where brackets do not close or nesting is too deep.
    """
    return tidy(_content(source, 0))


def _content(source: str, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise ValueError("field nested too deep")
    parts, place = [], 0
    while place < len(source):
        found = _SWITCH.match(source, place)
        if found and found[1].lower()[0] in "abdfilorsx":
            latex, place = _switch(source, found, depth)
            parts.append(latex)
        elif source[place] == "\\" and place + 1 < len(source):
            parts.append(math_run(source[place + 1]))
            place += 2
        else:
            stop = source.find("\\", place)
            stop = len(source) if stop < 0 else stop
            parts.append(math_run(source[place:stop]))
            place = stop
    return join(parts)


def _switch(source: str, found: re.Match, depth: int) -> tuple[str, int]:
    name, place = found[1].lower()[0], found.start() + 2
    options: list[tuple[str, str]] = []
    while True:
        option = _OPTION.match(source, place)
        if not option:
            break
        if option["side"]:
            options.append((option["side"], option["char"].strip("\\ ")))
        else:
            options.append((option["name"], option["value"].strip()))
        place = option.end()
    opening = re.compile(r"\s*\(").match(source, place)
    if not opening:
        return "", place
    stop = _closing(source, opening.end() - 1)
    inner = source[opening.end() : stop]
    arguments = [_content(part, depth + 1) for part in _split(inner)]
    return _write(name, arguments, options), stop + 1


def _closing(source: str, place: int) -> int:
    depth = 0
    while place < len(source):
        char = source[place]
        if char == "\\":
            place += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    raise ValueError("bracket does not close")


def _split(inner: str) -> list[str]:
    """Part arguments at the list separator, brackets and escapes left whole."""
    separator = ";" if _has_outside(inner, ";") else ","
    parts, depth, start, place = [], 0, 0, 0
    while place < len(inner):
        char = inner[place]
        if char == "\\":
            place += 1
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == separator and depth == 0:
            parts.append(inner[start:place])
            start = place + 1
        place += 1
    return [*parts, inner[start:]]


def _has_outside(inner: str, char: str) -> bool:
    depth = 0
    for one in inner:
        depth += {"(": 1, ")": -1}.get(one, 0)
        if one == char and depth == 0:
            return True
    return False


def _write(name: str, given: list[str], options: list[tuple[str, str]]) -> str:
    write = _WRITERS.get(name)
    return write(given or [""], dict(options)) if write else join(given)


def _fraction(given: list[str], options: dict[str, str]) -> str:
    return rf"\frac{{{given[0]}}}{{{given[-1]}}}"


def _radical(given: list[str], options: dict[str, str]) -> str:
    return root(given[0] if len(given) > 1 else "", given[-1])


def _script(given: list[str], options: dict[str, str]) -> str:
    is_low = "do" in options
    return scripts("", given[0], "") if is_low else scripts("", "", given[0])


def _bracket(given: list[str], options: dict[str, str]) -> str:
    inner = given[0]
    left = options.get("lc", options.get("bc", "(" if "rc" not in options else ""))
    right = options.get("rc")
    if right is None:
        pairs = {"(": ")", "[": "]", "{": "}", "<": ">"}
        right = pairs.get(left, left) if "lc" not in options else ""
    return fence(left.lstrip("\\"), right.lstrip("\\"), [inner])


def _array(given: list[str], options: dict[str, str]) -> str:
    columns = options.get("co", "1")
    width = max(int(columns) if columns.isdigit() else 1, 1)
    rows = [given[start : start + width] for start in range(0, len(given), width)]
    body = r" \\ ".join(" & ".join(row) for row in rows)
    side = "l" if "al" in options else "r" if "ar" in options else "c"
    return rf"\begin{{array}}{{{side * width}}}{body}\end{{array}}"


def _integral(given: list[str], options: dict[str, str]) -> str:
    sign = r"\sum" if "su" in options else r"\prod" if "pr" in options else r"\int"
    low, high, inner = (*given, "", "", "")[:3]
    return join([scripts(sign, low, high), " ", inner])


def _border(given: list[str], options: dict[str, str]) -> str:
    inner = given[0]
    if "to" in options and len(options) == 1:
        return rf"\overline{{{inner}}}"
    if "bo" in options and len(options) == 1:
        return rf"\underline{{{inner}}}"
    return rf"\boxed{{{inner}}}"


def _overstrike(given: list[str], options: dict[str, str]) -> str:
    """Two things on one place: an arrow or a bar over letters, as a rule."""
    signs = {r"\rightarrow": "overrightarrow", "-": "overline", r"\overline{}": ""}
    for place, part in enumerate(given):
        plain = part.strip().strip("^{}").strip()
        others = [other for other in given[:place] + given[place + 1 :] if other]
        if plain in signs and len(others) == 1:
            return rf"\{signs[plain] or 'overline'}{{{others[0]}}}"
        if plain in ("→", "\\to", "r") and len(others) == 1:
            return rf"\overrightarrow{{{others[0]}}}"
    return join(given)


_WRITERS: dict[str, Callable[[list[str], dict[str, str]], str]] = {
    "a": _array,
    "b": _bracket,
    "f": _fraction,
    "i": _integral,
    "o": _overstrike,
    "r": _radical,
    "s": _script,
    "x": _border,
}
