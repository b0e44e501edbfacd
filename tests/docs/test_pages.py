"""What the pages name is there: links, pictures, files, commands."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
CODE = re.compile(r"`((?:lms|exams|library|question_bank|media|tests)/[\w./<>*-]+)`")
COMMAND = re.compile(r"manage\.py (\w+)")


def name_of(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_everything_named_is_there(page):
    text = page.read_text(encoding="utf-8")
    links = {link for link in LINK.findall(text) if "://" not in link}
    gone = [link for link in links if not (page.parent / link).exists()]
    gone += [
        place
        for place in CODE.findall(text)
        if not list(ROOT.glob(re.sub(r"<\w+>", "*", place).rstrip("/")))
    ]
    gone += [word for word in COMMAND.findall(text) if word not in get_commands()]
    assert gone == []
