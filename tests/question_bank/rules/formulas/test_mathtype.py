"""Equations of MathType, Equation Editor, EQ fields and MathML as LaTeX."""
# ruff: noqa: RUF001  look-alike characters are what this is about

import random
import struct

import pytest
from lxml import etree

from lms.core.math import draw_latex
from question_bank.rules.formats.formulas import mathml, signs
from question_bank.rules.formats.formulas.eqfield import eq_to_latex
from question_bank.rules.formats.formulas.mathtype import (
    mtef_to_latex,
    object_to_latex,
)
from question_bank.rules.formats.formulas.ole import MAGIC

V5 = bytes([5, 1, 0, 5, 0]) + b"DSMT5\x00" + bytes([1])
V3 = bytes([3, 1, 1, 3, 0])
FUNCTION, VARIABLE, SYMBOL, NUMBER = 2, 3, 6, 8


def char(code, face=VARIABLE, *marks):
    code = ord(code) if isinstance(code, str) else code
    options = 1 if marks else 0
    out = bytes([2, options, face + 128]) + struct.pack("<H", code)
    for mark in marks:
        out += bytes([6, 0, mark])
    return out + (b"\x00" if marks else b"")


def chars(text, face=VARIABLE):
    return b"".join(char(c, NUMBER if c.isdigit() else face) for c in text)


def slot(*parts):
    return bytes([1, 0]) + b"".join(parts) + b"\x00"


NULL = bytes([1, 1])


def template(selector, variation, *parts):
    if variation > 0x7F:
        code = bytes([(variation & 0x7F) | 0x80, variation >> 8])
    else:
        code = bytes([variation])
    return bytes([3, 0, selector]) + code + b"\x00" + b"".join(parts) + b"\x00"


def pile(align, *lines):
    return bytes([4, 0, align, 0]) + b"".join(lines) + b"\x00"


def matrix(rows, columns, *cells):
    head = bytes([5, 0, 1, 1, 1, rows, columns])
    partitions = b"\x00" * ((rows + 4) // 4 + (columns + 4) // 4)
    return head + partitions + b"".join(cells) + b"\x00"


def equation(*parts):
    return V5 + bytes([10]) + slot(*parts) + b"\x00"


SUP = template(28, 0, NULL, slot(chars("2")))
SUB = template(27, 0, slot(chars("n")), NULL)
X = slot(chars("x"))

CASES = [
    ([chars("x+1")], "x+1"),
    ([chars("x"), SUP, chars("+y"), SUP], "x^{2}+y^{2}"),
    ([chars("u"), SUB], "u_{n}"),
    ([chars("u"), SUB, SUP], "u_{n}^{2}"),
    ([chars("C"), template(29, 0, slot(chars("n")), slot(chars("k")))], "C_{n}^{k}"),
    ([template(29, 1, slot(chars("1")), slot(chars("2"))), chars("H")], "{}_{1}^{2}H"),
    ([template(11, 0, slot(chars("1")), slot(chars("2")))], r"\frac{1}{2}"),
    ([template(11, 2, slot(chars("a")), slot(chars("b")))], "a/b"),
    ([template(10, 0, X, NULL)], r"\sqrt{x}"),
    ([template(10, 1, X, slot(chars("3")))], r"\sqrt[3]{x}"),
    ([template(1, 3, X, char("(", 22), char(")", 22))], "(x)"),
    ([template(3, 3, X, char("[", 22), char("]", 22))], "[x]"),
    ([template(4, 3, X, char("|", 22), char("|", 22))], r"\left| x \right|"),
    ([template(9, 0x12, slot(chars("1;2")), char("[", 22), char(")", 22))], "[1;2)"),
    ([template(2, 1, slot(pile(1, slot(chars("x=1")), slot(chars("y=2")))),
               char("{", 22))],
     r"\left\{\begin{array}{l}x=1 \\ y=2\end{array}\right."),
    ([template(15, 0x31, X, slot(chars("0")), slot(chars("1")), char("∫", SYMBOL))],
     r"\int_{0}^{1} x"),
    ([template(15, 0x52, X, slot(chars("D")), NULL, char("∫", SYMBOL),
               char("∫", SYMBOL))], r"\iint\limits_{D} x"),
    ([template(16, 0x70, X, slot(chars("i")), slot(chars("n")), char("∑", SYMBOL))],
     r"\sum\limits_{i}^{n} x"),
    ([template(23, 0x10, slot(chars("lim", FUNCTION)), X, NULL)],
     r"\lim\limits_{x}"),
    ([chars("sin", FUNCTION), chars("x")], r"\sin x"),
    ([chars("log", FUNCTION), SUB, chars("x")], r"\log_{n}x"),
    ([template(31, 2, slot(chars("AB")))], r"\overrightarrow{AB}"),
    ([template(31, 2, X)], r"\vec{x}"),
    ([template(33, 0, slot(chars("ABC")))], r"\widehat{ABC}"),
    ([template(13, 0, slot(chars("AB")))], r"\overline{AB}"),
    ([template(14, 0x24, slot(chars("t")), NULL)], r"\xrightarrow{t}"),
    ([template(24, 1, X, slot(chars("n")))], r"\overbrace{x}^{n}"),
    ([template(37, 0x1E, X)], r"\boxed{x}"),
    ([template(36, 2, X)], r"\cancel{x}"),
    ([matrix(2, 2, X, X, X, X)], r"\begin{matrix}x & x \\ x & x\end{matrix}"),
    ([char("a", VARIABLE, 11)], r"\vec{a}"),
    ([char("f", VARIABLE, 5), chars("(x)")], "f'(x)"),
    ([char("=", SYMBOL, 10)], r"\not ="),
    ([chars("0,5")], "0{,}5"),
    ([char("α", 4), char("≤", SYMBOL), char("β", 4)], r"\alpha \leq \beta"),
    ([char(0x211D, SYMBOL)], r"\mathbb{R}"),
    ([char(0xF080, 11)], r"\mathbb{A}"),
    ([char("B", 7)], r"\mathbf{B}"),
    ([chars("nếu ", 1), chars("x")], r"\text{nếu }x"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "latex"), CASES, ids=[latex for _p, latex in CASES])
def test_mathtype(parts, latex):
    assert mtef_to_latex(equation(*parts)) == latex
    draw_latex(latex)


def test_what_only_says_how_things_look_is_passed_over():
    look = (
        bytes([17, 3]) + b"Times\x00"  # FONT_DEF
        + bytes([8, 1, 0])  # FONT_STYLE_DEF
        + bytes([9, 101]) + struct.pack("<H", 384)  # SIZE
        + bytes([16, 4, 0, 0, 0, 0, 0, 0]) + b"red\x00"  # COLOR_DEF
        + bytes([15, 1])  # COLOR
        + bytes([18, 0, 1, 0x12, 0xF0, 1, 0x1F, 1, 1, 2])  # EQN_PREFS
        + bytes([19]) + b"WinAnsi\x00"  # ENCODING_DEF
        + bytes([120, 2, 9, 9])  # a record of the future
    )  # fmt: skip
    assert mtef_to_latex(V5 + look + slot(chars("x")) + b"\x00") == "x"


def test_nudged_characters():
    nudged = bytes([2, 8, 130, 120, 131]) + struct.pack("<H", ord("y"))
    far = bytes([2, 8, 128, 128, 1, 0, 2, 0, 131]) + struct.pack("<H", ord("z"))
    assert mtef_to_latex(equation(chars("x"), nudged, far)) == "xyz"


def old(kind, options, *data):
    return bytes([kind | options << 4]) + b"".join(data)


def old_char(code, face=VARIABLE):
    return old(2, 0, bytes([face + 128]), struct.pack("<H", ord(code)))


def old_slot(*parts):
    return old(1, 0, *parts, b"\x00")


def old_template(selector, variation, *parts):
    return old(3, 0, bytes([selector, variation, 0]), *parts, b"\x00")


OLD_NULL = old(1, 1)
OLD = [
    ([old_template(14, 0, old_slot(old_char("1")), old_slot(old_char("2")))],
     r"\frac{1}{2}"),
    ([old_char("x"), old_template(15, 0, OLD_NULL, old_slot(old_char("2")))], "x^{2}"),
    ([old_char("x"), old_template(15, 1, old_slot(old_char("n")), OLD_NULL)], "x_{n}"),
    ([old_char("x"), old_template(15, 2, old_slot(old_char("1")),
                                  old_slot(old_char("2")))], "x_{1}^{2}"),
    ([old_template(13, 0, old_slot(old_char("x")), OLD_NULL)], r"\sqrt{x}"),
    ([old_template(1, 0, old_slot(old_char("x")), old_char("(", 22),
                   old_char(")", 22))], "(x)"),
    ([old_template(2, 1, old_slot(old(4, 0, b"\x01\x00", old_slot(old_char("x")),
                                      old_slot(old_char("y")), b"\x00")),
                   old_char("{", 22))],
     r"\left\{\begin{array}{l}x \\ y\end{array}\right."),
    ([old_template(21, 2, old_slot(old_char("x")), old_slot(old_char("0")),
                   old_slot(old_char("1")), old_char("∫", SYMBOL))], r"\int_{0}^{1} x"),
    ([old_template(29, 1, old_slot(old_char("x")), old_slot(old_char("i")),
                   old_slot(old_char("n")), old_char("∑", SYMBOL))],
     r"\sum\limits_{i}^{n} x"),
    ([old_template(47, 1, old_slot(old_char("u")))], r"\vec{u}"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "latex"), OLD, ids=[latex for _p, latex in OLD])
def test_equation_editor_3(parts, latex):
    assert mtef_to_latex(V3 + old(10, 0) + old_slot(*parts) + b"\x00") == latex
    draw_latex(latex)


def compound(data):
    """Return a compound file whose stream "Equation Native" holds the data."""
    stream = struct.pack("<HIHI", 28, 0x20000, 0xC1FE, len(data)) + b"\x00" * 16 + data
    stream += b"\x00" * max(0, 4096 - len(stream))
    sectors = -(-len(stream) // 512)
    stream += b"\x00" * (sectors * 512 - len(stream))
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = MAGIC + b"\x00" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIII", 0, 1, 1, 0, 4096)
    header += struct.pack("<IIII", 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (108 * 4)

    def entry(name, kind, start, size):
        title = name.encode("utf-16-le")
        return (
            title.ljust(64, b"\x00") + struct.pack("<H", len(title) + 2)
            + bytes([kind, 1]) + b"\x00" * 48 + struct.pack("<II", start, size)
            + b"\x00" * 4
        )  # fmt: skip

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0)
    directory += entry("Equation Native", 2, 2, len(stream)) + b"\x00" * 256
    return header + struct.pack("<128I", *fat) + directory + stream


def test_an_embedded_object():
    assert object_to_latex(compound(equation(chars("x"), SUP))) == "x^{2}"


@pytest.mark.parametrize("content", [b"", b"x" * 2000, MAGIC + b"\x00" * 2000])
def test_what_is_no_object(content):
    with pytest.raises(ValueError, match=r"."):
        object_to_latex(content)


def test_objects_broken_at_random_never_break_us():
    rng = random.Random(5)  # noqa: S311  repeatable
    good = compound(equation(*[part for parts, _l in CASES for part in parts]))
    for _turn in range(400):
        content = bytearray(good)
        for _hit in range(rng.randint(1, 12)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            object_to_latex(bytes(content))
        except ValueError:
            continue


@pytest.mark.parametrize("mark", signs.EMBELLISHMENTS)
def test_every_embellishment_can_be_drawn(mark):
    draw_latex(mtef_to_latex(equation(char("a", VARIABLE, mark))))


EQ = [
    (r" \f(1;2)", r"\frac{1}{2}"),
    (r" \f(a,b)", r"\frac{a}{b}"),
    (r" \r(x)", r"\sqrt{x}"),
    (r" \r(3;x+1)", r"\sqrt[3]{x+1}"),
    (r" x\s\up4(2)", "x^{2}"),
    (r" x\s\do4(n)", "x_{n}"),
    (r" \b\lc\{(\a\al(x=1;y=2))", r"\left\{\begin{array}{l}x=1 \\ y=2\end{array}\right."),
    (r" \b\bc\[(x)", "[x]"),
    (r" \i(0;1;x)", r"\int_{0}^{1} x"),
    (r" \i\su(i;n;x)", r"\sum_{i}^{n} x"),
    (r" \x\to(AB)", r"\overline{AB}"),
    (r" \o(\s\up5(→);AB)", r"\overrightarrow{AB}"),
    (r" \f(\r(2);\f(1;2))", r"\frac{\sqrt{2}}{\frac{1}{2}}"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "latex"), EQ, ids=[source for source, _l in EQ])
def test_eq_fields(source, latex):
    assert eq_to_latex(source) == latex
    draw_latex(latex)


@pytest.mark.parametrize("source", [r" \f(1;2", r" \f" * 50 + "(" * 50])
def test_eq_fields_that_do_not_close(source):
    try:
        eq_to_latex(source)
    except ValueError:
        return


MATHML = [
    ("<mi>x</mi><mo>+</mo><mn>1</mn>", "x+1"),
    ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", r"\frac{1}{2}"),
    ("<msqrt><mi>x</mi></msqrt>", r"\sqrt{x}"),
    ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
    ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}"),
    ("<msubsup><mi>C</mi><mi>n</mi><mi>k</mi></msubsup>", "C_{n}^{k}"),
    ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>",
     r"\sum\limits_{i}^{n}"),
    ("<mover><mi>u</mi><mo>→</mo></mover>", r"\vec{u}"),
    ("<mfenced><mi>x</mi><mi>y</mi></mfenced>", "(x,y)"),
    ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
     r"\begin{matrix}a & b\end{matrix}"),
    ("<mi>sin</mi><mi>x</mi>", r"\sin x"),
    ("<mo>{</mo><mn>1</mn><mo>}</mo>", r"\{1\}"),
    ("<mtext>nếu</mtext>", r"\text{nếu}"),
    ("<semantics><mi>x</mi><annotation encoding='application/x-tex'>y^2</annotation>"
     "</semantics>", "y^2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "latex"), MATHML, ids=[latex for _m, latex in MATHML]
)
def test_mathml(inner, latex):
    element = etree.fromstring(f"<math>{inner}</math>")
    assert mathml.to_latex(element) == latex
    draw_latex(latex)
