"""Keys are never guessed: missing, double and contradicting ones are said."""

import pytest

from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word, bank

OPTIONS = ["Nước.", "Khí.", "Đất.", "Lửa."]


def read(word):
    return parse(word.save(), name="de.docx")


def question(word, *, looks=None, stem="Chất nào sau đây ở thể lỏng?", number=1):
    word.p((f"Câu {number}.", "b"), f" {stem}")
    for letter, text in zip("ABCD", OPTIONS, strict=True):
        word.p((f"{letter}.", (looks or {}).get(letter, "")), f" {text}")


def codes(item):
    return [warning.code for warning in item.warnings]


def test_no_mark_is_no_key():
    word = Word()
    question(word)

    item = read(word).items[0]

    assert (item.key, codes(item)) == (None, ["key_missing"])
    assert item.warnings[0].where == "paragraph 1"


@pytest.mark.parametrize("look", ["u", "red", "hl", "b"])
def test_two_marks_are_no_key_and_no_choice_of_many(look):
    word = Word()
    question(word, looks={"A": look, "C": look})

    item = read(word).items[0]

    assert (item.kind, item.key, codes(item)) == ("choose_one", None, ["two_keys"])
    assert item.warnings[0].details["options"] == "A, C"


def test_two_letters_in_a_key_line_are_no_key():
    word = Word()
    question(word)
    word.p("Đáp án: A, C")

    item = read(word).items[0]

    assert (item.kind, item.key, codes(item)) == ("choose_one", None, ["two_keys"])


@pytest.mark.parametrize(
    "stem",
    [
        "Chọn hai đáp án đúng: chất nào ở thể lỏng?",
        "Chất nào ở thể lỏng? (Có thể chọn nhiều phương án)",
        "Chọn tất cả các chất ở thể lỏng.",
        "Select all that apply.",
    ],
)
def test_a_question_that_asks_for_several_takes_several(stem):
    word = Word()
    question(word, looks={"A": "u", "C": "u"}, stem=stem)

    item = read(word).items[0]

    assert (item.kind, item.key) == ("choose_many", {"choice": ["A", "C"]})
    assert codes(item) == []


def test_marks_that_disagree_are_no_key():
    word = Word()
    word.p(("Câu 1.", "b"), " Chất nào ở thể lỏng?")
    word.p(("A.", "u"), " Nước.")
    word.p("B. ", ("Khí.", "red"))
    word.p("C. Đất.")
    word.p("D. Lửa.")

    item = read(word).items[0]

    assert (item.key, codes(item)) == (None, ["key_conflict"])
    assert item.warnings[0].details["places"] == "paragraph 2: A; paragraph 3: B"


def test_mark_and_key_line_that_disagree():
    word = Word()
    question(word, looks={"A": "u"})
    word.p("Đáp án: B")

    item = read(word).items[0]

    assert (item.key, codes(item)) == (None, ["key_conflict"])
    assert item.warnings[0].details["places"] == "paragraph 2: A; paragraph 6: B"


def test_mark_and_key_table_that_disagree():
    word = Word()
    for number in range(1, 5):
        question(word, looks={"A": "u"}, number=number)
    word.p(("BẢNG ĐÁP ÁN", "b"), align="center")
    word.table([["1.A", "2.B", "3.A", "4.A"]])

    items = read(word).items

    assert [item.key for item in items] == [
        {"choice": ["A"]}, None, {"choice": ["A"]}, {"choice": ["A"]},
    ]  # fmt: skip
    assert codes(items[1]) == ["key_conflict"]
    assert items[1].warnings[0].details["places"] == "paragraph 7: A; paragraph 23: B"


def test_places_that_agree_are_one_key():
    word = Word()
    question(word, looks={"B": "u red"})
    word.p("Đáp án: B")
    word.p("Lời giải: Chọn B")

    item = read(word).items[0]

    assert (item.key, codes(item)) == ({"choice": ["B"]}, [])


def test_a_key_table_for_a_question_that_is_not_there_is_reported():
    word = Word()
    for number in range(1, 4):
        question(word, number=number)
    word.p(("ĐÁP ÁN", "b"), align="center")
    word.table([["1.A", "2.B", "3.C", "4.D"]])

    draft = read(word)

    assert [i.key for i in draft.items] == [{"choice": [c]} for c in "ABC"]
    assert [(p.code, p.details["number"]) for p in draft.problems] == [
        ("key_without_question", 4)
    ]


def test_a_key_of_several_exam_codes_without_the_own_one_is_no_key():
    word = Word()
    for number in range(1, 4):
        question(word, number=number)
    word.p(("ĐÁP ÁN", "b"), align="center")
    word.table([["Câu", "101", "102"], ["1", "A", "B"], ["2", "B", "C"],
                ["3", "C", "D"]])  # fmt: skip

    draft = read(word)

    assert [i.key for i in draft.items] == [None, None, None]
    assert "key_many_codes" in [p.code for p in draft.problems]


def test_underlined_parts_of_words_are_no_marks():
    word = Word()
    word.p("Câu 1. Chọn từ có phần gạch chân phát âm khác.")
    for letter, (head, middle, tail) in zip(
        "ABCD", [("h", "ou", "se"), ("m", "ou", "th"), ("c", "ou", "ld"),
                 ("f", "ou", "nd")], strict=True):  # fmt: skip
        word.p((f"{letter}.", "red" if letter == "C" else ""), f" {head}",
               (middle, "u"), tail)  # fmt: skip

    item = read(word).items[0]

    assert item.key == {"choice": ["C"]}
    assert [o.html for o in item.options] == [
        "h<u>ou</u>se", "m<u>ou</u>th", "c<u>ou</u>ld", "f<u>ou</u>nd",
    ]  # fmt: skip


def test_underlined_letter_beside_underlined_parts_of_words():
    word = Word()
    word.p("Câu 1. Chọn từ có phần gạch chân phát âm khác.")
    for letter, (head, middle, tail) in zip(
        "ABCD", [("h", "ou", "se"), ("m", "ou", "th"), ("c", "ou", "ld"),
                 ("f", "ou", "nd")], strict=True):  # fmt: skip
        word.p((letter, "u" if letter == "C" else ""), f". {head}", (middle, "u"), tail)

    item = read(word).items[0]

    assert item.key == {"choice": ["C"]}
    assert item.options[2].html == "c<u>ou</u>ld"


def test_bold_words_within_options_are_no_marks():
    word = Word()
    for q in bank():
        word.p((f"Câu {q.number}.", "b"), f" {q.stem}")
        for letter, text in zip("ABCD", q.options, strict=True):
            word.p((f"{letter}. ", "b"), ("không ", "b"), text)
        word.p(f"Đáp án: {q.key}")

    items = read(word).items

    assert [i.key for i in items] == [{"choice": [q.key]} for q in bank()]
    assert [w for i in items for w in i.warnings] == []


def test_a_letter_whose_option_is_not_there_is_no_key():
    word = Word()
    question(word)
    word.p("Đáp án: E")

    item = read(word).items[0]

    assert item.key is None
    assert "key_missing" in codes(item)


@pytest.mark.parametrize(
    ("letters", "key", "found", "code"),
    [
        ("ABCC", "D", {"choice": ["D"]}, "option_letters"),
        ("ABCC", "B", {"choice": ["B"]}, "option_letters"),
        ("ABBD", "D", {"choice": ["D"]}, "option_letters"),
        ("ABCC", "C", None, "key_letter_twice"),
    ],
)
def test_a_letter_typed_twice_is_put_right_and_said(letters, key, found, code):
    word = Word()
    word.p(("Câu 1.", "b"), " Chất nào sau đây ở thể lỏng?")
    for letter, text in zip(letters, OPTIONS, strict=True):
        word.p(f"{letter}. {text}")
    word.p(f"Đáp án: {key}")

    item = read(word).items[0]

    assert [option.html for option in item.options] == OPTIONS
    assert [option.code for option in item.options] == list("ABCD")
    assert item.key == found
    assert code in codes(item)


def test_a_mark_counts_by_its_place_where_a_letter_is_typed_twice():
    word = Word()
    word.p(("Câu 1.", "b"), " Chất nào sau đây ở thể lỏng?")
    for letter, text, look in zip("ABCC", OPTIONS, ["", "", "", "u"], strict=True):
        word.p((f"{letter}.", look), f" {text}")

    item = read(word).items[0]

    assert item.key == {"choice": ["D"]}


@pytest.mark.parametrize(
    "line",
    [
        "Đáp án: B", "Đáp án B", "Đáp án [B]", "Đáp án: câu B", "Đáp án: ý B",
        "Đáp án đúng là phương án B", "Câu trả lời đúng là B", "Kết quả: B",
        "Vậy đáp án đúng là B.", "Do đó chọn B", "Nên ta chọn đáp án B.",
        "Suy ra đáp án B đúng.", "Đ/án: B", "Đ.án: B", "ĐA: B", "Key B", "KEY: B",
        "[B]", "(B)", "#B", "B",
    ],
)  # fmt: skip
def test_a_line_behind_the_options_states_the_key(line):
    word = Word()
    question(word)
    word.p(line)
    question(word, number=2)

    first, second = read(word).items

    assert (first.key, codes(first)) == ({"choice": ["B"]}, [])
    assert [option.html for option in first.options] == OPTIONS
    assert (second.key, codes(second)) == (None, ["key_missing"])


@pytest.mark.parametrize(
    "line", ["Câu trả lời là một phương án ở trên.", "Kết quả là số dương.", "E"]
)
def test_a_sentence_behind_the_options_is_no_key(line):
    word = Word()
    question(word)
    word.p(line)

    item = read(word).items[0]

    assert (item.key, "key_missing" in codes(item)) == (None, True)


def test_a_letter_is_no_answer_where_no_options_were_found():
    word = Word()
    word.p(("Câu 1.", "b"), " Chất nào ở thể lỏng? A; B; C hay D?")
    word.p("Đáp án: B")

    item = read(word).items[0]

    assert (item.key, codes(item)) == (None, ["options_missing"])
