"""Word files that are refused as a whole, and files broken at random."""

import io
import random
import struct
import zipfile

import pytest

from lms.core.errors import DomainError
from lms.core.office import OLE_MAGIC
from question_bank.rules.formats.docx.reader import parse
from question_bank.rules.formats.sniffing import sniff
from tests.question_bank.rules.layouts import underlined_letter
from tests.question_bank.rules.test_word_content import with_entry
from tests.question_bank.rules.word import Word, bank, fraction, math


def good():
    word = Word()
    word.p("Câu 1. Tính ", math(fraction("1", "2")), "?")
    for letter in "ABCD":
        word.p((letter, "u" if letter == "A" else ""), f". Số {letter}")
    word.picture()
    word.table([["1", "2"], ["3", "4"]])
    return word.save()


def ole(*names):
    """Return bytes that look like a compound file with some streams."""
    return OLE_MAGIC + b"\x00" * 600 + b"".join(n.encode("utf-16-le") for n in names)


def zipped(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7 renamed", "not_word"),
        (b"just text", "not_word"),
        (b"{\\rtf1 x}", "not_word"),
        (b"<html><body>x</body></html>", "not_word"),
        (ole("WordDocument"), "doc_old_binary"),
        (ole("EncryptionInfo", "EncryptedPackage"), "file_encrypted"),
        (ole("PowerPoint Document"), "office_old_binary"),
        (OLE_MAGIC + b"\x00" * 504, "office_old_binary"),
        (b"PK\x03\x04 broken", "zip_unreadable"),
        (zipped(**{"a.txt": "x"}), "not_word"),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "not_word"),
        (zipped(**{"word/document.xml": "<w:document"}), "xml_broken"),
        (zipped(**{"word/document.xml": "<x/>"}), "not_word"),
        (zipped(**{"word/document.xml": "<!DOCTYPE x []><x/>"}), "xml_doctype"),
        (zipped(**{"../evil.xml": "x", "word/document.xml": "<x/>"}),
         "zip_path_escapes"),
        (zipped(**{"word/document.xml": b"\x00" * 30_000_000}), "zip_ratio"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_refusals(content, code):
    with pytest.raises(DomainError) as refusal:
        parse(content, name="de.docx")

    assert refusal.value.code == code


def test_a_renamed_pdf_says_what_it_is():
    with pytest.raises(DomainError) as refusal:
        parse(b"%PDF-1.4\n...", name="de.docx")

    assert refusal.value.details == {"found": "PDF"}


def test_over_200_megabytes_is_refused_before_it_is_opened():
    class Huge(bytes):
        def __len__(self):
            return 200 * 2**20 + 1

    with pytest.raises(DomainError) as refusal:
        parse(Huge(b"PK"), name="de.docx")

    assert (refusal.value.code, refusal.value.details) == (
        "file_too_big",
        {"limit": "200 MB"},
    )


def test_entities_in_a_side_part_are_refused_too():
    content = with_entry(
        good(), "word/styles.xml", '<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>'
    )

    with pytest.raises(DomainError) as refusal:
        parse(content, name="x")

    assert (refusal.value.code, refusal.value.where) == (
        "xml_doctype",
        "entry word/styles.xml",
    )


def test_a_broken_side_part_is_a_problem_and_the_rest_is_read():
    draft = parse(with_entry(good(), "word/styles.xml", "<broken"), name="x")

    assert len(draft.items) == 1
    assert [(p.code, p.where) for p in draft.problems] == [
        ("part_broken", "entry word/styles.xml")
    ]


def test_a_locked_entry_is_refused():
    content = bytearray(good())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        flags = struct.unpack_from("<H", content, place + 8)[0]
        struct.pack_into("<H", content, place + 8, flags | 1)
        place = content.find(b"PK\x01\x02", place + 4)

    with pytest.raises(DomainError):
        parse(bytes(content), name="x")


def test_files_broken_at_random_are_read_or_refused_never_a_breakdown():
    rng = random.Random(20251122)  # noqa: S311  repeatable
    word = Word()
    underlined_letter(word, bank())
    for original in (good(), word.save()):
        for _turn in range(60):
            content = bytearray(original)
            for _hit in range(rng.randint(1, 30)):
                content[rng.randrange(len(content))] = rng.randrange(256)
            _read(bytes(content[: rng.randint(1, len(content))]))
            _read(bytes(content))


def test_xml_broken_at_random_is_read_or_refused_never_a_breakdown():
    rng = random.Random(7)  # noqa: S311  repeatable
    original = good()
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist() if n.endswith(".xml")}
    for _turn in range(60):
        name = rng.choice([n for n in parts if n.startswith("word/")])
        _read(with_entry(original, name, _shuffled(parts[name], rng)))


def _shuffled(data, rng):
    """Drop, double or swap elements, and change numbers, so that XML stays XML."""
    text = data.decode("utf-8")
    cuts = [i for i, char in enumerate(text) if char in '<>"']
    start, stop = sorted(rng.sample(cuts, 2))
    return rng.choice(
        [
            lambda: text[:start] + text[stop:],
            lambda: text[:stop] + text[start:stop] + text[stop:],
            lambda: text.replace('w:val="', 'w:val="-9', rng.randint(1, 5)),
            lambda: text.replace('"1"', '"99999999999999999999"'),
            lambda: text.replace("w:p>", "w:tbl>", rng.randint(1, 3)),
            lambda: text.replace("w:r>", "w:p>"),
            lambda: text.replace("m:f>", "m:rad>"),
        ]
    )()


def _read(content):
    try:
        draft = parse(content, name="x.docx")
    except DomainError:
        return
    assert draft.format == "docx"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (ole("WordDocument"), "doc_old_binary"),
        (ole("Workbook"), "xls_old_binary"),
        (ole("Book"), "xls_old_binary"),
        (ole("EncryptedPackage"), "file_encrypted"),
        (OLE_MAGIC + b"\x00" * 504, "office_old_binary"),
        (b"%PDF-1.4 \x00", "format_unknown"),
        (b'{"a": 1}', "format_unknown"),
        (b"just words", "format_unknown"),
        (zipped(), "zip_empty"),
        (zipped(**{"readme.txt": "x"}), "format_unknown"),
        (b"<svg/>", "format_unknown"),
    ],
)
def test_sniffing_refuses_what_it_does_not_know(content, code):
    with pytest.raises(DomainError) as refusal:
        sniff(content, "x")

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (good(), "docx"),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "xlsx"),
        (zipped(**{"imsmanifest.xml": "<x/>"}), "qti"),
        (b"<quiz></quiz>", "moodlexml"),
        (b'<?xml version="1.0"?><questestinterop/>', "qti"),
        (b'<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>', "qti"),
        ("\ufeffHỏi?{=đúng ~sai}".encode(), "gift"),
        ("Hỏi?\nA. Một\nB. Hai\nANSWER: A\n".encode(), "aiken"),
        ("Hỏi?\nA) Một\nB) Hai\nANSWER: A\n".encode("utf-16"), "aiken"),
    ],
)
def test_sniffing(content, found):
    assert sniff(content, "x") == found
