"""Books: every file of the corpus ends in chapters or in a clear refusal."""

import zipfile
from pathlib import Path

import pytest

from library.rules.epub import read_book
from lms.core.errors import DomainError
from tests.factories.media import zip_bytes

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
WITHOUT_TEXT = {  # every page is a drawing or foreign markup
    "cnt-svg-css.epub",
    "cnt-svg-support.epub",
    "pub-foreign_xml-spine.epub",
    "scr-readingsystem-support_svg.epub",
    "scr-support_svg.epub",
    "sous-le-vent.epub",
    "svg-in-spine.epub",
}
SMALL = sorted((CORPORA / "epub" / "w3c-tests").glob("*.epub"))


def book(path):
    with zipfile.ZipFile(path) as archive:
        names = frozenset(n for n in archive.namelist() if not n.endswith("/"))
        return read_book(names, archive.read)


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_w3c_books(path):
    if path.name in WITHOUT_TEXT:
        with pytest.raises(DomainError, match="epub_broken"):
            book(path)
        return
    found = book(path)
    assert found.chapters
    text = str([chapter.pieces for chapter in found.chapters]).lower()
    for word in ("<script", "onload=", "javascript:", "<iframe"):
        assert word not in text


def test_a_script_in_a_book_stays_behind_and_is_counted():
    found = book(CORPORA / "hostile/epub/script.epub")
    assert (found.title, found.language) == ("Sách thử", "vi")
    assert [chapter.title for chapter in found.chapters] == ["Chương 1"]
    assert found.removed == {"script": 1}


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"mimetype": "application/epub+zip"}, "epub_broken"),
        ({"META-INF/container.xml": "<a/>"}, "epub_broken"),
        ({"META-INF/container.xml": "<a"}, "xml_unreadable"),
        (
            {
                "META-INF/container.xml": "<a/>",
                "META-INF/encryption.xml": "<e><EncryptionMethod Algorithm='aes'/></e>",
            },
            "file_encrypted",
        ),
    ],
)
def test_broken_and_locked_books_are_refused(entries, code, tmp_path):
    path = tmp_path / "a.epub"
    path.write_bytes(zip_bytes(entries))
    with pytest.raises(DomainError, match=code):
        book(path)
