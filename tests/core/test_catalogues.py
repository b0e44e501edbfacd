"""Catalogues: what the sources say, what lacks words, what has two of them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from lms.core import catalogues

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def write_po(root: Path, app: str, *entries: str) -> None:
    path = catalogues.po_path(root, app)
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "\n\n".join(entries) + "\n", encoding="utf-8")


def test_two_words_for_one_text_are_named_with_their_apps(tmp_path):
    write_po(tmp_path, "exams", 'msgid "Mark"\nmsgstr "Đánh dấu"')
    write_po(
        tmp_path, "library", 'msgid "Next"\nmsgstr "Tiếp"', 'msgid "Go"\nmsgstr ""'
    )
    write_po(
        tmp_path,
        "lms/records",
        'msgid "Mark"\nmsgstr "Điểm"',
        'msgid "Go"\nmsgstr "Đi"',
    )
    write_po(tmp_path, "lms/editor_words", 'msgid "Next"\nmsgstr "Sau"')

    assert sorted(catalogues.clashes(tmp_path)) == [
        "Mark: lms/records “Điểm”, exams “Đánh dấu”",
        "Next: library “Tiếp”, lms/editor_words “Sau”",
    ]


def test_a_context_of_its_own_is_another_text(tmp_path):
    write_po(tmp_path, "exams", 'msgctxt "question"\nmsgid "Mark"\nmsgstr "Đánh dấu"')
    write_po(tmp_path, "lms/records", 'msgid "Mark"\nmsgstr "Điểm"')

    assert catalogues.clashes(tmp_path) == []


def test_plurals_are_compared_as_well(tmp_path):
    plural = 'msgid "%(n)s question"\nmsgid_plural "%(n)s questions"\nmsgstr[0] "{}"'
    write_po(tmp_path, "exams", plural.format("%(n)s câu"))
    write_po(tmp_path, "lms/portal", plural.format("%(n)s câu hỏi"))

    assert catalogues.clashes(tmp_path) == [
        "%(n)s question: lms/portal “%(n)s câu hỏi”, exams “%(n)s câu”"
    ]


@pytest.mark.parametrize(
    ("source", "context", "text"),
    [
        ('{% translate "Next" context "question" %}', "question", "Next"),
        (
            '{% blocktranslate context "class" %}grade {{ grade }}{% endblocktranslate %}',
            "class",
            "grade %(grade)s",
        ),
        (
            '{% blocktranslate count n=n context "class" %}{{ n }} place{% plural %}'
            "{{ n }} places{% endblocktranslate %}",
            "class",
            ("%(n)s place", "%(n)s places"),
        ),
    ],
)
def test_contexts_of_templates_are_found(tmp_path, source, context, text):
    page = tmp_path / "exams" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text("{% load i18n %}" + source, encoding="utf-8")

    found = [
        (message.context, message.id)
        for message in catalogues.found(tmp_path, "exams")
        if message.id
    ]
    assert found == [(context, text)]


def test_no_text_of_this_house_has_two_words():
    assert catalogues.clashes(Path(settings.BASE_DIR)) == []


def test_no_text_goes_by_a_name_that_is_not_looked_for():
    """A text behind ``gettext_lazy as _lazy`` would stay English."""
    alias = re.compile(r"import [^\n]*\bn?p?gettext\w* as (\w+)")
    apps = ("lms", "media", "library", "question_bank", "exams")
    names = {
        (str(path), name)
        for app in apps
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        for name in alias.findall(path.read_text(encoding="utf-8"))
    }
    assert {x for x in names if x[1] not in catalogues.KEYWORDS} == set()
