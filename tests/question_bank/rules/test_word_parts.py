"""The three-part paper used since 2025, essays, and papers in parts."""

import re

import pytest

from lms.core.html import to_text
from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word, math, r

STATEMENTS = [
    "Đồ thị hàm số đi qua gốc toạ độ.",
    "Hàm số đồng biến trên khoảng đã cho.",
    "Hàm số có hai điểm cực trị.",
    "Phương trình đã cho vô nghiệm.",
]
TRUTH = {"a": True, "b": False, "c": True, "d": True}
WORDS = {True: "Đúng", False: "Sai"}


def plain(html):
    return re.sub(r"\s+", " ", to_text(html)).strip()


def read(word, **kwargs):
    return parse(word.save(), name="de.docx", **kwargs)


def choice(word, number=1, key="B"):
    word.p((f"Câu {number}.", "b"), " Hai cộng ba bằng mấy?")
    for letter, text in zip("ABCD", "3567", strict=True):
        word.p((letter, "u" if letter == key else ""), f". {text}")


PART_1 = "PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn."
PART_2 = "PHẦN II. Câu trắc nghiệm đúng sai."
PART_3 = "PHẦN III. Câu trắc nghiệm trả lời ngắn."


def cluster_by_look(look):
    def write(word):
        for code, text in zip("abcd", STATEMENTS, strict=True):
            word.p((code, look if TRUTH[code] else ""), f") {text}")

    return write


def cluster_words_behind(word):
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.p(f"{code}) {text}\t{WORDS[TRUTH[code]]}")


def cluster_words_in_brackets(word):
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.p(f"{code}) {text} ({WORDS[TRUTH[code]][0]})")


def cluster_key_line(form):
    def write(word):
        for code, text in zip("abcd", STATEMENTS, strict=True):
            word.p(f"{code}) {text}")
        word.p(form)

    return write


def cluster_table_ticks(word):
    rows = [["Mệnh đề", "Đúng", "Sai"]]
    rows += [
        [f"{c}) {t}", "X" if TRUTH[c] else "", "" if TRUTH[c] else "X"]
        for c, t in zip("abcd", STATEMENTS, strict=True)
    ]
    word.table(rows)


def cluster_table_with_letters(word):
    rows = [["", "Phát biểu", "Đ", "S"]]
    rows += [
        [f"{c})", t, "x" if TRUTH[c] else "", "" if TRUTH[c] else "x"]
        for c, t in zip("abcd", STATEMENTS, strict=True)
    ]
    word.table(rows)


def cluster_solution(word):
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.p(f"{code}) {text}")
    word.p(("Lời giải", "b"))
    for code in "abcd":
        word.p(f"{code}) {WORDS[TRUTH[code]]}. Vì đã chứng minh ở trên.")


def cluster_two_a_line(word):
    for first, second in (("a", "b"), ("c", "d")):
        parts = []
        for code in (first, second):
            parts += [(code, "u" if TRUTH[code] else ""), ")",
                      f" {STATEMENTS['abcd'.index(code)]}\t"]  # fmt: skip
        word.p(*parts)


def cluster_auto_letters(word):
    number = word.numbering(("lowerLetter", "%1)"))
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.listed(number, 0, (text, "red" if TRUTH[code] else ""))


CLUSTERS = {
    "underlined": cluster_by_look("u"),
    "bold": cluster_by_look("b"),
    "red": cluster_by_look("red"),
    "highlighted": cluster_by_look("hl"),
    "words behind": cluster_words_behind,
    "words in brackets": cluster_words_in_brackets,
    "ĐSĐĐ": cluster_key_line("Đáp án: ĐSĐĐ"),
    "Đ S Đ Đ": cluster_key_line("Đáp án: Đ S Đ Đ"),
    "Đ-S-Đ-Đ": cluster_key_line("Đáp án: Đ - S - Đ - Đ"),
    "a) Đúng": cluster_key_line("Đáp án: a) Đúng b) Sai c) Đúng d) Đúng"),
    "a-Đ": cluster_key_line("ĐA: a-Đ; b-S; c-Đ; d-Đ"),
    "a) Đ, b) S": cluster_key_line("Trả lời: a) Đ, b) S, c) Đ, d) Đ."),
    "a, c, d đúng": cluster_key_line("Đáp án: a, c, d đúng; b sai"),
    "Đúng, Sai": cluster_key_line("Đáp án: Đúng, Sai, Đúng, Đúng"),
    "table": cluster_table_ticks,
    "table with letters": cluster_table_with_letters,
    "solution": cluster_solution,
    "two a line": cluster_two_a_line,
    "letters by Word": cluster_auto_letters,
}


@pytest.mark.parametrize("name", CLUSTERS)
def test_a_cluster_of_statements_with_its_key(name):
    word = Word()
    word.p((PART_1, "b"))
    choice(word)
    word.p((PART_2, "b"), " Trong mỗi ý a), b), c), d) thí sinh chọn đúng hoặc sai.")
    word.p(("Câu 1.", "b"), " Cho hàm số ", math(r("y=f(x)")), ".")
    CLUSTERS[name](word)

    draft = read(word)

    item = draft.items[1]
    assert item.kind == "true_false_cluster"
    assert [(o.code, plain(o.html)) for o in item.options] == list(
        zip("abcd", STATEMENTS, strict=True)
    )
    assert item.key == {"truth": TRUTH}
    assert item.warnings == ()
    assert (item.part, item.points, item.points_stated) == ("II", "1", False)
    assert draft.problems == ()


def test_all_statements_true_in_a_paper_that_underlines():
    word = Word()
    word.p((PART_1, "b"))
    choice(word)
    word.p((PART_2, "b"))
    word.p("Câu 1. Cho hình chóp đều.")
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.p((code, "u"), f") {text}")

    item = read(word).items[1]

    assert item.key == {"truth": dict.fromkeys("abcd", True)}


def test_no_mark_at_all_is_no_key_and_never_all_false():
    word = Word()
    word.p((PART_2, "b"))
    word.p("Câu 1. Cho hình chóp đều.")
    for code, text in zip("abcd", STATEMENTS, strict=True):
        word.p(f"{code}) {text}")

    item = read(word).items[0]

    assert item.key is None
    assert [w.code for w in item.warnings] == ["key_missing"]


SHORT = {
    "Đáp án: 8": ["8"],
    "Trả lời: -1,5": ["-1,5"],
    "ĐS: 2.5": ["2,5"],
    "Đáp số: 0,25": ["0,25"],
    "Đáp án: 2025.": ["2025"],
    "Kết quả: 12": ["12"],
    "Đáp án:  \u22123": ["-3"],
    "Đáp án: 7 hoặc 8": ["7", "8"],
    "Key: 5": ["5"],
}


@pytest.mark.parametrize("line", SHORT)
def test_short_answers(line):
    word = Word()
    word.p((PART_3, "b"), " Thí sinh trả lời từ câu 1 đến câu 6.")
    word.p(("Câu 1.", "b"), " Tính diện tích hình đã cho.")
    word.p(line)
    word.p(("Câu 2.", "b"), " Tính thể tích khối đã cho.")
    word.p("Trả lời: ……………………")

    first, second = read(word).items

    assert first.kind == "short_answer"
    assert first.key == {"accepted": SHORT[line], "tolerance": None}
    assert first.warnings == ()
    assert plain(second.stem_html) == "Tính thể tích khối đã cho."
    assert second.key is None
    assert [w.code for w in second.warnings] == ["key_missing"]


def test_short_answer_as_formula_with_unit():
    word = Word()
    word.p((PART_3, "b"))
    word.p("Câu 1. Quãng đường (m) vật đi được là bao nhiêu?")
    word.p("Đáp án: ", math(r("12,5")), " m")

    item = read(word).items[0]

    assert item.key == {"accepted": ["12,5"], "tolerance": None}
    assert [w.code for w in item.warnings] == ["answer_unit_left_out"]


def test_an_answer_that_does_not_fit_the_sheet_is_a_number_with_a_warning():
    word = Word()
    word.p((PART_3, "b"))
    word.p("Câu 1. Tính tổng.")
    word.p("Đáp án: 12345")

    item = read(word).items[0]

    assert (item.kind, item.key["accepted"]) == ("numeric", ["12345"])
    assert [w.code for w in item.warnings] == ["answer_too_long"]


@pytest.mark.parametrize(("subject", "points"), [(None, "0.25"), ("MAT", "0.5")])
def test_points_of_the_three_parts(subject, points):
    word = Word()
    word.p((PART_1, "b"))
    choice(word)
    word.p((PART_2, "b"))
    word.p("Câu 1. Xét tính đúng sai.")
    cluster_by_look("u")(word)
    word.p((PART_3, "b"))
    word.p("Câu 1. Tính tổng.")
    word.p("Đáp án: 5")

    items = read(word, subject=subject).items

    assert [(i.part, i.ref, i.kind, i.points) for i in items] == [
        ("I", "Câu 1", "choose_one", "0.25"),
        ("II", "Câu 1", "true_false_cluster", "1"),
        ("III", "Câu 1", "short_answer", points),
    ]


def test_parts_without_headings_are_told_by_structure():
    word = Word()
    choice(word, 1)
    choice(word, 2, "C")
    word.p("Câu 1. Xét các phát biểu sau.")
    cluster_by_look("u")(word)
    word.p("Câu 1. Tính tổng.")
    word.p("Đáp án: 5")

    items = read(word).items

    assert [i.kind for i in items] == [
        "choose_one", "choose_one", "true_false_cluster", "short_answer",
    ]  # fmt: skip
    assert [w for i in items for w in i.warnings] == []


def test_points_that_the_paper_states():
    word = Word()
    word.p(("PHẦN I. TRẮC NGHIỆM (3,0 điểm). Mỗi câu đúng được 0,5 điểm", "b"))
    choice(word, 1)
    choice(word, 2)
    word.p(("PHẦN II. TỰ LUẬN (7,0 điểm)", "b"))
    word.p("Câu 3 (2,5 điểm). Giải phương trình đã cho.")
    word.p("a) Với m = 1.")
    word.p("b) Với m = 2.")
    word.p("Câu 4. (4,5 điểm) Chứng minh tam giác cân.")

    items = read(word).items

    assert [(i.ref, i.kind, i.points, i.points_stated) for i in items] == [
        ("Câu 1", "choose_one", "0.5", True),
        ("Câu 2", "choose_one", "0.5", True),
        ("Câu 3", "essay", "2.5", True),
        ("Câu 4", "essay", "4.5", True),
    ]
    assert plain(items[2].stem_html) == (
        "Giải phương trình đã cho. a) Với m = 1. b) Với m = 2."
    )
    assert [w for i in items for w in i.warnings] == []


def test_total_of_a_part_is_shared_out():
    word = Word()
    word.p(("I. TRẮC NGHIỆM (3,0 điểm)", "b"))
    for number in range(1, 13):
        choice(word, number)

    assert {i.points for i in read(word).items} == {"0.25"}


def test_key_tables_for_each_part():
    word = Word()
    word.p((PART_1, "b"))
    for number in (1, 2):
        choice(word, number, key="")
    word.p((PART_2, "b"))
    for number in (1, 2):
        word.p(f"Câu {number}. Xét các phát biểu.")
        for code, text in zip("abcd", STATEMENTS, strict=True):
            word.p(f"{code}) {text}")
    word.p((PART_3, "b"))
    for number in (1, 2):
        word.p(f"Câu {number}. Tính giá trị.")
    word.p("--- HẾT ---", align="center")
    word.p(("ĐÁP ÁN", "b"), align="center")
    word.p(("PHẦN I", "b"))
    word.table([["Câu", "1", "2"], ["Đáp án", "B", "D"]])
    word.p(("PHẦN II", "b"))
    word.table(
        [
            ["Câu", "1", "2"],
            ["a)", "Đ", "S"],
            ["b)", "S", "S"],
            ["c)", "Đ", "Đ"],
            ["d)", "Đ", "S"],
        ]
    )
    word.p(("PHẦN III", "b"))
    word.table([["Câu", "1", "2"], ["Đáp án", "8", "-1,5"]])

    draft = read(word)

    assert [i.key for i in draft.items] == [
        {"choice": ["B"]},
        {"choice": ["D"]},
        {"truth": TRUTH},
        {"truth": {"a": False, "b": False, "c": True, "d": False}},
        {"accepted": ["8"], "tolerance": None},
        {"accepted": ["-1,5"], "tolerance": None},
    ]
    assert draft.problems == ()
    assert [w for i in draft.items for w in i.warnings] == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Câu", "Đáp án"], ["1", "a) Đ b) S c) Đ d) Đ"], ["2", "ĐĐSS"]],
        [["1", "ĐSĐĐ"], ["2", "ĐĐSS"]],
        [["Câu", "a", "b", "c", "d"], ["1", "Đ", "S", "Đ", "Đ"],
         ["2", "Đ", "Đ", "S", "S"]],
        [["Câu 1", "Câu 2"], ["Đ-S-Đ-Đ", "Đ-Đ-S-S"]],
        [["Câu 1", "Câu 2"], [[["a) Đúng"], ["b) Sai"], ["c) Đúng"], ["d) Đúng"]],
                              [["a) Đúng"], ["b) Đúng"], ["c) Sai"], ["d) Sai"]]]],
    ],
)  # fmt: skip
def test_key_tables_of_clusters(rows):
    word = Word()
    word.p((PART_2, "b"))
    for number in (1, 2):
        word.p(f"Câu {number}. Xét các phát biểu.")
        for code, text in zip("abcd", STATEMENTS, strict=True):
            word.p(f"{code}) {text}")
    word.p(("ĐÁP ÁN", "b"), align="center")
    word.table(rows)

    draft = read(word)

    assert [i.key for i in draft.items] == [
        {"truth": TRUTH},
        {"truth": {"a": True, "b": True, "c": False, "d": False}},
    ]
    assert draft.problems == ()


def literature():
    word = Word()
    word.p("SỞ GIÁO DỤC VÀ ĐÀO TẠO", align="center")
    word.p(("ĐỀ THI MÔN NGỮ VĂN", "b"), align="center")
    word.p(("I. ĐỌC HIỂU (4,0 điểm)", "b"))
    word.p("Đọc đoạn trích sau:")
    word.p("Quê hương là chùm khế ngọt", ("\nCho con trèo hái mỗi ngày", "i"))
    word.p("(Theo Đỗ Trung Quân)", align="right")
    word.p("Thực hiện các yêu cầu sau:")
    word.p(("Câu 1.", "b"), " Xác định thể thơ của đoạn trích.")
    word.p(("Câu 2.", "b"), " Anh/chị hiểu thế nào về hình ảnh “chùm khế ngọt”?")
    word.p(("II. VIẾT (6,0 điểm)", "b"))
    word.p(("Câu 1 (2,0 điểm).", "b"), " Viết đoạn văn khoảng 200 chữ về tình yêu quê.")
    word.p(("Câu 2 (4,0 điểm).", "b"), " Phân tích đoạn thơ trên.")
    word.p("---HẾT---", align="center")
    return word


def test_a_literature_paper():
    draft = read(literature())

    assert [(i.ref, i.part, i.kind, i.points, bool(i.group)) for i in draft.items] == [
        ("Câu 1", "I", "essay", None, True),
        ("Câu 2", "I", "essay", None, True),
        ("Câu 1", "II", "essay", "2", False),
        ("Câu 2", "II", "essay", "4", False),
    ]
    assert "Quê hương là chùm khế ngọt" in plain(draft.items[0].group_html)
    assert "Thực hiện các yêu cầu sau:" in plain(draft.items[0].group_html)
    assert draft.items[0].group == draft.items[1].group
    assert [w for i in draft.items for w in i.warnings] == []
    assert draft.problems == ()


def test_a_marking_guide_in_a_table_goes_to_its_questions():
    word = literature()
    word.p(("HƯỚNG DẪN CHẤM", "b"), align="center")
    word.p(("I. ĐỌC HIỂU", "b"))
    word.table([["Câu", "Nội dung", "Điểm"], ["1", "Thể thơ sáu chữ.", "0,5"],
                ["2", "Hình ảnh gợi tuổi thơ êm đềm.", "1,0"]])  # fmt: skip
    word.p(("II. VIẾT", "b"))
    word.table([["Câu", "Nội dung", "Điểm"], ["1", "Đoạn văn đủ ý.", "2,0"],
                ["2", "Bài văn đủ bố cục.", "4,0"]])  # fmt: skip

    draft = read(word)

    assert [i.kind for i in draft.items] == ["essay"] * 4
    wanted = ["Thể thơ sáu chữ.", "tuổi thơ êm đềm", "Đoạn văn đủ ý.", "đủ bố cục"]
    for item, text in zip(draft.items, wanted, strict=True):
        assert text in plain(item.explanation_html)
    assert draft.problems == ()


def test_a_marking_guide_in_paragraphs():
    word = literature()
    word.p(("ĐÁP ÁN VÀ THANG ĐIỂM", "b"), align="center")
    word.p(("PHẦN ĐỌC HIỂU", "b"))
    word.p("Câu 1. Thể thơ sáu chữ.")
    word.p("Câu 2. Gợi tuổi thơ.")
    word.p("- Nêu được hai ý trở lên: 1,0 điểm.")

    draft = read(word)

    assert "Thể thơ sáu chữ." in plain(draft.items[0].explanation_html)
    assert "hai ý trở lên" in plain(draft.items[1].explanation_html)
    assert draft.problems == ()
