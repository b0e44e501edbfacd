"""Question files of other systems, in the ways that they are really written."""

import pytest

from question_bank.rules.formats.front import read

TRUTH = (
    '<quiz><question type="truefalse"><name><text>Câu 1</text></name>'
    '<questiontext format="html"><text>Nước sôi ở 100 độ</text></questiontext>'
    '<answer fraction="100" format="html"><text>&lt;p&gt;true&lt;/p&gt;</text></answer>'
    '<answer fraction="0"><text>false</text></answer></question></quiz>'
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            ('\n <?xml version="1.0" encoding="UTF-8"?>' + TRUTH).encode(),
            id="blank start",
        ),
        pytest.param(
            ('\ufeff\r\n<?xml version="1.0"?>' + TRUTH).encode(), id="mark and blank"
        ),
        pytest.param(
            ('<?xml version="1.0" encoding="UTF-16"?>' + TRUTH).encode("utf-16"),
            id="utf-16",
        ),
        pytest.param(
            b"\xfe\xff"
            + ('<?xml version="1.0" encoding="UTF-16"?>' + TRUTH).encode("utf-16-be"),
            id="utf-16 big end first",
        ),
    ],
)
def test_moodle_xml_is_read_whatever_its_start(content):
    draft = read(content, name="bank.xml")

    assert [(item.stem_html, item.key) for item in draft.items] == [
        ("Nước sôi ở 100 độ", {"choice": ["A"]})
    ]


def test_gift_questions_without_a_blank_line_between_are_each_found():
    text = (
        "Thủ đô? {=Hà Nội ~Huế}\nSông? {\n=Hồng\n~Núi\n}\n::Ba::Đúng không? {T}\n"
        "Tính \\\\frac{1}{2}\n{=1 ~2}\n"
    )

    draft = read(text.encode(), name="bank.gift")

    assert not draft.skipped
    assert [item.key for item in draft.items] == [{"choice": ["A"]}] * 4


def test_an_aiken_question_without_answer_does_not_swallow_the_next():
    text = "Một\nA. x\nB. y\n\nHai\nA. x\nB. y\nANSWER: A)\n"

    draft = read(text.encode(), name="bank.txt", format="aiken")

    assert [(item.stem_html, len(item.options), item.key) for item in draft.items] == [
        ("Một", 2, None),
        ("Hai", 2, {"choice": ["A"]}),
    ]
    assert [p.code for p in draft.items[0].warnings] == ["key_missing"]


@pytest.mark.parametrize(
    ("text", "stem", "options"),
    [
        ("Một\na) x\nb) y\nANSWER: b\n", "Một", ["x", "y"]),
        (
            "Một\na) x\nb) y\nA. 1\nB. 2\nANSWER: B\n",
            "Một<br>a) x<br>b) y",
            ["1", "2"],
        ),
    ],
)
def test_small_letters_are_options_only_where_no_capitals_are(text, stem, options):
    item = read(text.encode(), name="bank.txt").items[0]

    assert (item.stem_html, [o.html for o in item.options]) == (stem, options)
    assert item.key == {"choice": ["B"]}
