"""The student's start page is light: at most 15 requests and 150 KB, compressed."""

import gzip
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lms.core.clock import today
from tests.factories.curriculum import make_node, make_programme_row
from tests.factories.exams import make_attempt
from tests.factories.library import make_lecture, publish
from tests.factories.records import make_mark, make_period, make_record
from tests.people import standing

pytestmark = pytest.mark.django_db
MOST_REQUESTS, MOST_BYTES = 15, 150 * 1024
STATIC = "/static/"
PACKED = {".woff2", ".png", ".jpg", ".webp"}  # no compression on top
FACE = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)""")
IMPORT = re.compile(r"""^\s*(?:import|export)\b[^;"']*["']([^"']+)["']""", re.MULTILINE)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


class Page(HTMLParser):
    """The addresses that a browser fetches for a page, and the characters it shows."""

    def __init__(self, text):
        super().__init__()
        self.assets, self.characters = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        rel = (found.get("rel") or "").split()
        if tag == "link" and {"stylesheet", "icon", "preload", "manifest"} & set(rel):
            self.assets.add(found["href"])
        elif tag in {"script", "img", "source", "iframe", "video"} and "src" in found:
            self.assets.add(found["src"])

    def handle_data(self, data):
        self.characters |= set(data)


def fetched(page):
    """Return address -> bytes on the wire of everything a page of ours asks for."""
    sizes, waiting = {}, sorted(page.assets)
    while waiting:
        address = waiting.pop()
        if address in sizes or address.startswith("data:"):
            continue
        assert address.startswith(STATIC), f"{address} is not a file of ours"
        content = Path(finders.find(address.removeprefix(STATIC))).read_bytes()
        packed = posixpath.splitext(address)[1] in PACKED
        sizes[address] = len(content if packed else gzip.compress(content))
        here = posixpath.dirname(address)
        more = asked_by(address, content, page.characters)
        waiting += [posixpath.normpath(posixpath.join(here, name)) for name in more]
    return sizes


def asked_by(address, content, characters):
    """Return what a style sheet or a script asks for in its turn."""
    if address.endswith(".js"):
        return IMPORT.findall(content.decode())
    if not address.endswith(".css"):
        return []
    text = content.decode()
    fonts = [face for face in FACE.findall(text) if is_used(face, characters)]
    return URL.findall(FACE.sub("", text) + "".join(fonts))


def is_used(face, characters):
    """Whether a face has one of the characters; one without ranges always has."""
    ranges = RANGE.findall(face)
    return not ranges or any(
        int(low, 16) <= ord(one) <= int(high or low, 16)
        for low, high in ranges
        for one in characters
    )


@pytest.fixture
def start(client):
    """The page of a candidate with a test, a task, marks and something to read."""
    people = standing()
    make_programme_row("MAT")
    make_attempt(student=people.candidate)
    for number in range(1, 4):
        lecture = publish(make_lecture(unit=people.school, title=f"Bài {number}"))
        node = make_node(f"MAT.{number}")
        period = make_period(people.cohort, period_no=number, node_code=node.code)
        make_record(
            period, date=today(), mode="online_async", resource_code=lecture.code
        )
        make_mark(people.candidate, people.cohort, ordinal=number)
    client.force_login(people.candidate)
    return client.get("/").content


def test_the_first_paint_of_a_student_is_light(start):
    page = Page(start.decode())

    files = fetched(page)

    kinds = {posixpath.splitext(name)[1] for name in files}
    assert kinds == {".css", ".js", ".svg", ".woff2"}
    assert {STATIC + "css/tokens.css", STATIC + "js/frame.js"} <= set(files)
    assert sum(name.endswith(".woff2") for name in files) == 4
    assert 1 + len(files) <= MOST_REQUESTS, sorted(files)
    assert len(gzip.compress(start)) + sum(files.values()) <= MOST_BYTES, files


def test_fonts_are_counted_by_the_characters_of_the_page(start):
    page = Page(start.decode())
    everything = fetched(page)

    page.characters = set("Hom nay")

    left_out = set(everything) - set(fetched(page))
    assert len(left_out) == 2
    assert all("vietnamese" in name for name in left_out)
