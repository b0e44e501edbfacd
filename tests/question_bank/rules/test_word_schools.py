"""Papers of primary schools and of English: matching, blanks, orders, marking guides."""

import pytest

from question_bank.rules.formats.docx.reader import parse
from tests.question_bank.rules.word import Word

SIDES = (["3 x 5", "4 x 3", "2 x 9"], ["12", "15", "18"])
PAIRS = [["1", "b"], ["2", "a"], ["3", "c"]]
ASK = "Câu 1. (1 điểm) Nối phép tính với kết quả đúng:"


def read(*lines):
    word = Word()
    for line in lines:
        word.p(line) if isinstance(line, str) else word.table(line)
    return parse(word.save(), name="de.docx")


def rows(form):
    pairs = zip(*SIDES, strict=True)
    return [form(i, left, right) for i, (left, right) in enumerate(pairs)]


@pytest.mark.parametrize(
    "body",
    [
        rows(lambda i, a, b: f"{i + 1}) {a}\t{'abc'[i]}) {b}"),
        rows(lambda i, a, b: f"{i + 1}. {a}      {'ABC'[i]}. {b}"),
        [f"{i + 1}. {a}" for i, a in enumerate(SIDES[0])]
        + [f"{'abc'[i]}. {b}" for i, b in enumerate(SIDES[1])],
        [[["Cột A", "Cột B"], *rows(lambda i, a, b: [f"{i + 1}. {a}", f"{'abc'[i]}. {b}"])]],
        [rows(lambda i, a, b: [a, "", b])],
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "key", ["Đáp án: 1-b, 2-a, 3-c", "Đáp án: 1 – B; 2 – A; 3 – C"]
)
def test_what_is_to_be_matched_has_two_sides(body, key):
    item = read(ASK, *body, key).items[0]

    assert (item.kind, item.key, item.points) == ("match", {"pairs": PAIRS}, "1")
    assert item.stem_html == "Nối phép tính với kết quả đúng:"
    assert [o.html for o in item.options] == SIDES[0]
    assert [o.html for o in item.targets] == SIDES[1]
    assert item.warnings == ()


def test_pairs_beside_the_sides_are_the_key():
    table = [["Cột A", "Cột B", "Nối"]] + [
        [f"{i + 1}. {a}", f"{'abc'[i]}. {b}", f"{i + 1}-{'bac'[i]}"]
        for i, (a, b) in enumerate(zip(*SIDES, strict=True))
    ]

    assert read(ASK, table).items[0].key == {"pairs": PAIRS}


@pytest.mark.parametrize(
    "key", ["Đáp án: 1-b, 2-a", "Đáp án: 1-b, 2-a, 3-d", "Đáp án: B"]
)
def test_pairs_that_do_not_fit_the_sides_are_no_key(key):
    body = rows(lambda i, a, b: f"{i + 1}) {a}\t{'abc'[i]}) {b}")

    item = read(ASK, *body, key).items[0]

    assert (item.key, [w.code for w in item.warnings]) == (None, ["key_missing"])


def test_a_paper_of_primary_school_with_its_marking_guide():
    paper = read(
        "ĐỀ KIỂM TRA CUỐI HỌC KÌ I – TOÁN LỚP 3",
        "Câu 1. (1 điểm) Khoanh vào chữ cái trước câu trả lời đúng. Số liền sau của 99 là:",
        "A. 98\tB. 100\tC. 101\tD. 97",
        "Câu 2. (1 điểm) Đúng ghi Đ, sai ghi S vào ô trống:",
        "a) 25 + 5 = 30", "b) 4 x 6 = 20", "c) 15 : 3 = 5",
        ASK.replace("Câu 1", "Câu 3"), *rows(lambda i, a, b: f"{i + 1}) {a}\t{'abc'[i]}) {b}"),
        "Câu 4: (1 điểm) Điền số thích hợp vào chỗ chấm: 5m 3cm = ...... cm",
        "Bài 5. Cửa hàng có 45 kg gạo, bán 25 kg. Hỏi còn lại bao nhiêu?",
        "HƯỚNG DẪN CHẤM",
        "Câu 1: B (1 điểm)", "Câu 2: Đ – S – Đ", "Câu 3: 1-b, 2-a, 3-c", "Câu 4: 503",
        "Bài 5: Còn lại 45 – 25 = 20 (kg)",
    )  # fmt: skip

    kinds = ["choose_one", "true_false_cluster", "match", "short_answer", "essay"]
    assert [item.kind for item in paper.items] == kinds
    assert [item.key for item in paper.items] == [
        {"choice": ["B"]},
        {"truth": {"a": True, "b": False, "c": True}},
        {"pairs": PAIRS},
        {"accepted": ["503"], "tolerance": None},
        None,
    ]
    assert "20 (kg)" in paper.items[4].explanation_html
    assert [w.code for item in paper.items for w in item.warnings] == []


def test_orders_of_an_english_paper_part_it():
    paper = read(
        "I. Choose the word whose underlined part is pronounced differently.",
        "1. A. cat\tB. cake\tC. map\tD. hat",
        "II. Read the passage and choose the correct answer.",
        "Hoi An is an ancient town in central Vietnam. It was a busy port. Many tourists"
        " visit it every year because of its old houses and lanterns.",
        "2. Where is Hoi An?", "A. North\tB. Centre\tC. South\tD. West",
        "3. Why do tourists visit it?", "A. food\tB. beach\tC. old houses\tD. shops",
        "III. Fill in each blank with ONE suitable word.",
        "4. He is interested ____ music.",
        "IV. Rewrite the sentences.",
        "5. They built this house in 1990. -> This house ____",
        "KEY", "1.B 2.B 3.C", "4. in", "5. This house was built in 1990.",
    )  # fmt: skip

    kinds = ["choose_one"] * 3 + ["short_text", "essay"]
    assert [item.kind for item in paper.items] == kinds
    assert [item.key for item in paper.items[:4]] == [
        {"choice": ["B"]}, {"choice": ["B"]}, {"choice": ["C"]},
        {"accepted": ["in"], "tolerance": None},
    ]  # fmt: skip
    assert paper.items[0].stem_html.startswith("Choose the word whose")
    assert [bool(item.group) for item in paper.items] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert "was built in 1990" in paper.items[4].explanation_html
    assert [w.code for item in paper.items for w in item.warnings] == []


@pytest.mark.parametrize("words", [("Đúng", "Sai"), ("True", "False")])
def test_true_and_false_as_two_options_in_one_line(words):
    item = read(
        "Câu 1. Mặt trời mọc ở hướng Tây.", f"A. {words[0]} B. {words[1]}", "Đáp án: B"
    ).items[0]

    assert (item.kind, item.key) == ("choose_one", {"choice": ["B"]})
    assert [option.html for option in item.options] == list(words)
