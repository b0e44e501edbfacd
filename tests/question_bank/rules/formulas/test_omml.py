"""Equations of Word as LaTeX, and every outcome can be drawn."""
# ruff: noqa: RUF001  look-alike characters are what this is about

import random

import pytest

from lms.core.math import BadFormula, draw_latex
from question_bank.rules.formats.formulas import symbols
from question_bank.rules.formats.formulas.omml import to_latex
from question_bank.rules.formats.formulas.runs import math_run, upright_run
from question_bank.rules.formats.formulas.sure import surely_draws
from tests.question_bank.rules.word import fraction, math, r


def upright(text):
    return f'<m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>{text}</m:t></m:r>'


def words(text):
    return f"<m:r><m:rPr><m:nor/></m:rPr><m:t>{text}</m:t></m:r>"


def e(inner):
    return f"<m:e>{inner}</m:e>"


def nary(sign, low, high, inner, *, limits="subSup", hide=""):
    properties = f'<m:chr m:val="{sign}"/>' if sign else ""
    properties += f'<m:limLoc m:val="{limits}"/>{hide}'
    return (
        f"<m:nary><m:naryPr>{properties}</m:naryPr><m:sub>{low}</m:sub>"
        f"<m:sup>{high}</m:sup>{e(inner)}</m:nary>"
    )


def fence(left, right, *parts, sep=""):
    begin = f'<m:begChr m:val="{left}"/>' if left is not None else ""
    end = f'<m:endChr m:val="{right}"/>' if right is not None else ""
    middle = f'<m:sepChr m:val="{sep}"/>' if sep else ""
    inner = "".join(e(part) for part in parts)
    return f"<m:d><m:dPr>{begin}{middle}{end}</m:dPr>{inner}</m:d>"


def accent(char, inner):
    return f'<m:acc><m:accPr><m:chr m:val="{char}"/></m:accPr>{e(inner)}</m:acc>'


def script(name, base, low="", high=""):
    low = f"<m:sub>{low}</m:sub>" if low else ""
    high = f"<m:sup>{high}</m:sup>" if high else ""
    if name == "sPre":
        return f"<m:sPre>{low}{high}{e(base)}</m:sPre>"
    return f"<m:{name}>{e(base)}{low}{high}</m:{name}>"


def limit(name, base, under):
    return f"<m:{name}>{e(base)}<m:lim>{under}</m:lim></m:{name}>"


def function(name, inner):
    return f"<m:func><m:fName>{name}</m:fName>{e(inner)}</m:func>"


def matrix(*rows):
    inner = "".join(f"<m:mr>{''.join(e(r(c)) for c in row)}</m:mr>" for row in rows)
    return f"<m:m>{inner}</m:m>"


def equations(*rows):
    return f"<m:eqArr>{''.join(e(r(row)) for row in rows)}</m:eqArr>"


def grouped(char, inner, pos="", box=False):
    place = f'<m:pos m:val="{pos}"/>' if pos else ""
    sign = f'<m:chr m:val="{char}"/>' if char else ""
    made = (
        f"<m:groupChr><m:groupChrPr>{sign}{place}</m:groupChrPr>{e(inner)}</m:groupChr>"
    )
    return f"<m:box>{e(made)}</m:box>" if box else made


CASES = [
    (r("x+1"), "x+1"),
    (r("0,5"), "0{,}5"),
    (r("1,2,3"), "1,2,3"),
    (r("α≤β→∞"), r"\alpha \leq \beta \rightarrow \infty"),
    (r("50%"), r"50\%"),
    (r("y′=2"), "y'=2"),
    (r("60°"), r"60^{\circ}"),
    (r("nếu x&gt;0"), r"\text{nếu }x>0"),
    (words("khi đó"), r"\text{khi đó}"),
    (upright("HCl"), r"\mathrm{HCl}"),
    (upright("sin"), r"\sin"),
    (fraction("1", "2"), r"\frac{1}{2}"),
    ('<m:f><m:fPr><m:type m:val="lin"/></m:fPr><m:num>' + r("a") + "</m:num><m:den>"
     + r("b") + "</m:den></m:f>", "a/b"),
    ('<m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num>' + r("n") + "</m:num><m:den>"
     + r("k") + "</m:den></m:f>", r"\genfrac{}{}{0pt}{}{n}{k}"),
    ('<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>' + e(r("x")) + "</m:rad>",
     r"\sqrt{x}"),
    ("<m:rad><m:deg>" + r("3") + "</m:deg>" + e(r("x")) + "</m:rad>", r"\sqrt[3]{x}"),
    (nary("", r("0"), r("1"), r("xdx")), r"\int_{0}^{1} xdx"),
    (nary("∑", r("i=1"), r("n"), r("i"), limits="undOvr"),
     r"\sum\limits_{i=1}^{n} i"),
    (nary("∬", r("D"), "", r("f"), hide='<m:supHide m:val="1"/>'), r"\iint_{D} f"),
    (fence(None, None, r("x")), "(x)"),
    (fence("[", ")", r("1;2")), "[1;2)"),
    (fence("|", "|", r("x")), r"\left| x \right|"),
    (fence(None, None, fraction("1", "2")), r"\left(\frac{1}{2} \right)"),
    (fence("{", "}", r("1;2")), r"\{1;2\}"),
    (fence("{", "", equations("x+y=1", "x-y=3")),
     r"\left\{\begin{aligned}x+y=1 \\ x-y=3\end{aligned}\right."),
    (fence("[", "", equations("x=1", "x=2")),
     r"\left[\begin{aligned}x=1 \\ x=2\end{aligned}\right."),
    (fence(None, None, matrix("ab", "cd")),
     r"\left(\begin{matrix}a & b \\ c & d\end{matrix} \right)"),
    (accent("\u20d7", r("u")), r"\vec{u}"),
    (accent("\u20d7", r("AB")), r"\overrightarrow{AB}"),
    (accent("\u0302", r("ABC")), r"\widehat{ABC}"),
    (accent("\u0305", r("z")), r"\bar{z}"),
    ('<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>' + e(r("AB")) + "</m:bar>",
     r"\overline{AB}"),
    (script("sSup", r("x"), high=r("2")), "x^{2}"),
    (script("sSub", r("u"), low=r("n+1")), "u_{n+1}"),
    (script("sSubSup", r("C"), r("n"), r("k")), "C_{n}^{k}"),
    (script("sSup", script("sSup", r("x"), high=r("2")), high=r("3")), "{x^{2}}^{3}"),
    (script("sSup", fence(None, None, r("x+1")), high=r("2")), "(x+1)^{2}"),
    (script("sSup", r("f"), high=r("′")), "f'"),
    (script("sPre", r("U"), r("92"), r("235")), "{}_{92}^{235}U"),
    (function(r("sin"), r("x")), r"\sin x"),
    (function(limit("limLow", upright("lim"), r("x→0")), r("f(x)")),
     r"\lim\limits_{x\rightarrow 0} f(x)"),
    (function(script("sSub", upright("log"), r("2")), r("8")), r"\log_{2} 8"),
    (limit("limUpp", r("→"), r("t")), r"\xrightarrow{t}"),
    (grouped("", r("a+b")), r"\underbrace{a+b}"),
    (limit("limLow", grouped("", r("a+b")), r("n")), r"\underbrace{a+b}_{n}"),
    (grouped("⏞", r("x"), "top"), r"\overbrace{x}"),
    (grouped("→", r("xt"), "", box=True), r"\xrightarrow{xt}"),
    ("<m:borderBox>" + e(r("x=1")) + "</m:borderBox>", r"\boxed{x=1}"),
    ('<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>' + e(r("x")) + "</m:phant>",
     r"\phantom{x}"),
    ('<m:r><m:rPr><m:scr m:val="double-struck"/></m:rPr><m:t>R</m:t></m:r>',
     r"\mathbb{R}"),
    (r("ℝ"), r"\mathbb{R}"),
    (r("𝑥=𝟐"), r"x=\mathbf{2}"),
    ('<m:r><m:rPr><m:sty m:val="b"/></m:rPr><m:t>AB</m:t></m:r>', r"\mathbf{AB}"),
]  # fmt: skip


@pytest.mark.parametrize(("omml", "latex"), CASES, ids=[latex for _o, latex in CASES])
def test_office_math(omml, latex):
    assert to_latex(math(omml)) == latex
    draw_latex(latex)


@pytest.mark.parametrize(
    "char", sorted(symbols._NAMES | symbols.PLAIN.keys() | set("⁰₁"))
)
def test_every_sign_can_be_drawn(char):
    latex = symbols.symbol(char)
    if latex.startswith(("^", "_", "'")):
        latex = "x" + latex
    if latex.strip():
        draw_latex(latex)


@pytest.mark.parametrize(
    "start", [0x1D400, 0x1D468, 0x1D504, 0x1D538, 0x1D6A8, 0x1D7CE]
)
def test_mathematical_letters_can_be_drawn(start):
    for code in range(start, start + 50):
        latex = symbols.symbol(chr(code))
        if latex and latex.strip():
            draw_latex(latex)


def test_vietnamese_letters_within_formulas_can_be_drawn():
    draw_latex(math_run("nếu ở giữa Ẵ ỡ và x>0"))
    draw_latex(upright_run("Diện tích ỹ"))


def random_formula(rng, depth=0):
    """Return OMML of nested structures."""
    makers = [
        lambda: r(rng.choice(["x", "12", "0,5", "a+b", "α", "≤", "f′", "%", "sin x"])),
        lambda: upright(rng.choice(["H", "sin", "log", "kg"])),
        lambda: f"<m:f><m:num>{inner()}</m:num><m:den>{inner()}</m:den></m:f>",
        lambda: script("sSup", inner(), high=inner()),
        lambda: script("sSub", inner(), low=inner()),
        lambda: script("sSubSup", inner(), inner(), inner()),
        lambda: script("sPre", inner(), inner(), inner()),
        lambda: fence(rng.choice(["(", "[", "{", "|", "", None]),
                      rng.choice([")", "]", "}", "|", "", None]), inner()),
        lambda: nary(rng.choice(["∑", "∫", "∏", "⋃", ""]), inner(), inner(), inner(),
                     limits=rng.choice(["subSup", "undOvr"])),
        lambda: accent(rng.choice(["\u0302", "\u20d7", "\u0305", "→", "?"]), inner()),
        lambda: f"<m:rad><m:deg>{inner()}</m:deg>{e(inner())}</m:rad>",
        lambda: function(inner(), inner()),
        lambda: limit(rng.choice(["limLow", "limUpp"]), inner(), inner()),
        lambda: grouped(rng.choice(["", "⏞", "→", "⇌", "⏟"]), inner(),
                        rng.choice(["", "top", "bot"]), rng.choice([True, False])),
        lambda: f"<m:borderBox>{e(inner())}</m:borderBox>",
        lambda: equations("x=1", "y&amp;=2"),
        lambda: matrix("ab", "cd"),
    ]  # fmt: skip

    def inner():
        if depth >= 3 or rng.random() < 0.15:
            return rng.choice(["", r(rng.choice("xyz12"))])
        return random_formula(rng, depth + 1) + rng.choice(["", r("+1")])

    return rng.choice(makers if depth < 3 else makers[:2])()


def test_nested_structures_can_be_drawn():
    rng = random.Random(11)  # noqa: S311  repeatable
    failed = []
    for _turn in range(400):
        omml = random_formula(rng)
        latex = to_latex(math(omml))
        try:
            if latex:
                draw_latex(latex)
        except BadFormula as error:
            failed.append((latex, str(error)))
    assert failed == []


def test_what_is_sure_to_be_drawn_is():
    rng = random.Random(12)  # noqa: S311  repeatable
    sure = 0
    for _turn in range(400):
        latex = to_latex(math(random_formula(rng)))
        if surely_draws(latex):
            sure += 1
            draw_latex(latex)
    assert sure > 60


@pytest.mark.parametrize(
    "latex",
    ["x^{2}^{3}", "x_{1}_{2}", "x^{2}'", r"\frac{1}", "{", "}", r"\foo", "x^", r"\left(",
     "", r"\frac12", r"\begin{matrix}", "&", "x" * 3000, r"\text{a}", "^{2}{"],
)  # fmt: skip
def test_what_is_not_sure(latex):
    assert not surely_draws(latex)


def test_random_text_that_is_sure_can_be_drawn():
    rng = random.Random(13)  # noqa: S311  repeatable
    bits = ["x", "1", "{", "}", "^{2}", "_{n}", "'", r"\frac{a}{b}", r"\sqrt[3]{x}", "+",
            r"\alpha ", r"\sum\limits_{i}^{n}", r"\vec{u}", "(", "]", r"\mathrm{AB}",
            r"\sin ", r"\{", r"\leq ", "^", "_", r"\int_{0}^{1}", r"\;"]  # fmt: skip
    sure = 0
    for _turn in range(3000):
        latex = "".join(rng.choice(bits) for _bit in range(rng.randint(1, 7)))
        if surely_draws(latex):
            sure += 1
            draw_latex(latex)
    assert sure > 300
