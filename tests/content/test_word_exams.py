"""The Word exams: real questions, equations and pictures, and keys that are right."""

import re
from fractions import Fraction
from itertools import product
from math import comb, isqrt

import docx
import pytest
from docx.oxml.ns import qn

from tests.content.arithmetic import comma, far, pair, quartiles, roots, vertex
from tests.content.sources import DEMO

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MINUS = "\u2212"
DICE = list(product(range(1, 7), repeat=2))


def exam(name):
    return docx.Document(DEMO / "word" / name)


def is_underlined(run):
    mark = run.find(f"{qn('w:rPr')}/{qn('w:u')}")
    return mark is not None


def pieces(paragraph):
    """Yield (text, underlined): runs of text, and equations without their brackets."""
    for child in paragraph._p:
        if child.tag == qn("w:r"):
            text = "".join(t.text or "" for t in child.iter(qn("w:t"), qn("w:tab")))
            yield (
                text if child.find(qn("w:tab")) is None else "\t",
                is_underlined(child),
            )
        elif child.tag == f"{MATH}oMath":
            yield "".join(t.text or "" for t in child.iter(f"{MATH}t")), False


def keys(name):
    """Return one list a question: the texts of its underlined options."""
    found = []
    for paragraph in exam(name).paragraphs:
        parts = list(pieces(paragraph))
        line = "".join(text for text, _u in parts)
        if line.startswith("Câu "):
            found.append([])
        options = re.split(r"\t|(?:^|(?<=\t))[A-Da-d][.)] ", line)
        marked = [text for text, u in parts if u and re.fullmatch("[A-Da-d]", text)]
        for letter in marked:
            place = re.search(rf"(?:^|\t){letter}[.)] ([^\t]*)", line)
            found[-1].append(place[1].strip() if letter.isupper() else letter)
        assert options
    return found


def plain(latex):
    """Return the letters of an equation as the Word file holds them, brackets off."""
    return re.sub(r"[$()\[\]{}^\\]", "", latex).replace("-", MINUS)


def test_quarter_of_an_hour_has_right_keys_and_two_deliberate_faults():
    assert vertex(1, -2, -3) == (1, -4)  # the picture of question 5

    assert keys("toan-10-15-phut.docx") == [
        [plain("y=-x^2+3x")],
        [plain(pair(*vertex(1, 2, -3)))],
        [f"x={vertex(2, -8, 1)[0]}"],
        [f"{MINUS}∞;{vertex(-1, 4, 0)[0]}"],
        [plain("y=x^2-2x-3")],
        [str(vertex(1, -6, 10)[1])],
        [],  # no key, on purpose: 1 < x < 2 would be right
        [";".join(plain(str(x)) for x in roots(1, 0, -4))],
        [plain("-1;2"), "2"],  # two options marked, on purpose: {2} is right
        [f"{vertex(-5, 10, 2)[1]} m"],
    ]
    assert roots(1, -3, 2) == [1, 2]
    assert [x for x in roots(1, -1, -2) if x >= 0] == [2]


def test_three_part_paper_has_right_keys():
    found = keys("toan-10-ba-phan.docx")

    assert found[:12] == [
        ["“∀x∈\N{DOUBLE-STRUCK CAPITAL R}, x2" + MINUS + "x≥0”"],
        [f"{max(-1, 2)};{min(4, 6)}"],
        ["4;1"],
        [f"{MINUS}12"],  # minus one half, the fraction written flat
        [str(6 * 8 // 4)],  # half of 6·8·sin 30°
        ["AC"],
        [plain(pair(1 - 2, -3 - 5))],
        ["5"],
        [f"{MINUS}∞;3"],
        ["5;1"],
        [plain("-3;4")],
        [str(comb(6, 2))],
    ]
    assert [
        point
        for point in [(0, 0), (1, 1), (2, 1), (4, 1)]
        if point[0] - 2 * point[1] > 1
    ] == [(4, 1)]


def test_statements_of_the_three_part_paper_are_marked_rightly():
    third = isqrt(3**2 + 8**2 - 3 * 8)
    cosine = Fraction(3**2 + third**2 - 8**2, 2 * 3 * third)
    white, all_pairs = comb(7, 2), comb(10, 2)
    truths = [
        (third == 7, Fraction(3 * 8, 4) == 6, cosine == Fraction(1, 7), cosine < 0),
        (
            vertex(-1, 4, 5)[0] != 2,
            vertex(-1, 4, 5) == (2, 9),
            roots(-1, 4, 5) == [-1, 5],
            -(2**2) + 4 * 2 + 5 > 0,
        ),
        (
            True,
            3 * 2 - 4 * -3 + 2 == 0,
            far((2, -3), (3, -4, 2)) == 4,
            3 * 4 - 4 * 3 == 0 and 4 * 2 + 3 * -3 + 1 == 0,
        ),
        (
            all_pairs == 45,
            Fraction(white, all_pairs) == Fraction(7, 15),
            1 - Fraction(white, all_pairs) == Fraction(1, 3),
            Fraction(7 * 3, all_pairs) == Fraction(7, 15),
        ),
    ]

    assert keys("toan-10-ba-phan.docx")[12:16] == [
        [c for c, is_true in zip("abcd", truth, strict=True) if is_true]
        for truth in truths
    ]


def test_short_answers_of_the_three_part_paper_are_right():
    answers = [
        p.text.removeprefix("Đáp án: ")
        for p in exam("toan-10-ba-phan.docx").paragraphs
        if p.text.startswith("Đáp án: ")
    ]
    data = [1, 3, 4, 6, 9, 10, 12, 15]

    assert answers == [
        str(2**6),
        str(3 * 6 // 2),
        comma(quartiles(data)[2] - quartiles(data)[0]),
        str(max(x * (30 - x) for x in range(31))),
        str(comb(4, 2) * 3**2),
        comma(Fraction(sum(a * b % 2 for a, b in DICE), 36)),
    ]
    assert max(map(len, answers)) <= 4


def test_primary_paper_is_right_and_worth_ten():
    text = "\n".join(p.text for p in exam("toan-4-cuoi-ki-1.docx").paragraphs)
    questions, guide = text.split("HƯỚNG DẪN CHẤM")
    points = re.findall(r"^Câu \d+\. \(([\d,]+) điểm\)", questions, re.MULTILINE)

    assert keys("toan-4-cuoi-ki-1.docx")[:6] == [
        ["4 060 502"],
        ["70 000"],
        ["góc tù"],
        [f"{2 * 100 + 5} kg"],
        ["thế kỉ XXI"],
        ["600 000"],
    ]
    assert sum(float(p.replace(",", ".")) for p in points) == 10
    for value in (
        245_318 + 62_451,
        586_204 - 231_152,
        318 + 475 + 182 + 25,
        (480 + 60) // 2,
        (480 - 60) // 2,
        22 * 14,
    ):
        assert f"{value:,}".replace(",", " ") in guide
    assert (22 + 14, 22 - 14) == (36, 8)


@pytest.mark.parametrize(
    ("name", "questions", "equations", "pictures"),
    [
        ("toan-10-15-phut.docx", 10, 40, 1),
        ("toan-10-ba-phan.docx", 22, 70, 0),
        ("toan-4-cuoi-ki-1.docx", 14, 0, 1),
    ],
)
def test_the_files_are_small_and_rich(name, questions, equations, pictures):
    document = exam(name)
    body = document.element.body
    labels = [p for p in document.paragraphs if re.match(r"Câu \d+\.", p.text)]

    assert len(labels) == questions
    assert len(list(body.iter(f"{MATH}oMath"))) >= equations
    assert len(document.inline_shapes) == pictures
    assert all(d.get("descr") for d in body.iter(qn("wp:docPr")))
    assert (DEMO / "word" / name).stat().st_size < 80_000
