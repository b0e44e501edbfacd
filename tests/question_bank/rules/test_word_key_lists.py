"""The key of a whole paper in running lines, with its title, behind it, or bare."""

import pytest

from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word, bank

KEYS = "BCDBAC"
PARTS = (
    "PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn",
    "PHẦN II. Câu trắc nghiệm đúng sai",
    "PHẦN III. Câu trắc nghiệm trả lời ngắn",
)


def ask(word, questions):
    for q in questions:
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip("ABCD", q.options, strict=True):
            word.p(f"{letter}. {text}")


def ask_clusters(word):
    for number in (1, 2):
        word.p((f"Câu {number}.", "b"), f" Xét các phát biểu về bình số {number}:")
        for letter in "abcd":
            word.p(f"{letter}) Phát biểu {letter} về bình này.")


def ask_values(word):
    for number in (1, 2, 3):
        word.p((f"Câu {number}.", "b"), f" Tính giá trị của biểu thức số {number}.")


def read(word):
    return parse(word.save(), name="de.docx")


def letters(paper):
    return "".join((item.key or {"choice": "-"})["choice"][0] for item in paper.items)


def warnings(paper):
    return [w.code for item in paper.items for w in item.warnings]


@pytest.mark.parametrize(
    "lines",
    [
        ["Đáp án: 1.B 2.C 3.D 4.B 5.A 6.C"],
        ["Đáp án: 1-B; 2-C; 3-D; 4-B; 5-A; 6-C."],
        ["ĐÁP ÁN: 1B 2C 3D 4B 5A 6C"],
        ["ĐÁP ÁN 1B 2C 3D 4B 5A 6C"],
        ["(Đáp án: 1B, 2C, 3D, 4B, 5A, 6C)"],
        ["ĐÁP ÁN:\t1.B\t2.C\t3.D\t4.B\t5.A\t6.C"],
        ["BẢNG ĐÁP ÁN: 1-B; 2-C; 3-D; 4-B; 5-A; 6-C"],
        ["Đáp án trắc nghiệm (mỗi câu 0,5 điểm): 1-B, 2-C, 3-D, 4-B, 5-A, 6-C"],
        ["Key: 1→B, 2→C, 3→D, 4→B, 5→A, 6→C"],
        ["Answer key: 1-3: BCD 4-6: B A C"],
        ["Đáp án: BCDBAC"],
        ["ĐÁP ÁN", "B C D B A C"],
        ["ĐÁP ÁN", "B, C, D,", "B, A, C"],
        ["Đáp án: 1.B 2.C 3.D", "4.B 5.A 6.C"],
        ["Đáp án đề kiểm tra:", "1. B", "2. C", "3. D", "4. B", "5. A", "6. C"],
        ["Đáp án", "Câu 1: B", "Câu 2: C", "Câu 3: D", "Câu 4: B", "Câu 5: A", "Câu 6: C"],
        ["ĐÁP ÁN", "Phần trắc nghiệm: 1.B 2.C 3.D 4.B 5.A 6.C"],
        ["--- HẾT ---", "1.B 2.C 3.D 4.B 5.A 6.C"],
        ["--- HẾT ---", "1.B 2.C", "3.D 4.B", "5.A 6.C"],
        ["--- HẾT ---", "1.B", "2.C", "3.D", "4.B", "5.A", "6.C"],
        ["1.B 2.C 3.D 4.B 5.A 6.C"],
    ],
)  # fmt: skip
def test_a_key_in_running_lines_reaches_its_questions(lines):
    word = Word()
    ask(word, bank())
    for line in lines:
        word.p(line)

    paper = read(word)

    assert (letters(paper), warnings(paper), paper.problems) == (KEYS, [], ())
    assert paper.items[-1].options[-1].html == "lesson"


@pytest.mark.parametrize(
    "lines",
    [
        ["ĐÁP ÁN", "PHẦN I", "1.B 2.C 3.D 4.B 5.A 6.C", "PHẦN II", "1. ĐSĐS 2. SĐSĐ",
         "PHẦN III", "Câu 1: 0,25; Câu 2: -1,5; Câu 3: 1975"],
        ["ĐÁP ÁN", "PHẦN I: 1.B 2.C 3.D 4.B 5.A 6.C", "PHẦN II: 1. ĐSĐS; 2. SĐSĐ",
         "PHẦN III: 1. 0,25; 2. -1,5; 3. 1975"],
        ["HẾT", "Phần I: 1B 2C 3D 4B 5A 6C", "Phần II: Câu 1: ĐSĐS, Câu 2: SĐSĐ",
         "Phần III: Câu 1: 0,25, Câu 2: -1,5, Câu 3: 1975"],
        ["HẾT", "Phần I", "1B 2C 3D 4B 5A 6C", "Phần II", "1-ĐSĐS 2-SĐSĐ", "Phần III",
         "1. 0,25", "2. -1,5", "3. 1975"],
        ["Đáp án phần I: 1B 2C 3D 4B 5A 6C", "Đáp án phần II: 1-ĐSĐS, 2-SĐSĐ",
         "Đáp án phần III: 1) 0,25; 2) -1,5; 3) 1975"],
        ["ĐÁP ÁN", "Phần I", "1B 2C 3D 4B 5A 6C", "Phần II",
         "1. a-Đ, b-S, c-Đ, d-S; 2. a-S, b-Đ, c-S, d-Đ", "Phần III",
         "1. 0,25 2. -1,5 3. 1975"],
    ],
)  # fmt: skip
def test_the_key_of_a_paper_of_three_parts(lines):
    word = Word()
    for title, write in zip(
        PARTS, (lambda w: ask(w, bank()), ask_clusters, ask_values), strict=True
    ):
        word.p((title, "b"))
        write(word)
    for line in lines:
        word.p(line)

    assert_three_parts(read(word))


@pytest.mark.parametrize("title", ["Đáp án:", "ĐÁP ÁN PHẦN {}:"])
def test_a_key_behind_each_part_does_not_end_the_paper(title):
    word = Word()
    keys = ("1B 2C 3D 4B 5A 6C", "1. ĐSĐS 2. SĐSĐ", "1. 0,25; 2. -1,5; 3. 1975")
    writers = (lambda w: ask(w, bank()), ask_clusters, ask_values)
    for name, write, numeral, key in zip(
        PARTS, writers, ("I", "II", "III"), keys, strict=True
    ):
        word.p((name, "b"))
        write(word)
        word.p(f"{title.format(numeral)} {key}")

    assert_three_parts(read(word))


def assert_three_parts(paper):
    truth = {"a": True, "b": False, "c": True, "d": False}
    assert letters_of(paper.items[:6]) == KEYS
    assert [item.key for item in paper.items[6:8]] == [
        {"truth": truth},
        {"truth": {code: not value for code, value in truth.items()}},
    ]
    values = [item.key["accepted"] for item in paper.items[8:]]
    assert values == [["0,25"], ["-1,5"], ["1975"]]
    assert (warnings(paper), paper.problems) == ([], ())


def letters_of(items):
    return "".join(item.key["choice"][0] for item in items)


def test_questions_behind_the_key_of_a_topic_are_questions():
    word = Word()
    ask(word, bank()[:3])
    word.p("Đáp án: 1.B 2.C 3.D")
    ask(word, bank()[3:])
    word.p("Đáp án: 4.B 5.A 6.C")

    paper = read(word)

    assert (letters(paper), warnings(paper), paper.problems) == (KEYS, [], ())


def test_a_second_paper_in_the_file_is_not_taken_for_solutions():
    word = Word()
    for start in (0, 3):
        word.p((f"ĐỀ SỐ {start // 3 + 1}", "b"), align="center")
        questions = bank()[start : start + 3]
        for number, question in enumerate(questions, start=1):
            question.number = number
        ask(word, questions)
        word.p(("ĐÁP ÁN", "b"), align="center")
        word.table([[f"{i}.{q.key}" for i, q in enumerate(questions, start=1)]])

    paper = read(word)

    assert (letters(paper), len(paper.items)) == (KEYS, 6)


def test_solutions_that_judge_options_stay_solutions():
    word = Word()
    ask(word, bank()[:3])
    word.p(("HƯỚNG DẪN GIẢI", "b"), align="center")
    for number, key in enumerate("BCD", start=1):
        word.p((f"Câu {number}.", "b"), " Xét lần lượt từng phương án một:")
        for letter in "ABCD":
            word.p(f"{letter}. {'Đúng' if letter == key else 'Sai'} vì đã học.")
        word.p(f"Chọn {key}.")

    paper = read(word)

    assert (letters(paper), len(paper.items)) == ("BCD", 3)


def test_the_pairs_of_a_matching_question_are_its_own():
    word = Word()
    ask(word, bank()[:4])
    word.p(("Câu 5.", "b"), " Nối cột A với cột B.")
    for text in ("1. Nước", "2. Khí", "3. Đất", "4. Lửa"):
        word.p(text)
    word.p("Đáp án: 1-B, 2-A, 3-C, 4-D")

    assert letters_or_none(read(word)) == [None] * 4


def test_numbers_listed_in_a_question_are_no_key():
    word = Word()
    ask(word, bank()[:2])
    word.p(("Câu 3.", "b"), " Cho các số liệu sau:")
    for text in ("1. 5", "2. 7", "3. 9"):
        word.p(text)
    word.p("Giá trị lớn nhất là bao nhiêu?")
    word.p("Đáp án: 9")

    paper = read(word)

    assert letters_or_none(paper)[:2] == [None, None]
    assert paper.items[2].key["accepted"] == ["9"]


def letters_or_none(paper):
    choices = [item for item in paper.items if item.kind == "choose_one"]
    return [item.key for item in choices]
