"""Words for a level, in the bank's own codes and as teachers write them."""

import pytest

from question_bank.rules.formats.paper.tags import level_of


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("biet", "biet"),
        ("hieu", "hieu"),
        ("van_dung", "van_dung"),
        ("VAN_DUNG", "van_dung"),
        ("Vận dụng", "van_dung"),
        ("Nhận biết", "biet"),
        ("Mức độ: Thông hiểu", "hieu"),
        ("VD", "van_dung"),
    ],
)
def test_a_level_is_known_by_its_code_and_by_its_words(text, level):
    found = level_of(text)
    assert found
    assert found[0] == level


@pytest.mark.parametrize("text", ["khó", "van_de", "_", ""])
def test_another_word_is_no_level(text):
    assert level_of(text) is None
