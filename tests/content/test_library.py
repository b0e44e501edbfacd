"""The materials: blocks as the library reads them, formulas, pictures, verses."""

import re
from html import unescape

import pytest

from lms.core import html
from lms.core.math import draw_latex
from tests.content.sources import DEMO, read_json, texts_of
from tests.content.test_nodes import PERIODS, rows

KEYS = sorted(path.stem for path in (DEMO / "library").glob("*.json"))
VALUES = {
    "formula": {"latex", "caption"},
    "picture": {"file", "alt", "caption"},
    "table": {"rows", "header", "caption"},
    "check": {"question", "options", "explanation"},
    "think": {"prompt", "answer"},
    "resource": {"key", "note"},
}
RICH = {"p", "b", "i", "h3", "ul", "ol", "li", "br"}
NODES = {row["code"] for name in PERIODS for row in rows(name)}
COMMON = ["key", "kind", "title", "subject", "grade", "nodes", "summary", "minutes"]
KIEU = "lit10-truyen-kieu-tuyen"
SPANS = [(1, 8), (15, 38), (39, 56), (723, 734), (1033, 1054), (3241, 3254)]


def material(key):
    return read_json(f"library/{key}.json")


def blocks_of(document):
    yield from document.get("body", [])
    for chapter in document.get("chapters", []):
        yield from chapter["body"]


def blocks_of_type(key, kind):
    return [b["value"] for b in blocks_of(material(key)) if b["type"] == kind]


@pytest.mark.parametrize("key", KEYS)
def test_common_fields(key):
    document = material(key)

    assert document["key"] == key
    assert [name for name in COMMON if not document[name]] == []
    assert set(document["nodes"]) <= NODES
    assert 1 <= len(document["nodes"]) <= 3
    assert len(document["summary"]) <= 600
    assert document["licence"] in {"cc-by-4.0", "public-domain", "link-only"}
    assert list(blocks_of(document))


def test_most_kinds_and_states_are_there():
    kinds = {material(key)["kind"] for key in KEYS}
    states = {material(key)["status"] for key in KEYS}

    assert kinds == {"lecture", "textbook", "simulation", "televised", "link"}
    assert states == {"draft", "group_review", "returned", "approved", "published"}


@pytest.mark.parametrize("key", KEYS)
def test_blocks_have_the_value_of_their_type(key):
    for block in blocks_of(material(key)):
        kind, value = block["type"], block["value"]
        if kind in {"heading", "text"}:
            assert value.strip() == value != ""
        else:
            assert set(value) == VALUES[kind]


@pytest.mark.parametrize("key", KEYS)
def test_formulas_can_be_drawn(key):
    found = [value["latex"] for value in blocks_of_type(key, "formula")]
    for text in texts_of(material(key)):
        assert text.count("$") % 2 == 0
        found += [unescape(part) for part in re.findall(r"\$([^$\n]+)\$", text)]

    for latex in found:
        assert draw_latex(latex)
        assert not re.search(r"\d,\d", latex), "decimal comma is {,} in a formula"


@pytest.mark.parametrize("key", KEYS)
def test_titles_and_captions_hold_no_formulas(key):
    document = material(key)
    plain = [document["title"], document["summary"], *blocks_of_type(key, "heading")]
    plain += [chapter["title"] for chapter in document.get("chapters", [])]
    plain += [
        block["value"].get(name, "")
        for block in blocks_of(document)
        if block["type"] in {"formula", "picture", "table", "resource"}
        for name in ("caption", "alt", "note")
    ]

    assert [text for text in plain if set(text) & set("$^\\_")] == []


@pytest.mark.parametrize("key", KEYS)
def test_rich_text_uses_only_what_the_editor_knows(key):
    for value in blocks_of_type(key, "text"):
        assert set(re.findall(r"</?([a-z0-9]+)", value)) <= RICH
        assert html.to_text(html.clean(value))


@pytest.mark.parametrize("key", KEYS)
def test_checks_have_one_right_answer_and_a_word_for_each(key):
    for value in blocks_of_type(key, "check"):
        options = value["options"]
        assert sum(option["is_right"] for option in options) == 1
        assert len({option["text"] for option in options}) == len(options) >= 2
        assert all(option["feedback"] for option in options)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_referred_to_exists(key):
    document = material(key)
    for block in blocks_of(document):
        if block["type"] == "picture":
            assert (DEMO / "figures" / block["value"]["file"]).is_file()
            assert len(block["value"]["alt"]) > 30
        if block["type"] == "resource":
            assert block["value"]["key"] in KEYS
    if document["kind"] == "simulation":
        assert (DEMO / document["package"] / "index.html").is_file()


def verses():
    """Return the verses of each chapter of the book that has some."""
    found = []
    for chapter in material(KIEU)["chapters"]:
        lines = [
            line
            for block in chapter["body"]
            if block["type"] == "text" and "<br/>" in block["value"]
            for line in re.split(r"<br/>|</?p>", block["value"])
            if line
        ]
        if lines:
            found.append((chapter["title"], lines))
    return found


def test_chapters_say_which_lines_they_hold():
    assert [len(lines) for _title, lines in verses()] == [b - a + 1 for a, b in SPANS]
    for (title, _lines), (first, last) in zip(verses(), SPANS, strict=True):
        assert f"câu {first} – {last})" in title


def test_verses_are_six_and_eight_syllables_in_turn():
    for _title, lines in verses():
        counts = [len(re.findall(r"\w+", line)) for line in lines]
        assert counts == [6, 8] * (len(lines) // 2)
