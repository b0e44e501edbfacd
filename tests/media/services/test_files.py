"""Taking files in: by content, cleaned, kept once."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from pypdf import PdfWriter

from lms.core.errors import DomainError, NotFound
from media import api
from media.models import Blob, StoredFile
from tests.factories.media import make_file, picture_bytes, zip_bytes
from tests.factories.people import make_user

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
HOSTILE = CORPORA / "hostile"
REFUSED = {
    "epub/no-container.epub": "file_type_mismatch",
    "image/png-20000x20000.png": "image_too_many_pixels",
    "polyglot/html-named.jpg": "file_type_mismatch",
    "zip/bomb-200MB.zip": "zip_ratio",
    "zip/empty.zip": "zip_empty",
    "zip/html-named.zip": "file_type_mismatch",
    "zip/slip-absolute.zip": "zip_path_escapes",
    "zip/slip-dotdot.zip": "zip_path_escapes",
    "zip/truncated.zip": "zip_unreadable",
    "zip/zero-bytes.zip": "file_empty",
}
TAKEN = [
    "epub/script.epub",
    "h5p/content-only-xss.h5p",
    "html/page-with-vectors.html",
    "polyglot/gif-js.gif",
    "svg/foreignobject.svg",
    "svg/href-javascript.svg",
    "svg/onload.svg",
    "svg/script.svg",
    "zip/plain-control.zip",
    "csv/formula-injection.csv",
    "csv/invalid-utf8.csv",
]
pytestmark = pytest.mark.django_db


def stored_bytes(code):
    with api.open_file(code) as stream:
        return stream.read()


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_hostile_file_is_refused_and_nothing_is_kept(name, code):
    content = (HOSTILE / name).read_bytes()
    with pytest.raises(DomainError) as refusal:
        api.store_file(content, name=Path(name).name, by=None, purpose="test")
    assert refusal.value.code == code
    assert StoredFile.objects.count() == 0
    assert Blob.objects.count() == 0


@pytest.mark.parametrize("name", TAKEN)
def test_files_that_are_only_odd_are_kept_inert(name):
    content = (HOSTILE / name).read_bytes()
    card = api.store_file(content, name=Path(name).name, by=None, purpose="test")
    kept = stored_bytes(card.code)
    assert kept
    if card.suffix in {"svg", "gif", "png"}:
        for word in (b"script", b"onload", b"onerror", b"foreignObject", b"alert"):
            assert word not in kept


@pytest.mark.parametrize(
    "name", json.loads((HOSTILE / "names/file-names.json").read_text())
)
def test_a_name_is_made_safe_and_gets_the_suffix_of_the_content(name):
    content = (CORPORA / "pdf/In-CC0.pdf").read_bytes()
    card = api.store_file(content, name=name, by=None, purpose="test")
    assert card.name.endswith(".pdf")
    assert not set(card.name) & set("/\\<>")
    assert card.pages


def test_a_picture_loses_its_place_and_stands_upright():
    picture = Image.new("RGB", (40, 20), "red")
    notes = Image.Exif()
    notes[0x0112] = 6  # lies on its side
    notes[0x010E] = "nhà em"
    notes.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=notes)

    card = api.store_file(out.getvalue(), name="a.jpeg", by=None, purpose="test")

    kept = Image.open(io.BytesIO(stored_bytes(card.code)))
    assert (card.width, card.height, card.name) == (20, 40, "a.jpg")
    assert not kept.getexif()
    assert card.mime == "image/jpeg"


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/png"),
        ("BMP", "image/png"),
        ("TIFF", "image/png"),
        ("WEBP", "image/webp"),
    ],
)
def test_pictures_of_every_kind_are_taken(kind, mime):
    card = api.store_file(
        picture_bytes(kind), name="hinh", by=None, purpose="test", expect={"image"}
    )
    assert (card.mime, card.width, card.height) == (mime, 40, 30)


def test_a_moving_picture_keeps_moving():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=200)
    card = api.store_file(out.getvalue(), name="a.gif", by=None, purpose="test")
    assert Image.open(io.BytesIO(stored_bytes(card.code))).n_frames == 2


def test_same_file_by_same_person_for_same_purpose_is_one():
    person, other = make_user(), make_user()
    first = make_file(by=person)
    assert make_file(by=person).code == first.code
    assert make_file(by=other).code != first.code
    assert make_file(by=person, purpose="other").code != first.code
    assert make_file().code == make_file().code
    assert Blob.objects.count() == 1


def test_a_half_written_file_of_an_earlier_run_is_not_believed():
    content = picture_bytes(colour="red")
    card = make_file(content)
    blob = Blob.objects.get()
    whole = stored_bytes(card.code)
    StoredFile.objects.all().delete()
    Path(default_storage.path(blob.path)).write_bytes(whole[:10])
    Blob.objects.all().delete()

    assert stored_bytes(make_file(content).code) == whole


@pytest.mark.parametrize(
    ("content", "name", "expect", "code"),
    [
        (b"", "a.png", None, "file_empty"),
        (b"%PDF-1.4 nothing", "a.pdf", None, "file_unreadable"),
        (b"MZ\x90\x00\x03", "a.exe", None, "format_unknown"),
        (b"plain words", "a.exe", None, "format_unknown"),
        (b"plain words", "a.docx", None, "format_unknown"),
        (picture_bytes(), "a.docx", None, "file_type_mismatch"),
        (picture_bytes(), "a.png", {"pdf"}, "file_not_expected"),
        (picture_bytes()[:60], "a.png", None, "file_unreadable"),
        (zip_bytes({"a.txt": b"x"}), "a.docx", None, "file_type_mismatch"),
        (zip_bytes({"a.txt": b"x"}), "a.png", None, "file_type_mismatch"),
        (b"\x00\x01\x02", "a.txt", None, "format_unknown"),
        (b"cue", "a.vtt", None, "file_unreadable"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 12, "a.mp4", None, "file_unreadable"),
    ],
)
def test_refusals_have_codes(content, name, expect, code):
    with pytest.raises(DomainError) as refusal:
        api.store_file(content, name=name, by=None, purpose="t", expect=expect)
    assert refusal.value.code == code


def test_a_locked_pdf_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("mat-khau", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(DomainError, match="file_encrypted"):
        api.store_file(out.getvalue(), name="a.pdf", by=None, purpose="t")


@pytest.mark.parametrize("path", sorted((CORPORA / "pdf").rglob("*.pdf")), ids=str)
def test_pdf_of_many_makers_are_taken(path):
    card = api.store_file(path.read_bytes(), name=path.name, by=None, purpose="t")
    assert card.pages


def test_word_files_and_recordings_are_known_by_content():
    docx = CORPORA / "vn-exams/exam-layout/toan-2025-ba-phan.docx"
    card = api.store_file(docx.read_bytes(), name="đề.docx", by=None, purpose="t")
    assert (card.suffix, card.name) == ("docx", "đề.docx")
    for name in ("friday.mp4", "flower.webm", "made-tone.mp3", "friday.vtt"):
        content = (CORPORA / "media" / name).read_bytes()
        card = api.store_file(content, name=name, by=None, purpose="t")
        assert card.name == name


def test_data_uri_and_unknown_codes():
    card = make_file()
    assert api.data_uri(card.code).startswith("data:image/png;base64,iVBOR")
    assert api.file_cards([card.code, "nothing"]) == {card.code: card}
    with pytest.raises(NotFound):
        api.file_card("nothing")
    with pytest.raises(DomainError, match="file_too_big"):
        api.data_uri(card.code, limit=10)
