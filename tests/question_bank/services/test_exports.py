"""Out and in again: what a format carries comes back, the rest is said."""

from decimal import Decimal

import openpyxl
import pytest

from lms.core import html
from lms.core.errors import DomainError
from question_bank.models import Bank, ItemVersion
from question_bank.services import accept, exports, imports
from question_bank.services.items import content_of
from tests.factories.question_bank import make_bank, make_item
from tests.people import standing

pytestmark = pytest.mark.django_db


def options(*texts, codes="ABCDEFGH"):
    return [
        {"code": code, "html": html.from_text(text)}
        for code, text in zip(codes, texts, strict=False)
    ]


KINDS = {
    "choose_one": (
        {"options": options("$x^2$", "2 < 3", "H₂O", "đáp án")},
        {"choice": ["B"]},
    ),
    "choose_many": ({"options": options("1", "2", "3")}, {"choice": ["A", "C"]}),
    "true_false_cluster": (
        {"statements": options("một", "hai", "ba", "bốn", codes="abcd")},
        {"truth": {"a": True, "b": False, "c": False, "d": True}},
    ),
    "short_answer": ({"most": 4}, {"accepted": ["-1,5"], "tolerance": None}),
    "numeric": ({}, {"accepted": ["9,81"], "tolerance": "0,1"}),
    "short_text": ({"most": 200}, {"accepted": ["Hà Nội", "Ha Noi"]}),
    "match": (
        {
            "left": options("Việt Nam", "Lào", codes="AB"),
            "right": options("Viêng Chăn", "Hà Nội", "Huế", codes="123"),
        },
        {"pairs": [["A", "2"], ["B", "1"]]},
    ),
    "order": (
        {"options": options("12", "5", "30")},
        {"order": ["B", "A", "C"]},
    ),
    "cloze": (
        {
            "gaps": [
                {"code": "1", "kind": "text"},
                {"code": "2", "kind": "choice", "options": options("to", "nhỏ")},
            ]
        },
        {"gaps": {"1": ["nước", "H2O"], "2": ["A"]}},
    ),
    "essay": ({}, {}),
}


def fill(bank, kinds=KINDS):
    for number, kind in enumerate(kinds, start=1):
        body, key = KINDS[kind]
        stem = f"Câu hỏi {kind} có công thức $\\frac{{{number}}}{{2}}$?"
        stem_html = html.from_text(stem)
        if kind == "cloze":
            stem_html += ' <span data-gap="1"></span> <span data-gap="2"></span>'
        make_item(
            bank,
            code=f"T{number:02d}",
            kind=kind,
            stem_html=stem_html,
            body=body,
            key=key,
            explanation_html=html.from_text("Vì $a=b$."),
            level="hieu",
            node_code="MAT10.1",
            points=Decimal("0.5"),
        )


def back(form, outcome, *, name):
    bank = make_bank()
    batch, _new = imports.bring(outcome.content, bank, name=name, by=None)
    imports.read_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.refusal == {}
    assert batch.skipped == []
    return accept.accept_batch(batch, by=None, incomplete=True).rows


def meaning(content):
    """Return what a content says without regard to the codes of its parts."""
    texts = {}
    for name in ("options", "statements", "left", "right"):
        for option in content.body.get(name, []):
            texts[name, option["code"]] = html.to_text(option["html"])
    key = content.key or {}
    said = {"kind": content.kind, "stem": html.to_text(content.stem_html)}
    if "choice" in key:
        said["right"] = sorted(texts["options", code] for code in key["choice"])
    if "truth" in key:
        said["truth"] = [texts["statements", c] for c, v in key["truth"].items() if v]
    if "accepted" in key:
        said["accepted"] = [text.replace(".", ",") for text in key["accepted"]]
        tolerance = key.get("tolerance") or "0"
        said["tolerance"] = tolerance.replace(".", ",")
    if "pairs" in key:
        said["pairs"] = sorted(
            (texts["left", a], texts["right", b]) for a, b in key["pairs"]
        )
    if "order" in key:
        said["order"] = [texts["options", code] for code in key["order"]]
    said["parts"] = sorted(texts.values())
    return said


QTI = set(KINDS) - {"true_false_cluster", "short_answer"}
CARRIED = {
    "moodlexml": set(KINDS) - {"true_false_cluster", "short_answer"},
    "qti30": QTI,
    "qti22": QTI,
    "qti21": QTI,
    "xlsx": set(KINDS) - {"cloze"},
    "gift": {"choose_one", "choose_many", "numeric", "short_text", "match", "essay"},
    "docx": {
        "choose_one", "true_false_cluster", "short_answer", "numeric", "short_text",
    },
}  # fmt: skip
NAMES = {
    "xlsx": "x.xlsx", "gift": "x.gift", "docx": "x.docx", "moodlexml": "x.xml",
    "qti30": "x.zip", "qti22": "x.zip", "qti21": "x.zip",
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "kind"), [(f, k) for f, kinds in CARRIED.items() for k in sorted(kinds)]
)
def test_what_a_format_carries_comes_back(form, kind):
    bank = make_bank()
    fill(bank, [kind])
    before = content_of(ItemVersion.objects.get())
    outcome = exports.export_bank(bank, form, by=None)
    assert outcome.written == 1
    [row] = back(form, outcome, name=NAMES[form])
    after = content_of(row.version)
    expected, found = meaning(before), meaning(after)
    if form == "docx" and kind in {"numeric", "short_text"}:
        expected |= {"kind": found["kind"], "tolerance": "0"}
        expected["accepted"] = expected["accepted"][:1]
    assert {name: found[name] for name in expected} == expected
    if form == "xlsx":
        assert (row.version.item.code, after.level, after.node_code, after.points) == (
            "T01", "hieu", "MAT10.1", Decimal("0.5"),
        )  # fmt: skip
    if form == "gift":
        assert (row.version.item.code, after.node_code) == ("T01", "MAT10.1")


@pytest.mark.parametrize("form", exports.FORMATS)
def test_written_and_lost_add_up(form):
    bank = make_bank()
    fill(bank)
    outcome = exports.export_bank(bank, form, by=None)
    whole = {loss.code for loss in outcome.lost if loss.what == "kind"}
    assert outcome.written + len(whole) == len(KINDS)
    assert outcome.content


def test_cells_that_look_like_formulas_are_made_harmless(tmp_path):
    bank = make_bank()
    make_item(bank, code="F1", text='=HYPERLINK("http://x")')
    make_item(bank, code="F2", text="@SUM(1)", points=None)
    path = tmp_path / "a" / "out.xlsx"
    exports.save(exports.export_bank(bank, "xlsx", by=None), path)
    sheet = openpyxl.load_workbook(path).active
    column = [cell.value for cell in sheet[1]].index("stem")
    stems = [row[column] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value[0] for cell in stems] == ["'", "'"]
    assert {cell.data_type for cell in stems} == {"s"}


def test_keys_go_out_only_to_those_who_see_the_bank_whole():
    people = standing()
    bank = make_bank(owner=people.province)
    fill(bank, ["choose_one"])
    with pytest.raises(DomainError, match="not_allowed"):
        exports.export_bank(bank, "gift", by=people.teacher)
    assert Bank.objects.filter(pk=bank.pk).exists()
