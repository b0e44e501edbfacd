"""Words as search keys."""

import unicodedata

import pytest

from library.rules.words import exact_key, is_plain, query_terms, term_weights


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoá", "hóa"),
        ("thuỷ", "thủy"),
        ("HÓA", "hóa"),
        (unicodedata.normalize("NFD", "đường"), "đường"),
        ("Đạo", "đạo"),
    ],
)
def test_spellings_of_one_word_have_one_key(one, other):
    assert exact_key(one) == exact_key(other)


@pytest.mark.parametrize(("one", "other"), [("hoa", "hoá"), ("ca", "cá"), ("da", "đa")])
def test_different_words_have_different_keys(one, other):
    assert exact_key(one) != exact_key(other)


def test_queries_and_weights():
    assert query_terms("HÀM số, hàm  SO") == [("ham", "=ham1"), ("so", "=sô4")]
    assert query_terms(" ,. ") == []
    assert is_plain("duong")
    assert not is_plain("đường")
    weights = term_weights([("Hàm số", 24), ("số số hàm", 1)])
    assert weights == {"ham": 25, "=ham1": 25, "so": 26, "=sô4": 26}
