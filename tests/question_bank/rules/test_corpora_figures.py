"""How much of the test corpora is read rightly, counted against their manifests."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from contextlib import suppress
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from lms.core.errors import DomainError
from lms.core.html import to_text
from lms.core.math import draw_latex
from question_bank.rules.formats.front import read

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"the test corpora are not at {CORPORA}"
)


@cache
def records(family):
    path = CORPORA / family / "manifest.json"
    if not path.is_file():
        return []
    return json.loads(path.read_text(encoding="utf-8"))["records"]


def names(family, folder, *suffixes):
    return [
        record["file"]
        for record in records(family)
        if record["file"].startswith(folder) and record["file"].endswith(suffixes)
    ]


def record_of(family, name):
    return next(record for record in records(family) if record["file"] == name)


@cache
def draft_of(family, name):
    return read((CORPORA / family / name).read_bytes(), name=Path(name).name)


def plain(text):
    """Compare letters and signs, not how formulas are dressed."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(
        r"\\(left|right|limits|mathrm|text|operatorname|,|;|!|quad)", "", text
    )
    for one, other in (("\\le ", "\\leq "), ("^{\\prime}", "'"), ("\\to", "\\rightarrow"),
                       ("\\widehat", "\\hat"), ("\\overline", "\\bar")):  # fmt: skip
        text = text.replace(one, other)
    return re.sub(r"[\s{}$]", "", text).rstrip(".").lower()


def shown_key(item):
    key = item.key or {}
    if "choice" in key:
        return "".join(key["choice"])
    if "truth" in key:
        return "".join("Đ" if key["truth"][c] else "S" for c in sorted(key["truth"]))
    return key.get("accepted", [None])[0]


@pytest.mark.parametrize(
    "name", names("vn-exams", "exam-layout", "docx", "xlsx", "txt")
)
def test_exam_layouts(name):
    record = record_of("vn-exams", name)
    expected = record["expected_items"]

    draft = draft_of("vn-exams", name)

    counts = Counter()
    for wanted, item in zip(expected, draft.items, strict=False):
        counts["stems"] += plain(to_text(item.stem_html)) == plain(wanted["stem"])
        texts = [plain(to_text(option.html)) for option in item.options]
        counts["options"] += texts == [plain(o) for o in wanted.get("options", [])]
        counts["keys"] += shown_key(item) == wanted["key"]
    assert len(draft.items) == len(expected)
    for part in ("stems", "options", "keys"):
        assert counts[part] >= 0.98 * len(expected), part
    assert [p for p in draft.problems if p.code == "paragraph_unread"] == []


@pytest.mark.parametrize("name", names("vn-exams", "exam-layout", "docx"))
def test_formulas_of_exam_layouts_are_read_and_can_be_drawn(name):
    wanted = record_of("vn-exams", name).get("omml_equations")

    draft = draft_of("vn-exams", name)

    html = "".join(
        item.stem_html + "".join(option.html for option in item.options)
        for item in draft.items
    )
    formulas = re.findall(r'data-latex="([^"]*)"', html)
    for latex in formulas:
        draw_latex(unescape(latex))
    assert len(formulas) >= 0.98 * (wanted or 0)
    assert [p for p in draft.problems if p.code == "formula_as_text"] == []


@pytest.mark.parametrize(
    "name",
    [n for n in names("vn-exams", "hutech-word", "docx") if "TEST.docx" not in n],
)
def test_university_word_banks(name):
    expected = record_of("vn-exams", name)["expected_items"]

    draft = draft_of("vn-exams", name)

    good = 0
    for wanted, item in zip(expected, draft.items, strict=False):
        texts = [plain(to_text(option.html)) for option in item.options]
        fits = [
            plain(option["text"]) in text
            for option, text in zip(wanted["options"], texts, strict=False)
        ]
        good += (
            all(fits)
            and len(texts) == len(wanted["options"])
            and (shown_key(item) == wanted["key"])
        )
    assert len(draft.items) == len(expected)
    assert good >= 0.9 * len(expected)
    assert [p.code for p in draft.problems] == []


@pytest.mark.parametrize("name", names("vn-exams", "vnhsge", "docx"))
def test_question_tables(name):
    record = record_of("vn-exams", name)

    draft = draft_of("vn-exams", name)

    assert len(draft.items) == record["item_count"]
    if "expected_key" in record:
        assert (
            "".join(shown_key(item) or "?" for item in draft.items)
            == (record["expected_key"])
        )
        assert {len(item.options) for item in draft.items} == {4}
    else:
        assert {item.kind for item in draft.items} == {"essay"}
    assert draft.problems == ()


GIFT = {
    "MC": ("choose_one", "choose_many"), "TF": ("choose_one",), "Short": ("short_text",),
    "Numerical": ("numeric",), "Matching": ("match",), "Essay": ("essay",),
}  # fmt: skip


@pytest.mark.parametrize("name", names("moodle", "gift", "gift", "txt"))
def test_gift(name):
    record = record_of("moodle", name)
    path = CORPORA / "moodle" / name.replace(".gift", ".json")
    wanted = record.get("expected_items")
    if wanted is None and path.suffix == ".json" and path.is_file():
        wanted = json.loads(path.read_text(encoding="utf-8"))
    wanted = [w for w in wanted or [] if w["type"] != "Category"]

    draft = _read_or_none("moodle", name)

    questions = [w for w in wanted if w["type"] != "Description"]
    if draft is None:
        assert questions == []
        return
    if wanted:
        assert len(draft.items) == len(questions)
        assert len(draft.skipped) == len(wanted) - len(questions)
    for item, one in zip(draft.items, questions, strict=False):
        assert item.kind in GIFT[one["type"]]
        if one["type"] == "MC":
            assert len(item.options) == len(one["choices"])


def _read_or_none(family, name):
    try:
        return draft_of(family, name)
    except DomainError as refusal:
        return None if refusal.code in ("nothing_found", "format_unknown") else refusal


MOODLE = {
    "multichoice": ("choose_one", "choose_many"), "truefalse": ("choose_one",),
    "shortanswer": ("short_text",), "numerical": ("numeric",), "matching": ("match",),
    "essay": ("essay",),
}  # fmt: skip


@pytest.mark.parametrize("name", names("moodle", ("moodle-xml", "stack"), ".xml"))
def test_moodle_xml(name):
    wanted = [
        one
        for one in record_of("moodle", name)["expected_items"]
        if one["type"] not in ("category", "random")
    ]

    draft = draft_of("moodle", name)

    kept = [one for one in wanted if one["type"] in MOODLE]
    assert len(draft.items) == len(kept)
    assert len(draft.items) + len(draft.skipped) >= len(wanted)
    for item, one in zip(draft.items, kept, strict=True):
        assert item.kind in MOODLE[one["type"]]
        assert item.ref == one["name"].strip()
        if one["type"] in ("multichoice", "truefalse"):
            right = max(one["answers"], key=lambda a: float(a["fraction"]))
            place = one["answers"].index(right)
            assert chr(65 + place) in item.key["choice"]


def test_qti_items_are_read_or_reported():
    """95 % of what we have kinds for, and every one of the rest by its reason."""
    counts, wrong = Counter(), []
    for record in records("qti"):
        name = record["file"]
        if not name.endswith((".xml", ".zip", ".imscc")) or "result" in name:
            continue
        if record["expected_items"] == []:
            with suppress(DomainError):
                assert draft_of("qti", name).items == ()
            continue
        draft = draft_of("qti", name)
        wanted = record["expected_items"]
        if wanted:
            assert len(draft.items) + len(draft.skipped) == len(wanted), name
        counts["skipped"] += len(draft.skipped)
        items = defaultdict(list)
        for item in draft.items:
            items[item.details["identifier"]].append(item)
        for one in wanted:
            if items[one["id"]]:
                item = items[one["id"]].pop(0)
                counts["read"] += 1
                fits = _choices_fit(item, one) and _key_fits(item, one)
                counts["right"] += fits
                wrong += [] if fits else [(name, one["id"])]
    assert counts["read"] > 190
    assert counts["right"] >= 0.95 * counts["read"], wrong


def _choices_fit(item, one):
    mine = {part.code for part in (*item.options, *item.targets)}
    mine |= {o.code for gap in item.gaps for o in gap.options}
    mine |= {gap.code for gap in item.gaps} | {area["code"] for area in item.areas}
    theirs = {
        code
        for interaction in one["interactions"]
        if interaction["type"] != "response_str"
        for code in interaction.get("choices") or []
    }
    return theirs <= mine


def _key_fits(item, one):
    if item.kind == "essay" or one["version"] == "1.2":
        return True
    key = json.dumps(item.key, ensure_ascii=False)
    right = [v for r in one.get("responses", []) for v in r.get("correct") or []]
    return all(
        part in key or part.replace(".", ",") in key or json.dumps(part)[1:-1] in key
        for value in right
        for part in value.split()
    )


HOSTILE = {
    "office/docx-external-entity.docx": "xml_doctype",
    "xml/billion-laughs-moodle.xml": "xml_doctype",
    "xml/xxe-file-moodle.xml": "xml_doctype",
    "xml/not-utf8-declared-utf8.xml": "letters_lost",
    "zip/bomb-200MB.zip": "zip_ratio",
    "zip/slip-absolute.zip": "zip_path_escapes",
    "zip/slip-dotdot.zip": "zip_path_escapes",
    "zip/truncated.zip": "zip_unreadable",
    "zip/zero-bytes.zip": "file_empty",
    "zip/empty.zip": "zip_empty",
    "zip/html-named.zip": "format_unknown",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name):
    with pytest.raises(DomainError) as refusal:
        draft_of("hostile", name)

    assert refusal.value.code == HOSTILE[name]


def test_hostile_files_that_are_read_with_care():
    text = draft_of("hostile", "office/docx-html-in-text.docx").items[0]
    assert "<script" not in text.stem_html + text.source_html

    gift = draft_of("hostile", "text/broken.gift")
    assert [(s.problem.code, s.problem.where) for s in gift.skipped] == [
        ("gift_brace", "line 1"),
        ("gift_brace", "line 3"),
    ]
    assert gift.items[0].stem_html == "&lt;script&gt;alert(1)&lt;/script&gt;"

    unkeyed = draft_of("hostile", "qti/no-correct-response.xml").items[0]
    assert (unkeyed.key, [w.code for w in unkeyed.warnings]) == (None, ["key_missing"])

    undeclared = draft_of("hostile", "qti/no-response-declaration.xml")
    assert [s.problem.code for s in undeclared.skipped] == ["response_undeclared"]
