"""Real layouts of teachers through the command, compared with what is in them.

The files stand beside the project (``../shared/corpora``); without them these tests
are left out.
"""

import json
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from lxml import html as lxml_html

from lms.core.text import fold
from question_bank.models import ImportBatch, Item
from tests.factories.curriculum import make_subject
from tests.people import standing

CORPORA = Path(settings.BASE_DIR).parent / "shared" / "corpora"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here"),
]


def records(family, folder):
    path = CORPORA / family / "manifest.json"
    if not path.exists():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))["records"]
    return [r for r in found if r["file"].startswith(f"{folder}/")]


def run(capsys, *args):
    code = 0
    try:
        call_command(*args, "--json")
    except SystemExit as done:
        code = done.code
    return json.loads(capsys.readouterr().out), code


def key_text(item):
    """Return a key as the manifests write it: "B", "ĐSĐĐ", "0,8"."""
    key = item["key"] or {}
    if "choice" in key:
        return "".join(key["choice"])
    if "truth" in key:
        return "".join(
            "Đ" if value else "S" for _c, value in sorted(key["truth"].items())
        )
    return (key.get("accepted") or [""])[0]


def letters(text):
    return "".join(c for c in fold(text) if c.isalnum())


LAYOUTS = records("vn-exams", "exam-layout")


@pytest.mark.parametrize("record", LAYOUTS, ids=[r["file"] for r in LAYOUTS])
def test_questions_options_and_keys_of_the_layouts(capsys, record):
    path = CORPORA / "vn-exams" / record["file"]
    done, code = run(capsys, "import_items", str(path), "--bank", "B", "--publish")
    [entry] = done["files"]
    expected = record["expected_items"]
    assert len(entry["items"]) + len(entry["skipped"]) == len(expected)
    pairs = list(zip(expected, entry["items"], strict=False))
    keys = sum(wanted["key"] == key_text(found) for wanted, found in pairs)
    options = sum(
        len(wanted.get("options") or []) == len(found["options"])
        for wanted, found in pairs
    )
    stems = sum(letters(found["stem"])[:12] != "" for _wanted, found in pairs)
    for share in (keys, options, stems):
        assert share / len(expected) >= 0.98
    assert code in {0, 3}

    again, _code = run(capsys, "import_items", str(path), "--bank", "B")
    assert Item.objects.count() == len(entry["items"])
    assert [i["code"] for i in again["files"][0]["items"]] == [
        i["code"] for i in entry["items"]
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(capsys):
    path = str(CORPORA / "vn-exams" / "exam-layout" / "toan-2025-ba-phan.docx")
    dry, code = run(capsys, "import_items", path, "--bank", "B", "--dry-run")
    assert code == 0
    assert not Item.objects.exists()
    assert not ImportBatch.objects.exists()
    wet, _code = run(capsys, "import_items", path, "--bank", "B")
    for document in (dry, wet):
        document["files"][0].pop("batch")
    assert dry == wet


def test_points_of_a_paper_in_three_parts_are_those_of_the_subject(capsys):
    make_subject("MAT")
    path = str(CORPORA / "vn-exams" / "exam-layout" / "toan-2025-ba-phan.docx")
    done, _code = run(capsys, "import_items", path, "--bank", "B", "--subject", "MAT")
    items = done["files"][0]["items"]
    points = {item["kind"]: item["points"] for item in items}
    assert points == {
        "choose_one": "0.25", "true_false_cluster": "1", "short_answer": "0.5",
    }  # fmt: skip
    tried, _code = run(
        capsys, "try_item", items[4]["code"],
        "--response", '{"truth": {"a": true, "b": false, "c": true}}',
    )  # fmt: skip
    assert (tried["score"], tried["max"]) == ("0.5", "1")
    tried, _code = run(
        capsys, "try_item", path, "--ref", "Câu 1", "--response", '{"choice": ["A"]}'
    )
    assert (tried["score"], tried["correct"]) == ("0.25", True)


def active_parts(content):
    """Return what of a page could run or call out, our own scripts left out."""
    tree = lxml_html.document_fromstring(content)
    found = [s.get("src", "inline") for s in tree.iter("script")]
    found = [src for src in found if not src.startswith("/static/")]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or "javascript:" in value:
                found.append(f"{element.tag} {name}={value}")
    return found


HOSTILE = {
    "office/docx-external-entity.docx": None,
    "office/docx-html-in-text.docx": None,
    "polyglot/html-named.jpg": "no",
    "zip/bomb-200MB.zip": "no",
    "zip/empty.zip": "no",
    "zip/truncated.zip": "no",
    "zip/zero-bytes.zip": "no",
    "zip/html-named.zip": "no",
    "zip/slip-dotdot.zip": "no",
    "image/png-20000x20000.png": "no",
    "svg/script.svg": "no",
    "xml/billion-laughs-moodle.xml": "no",
    "xml/xxe-file-moodle.xml": None,
    "xml/not-utf8-declared-utf8.xml": None,
    "text/broken.gift": None,
    "qti/no-correct-response.xml": None,
    "qti/no-response-declaration.xml": None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_through_the_upload(client, name):
    """Refused with a sentence, or read without doing harm; never a breakdown."""
    people = standing()
    client.force_login(people.teacher)
    path = CORPORA / "hostile" / name
    file = SimpleUploadedFile(path.name, path.read_bytes())
    start = time.monotonic()
    answer = client.post(reverse("question_bank:upload"), {"file": file}, follow=True)
    assert time.monotonic() - start < 10
    assert answer.status_code == 200
    assert "root:" not in answer.content.decode()
    assert active_parts(answer.content) == []
    assert not Item.objects.exists()
    if HOSTILE[name] == "no":
        batch = ImportBatch.objects.first()
        assert batch is None or batch.state == "refused"


def test_a_qti_item_is_marked_by_its_own_rules(capsys):
    path = str(CORPORA / "qti/qti22-scoring/qti22_basic_i9b_map_response/item.xml")
    response = '{"RESPONSE": ["choice_b", "choice_c"]}'
    tried, code = run(capsys, "try_item", path, "--response", response)
    assert code == 0
    assert (tried["score"], tried["max"], tried["outcomes"]) == ("6", "6", {"SCORE": 6})
    broken = str(CORPORA / "hostile/qti/no-response-declaration.xml")
    tried, code = run(capsys, "try_item", broken, "--response", response)
    assert code in {0, 2}
