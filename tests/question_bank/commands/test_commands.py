"""The commands as commands.md describes them."""

import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from question_bank.models import Bank, ItemStatistic, ItemVersion
from tests.factories.question_bank import make_bank, make_item
from tests.people import standing
from tests.question_bank.rules.test_word_refusals import ole

pytestmark = pytest.mark.django_db


def run(capsys, *args):
    """Return (JSON document, exit code) of a command."""
    code = 0
    try:
        call_command(*args, "--json")
    except SystemExit as done:
        code = done.code
    return json.loads(capsys.readouterr().out), code


def test_create_bank_for_a_unit_and_only_once(capsys):
    people = standing()
    made, code = run(capsys, "create_bank", "TOAN", "--owner", "S", "--title", "Toán")
    assert (made["code"], code) == ("TOAN", 0)
    assert Bank.objects.get(code="TOAN").owner_unit == people.school
    again, code = run(capsys, "create_bank", "TOAN", "--owner", "S", "--title", "x")
    assert (again["error"]["code"], code) == ("bank_exists", 2)


@pytest.mark.parametrize(
    ("owner", "user", "error"),
    [
        ("NOWHERE", None, "unknown_owner"),
        ("S", "stranger", "not_allowed"),
        ("S", "candidate", "not_allowed"),
        ("teacher", "stranger", "not_allowed"),
    ],
)
def test_create_bank_refuses(capsys, owner, user, error):
    standing()
    who = ["--as", user] if user else []
    made, code = run(capsys, "create_bank", "X", "--owner", owner, "--title", "x", *who)
    assert (made["error"]["code"], code) == (error, 2)
    assert not Bank.objects.exists()


def test_review_items_moves_what_it_can_and_lists_the_rest(capsys):
    people = standing()
    bank = make_bank("B", owner=people.school)
    make_item(bank, by=people.teacher, code="C1")
    make_item(bank, by=people.teacher, code="C2", key=None)
    args = ("review_items", "--bank", "B")
    done, code = run(capsys, *args, "--to", "in_review", "--as", "teacher")
    assert (done["changed"], code) == (["C1"], 3)
    assert [(s["item"], s["code"]) for s in done["skipped"]] == [("C2", "key_missing")]

    done, code = run(
        capsys, *args, "--item", "C1", "--to", "published", "--as", "teacher"
    )
    assert ([s["code"] for s in done["skipped"]], code) == (["reviewer_is_author"], 3)
    done, code = run(
        capsys, *args, "--item", "C1", "--to", "published", "--as", "colleague"
    )
    assert (done, code) == ({"changed": ["C1"], "skipped": []}, 0)
    done, code = run(capsys, *args, "--to", "withdrawn", "--as", "stranger")
    assert (done["error"]["code"], code) == ("not_found", 2)
    assert ItemVersion.objects.get(item__code="C1").state == "published"


def test_find_items_by_words_without_marks_and_by_likeness(capsys):
    bank = make_bank("B")
    make_item(bank, code="C1", text="Tính diện tích hình tròn bán kính 5 cm")
    make_item(bank, code="C2", text="Tính diện tích hình tròn bán kính 7 cm")
    make_item(bank, code="C3", text="Thủ đô của nước Pháp là gì?", node_code="DIA.1")
    found, _code = run(capsys, "find_items", "--bank", "B", "--text", "dien tich")
    assert [item["code"] for item in found["items"]] == ["C1", "C2"]
    found, _code = run(capsys, "find_items", "--node", "DIA")
    assert [item["code"] for item in found["items"]] == ["C3"]
    found, _code = run(capsys, "find_items", "--bank", "B", "--near", "C1")
    assert [(i["code"], i["similarity"]) for i in found["items"]] == [("C2", "1.000")]
    assert found["count"] == 1


def test_find_items_by_picture_figures_use_and_grade(capsys):
    bank = make_bank("B")
    picture = '<p>Xem <img data-file="abcdefghijklmnopqrstuv" alt=""></p>'
    version = make_item(bank, code="C1", stem_html=picture, grade=10)
    ItemStatistic.objects.create(version=version, facility="0.4")
    make_item(bank, code="C2", grade=11)
    for args, codes in (
        (["--has-picture"], ["C1"]),
        (["--picture", "0"], ["C2"]),
        (["--facility", "0.3-0.4"], ["C1"]),
        (["--facility", "none"], ["C2"]),
        (["--grade", "11"], ["C2"]),
        (["--unused-since", "2026-01-31"], ["C1", "C2"]),
    ):
        shown, code = run(capsys, "find_items", "--bank", "B", *args)
        assert ([item["code"] for item in shown["items"]], code) == (codes, 0), args
    for args in (["--facility", "mid"], ["--unused-since", "2026-13-01"]):
        with pytest.raises(CommandError):
            run(capsys, "find_items", "--bank", "B", *args)


def test_find_items_shows_a_stranger_nothing(capsys):
    people = standing()
    make_item(make_bank("B", owner=people.school), publish=True)
    found, code = run(capsys, "find_items", "--as", "stranger")
    assert (found, code) == ({"count": 0, "items": []}, 0)


def test_try_item_marks_as_an_exam_would(capsys):
    make_item(make_bank("B"), code="C1", points=Decimal("0.5"))
    for name in ("C1", "B/C1"):
        tried, code = run(capsys, "try_item", name, "--response", '{"choice": ["A"]}')
        assert code == 0
        assert (tried["score"], tried["max"], tried["correct"]) == ("0.5", "0.5", True)
        assert tried["feedback"]
    tried, code = run(capsys, "try_item", "C1", "--response", '{"choice": ["Z"]}')
    assert (tried["error"]["code"], code) == ("value_invalid", 2)
    tried, code = run(capsys, "try_item", "C9", "--response", "null")
    assert (tried["error"]["code"], code) == ("unknown_item", 2)
    tried, code = run(capsys, "try_item", "C1", "--response", "{")
    assert (tried["error"]["code"], code) == ("response_unreadable", 2)


QTI = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"
 identifier="i" title="t" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>A</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">
<simpleChoice identifier="A">1</simpleChoice><simpleChoice identifier="B">2</simpleChoice>
</choiceInteraction></itemBody><responseProcessing
 template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>"""


def test_a_file_is_tried_by_its_own_rules_and_a_response_of_a_wrong_shape_is_refused(
    capsys, tmp_path
):
    path = tmp_path / "cau.xml"
    path.write_text(QTI, encoding="utf-8")
    for given, expected in (('"A"', "1"), ('["A"]', "1"), ('"B"', "0"), ("null", "0")):
        args = ("--response", f'{{"RESPONSE": {given}}}')
        tried, code = run(capsys, "try_item", str(path), *args)
        assert (tried["score"], code) == (expected, 0)
        assert tried["outcomes"]["SCORE"] == float(expected)
    for wrong in ('{"x": "A"}', '[{"x": "A"}]'):
        args = ("--response", f'{{"RESPONSE": {wrong}}}')
        tried, code = run(capsys, "try_item", str(path), *args)
        assert (tried["error"]["code"], code) == ("qti_not_followed", 2)
    tried, code = run(capsys, "try_item", str(path), "--response", '["A"]')
    assert (tried["error"]["code"], code) == ("response_unreadable", 2)


def test_a_broken_file_is_named_with_its_place(capsys, tmp_path):
    path = tmp_path / "hong.xml"
    path.write_text("<quiz>\n<question>", encoding="utf-8")
    tried, code = run(capsys, "try_item", str(path), "--response", "null")
    assert code == 2
    assert "hong.xml" in tried["error"]["where"]


def test_statistics_are_attached_to_the_current_version(capsys, tmp_path):
    version = make_item(make_bank("B"), code="C1", publish=True)
    path = tmp_path / "stats.csv"
    path.write_text(
        "item_code,model,a,b,c,facility,discrimination,seconds,n\n"
        "C1,2pl,1.2,-0.5,,0.61,0.4,75,300\n"
        'C1,ctt,,,,"0,61",,,300\n'
        "C2,2pl,1,0,,,,,\n"
        "C1,grm,x,,,,,,\n"
        "C1,rasch,1,0,,,,,\n"
        "C1,rasch,1,1,,,,,\n",
        encoding="utf-8",
    )
    args = ("import_item_statistics", str(path), "--bank", "B")
    done, code = run(capsys, *args)
    assert code == 3
    assert (done["added"], done["changed"], done["unchanged"]) == (2, 0, 0)
    assert [(s["row"], s["code"]) for s in done["skipped"]] == [
        (4, "unknown_item"), (5, "bad_value"), (6, "duplicate_key"), (7, "duplicate_key"),
    ]  # fmt: skip
    done, _code = run(capsys, *args)
    assert (done["added"], done["unchanged"]) == (0, 2)
    figure = ItemStatistic.objects.get(version=version, model="2pl")
    assert (figure.a, figure.b, figure.seconds) == (Decimal("1.2"), Decimal("-0.5"), 75)


def test_a_file_that_is_refused_makes_no_bank(capsys, tmp_path):
    path = tmp_path / "de.docx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(SystemExit) as stop:
        call_command("import_items", str(path), "--bank", "NEW", "--json")
    assert stop.value.code == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["where"]) == ("file_type_mismatch", "file de.docx")
    assert not Bank.objects.exists()


@pytest.mark.parametrize(
    ("name", "stream", "code"),
    [
        ("de.docx", "EncryptedPackage", "file_encrypted"),
        ("de.xlsx", "EncryptionInfo", "file_encrypted"),
        ("de.doc", "WordDocument", "doc_old_binary"),
        ("bang.xls", "Workbook", "xls_old_binary"),
        ("de.docx", "", "office_old_binary"),
    ],
)
def test_locked_and_old_office_files_are_called_by_their_name(
    capsys, tmp_path, name, stream, code
):
    path = tmp_path / name
    path.write_bytes(ole(stream))

    done, status = run(capsys, "import_items", str(path), "--bank", "B")

    error = done["error"]
    assert (error["code"], error["where"], status) == (code, f"file {name}", 2)
    assert not Bank.objects.exists()
