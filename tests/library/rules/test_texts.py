"""Formulas inside typed text, tables typed as lines."""

import pytest

from library.rules.texts import bad_formulas, stored_html, table_rows


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<p>Cho $x^2$.</p>", '<p>Cho <span data-latex="x^2"></span>.</p>'),
        (
            r"<p>\(a<b\) và $c$ <b>$d$</b> e $f$</p>".replace("<b\\)", "&lt;b\\)"),
            '<p><span data-latex="a<b"></span> và <span data-latex="c"></span> '
            '<b><span data-latex="d"></span></b> e <span data-latex="f"></span></p>',
        ),
        ("<p>giá 5$</p>", "<p>giá 5$</p>"),
        ("<pre>$a$ b</pre>", "<pre>$a$ b</pre>"),
    ],
)
def test_typed_formulas_become_marks(typed, stored):
    found = stored_html(typed).replace("&lt;", "<")
    assert found == stored


def test_formulas_that_cannot_be_drawn_are_named():
    assert bad_formulas(r"<p>$x^2$ và $\frac{a}{$</p>") == [r"\frac{a}{"]
    assert bad_formulas(r"chữ $\khong$ và $y$") == [r"\khong"]


def test_tables_from_spreadsheets_and_bars():
    assert table_rows("x\ty\n1\t$x^2$") == [
        ["x", "y"],
        ["1", '<span data-latex="x^2"></span>'],
    ]
    assert table_rows("| a | b |\n\nc") == [["a", "b"], ["c", ""]]
    with pytest.raises(ValueError, match="too large"):
        table_rows("\t".join("abcdefghijklmnopqrstuvwxyz"))


def test_scripts_in_a_text_do_not_survive():
    assert "script" not in stored_html("<p>a<script>alert(1)</script>$x$</p>")
