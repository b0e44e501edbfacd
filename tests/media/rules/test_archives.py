"""Zip archives are looked through before they are unpacked."""

import io
import stat
import zipfile

import pytest

from lms.core.errors import DomainError
from media.rules.archives import ArchiveLimits, check_archive, read_entries
from tests.factories.media import zip_bytes


def refusal(content, **limits):
    with pytest.raises(DomainError) as error:
        check_archive(io.BytesIO(content), limits=ArchiveLimits(**limits))
    return error.value.code, error.value.where


def info(name, *, mode=0o100644):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/../../b.txt", "/etc/a", "C:/a.txt", "a//b.txt", "./a.txt", "a\nb"],
)
def test_paths_that_lead_out_are_refused(name):
    assert refusal(zip_bytes({name: b"x"})) == ("zip_path_escapes", f"entry {name}")


def test_backslash_is_refused_though_python_would_turn_it():
    content = zip_bytes({"a/evil.txt": b"x"}).replace(b"a/evil.txt", b"a\\evil.txt")
    assert refusal(content)[0] == "zip_path_escapes"


def test_links_are_refused():
    link = info("l", mode=stat.S_IFLNK | 0o777)
    assert refusal(zip_bytes({}, infos=[(link, "/etc/passwd")])) == (
        "zip_link",
        "entry l",
    )


def test_counts_sizes_and_ratio_are_limited():
    assert refusal(zip_bytes({"a": b"", "b": b""}), entries=1)[0] == "zip_too_many"
    assert refusal(zip_bytes({"a": b"12345"}), unpacked=4)[0] == "zip_too_big"
    assert refusal(zip_bytes({"a": b"12345"}), one_entry=4) == (
        "zip_too_big",
        "entry a",
    )
    zeros = zip_bytes({"a": bytes(100_000)})
    assert refusal(zeros, ratio_from=1000)[0] == "zip_ratio"
    assert check_archive(io.BytesIO(zeros)).unpacked == 100_000


def test_nested_encrypted_double_and_empty_are_refused():
    assert refusal(zip_bytes({"b.ZIP": b"PK"})) == ("zip_nested", "entry b.ZIP")
    assert refusal(zip_bytes({"A.txt": b"", "a.TXT": b""}))[0] == "zip_duplicate"
    assert refusal(zip_bytes({}))[0] == "zip_empty"
    assert refusal(b"PK\x03\x04 nonsense")[0] == "zip_unreadable"
    locked = bytearray(zip_bytes({"a.txt": b"x"}))
    place = locked.index(b"PK\x01\x02") + 8
    locked[place] |= 1
    assert refusal(bytes(locked))[0] == "zip_encrypted"
    assert refusal(zip_bytes({"/".join("abcdefghijklmnopqr"): b""}))[0] == (
        "zip_name_too_long"
    )


def test_a_directory_that_lies_about_sizes_is_caught_while_reading():
    content = bytearray(zip_bytes({"a.txt": b"0123456789" * 100}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(DomainError, match=r"zip_unreadable|zip_too_big"):
        list(read_entries(io.BytesIO(bytes(content))))


def test_a_good_archive_is_read_in_order():
    content = zip_bytes({"index.html": b"<p>", "js/a.js": b"1"})
    card = check_archive(io.BytesIO(content))
    assert [entry.name for entry in card.entries] == ["index.html", "js/a.js"]
    assert list(read_entries(io.BytesIO(content))) == [
        ("index.html", b"<p>"),
        ("js/a.js", b"1"),
    ]
