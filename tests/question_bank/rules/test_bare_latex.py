from itertools import pairwise

import pytest

from lms.core.errors import Problem
from question_bank.rules.formats.bare_latex import find_bare
from question_bank.rules.formats.paper.lines import Line, Piece
from question_bank.rules.formats.paper.typed_lines import with_formulas


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"4 \pi r l", [r"4 \pi r l"]),
        (r"wash\underline{ed}", [r"\underline{\text{ed}}"]),
        (r"Nếu \int^2_1 f(x) dx = -2 và \sqrt{3} thì", [r"\int^2_1 f(x) dx = -2", r"\sqrt{3}"]),
        (r"kiểu gen AA \times Aa.", [r"AA \times Aa"]),
        (r"là: V=\left(2a\right)^3=8a^3.", [r"V=\left(2a\right)^3=8a^3"]),
        (r"x = Acos(\omega*t+\varphi) với A > 0", [r"x = Acos(\omega*t+\varphi)"]),
        (r"A. 4 \pi r   B. 2 \pi r", [r"4 \pi r", r"2 \pi r"]),
        (r"A. \omega B. \varphi", [r"\omega", r"\varphi"]),
        (r"A.\int_{1}^{2} x dx", [r"\int_{1}^{2} x dx"]),
        (r"(với \alpha = 30)", [r"\alpha = 30"]),
        (r"f(\alpha)", [r"f(\alpha)"]),
        (r"hàm số, \frac{1}{2}, số", [r"\frac{1}{2}"]),
        (r"Mở C:\Users\Documents rồi", []),
        (r"\frac{1}{2", []),
        ("không có gì", []),
    ],
)  # fmt: skip
def test_a_formula_is_what_can_only_be_one(text, latex):
    found = find_bare(text)

    assert [one.latex for one in found] == latex
    for one, after in pairwise(found):
        assert one.stop <= after.start


def test_what_was_read_from_bare_text_is_said_and_what_was_not_too():
    problems = []
    line = Line((Piece(r"Cho \frac{1}{2} và \frac{1}{2"),), para=7)

    read = with_formulas(line, problems)

    assert [atom.text for atom in read.atoms("formula")] == [r"\frac{1}{2}"]
    assert problems == [
        Problem("formula_typed_bare", "paragraph 7", {"text": r"\frac{1}{2}"}),
        Problem("formula_as_text", "paragraph 7", {"text": r"\frac{1}{2"}),
    ]
