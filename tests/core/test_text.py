"""Vietnamese text."""

import unicodedata

import pytest

from lms.core.text import collation_key, fold, name_key, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường tròn", "duong tron"),
        (unicodedata.normalize("NFD", "Hoá học"), "hoa hoc"),
        ("ẴỘỸỮ", "aoyu"),
        ("x²", "x²"),
    ],
)
def test_fold_takes_marks_and_the_bar_of_d_away(text, folded):
    assert fold(text) == folded


def test_names_sort_by_the_given_name_and_the_vietnamese_alphabet():
    names = ["Lê Ánh", "Trần Ân", "Bùi Ăn", "Phạm Đào", "Ngô Dung", "Vũ An"]
    assert sorted(names, key=name_key) == [
        "Vũ An", "Lê Ánh", "Bùi Ăn", "Trần Ân", "Ngô Dung", "Phạm Đào",
    ]  # fmt: skip


def test_tones_decide_between_equal_letters():
    words = ["má", "mạ", "ma", "mã", "mà", "mả"]
    assert sorted(words, key=collation_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_squeeze_makes_one_form():
    assert squeeze("  Nguyê\u0303n\u00a0 Va\u0306n ") == "Nguyễn Văn"
