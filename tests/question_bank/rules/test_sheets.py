"""Question sheets: our template, and the sheets that other tools and teachers make."""

import io

import openpyxl
import pytest

from question_bank.rules.formats.xlsx import parse

STEM = "Thủ đô của Việt Nam là thành phố nào?"
OPTIONS = ["Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ"]
HEAD = ["STT", "Câu hỏi", "A", "B", "C", "D", "Đáp án"]


def read(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return parse(out.getvalue(), name="bang.xlsx")


def keyed(key, options=OPTIONS):
    return read(HEAD, [1, STEM, *options, key]).items[0]


def codes(item):
    return [warning.code for warning in item.warnings]


@pytest.mark.parametrize(
    "key", ["B", "b", "B.", "2", 2, "Hà Nội", "Phương án 2", "Đáp án B", "Option 2"]
)
def test_a_key_names_an_option_by_letter_place_or_text(key):
    item = keyed(key)

    assert (item.kind, item.key, codes(item)) == ("choose_one", {"choice": ["B"]}, [])
    assert [option.html for option in item.options] == OPTIONS


@pytest.mark.parametrize("key", ["A, C", "1,3", "A và C", "AC"])
def test_a_key_names_several_options(key):
    item = keyed(key)

    assert (item.kind, item.key) == ("choose_many", {"choice": ["A", "C"]})
    assert codes(item) == ["choose_many_taken"]


@pytest.mark.parametrize("key", ["E", "5", "Hải Phòng", "không rõ"])
def test_a_key_that_names_no_option_is_said_and_the_row_is_kept(key):
    paper = read(HEAD, [1, STEM, *OPTIONS, key], [2, STEM, *OPTIONS, "A"])

    first, second = paper.items
    assert (first.key, codes(first)) == (None, ["key_not_an_option"])
    assert first.warnings[0].where == "row 2"
    assert second.key == {"choice": ["A"]}


def test_a_number_that_is_a_place_and_another_option_is_no_key():
    item = keyed("4", ["2", "4", "6", "8"])

    assert (item.key, codes(item)) == (None, ["key_two_meanings"])
    assert item.warnings[0].details == {"value": "4", "named": "D", "same": "B"}


def test_a_number_that_is_the_text_at_its_own_place_is_a_key():
    assert keyed("2", ["1", "2", "3", "4"]).key == {"choice": ["B"]}


@pytest.mark.parametrize("key", ["ĐSĐ", "có lẽ"])
def test_truth_that_cannot_be_read_keeps_the_row(key):
    item = read(
        ["Loại", "Câu hỏi", "Ý a", "Ý b", "Ý c", "Ý d", "Đáp án"],
        ["Đúng/Sai", "Xét các ý sau.", *OPTIONS, key],
    ).items[0]

    assert (item.kind, item.key) == ("true_false_cluster", None)
    assert codes(item) == ["key_unreadable"]


def test_a_quiz_sheet_with_types_in_english():
    head = ["Question Text", "Question Type", *[f"Option {i}" for i in range(1, 5)],
            "Correct Answer", "Time in seconds", "Image Link"]  # fmt: skip
    items = read(
        head,
        [STEM, "Multiple Choice", *OPTIONS, 2, 30, None],
        [STEM, "Checkbox", *OPTIONS, "1,3", 20, None],
        ["Năm thống nhất?", "Fill-in-the-Blank", "1975", "năm 1975"],
        ["Nêu ý kiến.", "Open-Ended"],
    ).items

    assert [(item.kind, item.key) for item in items] == [
        ("choose_one", {"choice": ["B"]}),
        ("choose_many", {"choice": ["A", "C"]}),
        ("short_text", {"accepted": ["1975", "năm 1975"], "tolerance": None}),
        ("essay", None),
    ]
    assert [item.seconds for item in items] == [30, 20, None, None]


def test_a_quiz_sheet_with_limits_in_its_headings():
    head = ["", "Question - max 120 characters",
            *[f"Answer {i} - max 75 characters" for i in range(1, 5)],
            "Time limit (sec) – 5, 10, 20 secs", "Correct answer(s) - at least one"]  # fmt: skip
    item = read(["Quiz"], [], head, [1, STEM, *OPTIONS, 20, 2]).items[0]

    assert (item.key, item.seconds) == ({"choice": ["B"]}, 20)


def test_options_below_the_stem_in_one_cell():
    text = "\n".join(
        [STEM, *[f"{a}. {t}" for a, t in zip("ABCD", OPTIONS, strict=True)]]
    )
    item = read(["Câu hỏi", "Đáp án"], [text, "B"]).items[0]

    assert (item.kind, item.key) == ("choose_one", {"choice": ["B"]})
    assert item.stem_html == STEM
    assert [option.html for option in item.options] == OPTIONS


def test_kinds_side_by_side_in_one_sheet():
    head = ["Loại câu", "Nội dung câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án D",
            "Đáp án đúng"]  # fmt: skip
    items = read(
        head,
        ["TN", STEM, *OPTIONS, "A"],
        ["ĐS", "Xét các ý.", *OPTIONS, "ĐSSĐ"],
        ["TLN", "Tính.", "", "", "", "", 2.5],
        ["TL", "Viết đoạn văn."],
    ).items

    assert [item.kind for item in items] == [
        "choose_one", "true_false_cluster", "short_answer", "essay",
    ]  # fmt: skip
    assert items[1].key["truth"] == {"a": True, "b": False, "c": False, "d": True}
    assert items[2].key["accepted"] == ["2,5"]


TEMPLATE = ["code", "kind", "stem", "A", "B", "C", "D", "key"]


def coded(code, stem=STEM, key="B"):
    return [code, "choose_one", stem, *OPTIONS, key]


def test_a_code_seen_again_with_the_same_content_counts_once():
    paper = read(TEMPLATE, coded("Q1"), coded("Q2"), coded("Q1"))

    assert [item.code for item in paper.items] == ["Q1", "Q2"]
    assert paper.skipped == ()


def test_rows_of_one_code_that_differ_are_all_skipped():
    paper = read(TEMPLATE, coded("Q1"), coded("Q2"), coded("Q1", key="C"))

    assert [item.code for item in paper.items] == ["Q2"]
    assert [(s.problem.code, s.problem.where) for s in paper.skipped] == [
        ("duplicate_key", "row 2"),
        ("duplicate_key", "row 4"),
    ]


def test_the_stem_of_our_template_is_kept_as_it_stands():
    stem = "Câu hỏi số 1: ai là tác giả?"

    assert read(TEMPLATE, coded("Q1", stem)).items[0].stem_html == stem
