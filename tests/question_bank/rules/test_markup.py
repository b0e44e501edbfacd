"""Editing stored HTML as plain text, there and back."""

import re

import pytest

from lms.core import html
from question_bank.rules.markup import from_markup, to_markup

CASES = [
    ("Một cộng một?", "Một cộng một?"),
    ('Tính <span data-latex="\\frac{1}{2}&lt;x"></span>.', r"Tính $\frac{1}{2}<x$."),
    ("<p>Dòng một</p><p>Dòng <b>hai</b></p>", "Dòng một\nDòng <b>hai</b>"),
    ("H<sub>2</sub>O và x<sup>2</sup>", "H<sub>2</sub>O và x<sup>2</sup>"),
    ("Giá 5$ hay 6$", r"Giá 5\$ hay 6\$"),
    ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
    (
        '<span data-latex="x^2" data-display="1"></span>',
        "$$x^2$$",
    ),
    ('Nước sôi ở <span data-gap="1"></span> độ', "Nước sôi ở [[1]] độ"),
]


@pytest.mark.parametrize(("stored", "text"), CASES)
def test_simple_texts_go_there_and_back(stored, text):
    stored = html.clean(stored)
    assert to_markup(stored) == text
    assert from_markup(text) == stored
    assert from_markup(text, before=stored) == stored


RICH = html.clean(
    "<p>Cho bảng</p><table><tr><td>1</td></tr></table>"
    '<p>và hình <img data-file="abcdef12" alt="đồ thị"> sau:</p>'
)


def test_pictures_and_tables_are_tokens_that_can_be_moved():
    text = to_markup(RICH)
    assert text == "Cho bảng\n[[bảng 1]]\nvà hình [[hình 2]] sau:"
    moved = from_markup("Hình [[hình 2]]\nrồi bảng\n[[bảng 1]]", before=RICH)
    assert moved == (
        '<p>Hình <img data-file="abcdef12" alt="đồ thị"></p><p>rồi bảng</p>'
        "<table><tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert from_markup("Không có gì", before=RICH) == "Không có gì"
    assert from_markup("[[hình 9]]x", before=RICH) == "x"


def test_an_unchanged_text_changes_nothing():
    assert from_markup(to_markup(RICH).replace("\n", "\r\n"), before=RICH) == RICH


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>x</b>",
        "$</span><script>alert(1)</script>$",
        '[[x" onload="alert(1)]]',
        "<u>không đóng",
    ],
)
def test_what_is_typed_stays_text(text):
    made = from_markup(text)
    assert "<script" not in made
    assert html.clean(made) == made
    assert not re.search(r"<[^>]*on(click|load)=", made)
