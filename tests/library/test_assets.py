"""Styles of pages with formulas: one file made of two."""

from django.contrib.staticfiles import finders


def text(name):
    with open(finders.find(name), encoding="utf-8") as stream:  # noqa: PTH123
        return stream.read()


def test_the_joined_stylesheet_holds_both():
    joined = text("library/library-math.css")
    katex = text("core/katex/katex.min.css").replace(
        "url(fonts/", "url(../core/katex/fonts/"
    )
    assert joined.split("\n", 1)[1] == text("library/library.css") + katex
