import pytest

from lms.curriculum.rules.spelling import spelling_key, without_grade


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hóa học", "Hoá học"),
        ("Vật lý", "Vật lí"),
        ("Mỹ thuật", "Mĩ thuật"),
        ("Địa lý", "ĐỊA LÍ"),
        ("Môn Toán", "Toán"),
        ("Lịch sử và Địa lý", "lịch sử  và địa lí"),
        ("GDKT&PL", "gdkt & pl"),
        ("Hoá học".encode().decode(), "Hoa\u0301 học"),  # decomposed
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert spelling_key(one) == spelling_key(other)


def test_names_of_two_subjects_have_two_keys():
    names = ["Ngoại ngữ 1", "Ngoại ngữ 2", "Tin học", "Tin học và Công nghệ", "Lịch sử"]

    assert len({spelling_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("toan 10", "toan"),
        ("toan lop 6", "toan"),
        ("toan", "toan"),
        ("ngoai ngu 1", "ngoai ngu"),
        ("toan 13", "toan 13"),
    ],
)
def test_a_grade_at_the_end_falls_away(key, bare):
    assert without_grade(key) == bare
