"""Clusters of true/false statements and short answers, and how teachers write the key."""

import pytest

from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word

TRUTH = {"a": True, "b": False, "c": True, "d": False}
STATEMENTS = dict(
    zip(
        "abcd",
        ("Nước sôi ở 100 độ.", "Dầu nặng hơn nước.", "Muối ăn tan được.", "Vàng là khí."),
        strict=True,
    )
)  # fmt: skip


def read(word):
    return parse(word.save(), name="de.docx")


def cluster(*behind, part=True, beside=lambda truth: "", look=""):
    word = Word()
    if part:
        word.p(("PHẦN II. Câu trắc nghiệm đúng sai", "b"))
    word.p(("Câu 1.", "b"), " Xét các phát biểu sau về chất:")
    for code, text in STATEMENTS.items():
        word.p((f"{code}) {text}{beside(TRUTH[code])}", look if TRUTH[code] else ""))
    for line in behind:
        word.p(line)
    return read(word)


def assert_cluster(paper):
    item = paper.items[0]
    assert (item.kind, item.key) == ("true_false_cluster", {"truth": TRUTH})
    assert [option.html for option in item.options] == list(STATEMENTS.values())
    assert ([w.code for w in item.warnings], len(paper.items)) == ([], 1)


@pytest.mark.parametrize("part", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "Đáp án: ĐSĐS", "Đáp án: Đ S Đ S", "Đáp án: Đ-S-Đ-S", "ĐSĐS", "Đ S Đ S",
        "Đáp án: a) Đúng, b) Sai, c) Đúng, d) Sai", "Đáp án: a-Đ; b-S; c-Đ; d-S",
        "Đáp án: aĐ bS cĐ dS", "Đáp án: a, c đúng; b, d sai", "Đúng: a, c. Sai: b, d",
        "a đúng, b sai, c đúng, d sai", "Đáp án: a. Đúng\tb. Sai\tc. Đúng\td. Sai",
        "Lời giải: a) Đúng. b) Sai. c) Đúng. d) Sai.",
    ],
)  # fmt: skip
def test_a_line_states_the_truth_of_all(line, part):
    assert_cluster(cluster(line, part=part))


def test_a_solution_judges_each_statement():
    assert_cluster(
        cluster(
            "Hướng dẫn giải:", "a) Phát biểu này đúng vì đã học.",
            "b) Phát biểu này sai.", "c) Đúng.", "d) Sai vì vàng là kim loại.",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        (" Đúng", " Sai"), (" (Đ)", " (S)"), (" [Đúng]", " [Sai]"), ("\tĐ", "\tS"),
        (" – Đúng", " – Sai"), (" => Đúng", " => Sai"), (" → Đ", " → S"),
    ],
)  # fmt: skip
def test_the_truth_stands_beside_each_statement(words):
    assert_cluster(cluster(beside=lambda truth: words[0] if truth else words[1]))


@pytest.mark.parametrize("look", ["u", "red", "hl"])
def test_true_statements_look_different(look):
    paper = cluster(look=look)

    assert paper.items[0].key == {"truth": TRUTH}


@pytest.mark.parametrize("line", ["Đáp án: a, c đúng", "Đáp án: ĐS", "Đáp án: 1010"])
def test_what_leaves_a_statement_open_is_no_key(line):
    item = cluster(line).items[0]

    assert (item.key, [w.code for w in item.warnings]) == (None, ["key_missing"])


@pytest.mark.parametrize("head", ["Đáp án", "Đ/S", "Đúng/Sai", "Kết quả"])
def test_a_table_with_a_column_of_words(head):
    word = Word()
    word.p(("Câu 1.", "b"), " Xét các phát biểu sau về chất:")
    word.table(
        [["Ý", "Phát biểu", head]]
        + [
            [code, text, "Đ" if TRUTH[code] else "S"]
            for code, text in STATEMENTS.items()
        ]
    )

    assert_cluster(read(word))


def short(*behind):
    word = Word()
    word.p(("PHẦN III. Câu trắc nghiệm trả lời ngắn", "b"))
    word.p(("Câu 1.", "b"), " Vật rơi trong bao nhiêu giây?")
    for line in behind:
        word.p(line) if isinstance(line, str) else word.table(line)
    return read(word).items[0]


@pytest.mark.parametrize(
    "line",
    [
        "Đáp án: 2,5", "Đáp số: 2,5", "ĐS: 2,5", "KQ: 2.5", "Trả lời: 2,5", "Key: 2,5",
        "Trả lời ngắn: 2,5", "=> Đáp án 2,5", "Đáp án: t = 2,5", "Kết quả: 2,5.",
        "Đáp án: |2|,|5| | |", "Đáp án: 2 , 5", "Đáp án: 2,5 hoặc 2.5",
        "Lời giải: t = 2,5. Đáp án: 2,5", [["Đáp án:", "2", ",", "5", ""]],
        [["2", ",", "5", ""]],
    ],
)  # fmt: skip
def test_a_short_answer_in_its_usual_forms(line):
    item = short(line)

    assert (item.kind, item.key["accepted"]) == ("short_answer", ["2,5"])
    assert (item.stem_html, item.warnings) == ("Vật rơi trong bao nhiêu giây?", ())


def test_a_fraction_is_not_cut_to_its_numerator():
    item = short("Đáp án: 1/2")

    assert (item.kind, item.key["accepted"]) == ("short_text", ["1/2"])
