"""Equations of Word (Office Math, OMML) as LaTeX.

Source: ECMA-376 part 1, chapter 22. What is not known is passed through to its
content, so that no letter of a formula is lost.
"""

from collections.abc import Callable

from lxml import etree

from question_bank.rules.formats.formulas import runs
from question_bank.rules.formats.formulas.marks import (
    accent,
    bar,
    base_of,
    fence,
    group_character,
    root,
    scripts,
)
from question_bank.rules.formats.formulas.symbols import symbol
from question_bank.rules.formats.xmltree import local

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_DEPTH = 60
_SCRIPTS = {
    "script": "mathcal",
    "fraktur": "mathfrak",
    "double-struck": "mathbb",
    "sans-serif": "mathsf",
    "monospace": "mathtt",
}
_STYLES = {"b": "mathbf", "bi": "boldsymbol"}
_SKIPPED = frozenset(
    [
        "rPr",
        "ctrlPr",
        "fPr",
        "radPr",
        "naryPr",
        "dPr",
        "accPr",
        "barPr",
        "groupChrPr",
        "limLowPr",
        "limUppPr",
        "funcPr",
        "sSubPr",
        "sSupPr",
        "sSubSupPr",
        "sPrePr",
        "boxPr",
        "borderBoxPr",
        "phantPr",
        "eqArrPr",
        "mPr",
        "argPr",
        "oMathParaPr",
        "pPr",
        "del",
        "moveFrom",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "instrText",
        "delText",
        "delInstrText",
        "commentRangeStart",
        "commentRangeEnd",
    ]
)


def to_latex(element: etree._Element) -> str:
    """Return the LaTeX of an m:oMath element. Raises ValueError when too deep."""
    return runs.tidy(_content(element, 0))


def _content(element: etree._Element | None, depth: int) -> str:
    """Return the LaTeX of all children of an element."""
    if element is None:
        return ""
    if depth > MAX_DEPTH:
        raise ValueError("formula nested too deep")
    parts = []
    for child in element:
        name = local(child)
        if name in _SKIPPED or not name:
            continue
        convert = _CONVERTERS.get(name)
        parts.append(convert(child, depth + 1) if convert else _content(child, depth))
    return runs.join(parts)


def _e(element: etree._Element, name: str, depth: int) -> str:
    return _content(element.find(M + name), depth)


def _property(element: etree._Element, name: str, *, of: str) -> str | None:
    """Return the value of a property: None = not there, "" = there without one."""
    found = element.find(f"{M}{of}/{M}{name}")
    return None if found is None else found.get(M + "val", "")


def _is_on(value: str | None) -> bool:
    return value is not None and value not in ("0", "off", "false")


def _run(element: etree._Element, depth: int) -> str:
    text = "".join(_run_text(child) for child in element)
    if element.tag != M + "r":
        return runs.text_run(text)
    if _is_on(_property(element, "nor", of="rPr")):
        return runs.text_run(text)
    script = _property(element, "scr", of="rPr") or ""
    style = _property(element, "sty", of="rPr")
    if script in _SCRIPTS:
        return runs.styled_run(text, _SCRIPTS[script])
    if style in _STYLES:
        return runs.styled_run(text, _STYLES[style])
    return runs.upright_run(text) if style == "p" else runs.math_run(text)


def _run_text(child: etree._Element) -> str:
    name = local(child)
    if name == "t":
        return child.text or ""
    if name == "sym":
        code = child.get(W + "char", "")
        return chr(int(code, 16)) if len(code) in (4, 5) else ""
    return {"tab": " ", "br": " ", "noBreakHyphen": "-"}.get(name, "")


def _fraction(element: etree._Element, depth: int) -> str:
    top, low = _e(element, "num", depth), _e(element, "den", depth)
    kind = _property(element, "type", of="fPr")
    if kind == "noBar":
        return rf"\genfrac{{}}{{}}{{0pt}}{{}}{{{top}}}{{{low}}}"
    if kind in ("lin", "skw"):
        return f"{base_of(top)}/{base_of(low)}"
    return rf"\frac{{{top}}}{{{low}}}"


def _radical(element: etree._Element, depth: int) -> str:
    hidden = _is_on(_property(element, "degHide", of="radPr"))
    degree = "" if hidden else _e(element, "deg", depth)
    return root(degree, _e(element, "e", depth))


def _nary(element: etree._Element, depth: int) -> str:
    sign = _property(element, "chr", of="naryPr")
    operator = (symbol(sign) or sign if sign else r"\int ") if sign != "" else ""
    if sign is None:
        operator = r"\int "
    low, high = _e(element, "sub", depth), _e(element, "sup", depth)
    if _is_on(_property(element, "subHide", of="naryPr")):
        low = ""
    if _is_on(_property(element, "supHide", of="naryPr")):
        high = ""
    limits = r"\limits " if _limits_apart(element) and (low or high) else ""
    head = runs.join([operator.strip() + limits.strip(), scripts("", low, high)])
    return runs.join([head, " ", _e(element, "e", depth)])


def _limits_apart(element: etree._Element) -> bool:
    return _property(element, "limLoc", of="naryPr") == "undOvr"


def _delimiter(element: etree._Element, depth: int) -> str:
    left = _property(element, "begChr", of="dPr")
    right = _property(element, "endChr", of="dPr")
    middle = _property(element, "sepChr", of="dPr")
    parts = [_content(child, depth) for child in element.findall(M + "e")]
    return fence(
        "(" if left is None else left,
        ")" if right is None else right,
        parts,
        separator="|" if middle is None else middle,
    )


def _equations(element: etree._Element, depth: int) -> str:
    rows = [
        _content(row, depth).replace(r"\&", "&") for row in element.findall(M + "e")
    ]
    columns = max((row.count("&") for row in rows), default=0)
    name = "aligned" if columns else "gathered"
    name = "aligned" if len(rows) > 1 else name
    body = r" \\ ".join(rows)
    return rf"\begin{{{name}}}{body}\end{{{name}}}"


def _matrix(element: etree._Element, depth: int) -> str:
    rows = [
        " & ".join(_content(cell, depth) for cell in row.findall(M + "e"))
        for row in element.findall(M + "mr")
    ]
    sides = [m.get(M + "val", "center") for m in element.iter(M + "mcJc")]
    body = r" \\ ".join(rows)
    if sides and set(sides) != {"center"}:
        columns = max((row.count(" & ") for row in rows), default=0) + 1
        spec = "".join(side[0] for side in sides)
        spec = (spec * columns)[:columns] if len(sides) == 1 else spec
        return rf"\begin{{array}}{{{spec.ljust(columns, 'c')}}}{body}\end{{array}}"
    return rf"\begin{{matrix}}{body}\end{{matrix}}"


def _accent(element: etree._Element, depth: int) -> str:
    return accent(_property(element, "chr", of="accPr"), _e(element, "e", depth))


def _bar(element: etree._Element, depth: int) -> str:
    is_top = _property(element, "pos", of="barPr") == "top"
    return bar(_e(element, "e", depth), is_top=is_top)


def _group_character(element: etree._Element, depth: int) -> str:
    parent = element.getparent()
    box = parent.getparent() if parent is not None else None
    return group_character(
        _property(element, "chr", of="groupChrPr"),
        _e(element, "e", depth),
        is_top=_property(element, "pos", of="groupChrPr") == "top",
        is_operator=box is not None and local(box) == "box",
    )


def _limit(element: etree._Element, depth: int) -> str:
    is_low = local(element) == "limLow"
    base, limit = _e(element, "e", depth), _e(element, "lim", depth)
    head = base.strip()
    if head in (r"\rightarrow", r"\longrightarrow"):
        return rf"\xrightarrow[{limit}]{{}}" if is_low else rf"\xrightarrow{{{limit}}}"
    if not is_low and head.startswith(r"\xrightarrow[") and head.endswith("{}"):
        return f"{head[:-2]}{{{limit}}}"
    if head.startswith((r"\underbrace", r"\overbrace")):
        return f"{head}{'_' if is_low else '^'}{{{limit}}}"
    if head.lstrip("\\") in runs.WITH_LIMITS:
        name = head if head.startswith("\\") else f"\\{head}"
        return rf"{name}\limits{'_' if is_low else '^'}{{{limit}}}"
    return rf"\{'underset' if is_low else 'overset'}{{{limit}}}{{{base}}}"


def _function(element: etree._Element, depth: int) -> str:
    name = _e(element, "fName", depth).strip()
    if name.isascii() and name.isalpha():
        known = name in runs.FUNCTIONS
        name = f"\\{name}" if known else rf"\operatorname{{{name}}}"
    elif name.startswith(r"\mathrm{") and name.count("{") == 1:
        name = name.replace(r"\mathrm", r"\operatorname")
    return runs.join([name, " ", _e(element, "e", depth)])


def _scripted(element: etree._Element, depth: int) -> str:
    low, high = _e(element, "sub", depth), _e(element, "sup", depth)
    return scripts(base_of(_e(element, "e", depth)), low, high)


def _before(element: etree._Element, depth: int) -> str:
    low, high = _e(element, "sub", depth), _e(element, "sup", depth)
    return runs.join([scripts("{}", low, high), _e(element, "e", depth)])


def _bordered(element: etree._Element, depth: int) -> str:
    inner = _e(element, "e", depth)
    strokes = [
        name
        for name in ("strikeBLTR", "strikeTLBR", "strikeH")
        if _is_on(_property(element, name, of="borderBoxPr"))
    ]
    if not strokes:
        return rf"\boxed{{{inner}}}"
    if len(strokes) > 1:
        return rf"\xcancel{{{inner}}}"
    commands = {"strikeBLTR": "cancel", "strikeTLBR": "bcancel", "strikeH": "sout"}
    return rf"\{commands[strokes[0]]}{{{inner}}}"


def _phantom(element: etree._Element, depth: int) -> str:
    inner = _e(element, "e", depth)
    shown = _property(element, "show", of="phantPr")
    return inner if _is_on(shown) else rf"\phantom{{{inner}}}"


_CONVERTERS: dict[str, Callable[[etree._Element, int], str]] = {
    "r": _run,
    "f": _fraction,
    "rad": _radical,
    "nary": _nary,
    "d": _delimiter,
    "eqArr": _equations,
    "m": _matrix,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group_character,
    "limLow": _limit,
    "limUpp": _limit,
    "func": _function,
    "sSub": _scripted,
    "sSup": _scripted,
    "sSubSup": _scripted,
    "sPre": _before,
    "borderBox": _bordered,
    "phant": _phantom,
}
