"""Files made to break a reader: each is answered soon, with items or with reasons."""

import pytest

from lms.core.errors import DomainError
from question_bank.rules.exports.pages import page
from question_bank.rules.formats.front import read


def moodle(kind: str, text: str, inner: str = "") -> bytes:
    return (
        f'<quiz><question type="{kind}"><name><text>Câu 1</text></name><questiontext>'
        f"<text>{text}</text></questiontext>{inner}</question></quiz>"
    ).encode()


def qti(stem: str) -> bytes:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="I">'
        '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"/>'
        f'<itemBody>{stem}<choiceInteraction responseIdentifier="R">'
        '<simpleChoice identifier="x">1</simpleChoice><simpleChoice identifier="y">2'
        "</simpleChoice></choiceInteraction></itemBody></assessmentItem>"
    ).encode()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(
            moodle("cloze", "{1:SA:" * 30_000), ["gaps_missing"], id="open braces"
        ),
        pytest.param(
            moodle("cloze", "{1:SA:" * 30_000 + "\\}"), ["gaps_missing"], id="no end"
        ),
        pytest.param(
            qti("<table>" + "<tr><td>x</td></tr>" * 100_000 + "</table>"),
            ["text_too_long", "key_missing"],
            id="endless table",
        ),
        pytest.param(
            qti("<p>" + "x" * 400_000 + "</p>"), ["key_missing"], id="endless word"
        ),
    ],
)
def test_what_never_ends_is_answered_with_its_reasons(content, codes):
    draft = read(content, name="x.xml")
    found = [skip.problem for skip in draft.skipped]
    found += [problem for item in draft.items for problem in item.warnings]

    assert sorted(problem.code for problem in found) == sorted(codes)


def test_points_of_a_million_digits_are_no_points():
    inner = "<defaultgrade>1e99999999</defaultgrade>"

    assert read(moodle("essay", "Hỏi?", inner), name="x.xml").items[0].points is None


def test_a_number_of_a_million_digits_is_no_key():
    answer = '<answer fraction="100"><text>1e999999</text></answer>'
    draft = read(moodle("numerical", "Hỏi?", answer), name="x.xml")

    assert [skip.problem.code for skip in draft.skipped] == ["key_unreadable"]


def test_a_text_that_begins_with_a_tag_is_still_gift_or_aiken():
    gift = read(b"<b>Q</b> {=a ~b}", name="b.txt")
    aiken = read(b"<b>Q</b>\nA. x\nB. y\nANSWER: A\n", name="b.txt")

    assert (gift.format, aiken.format) == ("gift", "aiken")
    with pytest.raises(DomainError, match="format_unknown"):
        read(b'<?xml version="1.0"?><html/>', name="b.txt")


@pytest.mark.parametrize(
    "latex", [r"\href{javascript:alert(1)}{x}", r"\htmlData{onclick=1}{x}"]
)
def test_a_formula_that_could_act_elsewhere_goes_out_as_text(latex):
    stored = f'<span data-latex="{latex}"></span>'

    assert page(stored, picture=str) == latex
