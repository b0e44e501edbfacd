"""Choice questions in Word come out whole, whatever the layout."""

import re

import pytest

from lms.core.html import to_text
from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.layouts import LAYOUTS
from tests.question_bank.rules.word import Word, bank

HARMLESS = {"option_without_text"}


def plain(html):
    return re.sub(r"\s+", " ", to_text(html)).strip()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_question_comes_out_with_options_and_key(layout):
    word, questions = Word(), bank()
    layout(word, questions)

    draft = parse(word.save(), name="de.docx")

    found = [
        (
            plain(item.stem_html),
            [plain(option.html) for option in item.options],
            (item.key or {}).get("choice"),
        )
        for item in draft.items
    ]
    assert found == [
        (re.sub(r"\s+", " ", q.stem), q.options, [q.key]) for q in questions
    ]
    assert [w for item in draft.items for w in item.warnings] == []
    assert draft.problems == ()
    assert draft.skipped == ()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_no_option_shows_that_it_is_the_key(layout):
    word, questions = Word(), bank()
    layout(word, questions)

    draft = parse(word.save(), name="de.docx")

    for item in draft.items:
        for option in item.options:
            assert "<b>" not in option.html
            assert "<u>" not in option.html
