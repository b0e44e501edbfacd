"""Out and in again, everything at once: what comes back otherwise was said to be lost."""

import io
import zipfile
from decimal import Decimal

import pytest
from PIL import Image

from lms.core import html
from media import api as media
from question_bank.kinds import registry
from question_bank.models import ItemVersion
from question_bank.rules.qti.session import mark
from question_bank.services import accept, exports, imports
from question_bank.services.items import content_of
from question_bank.services.pictures import ITEM
from tests.factories.question_bank import make_bank, make_item
from tests.question_bank.services.test_exports import KINDS, NAMES, options

pytestmark = pytest.mark.django_db
NUMBER = {"accepted": ["9,8"], "tolerance": "0,1"}
ODD = ("a { b } ~ = # : \\ c", "dấu \" và ' và <b>", "x;y|z, t", "- 5 %")
CASES = {name: (name, *content) for name, content in KINDS.items()} | {
    "number with unit": ("numeric", {"unit": "m/s"}, NUMBER),
    "at most three": (
        "choose_many",
        {"options": options("1", "2", "3", "4"), "most": 3},
        {"choice": ["A", "C"]},
    ),
    "exact writing": (
        "short_answer",
        {"most": 4},
        {"accepted": ["1,50"], "tolerance": None, "compare": "exact_string"},
    ),
    "capitals count": (
        "short_text",
        {"most": 200},
        {"accepted": ["NaCl"], "case_sensitive": True},
    ),
    "part of the points": (
        "choose_one",
        {"options": options("1", "2", "3", "4")},
        {"choice": ["B"], "credit": {"C": "0.5"}},
    ),
    "one number in a text": (
        "cloze",
        {"gaps": [{"code": "1", "kind": "number"}]},
        {"gaps": {"1": ["2,5"]}},
    ),
    "a file": ("file", {"suffixes": ["pdf"]}, {}),
    "odd signs": ("choose_one", {"options": options(*ODD)}, {"choice": ["A"]}),
    "many to many": (
        "match",
        {
            "left": options("An", "Bo", codes="AB"),
            "right": options("x", "y", codes="12"),
            "many": True,
        },
        {"pairs": [["A", "1"], ["A", "2"], ["B", "1"]]},
    ),
}
STEM = (
    '<p>Giá $5: <span data-latex="\\frac{1}{2} &lt; x"></span> a &lt; b {c} ~d =e #f</p>'
    '<p><img data-file="FILE" alt=""></p>'
    "<table><tr><td>x</td><td>1</td><td>2</td></tr><tr><td>y</td><td>3</td><td>5</td></tr>"
    "</table>"
)
# What may differ where a word of loss was said.
MAY = {
    "picture": {"pictures"},
    "table": {"cells", "stem"},
    "metadata": {"level", "node", "seconds", "enemies", "points"},
    "passage": {"group", "stem"},
    "rules": {"rules", "kind", "unit", "most", "tolerance", "case", "compare", "credit"},
    "credit": {"credit"},
    "answers": {"accepted"},
    "code": {"code"},
    "format": set(),
}  # fmt: skip
EXACT = {"qti30", "qti22", "qti21", "moodlexml"}


def picture():
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "PNG")
    return media.store_file(stream.getvalue(), name="a.png", by=None, purpose=ITEM)


def make(bank, kind, body, key):
    stem = STEM.replace("FILE", picture().code)
    for gap in body.get("gaps", ()):
        stem += f'<p>Điền <span data-gap="{gap["code"]}"></span></p>'
    return make_item(
        bank,
        code="T01",
        kind=kind,
        stem_html=stem,
        body=body,
        key=key,
        explanation_html="<p>Vì <i>thế</i>.</p>",
        level="hieu",
        node_code="MAT10.1",
        outcome_code="MAT10.1.a",
        taken_from="SGK Toán 10",
        licence="own",
        points=Decimal("0.5"),
        seconds=90,
        enemies=("T99",),
        group_code="NL7",
        group_html="<p>Đoạn văn chung.</p>",
    )


def said(content, code):
    """Return what an item says, parts by their texts, defaults left out."""
    body, key, named = content.body, content.key or {}, {}
    for name in ("options", "statements", "left", "right"):
        named |= {
            (name, o["code"]): html.to_text(o["html"]) for o in body.get(name, [])
        }
    rules = dict(content.rules)
    if content.kind == "choose_many" and rules.get("partial") == "all_or_nothing":
        del rules["partial"]
    credit = key.get("credit", {})
    return {
        "code": code,
        "kind": content.kind,
        "stem": html.to_text(content.stem_html),
        "cells": content.stem_html.count("<td"),
        "pictures": len(html.file_codes(content.stem_html)),
        "group": html.to_text(content.group_html),
        "explanation": html.to_text(content.explanation_html),
        "parts": sorted(named.values()),
        "gaps": [gap["kind"] for gap in body.get("gaps", [])],
        "right": sorted(named["options", code] for code in key.get("choice", [])),
        "order": [named["options", code] for code in key.get("order", [])],
        "truth": {named["statements", c]: v for c, v in key.get("truth", {}).items()},
        "pairs": sorted(
            (named["left", a], named["right", b]) for a, b in key.get("pairs", [])
        ),
        "accepted": key.get("accepted", []),
        "filled": key.get("gaps", {}),
        "tolerance": key.get("tolerance"),
        "case": bool(key.get("case_sensitive")),
        "compare": key.get("compare"),
        "credit": {named.get(("options", c), c): v for c, v in credit.items()},
        "unit": body.get("unit"),
        "most": body.get("most") if content.kind == "choose_many" else None,
        "suffixes": body.get("suffixes"),
        "rules": rules,
        "points": content.points,
        "level": content.level,
        "node": content.node_code,
        "filing": (content.outcome_code, content.taken_from, content.licence),
        "seconds": content.seconds,
        "enemies": content.enemies,
    }


def came_back(content, form):
    bank = make_bank()
    batch, _new = imports.bring(content, bank, name=NAMES[form], by=None)
    imports.read_batch(batch.pk)
    batch.refresh_from_db()
    assert (batch.refusal, batch.skipped) == ({}, [])
    [row] = accept.accept_batch(batch, by=None, incomplete=True).rows
    return said(content_of(row.version), row.version.item.code)


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_what_comes_back_otherwise_was_said_to_be_lost(form, case):
    bank = make_bank()
    make(bank, *CASES[case])
    before = said(content_of(ItemVersion.objects.get()), "T01")
    outcome = exports.export_bank(bank, form, by=None)
    lost = {loss.what for loss in outcome.lost}
    if "kind" in lost:
        assert not outcome.written
        return
    after = came_back(outcome.content, form)
    differs = {name for name in before if before[name] != after[name]}
    allowed = set().union(*(MAY[word] for word in lost))
    if form not in EXACT:
        allowed |= {"filing"} if "metadata" in lost else set()
    assert {n: (before[n], after[n]) for n in differs - allowed} == {}
    if form in EXACT:
        assert lost <= {"rules"}


def test_a_word_file_has_its_passage_once_for_all_its_questions():
    bank = make_bank()
    for number in (1, 2, 3):
        body, key = KINDS["choose_one"]
        shared = {"group_code": "NL7", "group_html": "<p>Đoạn văn chung.</p>"}
        more = shared if number > 1 else {}
        make_item(
            bank, code=f"C{number}", body=body, key=key, text=f"Hỏi {number}?", **more
        )
    outcome = exports.export_bank(bank, "docx", by=None)
    fresh = make_bank()
    batch, _new = imports.bring(outcome.content, fresh, name="x.docx", by=None)
    imports.read_batch(batch.pk)
    batch.refresh_from_db()
    rows = accept.accept_batch(batch, by=None, incomplete=True).rows
    groups = [row.version.group for row in rows]
    assert groups[0] is None
    assert groups[1] == groups[2]
    assert html.to_text(groups[1].html) == "Đoạn văn chung."


def responses(value):
    """Return a value of ours by response identifiers, as our QTI declares them."""
    if value is None:
        return {}
    [(name, given)] = value.items()
    match name:
        case "truth":
            words = {True: "TRUE", False: "FALSE"}
            return {"RESPONSE": [f"{code} {words[v]}" for code, v in given.items()]}
        case "pairs":
            return {"RESPONSE": [f"{a} {b}" for a, b in given]}
        case "gaps":
            return {
                f"RESPONSE_{c}": text.replace(",", ".") for c, text in given.items()
            }
        case "text":
            return {"RESPONSE": given.replace(",", ".")}
    return {"RESPONSE": given}


def right_value(kind, key):
    if kind == "cloze":
        return {"gaps": {code: texts[0] for code, texts in key["gaps"].items()}}
    if "accepted" in key:
        return {"text": key["accepted"][0]}
    name = next(n for n in ("choice", "truth", "pairs", "order") if n in key)
    return {name: key[name]}


def partly(value):
    """Return answers with a part of the right one."""
    [(name, given)] = value.items()
    if isinstance(given, dict):
        return [{name: dict(list(given.items())[:n])} for n in range(1, len(given))]
    if isinstance(given, list):
        return [{name: given[:n]} for n in range(1, len(given))]
    return []


SCORED = sorted(n for n, (kind, *_r) in CASES.items() if kind not in {"essay", "file"})


@pytest.mark.parametrize("form", ["qti21", "qti22", "qti30"])
@pytest.mark.parametrize("case", sorted(set(SCORED) - {"exact writing"}))
def test_the_rules_of_the_file_give_the_points_of_the_bank(form, case):
    kind, body, key = CASES[case]
    bank = make_bank()
    version = make(bank, kind, body, key)
    content = content_of(version)
    outcome = exports.export_bank(bank, form, by=None)
    xml = zipfile.ZipFile(io.BytesIO(outcome.content)).read("items/T01.xml")
    right = right_value(kind, content.key)
    values = [
        right,
        *partly(right),
        *registry.kind_of(kind).rule.examples(content.body),
    ]
    if case == "one number in a text":
        values = [right, {"gaps": {"1": "2,6"}}, {"gaps": {"1": "2.50"}}]
    for value in values:
        ours = registry.score(
            kind, content.body, content.key, value,
            possible=content.points, rules=content.rules,
        )  # fmt: skip
        theirs = mark(xml, responses(value)).score
        assert round(float(theirs), 4) == round(float(ours.awarded), 4), value


def test_a_table_of_digits_before_the_options_of_a_word_question_is_no_answer():
    bank = make_bank()
    body, key = KINDS["choose_one"]
    stem = "<p>Cho bảng:</p><table><tr><td>1</td><td>2</td></tr></table>"
    make_item(bank, body=body, key=key, stem_html=stem)
    outcome = exports.export_bank(bank, "docx", by=None)
    fresh = make_bank()
    batch, _new = imports.bring(outcome.content, fresh, name="x.docx", by=None)
    imports.read_batch(batch.pk)
    batch.refresh_from_db()
    [row] = accept.accept_batch(batch, by=None, incomplete=True).rows
    assert (row.version.kind, row.version.stem_html.count("<td")) == ("choose_one", 2)
    assert content_of(row.version).key == {"choice": ["B"]}


MORE = {
    "two numbers": (
        "numeric",
        {},
        {
            "accepted": ["2", "3"],
            "tolerance": "0,1",
            "tolerances": ["0,1", None],
            "credit": {"3": "0.5"},
        },
    ),
    "capitals in a gap": (
        "cloze",
        {"gaps": [{"code": "1", "kind": "text", "case_sensitive": True}]},
        {"gaps": {"1": ["NaCl"]}},
    ),
    "credits of some": (
        "choose_many",
        {"options": options("1", "2", "3", "4")},
        {"choice": ["A", "C"], "credit": {"A": "0.5", "B": "-0.5", "C": "0.5"}},
    ),
    "a bar in an answer": ("short_text", {"most": 200}, {"accepted": ["x;y|z", "t"]}),
    "a table in an option": (
        "choose_one",
        {
            "options": [
                {"code": "A", "html": "<table><tr><td>1</td><td>2</td></tr></table>"},
                {"code": "B", "html": "<p>x</p><p>y</p>"},
            ]
        },
        {"choice": ["B"]},
    ),
}


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("case", MORE)
def test_the_rarer_keys_come_back_or_were_said_to_be_lost(form, case):
    kind, body, key = MORE[case]
    bank = make_bank()
    stem = '<p>Hỏi <span data-gap="1"></span></p>' if kind == "cloze" else "<p>Hỏi?</p>"
    make_item(bank, code="T01", kind=kind, stem_html=stem, body=body, key=key)
    content = content_of(ItemVersion.objects.get())
    outcome = exports.export_bank(bank, form, by=None)
    lost = {loss.what for loss in outcome.lost}
    if "kind" in lost:
        return
    before, after = said(content, "T01"), came_back(outcome.content, form)
    strict = {"kind", "right", "parts", "accepted", "credit", "filled", "rules"}
    if "table" in lost:  # its cells become words one behind the other
        strict -= {"parts"}
    differs = {name for name in strict if before[name] != after[name]}
    assert differs <= set().union(*(MAY[word] for word in lost), {"rules"})


@pytest.mark.parametrize("form", ["qti21", "qti22", "qti30"])
@pytest.mark.parametrize("case", ["two numbers", "capitals in a gap"])
def test_the_rarer_keys_are_scored_in_the_file_as_in_the_bank(form, case):
    kind, body, key = MORE[case]
    bank = make_bank()
    stem = '<p>Hỏi <span data-gap="1"></span></p>' if kind == "cloze" else "<p>Hỏi?</p>"
    make_item(bank, code="T01", kind=kind, stem_html=stem, body=body, key=key)
    content = content_of(ItemVersion.objects.get())
    outcome = exports.export_bank(bank, form, by=None)
    xml = zipfile.ZipFile(io.BytesIO(outcome.content)).read("items/T01.xml")
    texts = ("2", "2,05", "3", "3,05") if kind == "numeric" else ("NaCl", "nacl")
    for text in texts:
        value = {"text": text} if kind == "numeric" else {"gaps": {"1": text}}
        possible = content.points or Decimal(1)
        ours = registry.score(
            kind, content.body, content.key, value, possible=possible, rules={}
        )
        assert float(mark(xml, responses(value)).score) == float(ours.awarded), text
