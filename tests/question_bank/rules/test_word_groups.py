"""Texts and instructions that several questions share."""

import re

import pytest

from lms.core.html import to_text
from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word


def plain(html):
    return re.sub(r"\s+", " ", to_text(html)).strip()


def read(word):
    return parse(word.save(), name="de.docx")


def questions(word, numbers, *, label="Câu {}."):
    for number in numbers:
        word.p((label.format(number), "b"), f" Câu hỏi số {number} là gì?")
        for letter in "ABCD":
            word.p((letter, "u" if letter == "A" else ""), f". Ý {letter}{number}.")


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("Đọc đoạn văn sau và trả lời các câu hỏi từ 2 đến 4:", [2, 3, 4]),
        ("Đọc đoạn trích sau và trả lời câu hỏi từ câu 2 đến câu 4.", [2, 3, 4]),
        ("Dựa vào thông tin dưới đây để trả lời câu 2, 3:", [2, 3]),
        ("Sử dụng thông tin sau để trả lời câu 2 và câu 3", [2, 3]),
        ("Dùng dữ kiện sau cho các câu 2, 3, 4:", [2, 3, 4]),
        ("Read the following passage and mark the letter A, B, C, or D on your answer "
         "sheet to indicate the correct answer to each of the questions from 2 to 4.",
         [2, 3, 4]),
        ("Read the passage and choose the best answers for questions 2-4.", [2, 3, 4]),
        ("Questions 2 to 4 refer to the following passage.", [2, 3, 4]),
        ("Cho bảng số liệu sau, trả lời câu 2 và 3:", [2, 3]),
    ],
)  # fmt: skip
def test_a_passage_goes_to_the_questions_it_names(opening, numbers):
    word = Word()
    questions(word, [1])
    word.p((opening, "b"))
    word.p("Nước là nguồn gốc của sự sống. Nước phủ phần lớn bề mặt Trái Đất.")
    word.p("Đoạn thứ hai của bài đọc nói về các đại dương.")
    questions(word, [2, 3, 4, 5])

    draft = read(word)

    assert [i.ref for i in draft.items if i.group] == [f"Câu {n}" for n in numbers]
    text = plain(draft.items[1].group_html)
    assert text.startswith(opening)
    assert text.endswith("Đoạn thứ hai của bài đọc nói về các đại dương.")
    assert len({i.group for i in draft.items if i.group}) == 1
    assert draft.items[1].group_where == "paragraph 6"
    assert [w for i in draft.items for w in i.warnings] == []
    assert draft.problems == ()


def test_instructions_of_an_english_paper_go_with_their_questions():
    word = Word()
    first = ("Mark the letter A, B, C, or D on your answer sheet to indicate the word "
             "whose underlined part differs from the other three in pronunciation.")  # fmt: skip
    second = ("Mark the letter A, B, C, or D on your answer sheet to indicate the word(s) "
              "CLOSEST in meaning to the underlined word(s).")  # fmt: skip
    word.p((first, "b i"))
    questions(word, [1, 2], label="Question {}:")
    word.p((second, "b i"))
    questions(word, [3], label="Question {}:")

    draft = read(word)

    assert [i.ref for i in draft.items] == ["Question 1", "Question 2", "Question 3"]
    assert [plain(i.group_html) for i in draft.items] == [first, first, second]
    assert [w for i in draft.items for w in i.warnings] == []


def test_a_passage_with_a_picture_and_a_table():
    word = Word()
    word.p("Dựa vào bảng số liệu sau, trả lời câu 1 và câu 2:")
    word.table([["Năm", "2010", "2020"], ["Dân số", "87", "97"]])
    word.picture()
    questions(word, [1, 2])

    draft = read(word)

    assert all("<table>" in i.group_html for i in draft.items)
    assert all('data-file="draft:' in i.group_html for i in draft.items)
    assert len(draft.images) == 1


def test_gaps_of_a_passage_without_stems():
    word = Word()
    word.p("Read the following passage and choose the word that best fits each of the "
           "numbered blanks from 1 to 2.")  # fmt: skip
    word.p("Water (1) ______ essential. We (2) ______ it every day.")
    for number, options in ((1, ["is", "are", "be", "am"]), (2, ["use", "used", "uses",
                                                               "using"])):  # fmt: skip
        word.p((f"Question {number}:", "b"), "\t",
               *[part for a, o in zip("ABCD", options, strict=True)
                 for part in ((f"{a}.", "b u" if a == "A" else "b"), f" {o}\t")])  # fmt: skip

    draft = read(word)

    assert [[o.html for o in i.options] for i in draft.items] == [
        ["is", "are", "be", "am"],
        ["use", "used", "uses", "using"],
    ]
    assert [i.key for i in draft.items] == [{"choice": ["A"]}] * 2
    assert [i.stem_html for i in draft.items] == ["", ""]
    assert [w for i in draft.items for w in i.warnings] == []


def test_orders_to_the_candidates_are_no_passage():
    word = Word()
    word.p(("PHẦN I.", "b"), " Thí sinh trả lời từ câu 1 đến câu 2. Mỗi câu hỏi thí sinh "
           "chỉ chọn một phương án.")  # fmt: skip
    questions(word, [1, 2])
    word.p(("PHẦN III.", "b"))
    word.p("Thí sinh trả lời từ câu 1 đến câu 1. Trả lời ngắn.")
    word.p("Câu 1. Tính tổng.")
    word.p("Đáp án: 5")

    draft = read(word)

    assert [i.group for i in draft.items] == [None, None, None]
    assert [i.kind for i in draft.items] == ["choose_one", "choose_one", "short_answer"]
    assert draft.problems == ()


def test_a_passage_without_questions_is_reported():
    word = Word()
    questions(word, [1])
    word.p("Đọc đoạn văn sau và trả lời các câu hỏi từ 7 đến 9:")
    word.p("Đoạn văn.")

    draft = read(word)

    assert [p.code for p in draft.problems] == ["group_unused"]


def test_marked_groups():
    word = Word()
    word.p("[<sg>]")
    word.p("Questions {<1>} – {<2>} refer to the following passage.")
    word.p("The sea is deep.")
    word.p("[<egc>]")
    for number in (1, 2):
        word.p(f"(<{number}>) What is deep in text {number}?")
        for letter in "ABCD":
            word.p((f"{letter}.", "u" if letter == "D" else ""), f" Word {letter}")
        word.p("[<br>]")
    word.p("[</sg>]")
    word.p("Thủ đô nước ta?")
    for letter in "ABCD":
        word.p((f"{letter}.", "u" if letter == "B" else ""), f" Nơi {letter}")

    draft = read(word)

    assert [(plain(i.stem_html), i.key, bool(i.group)) for i in draft.items] == [
        ("What is deep in text 1?", {"choice": ["D"]}, True),
        ("What is deep in text 2?", {"choice": ["D"]}, True),
        ("Thủ đô nước ta?", {"choice": ["B"]}, False),
    ]
    assert "The sea is deep." in plain(draft.items[0].group_html)
