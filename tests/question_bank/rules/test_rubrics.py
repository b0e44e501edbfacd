from decimal import Decimal

import pytest

from question_bank.errors import BadItem
from question_bank.rules.rubrics import (
    check_rubric,
    read_rubric,
    rubric_total,
    show_rubric,
    with_rubric,
)


@pytest.mark.parametrize(
    ("line", "title", "points"),
    [
        ("Mở bài: 0,5", "Mở bài", "0.5"),
        ("- Nêu được luận điểm (1,25 điểm)", "Nêu được luận điểm", "1.25"),
        ("Chính tả, ngữ pháp 0.25đ", "Chính tả, ngữ pháp", "0.25"),
        ("Trình bày – 1", "Trình bày", "1"),
        ("Sáng tạo", "Sáng tạo", ""),
        ("Giải thích H2O", "Giải thích H2O", ""),
        ("0,5", "0,5", ""),
    ],
)
def test_a_criterion_a_line(line, title, points):
    assert read_rubric(line) == [{"title": title, "points": points}]


def test_what_is_shown_is_read_again():
    key = with_rubric({}, "Mở bài: 0,5\nThân bài: 1")
    assert with_rubric(key, show_rubric(key)) == key
    assert rubric_total(key) == Decimal("1.5")
    assert with_rubric(key, "") == {}


def test_a_criterion_without_points_is_refused():
    check_rubric({"rubric": [{"title": "a", "points": "1"}]})
    for points in ("", "0"):
        with pytest.raises(BadItem) as refused:
            check_rubric({"rubric": [{"title": "Sáng tạo", "points": points}]})
        assert refused.value.code == "criterion_without_points"
