"""Cleaning and drawing HTML."""

import pytest

from lms.core import html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='//host/x'>x</a>",
    "<a href='vbscript:1'>x</a>",
    "<p style='background:url(http://host)'>x</p>",
    "<p style='color:expression(alert(1))'>x</p>",
    "<form action='http://host'><input name=a><button>x</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<object data='x'></object><embed src='x'>",
    "<base href='http://host/'><meta http-equiv=refresh content='0;url=http://host'>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markup_becomes_inert(source):
    safe = html.clean(f"<p>trước</p>{source}<p>sau</p>")
    lowered = safe.lower()
    for word in ("script", "onerror", "onload", "url(", "expression", "//host", "src="):
        assert word not in lowered
    assert "trước" in safe
    assert html.clean(safe) == safe


def test_what_a_teacher_writes_stays():
    source = (
        '<p style="text-align:center">Cho <b>tam giác</b> <i>ABC</i>, '
        'H<sub>2</sub>O, x<sup>2</sup> <a href="https://a.vn/?a=1&amp;b=2">xem</a></p>'
        "<table><tr><th>x</th><td colspan=2>1 &lt; 2</td></tr></table>"
    )
    safe = html.clean(source)
    for part in ("<b>tam giác</b>", "H<sub>2</sub>O", "1 &lt; 2", 'colspan="2"'):
        assert part in safe
    assert 'href="https://a.vn/?a=1&amp;b=2"' in safe


def test_formulas_survive_cleaning_and_are_drawn():
    stored = html.from_text(r"Tính $\frac{1}{2}<x$ và \(\sqrt{2}\).")
    assert html.to_text(stored) == r"Tính $\frac{1}{2}<x$ và $\sqrt{2}$."
    drawn = html.render(stored)
    assert drawn.count('class="katex"') == 2
    assert "data-latex" not in drawn


def test_a_formula_that_cannot_be_read_is_shown_as_typed():
    assert html.render(html.from_text(r"$\frac{1$")) == (
        '<code class="math-bad">\\frac{1</code>'
    )


def test_pictures_need_an_address_from_us():
    stored = html.clean('<p>Hình <img data-file="abcdef123" alt="đồ thị" src="x"></p>')
    assert stored == '<p>Hình <img data-file="abcdef123" alt="đồ thị"></p>'
    assert html.render(stored) == "<p>Hình đồ thị</p>"
    shown = html.render(stored, file_url=lambda code: f"/tap-tin/{code}")
    assert 'src="/tap-tin/abcdef123"' in shown
    assert html.file_codes(stored) == ["abcdef123"]


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Tính $x^2$ & y", 0, "Tính [x^2] &amp; y"),
        ("<b>1</b> < 2", 0, "&lt;b&gt;1&lt;/b&gt; &lt; 2"),
        ("Giá 5$ thôi", 0, "Giá 5$ thôi"),
        ("Tính tổng", 4, "Tính…"),
        ("Tính $x^2+1$ rồi", 7, "Tính …"),  # half a formula is none
        ("Tính $x^2$ rồi", 8, "Tính [x^2]…"),
        ("Tính", 4, "Tính"),
    ],
)
def test_a_text_is_drawn_and_cut_beside_its_formulas(text, most, shown):
    drawn = html.draw_text(text, most=most)
    for latex in ("x^2", "x^2+1"):
        drawn = drawn.replace(html.render_latex(latex), f"[{latex}]")
    assert drawn == shown


def test_a_sound_keeps_its_code_and_how_often_it_may_be_heard():
    stored = '<p><span data-sound="abcdef12" data-plays="2"></span></p>'
    assert html.clean(stored) == stored
    assert html.sound_codes(stored) == ["abcdef12"]
    drawn = html.render(stored, file_url=lambda code: f"/tep/{code}")
    assert 'class="sound"' in drawn
    assert 'src="/tep/abcdef12"' in drawn
    assert "audio" not in html.render(stored)
    assert html.to_text(stored) == ""


@pytest.mark.parametrize(
    "hostile",
    [
        '<span data-sound="../x" data-plays="2"></span>',
        '<span data-sound="javascript:alert(1)"></span>',
        '<span data-plays="2"></span>',
    ],
)
def test_a_sound_of_no_stored_file_is_none(hostile):
    assert html.clean(hostile) == "<span></span>"


def test_nothing_can_be_put_into_a_player():
    stored = html.clean(
        '<span data-sound="abcdef12"><img data-file="abcdef13"> x</span>'
    )
    drawn = html.render(stored, file_url=lambda code: f"/tep/{code}")
    assert drawn.count("src=") == 1
    assert html.render(html.clean('<audio src="http://host/a.mp3"></audio>')) == ""
