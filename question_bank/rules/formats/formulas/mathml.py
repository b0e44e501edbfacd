"""Presentation MathML as LaTeX: what QTI files and web editors hold."""

from collections.abc import Callable

from lxml import etree

from question_bank.rules.formats.formulas import runs
from question_bank.rules.formats.formulas.marks import (
    accent,
    base_of,
    fence,
    root,
    scripts,
)
from question_bank.rules.formats.xmltree import inner_text, local

MAX_DEPTH = 60
_FONTS = {
    "bold": "mathbf", "bold-italic": "boldsymbol", "double-struck": "mathbb",
    "script": "mathcal", "fraktur": "mathfrak", "sans-serif": "mathsf",
    "monospace": "mathtt", "normal": "mathrm",
}  # fmt: skip
_ACCENTS = "¯‾ˉ^\u02c6~\u02dc→\u20d7←↔˙¨⏞⏜⌢"


def to_latex(element: etree._Element) -> str:
    """Return the LaTeX of a math element; of its TeX annotation where it has one.

    Raises ValueError when nested too deep.
    """
    for note in element.iter():
        if local(note) == "annotation" and "tex" in note.get("encoding", "").lower():
            return " ".join((note.text or "").split()).strip("$ ")
    return runs.tidy(_children(element, 0))


def _children(element: etree._Element, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise ValueError("formula nested too deep")
    return runs.join([_one(child, depth + 1) for child in element if local(child)])


def _one(element: etree._Element, depth: int) -> str:
    name = local(element)
    if name in ("annotation", "annotation-xml", "none", "mprescripts", "maligngroup"):
        return ""
    token = _TOKENS.get(name)
    if token:
        return token(element)
    write = _LAYOUTS.get(name)
    return write(element, depth) if write else _children(element, depth)


def _parts(element: etree._Element, depth: int, count: int) -> list[str]:
    parts = [_one(child, depth) for child in element if local(child)]
    return [*parts, *[""] * count][: max(count, len(parts))]


def _text(element: etree._Element) -> str:
    return " ".join(inner_text(element).split())


def _identifier(element: etree._Element) -> str:
    text, variant = _text(element), element.get("mathvariant", "")
    if variant in _FONTS and text.isascii():
        return runs.styled_run(text, _FONTS[variant])
    is_name = len(text) > 1 and text.isascii() and text.isalpha()
    return runs.upright_run(text) if is_name else runs.math_run(text)


def _number(element: etree._Element) -> str:
    return runs.math_run(_text(element))


def _operator(element: etree._Element) -> str:
    text = _text(element)
    if text in ("{", "}"):
        return f"\\{text}"
    is_name = len(text) > 1 and text.isascii() and text.isalpha()
    return runs.upright_run(text) if is_name else runs.math_run(text)


def _words(element: etree._Element) -> str:
    text = inner_text(element)
    return runs.text_run(text) if text.strip() else "~"


def _space(element: etree._Element) -> str:
    return r"\;"


def _fraction(element: etree._Element, depth: int) -> str:
    top, low = _parts(element, depth, 2)[:2]
    if element.get("bevelled") == "true":
        return f"{base_of(top)}/{base_of(low)}"
    if element.get("linethickness", "").startswith("0"):
        return rf"\genfrac{{}}{{}}{{0pt}}{{}}{{{top}}}{{{low}}}"
    return rf"\frac{{{top}}}{{{low}}}"


def _square_root(element: etree._Element, depth: int) -> str:
    return rf"\sqrt{{{_children(element, depth)}}}"


def _root(element: etree._Element, depth: int) -> str:
    inner, degree = _parts(element, depth, 2)[:2]
    return root(degree, inner)


def _scripted(element: etree._Element, depth: int) -> str:
    parts = _parts(element, depth, 3)
    base, name = _big_or_base(parts[0]), local(element)
    if name == "msub":
        return scripts(base, parts[1], "")
    if name == "msup":
        return scripts(base, "", parts[1])
    return scripts(base, parts[1], parts[2])


def _big_or_base(latex: str) -> str:
    plain = latex.strip()
    is_operator = plain.startswith("\\") and plain[1:].isalpha()
    return plain if is_operator else base_of(latex)


def _under_over(element: etree._Element, depth: int) -> str:
    parts = _parts(element, depth, 3)
    base, name = parts[0].strip(), local(element)
    low = parts[1] if name != "mover" else ""
    high = parts[2] if name == "munderover" else parts[1] if name == "mover" else ""
    if base.lstrip("\\") in runs.WITH_LIMITS or _is_big(base):
        return scripts(f"{base}\\limits", low, high)
    sign = _text(element[1]) if len(element) > 1 else ""
    if name == "mover" and sign in _ACCENTS and sign:
        if sign == "⏞":
            return rf"\overbrace{{{base}}}"
        return accent(sign.replace("‾", "¯").replace("ˉ", "¯"), base)
    if name == "munder" and sign in ("_", "̲", "¯"):
        return rf"\underline{{{base}}}"
    out = rf"\underset{{{low}}}{{{base}}}" if low.strip() else base
    return rf"\overset{{{high}}}{{{out}}}" if high.strip() else out


def _is_big(latex: str) -> bool:
    return latex in (r"\sum", r"\prod", r"\int", r"\iint", r"\bigcup", r"\bigcap")


def _fenced(element: etree._Element, depth: int) -> str:
    parts = [_one(child, depth) for child in element if local(child)]
    marks = element.get("separators", ",").split() or [""]
    inner = parts[:1]
    for place, part in enumerate(parts[1:]):
        inner += [marks[min(place, len(marks) - 1)], part]
    left, right = element.get("open", "("), element.get("close", ")")
    return fence(left, right, [runs.join(inner)])


def _table(element: etree._Element, depth: int) -> str:
    rows = [
        " & ".join(_children(cell, depth) for cell in row if local(cell) == "mtd")
        for row in element
        if local(row) in ("mtr", "mlabeledtr")
    ]
    body = r" \\ ".join(rows)
    return rf"\begin{{matrix}}{body}\end{{matrix}}"


def _enclosed(element: etree._Element, depth: int) -> str:
    inner, kind = _children(element, depth), element.get("notation", "")
    if "radical" in kind:
        return rf"\sqrt{{{inner}}}"
    names = {"updiagonalstrike": "cancel", "downdiagonalstrike": "bcancel",
             "top": "overline", "bottom": "underline"}  # fmt: skip
    for notation, name in names.items():
        if notation in kind:
            return rf"\{name}{{{inner}}}"
    return rf"\boxed{{{inner}}}"


def _phantom(element: etree._Element, depth: int) -> str:
    return rf"\phantom{{{_children(element, depth)}}}"


def _prescripted(element: etree._Element, depth: int) -> str:
    names = [local(child) for child in element if local(child)]
    parts = [_one(child, depth) for child in element if local(child)]
    split = names.index("mprescripts") if "mprescripts" in names else len(names)
    base, after = base_of(parts[0]) if parts else "{}", [*parts[1:split], "", ""]
    before = [*parts[split + 1 :], "", ""]
    head = scripts("{}", before[0], before[1]) if any(before) else ""
    return head + scripts(base, after[0], after[1])


def _style(element: etree._Element, depth: int) -> str:
    return _children(element, depth)


_TOKENS: dict[str, Callable[[etree._Element], str]] = {
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _words,
    "ms": _words,
    "mspace": _space,
}
_LAYOUTS: dict[str, Callable[[etree._Element, int], str]] = {
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripted,
    "msup": _scripted,
    "msubsup": _scripted,
    "munder": _under_over,
    "mover": _under_over,
    "munderover": _under_over,
    "mfenced": _fenced,
    "mtable": _table,
    "menclose": _enclosed,
    "mphantom": _phantom,
    "mmultiscripts": _prescripted,
    "mstyle": _style,
}
