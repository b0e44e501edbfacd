"""Question files of other systems, in the ways that they are really written."""

import pytest

from lms.core import html
from question_bank.kinds.preflight import try_variants
from question_bank.rules.formats import moodlexml
from question_bank.rules.formats.front import read
from question_bank.rules.formats.qti import reader as qti
from question_bank.rules.proposals import from_draft, to_content

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


def _cloze(text: str) -> bytes:
    return (
        '<quiz><question type="cloze"><name><text>Câu 1</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
        "</question></quiz>"
    ).encode()


def test_a_cloze_field_with_several_right_answers_is_reported_not_marked_wrongly():
    draft = read(_cloze("Chọn {1:MULTIRESPONSE:=a~=b~c}"), name="bank.xml")

    assert not draft.items
    assert [skip.problem.code for skip in draft.skipped] == ["kind_unsupported"]


def test_a_cloze_field_of_several_with_one_right_answer_is_a_choice():
    draft = read(_cloze("Chọn {1:MULTIRESPONSE:=a~c}"), name="bank.xml")

    assert [item.key for item in draft.items] == [{"gaps": {"1": ["A"]}}]


def test_text_nested_too_deep_for_the_parser_is_kept():
    deep = "<div>" * 3000 + "Nước &lt; đá" + "</div>" * 3000
    source = TRUTH.replace(
        "<text>Nước sôi ở 100 độ</text>", f"<text><![CDATA[{deep}]]></text>"
    )

    assert read(source.encode(), name="bank.xml").items[0].stem_html == "Nước &lt; đá"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Số <b>lớn</b> là? {T}", "Số <b>lớn</b> là?"),
        ("Nếu a <b thì? {T}", "Nếu a &lt;b thì?"),
        ("[plain]Thẻ <b> là? {T}", "Thẻ &lt;b&gt; là?"),
    ],
)
def test_tags_in_gift_are_html_unless_the_text_is_plain(text, stem):
    assert read(text.encode(), name="bank.gift").items[0].stem_html == stem


def test_tags_of_the_moodle_format_are_html_and_a_missing_picture_is_said():
    source = TRUTH.replace(
        'format="html"><text>Nước',
        'format="moodle_auto_format"><text>&lt;b&gt;Nước&lt;/b&gt; &lt;img src="a.png"&gt;',
    )

    item = read(source.encode(), name="bank.xml").items[0]

    assert item.stem_html.startswith("<b>Nước</b>")
    assert [problem.code for problem in item.warnings] == ["picture_missing"]


def test_pictures_and_media_in_gift_are_said_to_be_left_out():
    text = '[html]Xem <img src\\="http\\://a.vn/b.png"> <video></video>? {T}'

    item = read(text.encode(), name="bank.gift").items[0]

    assert [(p.code, p.details) for p in item.warnings] == [
        ("picture_external", {"name": "http://a.vn/b.png"}),
        ("media_left_out", {"name": "video"}),
    ]


MATCHED = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"
 identifier="i" title="t" adaptive="false" timeDependent="false">
<responseDeclaration identifier="R" cardinality="multiple" baseType="directedPair">
<correctResponse><value>S1 T</value><value>S2 F</value></correctResponse>
<mapping defaultValue="0"><mapEntry mapKey="S1 T" mappedValue="1"/>
<mapEntry mapKey="S2 F" mappedValue="1"/></mapping></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><matchInteraction responseIdentifier="R" maxAssociations="2">
<simpleMatchSet><simpleAssociableChoice identifier="S1" matchMax="1">Một</simpleAssociableChoice>
<simpleAssociableChoice identifier="S2" matchMax="1">Hai</simpleAssociableChoice></simpleMatchSet>
<simpleMatchSet><simpleAssociableChoice identifier="T" matchMax="2">{yes}</simpleAssociableChoice>
<simpleAssociableChoice identifier="F" matchMax="2">{no}</simpleAssociableChoice></simpleMatchSet>
</matchInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{rule}"/>
</assessmentItem>"""


@pytest.mark.parametrize(
    ("yes", "no", "rule", "ladder"),
    [
        ("Đúng", "Sai", "map_response", ["0", "0.5", "1"]),
        ("<b>True</b>", "False", "match_correct", ["0", "0", "1"]),
    ],
)
def test_statements_matched_with_true_and_false_are_a_cluster_scored_as_the_file_says(
    yes, no, rule, ladder
):
    xml = MATCHED.format(yes=yes, no=no, rule=rule)
    [item] = qti.parse(xml.encode(), name="x.xml").items
    assert (item.kind, item.key) == (
        "true_false_cluster", {"truth": {"S1": True, "S2": False}},
    )  # fmt: skip
    assert item.details["rules"] == {"ladder": ladder}


def test_two_columns_of_other_words_stay_a_match():
    xml = MATCHED.format(yes="Động vật", no="Thực vật", rule="map_response")
    [item] = qti.parse(xml.encode(), name="x.xml").items
    assert item.kind == "match"


UPLOADS = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i"'
    ' title="t" adaptive="false" timeDependent="false"><responseDeclaration'
    ' identifier="R" cardinality="single" baseType="file"/><itemBody><p>Nộp bài.</p>'
    '<uploadInteraction responseIdentifier="R" type="application/pdf"/></itemBody>'
    "</assessmentItem>",
    '<questestinterop><item ident="i" title="t"><itemmetadata><qtimetadata>'
    "<qtimetadatafield><fieldlabel>question_type</fieldlabel>"
    "<fieldentry>file_upload_question</fieldentry></qtimetadatafield></qtimetadata>"
    '</itemmetadata><presentation><material><mattext texttype="text/html">Nộp bài.'
    "</mattext></material></presentation></item></questestinterop>",
)


@pytest.mark.parametrize("xml", UPLOADS)
def test_a_file_to_hand_in_is_marked_by_a_person(xml):
    [item] = qti.parse(xml.encode(), name="x.xml").items
    assert (item.kind, item.key) == ("file", {})
    assert "Nộp bài." in item.stem_html


def test_a_formula_with_a_smaller_sign_survives_html():
    moodle = (
        "<quiz><question type='essay'><name><text>t</text></name>"
        "<questiontext format='html'><text><![CDATA[<p>Giá $5: \\(\\frac{1}{2} &lt; x\\)"
        "</p>]]></text></questiontext></question></quiz>"
    )
    [item] = moodlexml.parse(moodle.encode(), name="x.xml").items
    assert 'data-latex="\\frac{1}{2} &lt; x"' in item.stem_html
    assert "Giá $5:" in item.stem_html


CALCULATED = """<quiz><question type="{kind}"><name><text>Dài</text></name>
<questiontext format="html"><text><![CDATA[<p>Tính {{a}} + {{b-c}}, gấp đôi {{={{a}}*2}}.</p>]]>
</text></questiontext>
<answer fraction="100"><text>{{a}}+pow({{b-c}},2)</text><tolerance>0.01</tolerance>
<tolerancetype>{way}</tolerancetype><correctanswerformat>1</correctanswerformat>
<correctanswerlength>1</correctanswerlength></answer>
<units><unit><multiplier>1</multiplier><unit_name>cm</unit_name></unit></units>
<dataset_definitions>
<dataset_definition><name><text>a</text></name><dataset_items>
<dataset_item><number>2</number><value>-4</value></dataset_item>
<dataset_item><number>1</number><value>3.5</value></dataset_item></dataset_items>
</dataset_definition>
<dataset_definition><name><text>b-c</text></name><dataset_items>
<dataset_item><number>1</number><value>2</value></dataset_item>
<dataset_item><number>2</number><value>5</value></dataset_item></dataset_items>
</dataset_definition></dataset_definitions></question></quiz>"""


@pytest.mark.parametrize(
    ("way", "tolerances"),
    [
        ("2", {"3,5": "0,01", "-4": "0,01"}),
        ("1", {"3,5": "0,075000", "-4": "0,210000"}),
    ],
)
def test_a_calculated_question_keeps_the_rows_of_its_values(way, tolerances):
    xml = CALCULATED.format(kind="calculated", way=way)
    [item] = moodlexml.parse(xml.encode(), name="x.xml").items
    assert item.kind == "numeric"
    assert [w.code for w in item.warnings] == ["taken_with_parameters"]
    content = to_content(from_draft(item, stored={}), subject_id=None, grade=None)
    tried = try_variants(content)
    assert not tried.problems
    found = {}
    for variant in tried.found:
        text = html.to_text(variant.content.stem_html)
        key = variant.content.key
        found[text] = (key["accepted"], key["tolerance"])
    first, second = tolerances.values()
    assert found == {
        "Tính 3,5 + 2, gấp đôi 7,00.": (["7,5"], first),
        "Tính −4 + 5, gấp đôi −8,00.": (["21,0"], second),  # noqa: RUF001
    }
    assert tried.found[0].content.body == {"unit": "cm"}


def test_a_calculated_question_without_values_is_reported():
    xml = CALCULATED.format(kind="calculated", way="2").replace("dataset_item>", "x>")
    draft = moodlexml.parse(xml.encode(), name="x.xml")
    assert [s.problem.code for s in draft.skipped] == ["kind_unsupported"]


def test_an_essay_of_moodle_without_a_field_is_a_file_to_hand_in():
    moodle = (
        "<quiz><question type='essay'><name><text>t</text></name><questiontext "
        "format='html'><text>Nộp ảnh.</text></questiontext><responseformat>noinline"
        "</responseformat><filetypeslist>.pdf,.jpg</filetypeslist></question></quiz>"
    )
    [item] = moodlexml.parse(moodle.encode(), name="x.xml").items
    assert (item.kind, item.details["suffixes"]) == ("file", ("pdf", "jpg"))


def _moodle(kind: str, inner: str, text: str = "Hỏi?") -> bytes:
    return (
        f'<quiz><question type="{kind}"><name><text>Câu 1</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
        f"{inner}</question></quiz>"
    ).encode()


def test_a_number_that_a_gap_accepts_twice_keeps_its_full_points_when_exact():
    item = read(_cloze("Sôi ở {3:NUMERICAL:=100:0~%50%100:5} độ"), name="b.xml").items[
        0
    ]

    assert item.key == {
        "gaps": {"1": ["100", "100,0"]},
        "credit": {"1": {"100,0": "0.5"}},
        "weights": {"1": "3"},
        "tolerances": {"1": ["0", "5"]},
    }


def test_the_points_of_a_cloze_text_are_those_of_its_fields():
    item = read(_cloze("{3:SA:=a} {:SA:=b} {1:SA:=c}"), name="b.xml").items[0]

    assert item.points == "5"


def test_of_several_units_the_first_is_taken_and_the_others_are_said():
    units = "".join(
        f"<unit><multiplier>{n}</multiplier><unit_name>{name}</unit_name></unit>"
        for n, name in ((1, "m"), (100, "cm"))
    )
    answer = '<answer fraction="100"><text>9.8</text><tolerance>0</tolerance></answer>'
    item = read(
        _moodle("numerical", f"{answer}<units>{units}</units>"), name="b.xml"
    ).items[0]

    assert item.details == {"unit": "m"}
    assert [(p.code, p.details) for p in item.warnings] == [
        ("units_left_out", {"kept": "m", "others": "cm"})
    ]


def test_right_sides_are_html_where_the_file_says_so():
    pair = (
        "<subquestion><text>{0}</text><answer{1}><text>&lt;i&gt;{0}&lt;/i&gt;</text>"
        "</answer></subquestion>"
    )
    inner = pair.format("x", ' format="html"') + pair.format("y", "")
    item = read(_moodle("ddmatch", inner), name="b.xml").items[0]

    assert [t.html for t in item.targets] == ["<i>x</i>", "&lt;i&gt;y&lt;/i&gt;"]


def test_a_question_alone_is_a_moodle_file():
    alone = _moodle("essay", "").removeprefix(b"<quiz>").removesuffix(b"</quiz>")

    assert [item.kind for item in read(alone, name="b.xml").items] == ["essay"]


def test_a_drawing_within_the_text_and_an_embedded_svg_are_said_to_be_missing():
    shapes = "<svg><path d='M 0 0'/></svg>"
    file = (
        "<questiontext format='html'><text>x &lt;img src='@@PLUGINFILE@@/a.svg'></text>"
        "<file name='a.svg' path='/' encoding='base64'>PHN2Zy8+</file></questiontext>"
    )
    inner = read(_moodle("essay", "", shapes), name="b.xml").items[0]
    embedded = read(
        _moodle("essay", "").replace(
            b'<questiontext format="html"><text><![CDATA[H\xe1\xbb\x8fi?]]></text></questiontext>',
            file.encode(),
        ),
        name="b.xml",
    ).items[0]

    assert [p.code for p in inner.warnings] == ["drawing_not_read"]
    assert [(p.code, p.details["format"]) for p in embedded.warnings] == [
        ("picture_format", "SVG")
    ]


def test_a_category_of_gift_is_the_one_that_moodle_xml_has():
    text = "$CATEGORY: $course$/top/Toán 10/Hàm số\n\nHỏi? {T}"

    assert read(text.encode(), name="b.gift").items[0].node == "Toán 10/Hàm số"


def test_correct_answer_is_an_answer_line_of_aiken():
    item = read(b"Q\nA. x\nB. y\nCorrect answer: B\n", name="b.txt").items[0]

    assert (item.key, item.options[-1].html) == ({"choice": ["B"]}, "y")


def _qti(prompt: str, option: str) -> bytes:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I" '
        'title="Câu 1"><responseDeclaration identifier="RESPONSE" cardinality="single" '
        'baseType="identifier"><correctResponse><value><![CDATA[x]]></value>'
        f"</correctResponse></responseDeclaration><itemBody>{prompt}"
        '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">'
        f'<simpleChoice identifier="x">{option}</simpleChoice>'
        '<simpleChoice identifier="y">2</simpleChoice></choiceInteraction>'
        "<![CDATA[<div></div>]]></itemBody></assessmentItem>"
    ).encode()


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ("<![CDATA[<b>một</b>&nbsp;&amp; hai]]>", "<b>một</b>\xa0&amp; hai"),
        ("<![CDATA[<p>]]>", "&lt;p&gt;"),
        ("<![CDATA[a < b]]>", "a &lt; b"),
        ("&lt;b&gt;một&lt;/b&gt;", "&lt;b&gt;một&lt;/b&gt;"),
    ],
)
def test_html_in_cdata_is_markup_and_a_lone_tag_is_text(option, shown):
    prompt = "<![CDATA[<p>Hỏi <i>gì</i>?</p>]]>"
    item = read(_qti(prompt, option), name="i.xml").items[0]

    assert "<p>Hỏi <i>gì</i>?</p>" in item.stem_html
    assert item.options[0].html == shown
    assert item.key == {"choice": ["x"]}


def test_what_is_for_teachers_does_not_stand_in_the_question():
    reasons = (
        '<p>Hỏi?</p><choiceRationales><rationale identifier="x">Đúng vì</rationale>'
        "</choiceRationales>"
    )
    item = read(_qti(reasons, "1"), name="i.xml").items[0]

    assert "vì" not in item.stem_html
    assert "Đúng vì" in item.explanation_html
