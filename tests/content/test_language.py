"""One spelling for all content: as in the programme (hoá, toạ, lí, kĩ, kì)."""

import re
import unicodedata

import pytest

from tests.content.sources import DEMO, NODES

FILES = [
    path
    for folder in (NODES, DEMO)
    for path in sorted(folder.rglob("*"))
    if path.suffix in {".csv", ".json", ".md", ".html", ".js"}
]
OLD_TONE = re.compile(
    r"(?<![qQ])(?:[òóỏõọ][ae]|[ùúủũụ]y)(?![a-zA-ZÀ-ỹ])"
)  # hòa, khỏe, thủy: the mark now stands on the second vowel
OLD_I = re.compile(r"\b(lý|kỹ|kỳ|mỹ thuật|tỷ|hy vọng|bác sỹ|ký hiệu|vật lý)\b", re.I)
NAMES = re.compile(
    r"(triều|nhà|Vua|dưới thời|của) Lý|Lý (Công|Nhân|Thường)|Lý \(|\"Lý\"|Triều Lý"
)
SLOPPY = re.compile(r" [,;:?!](?!\))|\.\.\.|[^\S\n]{2,}\S|\( | \)")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_is_nfc(path):
    text = path.read_text(encoding="utf-8")

    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tone_marks_and_i_are_as_in_the_programme(path):
    text = NAMES.sub("", path.read_text(encoding="utf-8"))
    if path.name == "names.json":
        text = ""  # people spell their names as they like

    assert OLD_TONE.findall(text) == []
    assert OLD_I.findall(text) == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.suffix == ".csv"], ids=lambda path: path.name
)
def test_no_sloppy_spacing(path):
    assert SLOPPY.findall(path.read_text(encoding="utf-8")) == []
